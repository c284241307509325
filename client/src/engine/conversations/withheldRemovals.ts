import { MOST_REMOVALS, type ToldRemoval } from "@comity/shared/content/toldRemovals";
import { AccountId, ConversationId } from "@comity/shared/ids";
import { z } from "zod";
import { readJson, writeJson } from "../mls/json.ts";
import type { StoreChange } from "../ports.ts";
import { catchUp } from "./catchUp.ts";
import type { Conversation } from "./conversation.ts";
import type { Ground } from "./ground.ts";
import type { ConversationRecord, MembersRecord } from "./records.ts";
import type { Registry } from "./registry.ts";
import { doubtKey } from "./warnings.ts";

const TABLE = "told-removals";

const ClaimRecord = z.object({
  conversation: ConversationId,
  epoch: z.number().int(),
  tag: z.string(),
  from: AccountId,
});
type ClaimRecord = z.infer<typeof ClaimRecord>;

const keyOf = ({ conversation, from }: ClaimRecord) => `${conversation}.${from}`;

/**
 * Removals that people tell each other beside their messages in other conversations. Whoever takes somebody out
 * depends on the server to carry that to all: one whom it keeps the commit from goes on in the old epoch, where the one
 * who was taken out reads along. What is told here and can't be found in the conversation's log is a warning, and nothing
 * more is sent there until the person has read it.
 */
export class WithheldRemovals {
  private readonly open = new Map<string, ClaimRecord>();
  private looking: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  async load(): Promise<void> {
    for (const { key, value } of await this.ground.context.vault.scan(TABLE)) {
      const claim = readJson(ClaimRecord, value);
      if (claim !== undefined) this.open.set(key, claim);
    }
  }

  /** The removals from other conversations that everybody in this one should know of and has not been told here. */
  toTell(record: ConversationRecord, members: MembersRecord): readonly ToldRemoval[] {
    if (record.kind === "own") return [];
    const people = new Set(members.map(({ account }) => account));
    if (record.peer !== undefined) people.add(record.peer);
    return this.registry
      .all()
      .flatMap(({ conversation: { id, record: other, members: others } }) => {
        const { removal, state, kind } = other;
        if (removal === undefined || state !== "active" || kind === "own" || id === record.id) return [];
        if (record.toldRemovals[id] === removal.epoch) return [];
        const there = new Set(others.map(({ account }) => account));
        return [...people].every((account) => there.has(account)) ? [{ conversation: id, ...removal }] : [];
      })
      .slice(0, MOST_REMOVALS);
  }

  /** Somebody has told a removal inside the encryption: what to store with their message, if it has to be looked into. */
  heard(told: ToldRemoval, from: AccountId): StoreChange | undefined {
    const conversation = this.registry.get(told.conversation)?.conversation;
    if (conversation === undefined || !concerns(conversation, told, from)) return undefined;
    const claim = { ...told, from };
    this.open.set(keyOf(claim), claim);
    return { table: TABLE, key: keyOf(claim), value: writeJson(claim) };
  }

  /** Looks into all that were heard; what can't be settled now is looked into at the next occasion. */
  look(): void {
    if (this.open.size === 0 || this.ground.closed()) return;
    if (this.looking !== undefined) {
      this.again = true;
      return;
    }
    this.looking = this.ground.activity
      .track(this.lookAtAll())
      .catch(() => undefined)
      .finally(() => {
        this.looking = undefined;
        if (this.again) {
          this.again = false;
          this.look();
        }
      });
  }

  private async lookAtAll(): Promise<void> {
    for (const [key, claim] of [...this.open]) {
      if (this.ground.closed()) return;
      if (!(await this.settle(claim))) continue;
      await this.ground.context.vault.write([{ table: TABLE, key, remove: true }]);
      if (this.open.get(key) === claim) this.open.delete(key);
    }
  }

  /** False: it can't be said yet. Only what the server has shown to the end counts. */
  private async settle(claim: ClaimRecord): Promise<boolean> {
    const held = this.registry.get(claim.conversation);
    if (held === undefined || !concerns(held.conversation, claim, claim.from)) return true;
    const { conversation } = held;
    // After an absence its log is read in its turn, which settles most; nothing is sent there before.
    if (held.awaiting) return false;
    await conversation.reading.now?.catch(() => undefined);
    if (!concerns(conversation, claim, claim.from)) return true;
    if ((await catchUp(conversation)) !== "done" || conversation.record.broken !== undefined) return false;
    if (!concerns(conversation, claim, claim.from)) return true;
    await this.ground.warnings.raise({
      id: doubtKey("removal-withheld", claim.conversation),
      at: this.ground.context.clock.now(),
      code: "removal-withheld",
      conversation: claim.conversation,
      account: claim.from,
      cause: String(claim.epoch),
    });
    return true;
  }
}

/**
 * Whether a removal that somebody tells is one that this device should have seen and has not. What was before it came
 * in, and what is older than the newest removal that it has seen itself, it can't judge.
 */
function concerns(
  { record, members }: Pick<Conversation, "record" | "members">,
  { epoch, tag }: ToldRemoval,
  from: AccountId,
): boolean {
  if (record.state !== "active" || record.kind === "own") return false;
  if (!members.some(({ account }) => account === from) || record.enteredEpoch >= epoch) return false;
  const { removal } = record;
  if (removal === undefined || removal.epoch < epoch) return true;
  return removal.epoch === epoch && removal.tag !== tag;
}
