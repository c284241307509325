import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { ThreadItem } from "../facade/views.ts";
import type { Group } from "../mls/group.ts";
import { groupChanges, loadGroup } from "../mls/groupRecords.ts";
import { DamagedGroup } from "../mls/groupState.ts";
import { readJson, writeJson } from "../mls/json.ts";
import { leavesOf } from "../mls/leaf.ts";
import { loadPending, type PendingCommit, pendingChanges } from "../mls/pendingRecords.ts";
import type { StoreChange } from "../ports.ts";
import type { Reading } from "./catchUp.ts";
import { Draft } from "./draft.ts";
import { Closed, type Ground } from "./ground.ts";
import { reachOf } from "./marks.ts";
import { awaitsRestart } from "./outOfStep.ts";
import {
  below,
  ConversationRecord,
  MarksRecord,
  MembersRecord,
  NO_MARKS,
  OutboxRecord,
  TABLES,
} from "./records.ts";
import { ownLines } from "./thread.ts";
import { itemOf, passedItem, type ReachAt } from "./threadItem.ts";

/** So many lines at most are told at once of what was passed on. */
const MOST_TOLD = 50;

/** What a conversation is at one moment, all of it stored. */
export interface ConversationState {
  readonly record: ConversationRecord;
  readonly members: MembersRecord;
  readonly marks: MarksRecord;
  readonly outbox: readonly OutboxRecord[];
  readonly group: Group | undefined;
  readonly pending: PendingCommit | undefined;
}

/** Gives the one conversation of a record's id: the record counts where there is none yet. */
export type Forming = (record: ConversationRecord) => Conversation;

/** Who is in a group, device by device, gathered by account. */
export function membersOf(group: Group): MembersRecord {
  const devices = new Map<MembersRecord[number]["account"], DeviceId[]>();
  for (const { account, device } of leavesOf(group.state.ratchetTree))
    devices.set(account, [...(devices.get(account) ?? []), device]);
  return [...devices].map(([account, list]) => ({ account, devices: list }));
}

/**
 * One conversation: its state, and the queue in which everything that changes it happens one after the
 * other. A change is prepared in a draft and becomes true when the one write of the draft is stored.
 */
export class Conversation {
  private queue: Promise<unknown> = Promise.resolve();
  private doubtful = false;
  private secrets: Pick<ConversationState, "group" | "pending"> | undefined;
  private lastUse = 0;
  /** Whether a change of members is wanted: what is written now should be readable for those who come. */
  membersChanging = false;
  /** Whether what has come in waits for a directory that can't be read: who wrote it can't be judged before. */
  directoryAwaited = false;
  /** How often a way in, or back, was looked for in vain. */
  inVain = 0;
  /** The reading of its log, if any is under way. */
  readonly reading: Reading = {};
  /**
   * Whether the log has been read to its end since the vault was opened. Nothing is encrypted before: a vault
   * that was put back from an old copy shows itself by what this device has sent since.
   */
  caughtUp = false;

  constructor(
    readonly ground: Ground,
    readonly id: ConversationId,
    private stored: Pick<ConversationState, "record" | "members" | "outbox" | "marks">,
  ) {}

  get record(): ConversationRecord {
    return this.stored.record;
  }

  get members(): MembersRecord {
    return this.stored.members;
  }

  get marks(): MarksRecord {
    return this.stored.marks;
  }

  /** How far an own line of the thread has come; undefined: this conversation tells nothing of it. */
  readonly reachOf: ReachAt = (said) => {
    const { context, preferences } = this.ground;
    return reachOf(this.stored, context.self.account, said, preferences.readReceipts);
  };

  get outbox(): readonly OutboxRecord[] {
    return this.stored.outbox;
  }

  /** When its keys were last needed; undefined: they are not in memory. */
  get keysUsedAt(): number | undefined {
    return this.secrets === undefined ? undefined : this.lastUse;
  }

  /** Runs one step, alone in this conversation. Rejects with Closed once the engine is closed. */
  run<Value>(step: () => Promise<Value>): Promise<Value> {
    const turn = this.queue.then(async () => {
      if (this.ground.closed()) throw new Closed();
      if (this.doubtful) await this.reload();
      return step();
    });
    this.queue = turn.catch(() => undefined);
    return this.ground.activity.track(turn);
  }

  /** Prepares a change and stores it in one write. The answer of `prepare` is given once it is stored. */
  change<Value>(prepare: (draft: Draft) => Promise<Value>): Promise<Value> {
    return this.run(async () => {
      const draft = await this.draft();
      const value = await prepare(draft);
      await this.save(draft);
      return value;
    });
  }

  /** A draft of the next state. Only within `run`. */
  async draft(): Promise<Draft> {
    return new Draft(
      this.ground,
      { ...this.stored, ...(await this.keys()) },
      this.membersChanging,
      this.caughtUp,
    );
  }

  /** The group and the pending commit, from the vault when they are not in memory. Only within `run`. */
  async keys(): Promise<Pick<ConversationState, "group" | "pending">> {
    this.lastUse = this.ground.context.clock.now();
    if (this.secrets !== undefined) return this.secrets;
    const { vault, self } = this.ground.context;
    const key = self.deviceKeys.privateKey;
    const group = await loadGroup(vault, this.id, this.ground.suite, key);
    const { record } = this;
    // Being in a conversation and its keys are written together: a store that has lost them may have lost more.
    if (group === undefined && record.state === "active" && !awaitsRestart({ record, group }))
      throw new DamagedGroup("a group is gone");
    this.secrets = {
      group,
      pending: await loadPending(vault, this.id, this.ground.suite, key),
    };
    return this.secrets;
  }

  /** Stores a draft in one write, then tells of it. If the write fails, nothing of it has happened. */
  async save(draft: Draft): Promise<void> {
    if (this.ground.closed()) throw new Closed();
    const changes = this.changesOf(draft);
    if (changes.length === 0) return;
    const { acquaintances } = this.ground;
    const met = draft.members === this.members ? [] : [...this.members, ...draft.members];
    const acquainted = acquaintances.keeping(draft.record, met);
    changes.push(...acquainted.changes);
    try {
      await this.ground.context.vault.write(changes);
    } catch (error) {
      // Whether the store kept it is not known: what it holds is read anew before the next step.
      this.doubtful = true;
      throw error;
    }
    const { record, members, outbox, marks, group, pending } = draft;
    acquainted.kept();
    acquaintances.see(record, members);
    const moved = group !== undefined && group.epoch !== this.secrets?.group?.epoch;
    this.stored = { record, members, outbox, marks };
    this.secrets = { group, pending };
    for (const key of draft.spent) key.fill(0);
    const { tidings } = this.ground;
    tidings.thread(
      this.id,
      [...draft.lines.flatMap((line) => itemOf(line, this.reachOf) ?? []), ...toldOf(draft)],
      draft.gone,
    );
    tidings.changed("conversations");
    if (moved) this.ground.epochMoved(this.id);
    for (const then of draft.afterwards) then();
    if (draft.retellAfter === undefined) return;
    // What was stored stays so whether or not it can be told again.
    const again = await ownLines(this.ground.context.vault, this.id, draft.retellAfter, this.reachOf).catch(
      () => [],
    );
    tidings.thread(this.id, again, []);
  }

  /** Lets go of the keys in memory; they stay in the vault. */
  releaseKeys(): Promise<void> {
    return this.run(async () => {
      this.secrets = undefined;
    });
  }

  /** Wipes the keys from memory, for good. */
  async wipe(): Promise<void> {
    await this.queue;
    this.secrets?.group?.wipe();
    this.secrets?.pending?.after.wipe();
    this.secrets = undefined;
  }

  private changesOf(draft: Draft): StoreChange[] {
    const before: Partial<ConversationState> = { ...this.stored, ...this.secrets };
    const changes = [...draft.changes(), ...groupChanges(this.id, before.group, draft.group)];
    if (draft.pending !== before.pending) changes.push(...pendingChanges(this.id, draft.pending));
    if (draft.record !== before.record)
      changes.push({ table: TABLES.conversation, key: this.id, value: writeJson(draft.record) });
    if (draft.marks !== before.marks)
      changes.push({ table: TABLES.marks, key: this.id, value: writeJson(draft.marks) });
    if (draft.members !== before.members)
      changes.push({ table: TABLES.members, key: this.id, value: writeJson(draft.members) });
    return changes;
  }

  private async reload(): Promise<void> {
    const loaded = await loadConversation(this.ground, this.id);
    if (loaded !== undefined) this.stored = loaded.stored;
    this.secrets = undefined;
    this.doubtful = false;
    this.ground.tidings.changed("conversations");
  }
}

/** Of what was passed on, the newest: screens read the rest by pages. */
function toldOf({ passed }: Draft): readonly ThreadItem[] {
  return passed.slice(-MOST_TOLD).map(passedItem);
}

/** Reads a conversation from the vault; undefined where it is not there or can't be read. */
export async function loadConversation(
  ground: Ground,
  id: ConversationId,
): Promise<Conversation | undefined> {
  const { vault } = ground.context;
  const [record, members, queued, kept] = await Promise.all([
    vault.get(TABLES.conversation, id),
    vault.get(TABLES.members, id),
    vault.scan(TABLES.outbox, below(id)),
    vault.get(TABLES.marks, id),
  ]);
  const read = record === undefined ? undefined : readJson(ConversationRecord, record);
  if (read === undefined) return undefined;
  const outbox = queued.flatMap(({ value }) => readJson(OutboxRecord, value) ?? []);
  const who = members === undefined ? [] : (readJson(MembersRecord, members) ?? []);
  const marks = (kept === undefined ? undefined : readJson(MarksRecord, kept)) ?? NO_MARKS;
  return new Conversation(ground, id, { record: read, members: who, outbox, marks });
}
