import { type Content, decodeContent, encodeContent, type Handling } from "@comity/shared/content/content";
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
  /** How many files they name: what opens them goes with them. */
  readonly files: number;
  /** The markings that they bear, each once. */
  readonly markings: readonly string[];
  /** Messages that stay behind: their marking forbids it, or this version does not know what they are. */
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

/** What can be passed on: what a person has written, and files. */
type Said = Extract<Content, { kind: "text" | "attachment" }>;

/**
 * Whether a message may be passed on to a member of the network, or to a guest from outside: a text, or files, with a
 * marking that lets it.
 */
export function mayBePassedOn(content: Content, guest: boolean): content is Said {
  if (content.kind !== "text" && content.kind !== "attachment") return false;
  return markingsOf(content.handling).every((mark) => !STAYS.has(mark) && !(guest && STAYS_INSIDE.has(mark)));
}

/**
 * What of a thread can be passed on: the texts and files that stand in it from `since` on and before the place `before`, each in
 * its last wording, without those that were taken back. What was itself passed on to this person is none of it.
 */
export async function choose(
  vault: Vault,
  conversation: ConversationId,
  { since, before, guest }: { readonly since: number; readonly before: number; readonly guest: boolean },
): Promise<Choice> {
  const lines: PassedLine[] = [];
  const markings = new Set<string>();
  let files = 0;
  let behind = 0;
  const chosen = (tooMany: boolean): Choice => ({ lines, files, markings: [...markings], behind, tooMany });
  const end = orderKey(conversation, Math.min(before, QUEUED_ORDER));
  for (let after = orderKey(conversation, 0); ; ) {
    const page = await vault.scan(TABLES.thread, { after, before: end, limit: LINES_PER_SCAN });
    for (const { value } of page) {
      const line = readJson(ThreadRecord, value);
      if (line?.kind !== "message" || line.at < since) continue;
      const { content, sentAt } = decodeContent(line.text);
      if (content.kind === "withdrawal" || content.kind === "room.details") continue;
      if (content.kind === "history.offer") continue;
      if (!mayBePassedOn(content, guest)) {
        behind += 1;
        continue;
      }
      for (const mark of markingsOf(content.handling)) markings.add(mark);
      if (content.kind === "attachment") files += content.files.length;
      const { order, at, author, messageId } = line;
      lines.push({ order, at, author, messageId, text: encodeContent(content, sentAt ?? at) });
      if (lines.length > HISTORY.messages) return chosen(true);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < LINES_PER_SCAN) return chosen(false);
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
