import { decodeContent, encodeContent, KnownContent } from "@comity/shared/content/content";
import type { AccountId } from "@comity/shared/ids";
import { keepLate } from "../archive/lateAmendments.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Draft } from "./draft.ts";
import { orderKey, TABLES, ThreadRecord } from "./records.ts";

/** A change of a message that was sent before: another wording, or taking it back. */
export type Amendment = Extract<KnownContent, { kind: "edit" | "withdrawal" }>;
type MessageRecord = Extract<ThreadRecord, { kind: "message" }>;

/** Where an amendment stands and whose it is. `text` is its encoded content. */
interface Received {
  readonly seq: number;
  readonly at: number;
  readonly author: AccountId;
  readonly text: string;
}

/** The message that an author means, where this device has it. Files can be taken back; only a text gets other words. */
export async function amendable(
  draft: Draft,
  { kind: wanted, target, order }: Pick<Amendment, "kind" | "target" | "order">,
  author: AccountId,
): Promise<MessageRecord | undefined> {
  const stored = await draft.get(TABLES.thread, orderKey(draft.record.id, order));
  const line = stored === undefined ? undefined : readJson(ThreadRecord, stored);
  if (line?.kind !== "message" || line.messageId !== target || line.author !== author) return undefined;
  const { kind } = decodeContent(line.text).content;
  return kind === "text" || (kind === "attachment" && wanted === "withdrawal") ? line : undefined;
}

/**
 * Takes an amendment into a draft: of several the last in the log counts, a withdrawal is final, and what is
 * not the author's own changes nothing and is not kept. Of a message that another of the person's devices may still
 * bring it waits, shown nowhere: a device that is new must not show what was taken back while its history came.
 */
export async function takeAmendment(draft: Draft, content: Amendment, received: Received): Promise<void> {
  const { seq, at, author, text } = received;
  if (await mayStillCome(draft, content.order)) return keepLate(draft, content.order, received);
  const line = await amendable(draft, content, author);
  if (line === undefined || seq <= Math.max(line.order, ...(line.changes ?? []))) return;
  const { changing: _settled, ...rest } = line;
  const changed = { ...rest, changedAt: at, changes: [...(line.changes ?? []), seq] };
  const place = { kind: "amendment" as const, key: `s${seq}`, order: seq, at, author };
  const keep = (wording: string) =>
    draft.put(TABLES.thread, orderKey(draft.record.id, seq), writeJson({ ...place, text: wording }));
  if (content.kind === "withdrawal") {
    const { earlier: _forgotten, ...bare } = changed;
    for (const place of line.changes ?? []) draft.remove(TABLES.thread, orderKey(draft.record.id, place));
    keep(text);
    draft.redraw({ ...bare, text });
    return;
  }
  const former = decodeContent(line.text).content;
  const replyTo = former.kind === "text" ? former.replyTo : undefined;
  const { text: wording, handling } = content;
  const next = KnownContent.parse({ kind: "text", text: wording, replyTo, handling });
  keep(text);
  draft.redraw({
    ...changed,
    text: encodeContent(next, at),
    earlier: [...(line.earlier ?? []), { at: line.changedAt ?? line.at, text: line.text }],
  });
}

/** Whether this device lacks a message that another of its person's may have: from before it came in, or unreadable. */
async function mayStillCome(draft: Draft, order: number): Promise<boolean> {
  if (!draft.mayGetHistory) return false;
  const { joined } = draft.record;
  const line = await draft.lineAt(order);
  return line === undefined ? joined === 0 || order < joined : line.kind === "unreadable";
}

/** An own amendment is on its way: its target says so. */
export function markChanging(draft: Draft, line: MessageRecord): void {
  draft.redraw({ ...line, changing: true });
}

/** An own amendment that will never be sent: its target is as it was. */
export async function forgetAmendment(draft: Draft, { order }: Amendment): Promise<void> {
  const stored = await draft.get(TABLES.thread, orderKey(draft.record.id, order));
  const line = stored === undefined ? undefined : readJson(ThreadRecord, stored);
  if (line?.kind !== "message") return;
  const { changing: _given, ...rest } = line;
  draft.redraw(rest);
}
