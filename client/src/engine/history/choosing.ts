import { decodeContent, encodeContent, type Handling } from "@comity/shared/content/content";
import { HISTORY } from "@comity/shared/content/history";
import type { AccountId, ConversationId } from "@comity/shared/ids";
import { orderKey, QUEUED_ORDER, TABLES, ThreadRecord } from "../conversations/records.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import type { PassedLine } from "./package.ts";

const LINES_PER_SCAN = 200;

/** What a member would pass on. */
export interface Choice {
  readonly lines: readonly PassedLine[];
  /** The markings that they bear, each once. */
  readonly markings: readonly string[];
  /** Messages that stay behind: their marking forbids it, or they are no text. */
  readonly behind: number;
  /** There are more than can be passed on at a time. */
  readonly tooMany: boolean;
}

/** Markings with which a message stays with those who have it: it may go on with its provider's leave only, or to nobody. */
const STAYS: ReadonlySet<string> = new Set(["H2", "H3", "TLP:RED"]);
/** Markings that keep a message inside the organisations of those who have it. */
const STAYS_INSIDE: ReadonlySet<string> = new Set(["TLP:AMBER+STRICT", "TLP:AMBER"]);

export function markingsOf(handling: Handling | undefined): readonly string[] {
  return handling === undefined ? [] : [...handling.codes, ...(handling.tlp ? [handling.tlp] : [])];
}

/** Whether a marking lets a message be passed on to a member of the network, or to a guest from outside. */
export function mayBePassedOn(handling: Handling | undefined, guest: boolean): boolean {
  return markingsOf(handling).every((mark) => !STAYS.has(mark) && !(guest && STAYS_INSIDE.has(mark)));
}

/**
 * What of a thread can be passed on: the texts that stand in it from `since` on and before the place `before`, each in
 * its last wording, without those that were taken back. What was itself passed on to this person is none of it.
 */
export async function choose(
  vault: Vault,
  conversation: ConversationId,
  { since, before, guest }: { readonly since: number; readonly before: number; readonly guest: boolean },
): Promise<Choice> {
  const lines: PassedLine[] = [];
  const markings = new Set<string>();
  let behind = 0;
  const end = orderKey(conversation, Math.min(before, QUEUED_ORDER));
  for (let after = orderKey(conversation, 0); ; ) {
    const page = await vault.scan(TABLES.thread, { after, before: end, limit: LINES_PER_SCAN });
    for (const { value } of page) {
      const line = readJson(ThreadRecord, value);
      if (line?.kind !== "message" || line.at < since) continue;
      const { content, sentAt } = decodeContent(line.text);
      if (content.kind === "withdrawal" || content.kind === "room.details") continue;
      if (content.kind === "history.offer") continue;
      if (content.kind !== "text" || !mayBePassedOn(content.handling, guest)) {
        behind += 1;
        continue;
      }
      for (const mark of markingsOf(content.handling)) markings.add(mark);
      const { order, at, author, messageId } = line;
      lines.push({ order, at, author, messageId, text: encodeContent(content, sentAt ?? at) });
      if (lines.length > HISTORY.messages) return { lines, markings: [...markings], behind, tooMany: true };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < LINES_PER_SCAN)
      return { lines, markings: [...markings], behind, tooMany: false };
    after = last.key;
  }
}

/** Where somebody last came into a conversation, as its thread says: what stands before is not theirs to read. */
export async function cameIn(
  vault: Vault,
  conversation: ConversationId,
  account: AccountId,
): Promise<number | undefined> {
  for (let before = QUEUED_ORDER; ; ) {
    const page = await vault.scan(TABLES.thread, {
      after: orderKey(conversation, 0),
      before: orderKey(conversation, before),
      descending: true,
      limit: LINES_PER_SCAN,
    });
    for (const { value } of page) {
      const line = readJson(ThreadRecord, value);
      if (line?.kind === "membership" && line.added.includes(account)) return line.order;
      if (line !== undefined) before = line.order;
    }
    if (page.length < LINES_PER_SCAN) return undefined;
  }
}
