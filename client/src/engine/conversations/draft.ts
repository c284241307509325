import { toBase64url } from "@comity/shared/bytes/base64url";
import { encodeContent, type KnownContent } from "@comity/shared/content/content";
import { idOfKey, MessageId } from "@comity/shared/ids";
import { HISTORY_TABLES, type PassedRecord } from "../history/historyRecords.ts";
import type { Group } from "../mls/group.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { PendingCommit } from "../mls/pendingRecords.ts";
import type { StoreChange } from "../ports.ts";
import type { ConversationState } from "./conversation.ts";
import type { Ground } from "./ground.ts";
import {
  type ConversationRecord,
  type MarksRecord,
  type MembersRecord,
  type OutboxRecord,
  orderKey,
  QUEUED_ORDER,
  TABLES,
  ThreadRecord,
} from "./records.ts";
import { previewOf } from "./threadItem.ts";

/** Longer messages carry no heads of logs: they go with the next one. */
const ROOM_FOR_HEADS = 8000;

/** A draft at one moment, to be put back to it. */
export type Mark = Pick<Draft, "record" | "marks" | "outbox" | "group" | "pending" | "retellAfter"> & {
  readonly who: MembersRecord;
  readonly writes: ReadonlyMap<string, StoreChange>;
  readonly lengths: readonly number[];
};

/** The next state of a conversation, while it is being prepared. It becomes true with its one write. */
export class Draft {
  record: ConversationRecord;
  marks: MarksRecord;
  outbox: readonly OutboxRecord[];
  group: Group | undefined;
  pending: PendingCommit | undefined;
  private who: MembersRecord;
  /** From which place on lines of this account are told again: who has them has changed. */
  retellAfter: number | undefined;
  /** Lines to tell of, and keys of lines that are gone. */
  readonly lines: ThreadRecord[] = [];
  readonly gone: string[] = [];
  /** Lines to tell of that somebody has passed on. */
  readonly passed: PassedRecord[] = [];
  /** Message keys that are used up: wiped once the draft is stored. */
  readonly spent: Uint8Array[] = [];
  /** What to do once the draft is stored. */
  readonly afterwards: (() => void)[] = [];
  private writes = new Map<string, StoreChange>();

  constructor(
    private readonly ground: Ground,
    state: ConversationState,
    /** Whether a change of members is wanted, after which queued messages are to be encrypted. */
    readonly membersChanging: boolean,
    /** Whether the log has been read to its end since the vault was opened. */
    readonly caughtUp = true,
  ) {
    this.record = state.record;
    this.who = state.members;
    this.marks = state.marks;
    this.outbox = state.outbox;
    this.group = state.group;
    this.pending = state.pending;
  }

  /** Remembers what has been prepared so far. */
  mark(): Mark {
    const { record, marks, outbox, group, pending, retellAfter, who, lists } = this;
    const lengths = lists.map(({ length }) => length);
    return { record, marks, outbox, group, pending, retellAfter, who, lengths, writes: new Map(this.writes) };
  }

  /** Forgets what has been prepared since. */
  putBack({ record, marks, outbox, group, pending, retellAfter, who, writes, lengths }: Mark): void {
    this.record = record;
    this.marks = marks;
    this.outbox = outbox;
    this.group = group;
    this.pending = pending;
    this.retellAfter = retellAfter;
    this.who = who;
    this.writes = new Map(writes);
    this.lists.forEach((list, place) => {
      list.length = lengths[place] ?? 0;
    });
  }

  private get lists(): readonly unknown[][] {
    return [this.lines, this.gone, this.passed, this.spent, this.afterwards];
  }

  get members(): MembersRecord {
    return this.who;
  }

  /** Who is in the group now. Whoever was in it already keeps the place since when they are. */
  set members(members: MembersRecord) {
    const before = new Map(
      this.who.map(({ account, since = 0, sinceEpoch }) => [account, { since, sinceEpoch }]),
    );
    // By a welcome this device comes itself: what was encrypted before is nothing of its own.
    const sinceEpoch = this.record.state === "active" ? this.serverEpoch : undefined;
    const now = { since: this.record.cursor + 1, sinceEpoch };
    this.who = members.map((member) => ({ ...member, ...(before.get(member.account) ?? now) }));
    this.retellAfter = 0;
  }

  /** The epoch that the server counts; undefined where there is no group. */
  get serverEpoch(): number | undefined {
    return this.group === undefined ? undefined : this.group.epoch + this.record.epochShift;
  }

  /** Whether this person has, or had, other devices: what this one lacks may still come from them. */
  get mayGetHistory(): boolean {
    const { directory, self } = this.ground.context;
    return directory.rosters().some((roster) => roster.allDevicesOf(self.account).length > 1);
  }

  /** Changes fields of the record. */
  note(fields: Partial<ConversationRecord>): void {
    this.record = { ...this.record, ...fields };
  }

  /** A record as it will be when this draft is stored. */
  async get(table: string, key: string): Promise<Uint8Array | undefined> {
    const write = this.writes.get(`${table}/${key}`);
    if (write !== undefined) return "value" in write ? write.value : undefined;
    return this.ground.context.vault.get(table, key);
  }

  put(table: string, key: string, value: Uint8Array): void {
    this.writes.set(`${table}/${key}`, { table, key, value });
  }

  remove(table: string, key: string): void {
    this.writes.set(`${table}/${key}`, { table, key, remove: true });
  }

  changes(): StoreChange[] {
    return [...this.writes.values()];
  }

  /** Puts a line into the thread, at its order. */
  line(record: ThreadRecord): void {
    // What devices of one person say to each other is nothing to read; what waits for the directory is kept.
    if (this.record.kind === "own") {
      if (record.kind === "unreadable" && record.held !== undefined) this.keep(record);
      return;
    }
    this.keep(record);
    this.lines.push(record);
    if (record.kind === "unreadable")
      this.afterwards.push(() => this.ground.health.unreadable(record.reason));
    if (record.kind !== "message") return;
    const { at, author, text, mine, order } = record;
    const preview = previewOf(text);
    const newest = mine ? "newestOwn" : "newestOther";
    this.note({
      ...(order < QUEUED_ORDER ? { [newest]: Math.max(order, this.record[newest]) } : {}),
      lastActivity: Math.max(at, this.record.lastActivity),
      ...(preview === undefined ? {} : { preview: { author, text: preview, order } }),
    });
  }

  /** Shows a line that is there already otherwise: it keeps its place, and the conversation does not move up. */
  redraw(record: ThreadRecord): void {
    this.keep(record);
    if (this.record.kind === "own") return;
    this.lines.push(record);
    if (record.kind !== "message") return;
    const { author, text, order } = record;
    const preview = previewOf(text);
    if (this.record.preview?.order === order && preview !== undefined)
      this.note({ preview: { author, text: preview, order } });
  }

  /** Keeps what somebody has passed on beside the thread: it takes nothing's place there. */
  pass(record: PassedRecord, told = true): void {
    const { offer, order } = record;
    this.put(HISTORY_TABLES.passed, orderKey(this.record.id, order), writeJson(record));
    const known = this.record.passedOn.find((one) => one.offer === offer) ?? {
      offer,
      from: order,
      to: order,
    };
    const placed = { offer, from: Math.min(known.from, order), to: Math.max(known.to, order) };
    const others = this.record.passedOn.filter((one) => one.offer !== offer);
    this.note({ passedOn: [...others, placed] });
    if (told) this.passed.push(record);
  }

  /** A line as it will be when this draft is stored. */
  async lineAt(order: number): Promise<ThreadRecord | undefined> {
    const stored = await this.get(TABLES.thread, orderKey(this.record.id, order));
    return stored === undefined ? undefined : readJson(ThreadRecord, stored);
  }

  /** Takes a line out of its place; it is told as gone unless it comes again elsewhere. */
  dropLine(order: number): void {
    this.remove(TABLES.thread, orderKey(this.record.id, order));
  }

  /** Queues content to be sent: a line of the thread (unless it is a repetition) and an entry of the outbox. */
  queue(content: KnownContent, shown: boolean, named?: MessageId): OutboxRecord {
    const { clock, random, self } = this.ground.context;
    const at = clock.now();
    const order = QUEUED_ORDER + this.record.nextQueued;
    const messageId = named ?? idOfKey(MessageId, random(16));
    const text = this.encoded(content, at);
    const entry: OutboxRecord = { messageId, order, text, shown };
    this.note({ nextQueued: this.record.nextQueued + 1 });
    this.outbox = [...this.outbox, entry];
    this.put(TABLES.outbox, orderKey(this.record.id, order), writeJson(entry));
    if (shown)
      this.line({
        kind: "message",
        key: messageId,
        order,
        at,
        messageId,
        author: self.account,
        mine: true,
        delivery: "queued",
        text,
      });
    return entry;
  }

  /**
   * Content with what has changed since it was last told here, if it fits: heads of the networks' logs, and removals
   * from other conversations.
   */
  private encoded(content: KnownContent, at: number): string {
    const { self, directory } = this.ground.context;
    const { kind, peer, toldHeads, toldRemovals } = this.record;
    const others = kind === "own" ? [] : this.members.map(({ account }) => account);
    const people = [...others.filter((account) => account !== self.account), ...(peer ? [peer] : [])];
    const heads = directory.watch
      .headsFor(kind === "own" ? [self.account] : people)
      .filter(({ network, size }) => toldHeads[network] !== size);
    const removals = this.ground.removals.toTell(this.record, this.members);
    const text = encodeContent(content, at, heads, removals);
    if (heads.length + removals.length === 0 || text.length > ROOM_FOR_HEADS)
      return encodeContent(content, at);
    const told = Object.fromEntries(heads.map(({ network, size }) => [network, size]));
    const removed = Object.fromEntries(removals.map(({ conversation, epoch }) => [conversation, epoch]));
    this.note({ toldHeads: { ...toldHeads, ...told }, toldRemovals: { ...toldRemovals, ...removed } });
    return text;
  }

  /** Encrypts an entry at the group's present epoch. False: there is no group, or the content is too long. */
  async seal(entry: OutboxRecord, content: Uint8Array): Promise<boolean> {
    const sealed = await this.group?.seal(content, entry.messageId);
    if (sealed === undefined || this.group === undefined) return false;
    const epoch = this.group.epoch + this.record.epochShift;
    this.replace({ ...entry, sealed: { epoch, bytes: toBase64url(sealed.bytes) } });
    this.group = sealed.group;
    this.spent.push(...sealed.spent);
    return true;
  }

  /** Forgets an entry's ciphertext, which the server has refused: it will be made anew in the present epoch. */
  unseal({ sealed: _, ...entry }: OutboxRecord): void {
    this.replace(entry);
  }

  /** Takes an entry out of the outbox. */
  unqueue(entry: OutboxRecord): void {
    this.outbox = this.outbox.filter(({ messageId }) => messageId !== entry.messageId);
    this.remove(TABLES.outbox, orderKey(this.record.id, entry.order));
  }

  /** An own entry stands at a place of the log: the cursor goes on, over others' gaps later. */
  reach(seq: number): void {
    const ahead = new Set([...this.record.ahead, seq]);
    let { cursor } = this.record;
    while (ahead.delete(cursor + 1)) cursor += 1;
    this.note({ cursor, ahead: [...ahead].filter((own) => own > cursor) });
  }

  private keep(record: ThreadRecord): void {
    this.put(TABLES.thread, orderKey(this.record.id, record.order), writeJson(record));
  }

  /** The log goes on from here; there is nothing in between, whatever was there before. */
  leap(seq: number): void {
    const ahead = this.record.ahead.filter((own) => own > seq);
    this.note({ cursor: seq, ahead });
  }

  private replace(entry: OutboxRecord): void {
    this.outbox = this.outbox.map((one) => (one.messageId === entry.messageId ? entry : one));
    this.put(TABLES.outbox, orderKey(this.record.id, entry.order), writeJson(entry));
  }
}
