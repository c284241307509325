import { carriedHeads, decodeContent, isSilent } from "@comity/shared/content/content";
import { carriedRemovals } from "@comity/shared/content/toldRemovals";
import type { AccountId, MessageId } from "@comity/shared/ids";
import { takeHistory } from "../history/exchange.ts";
import { takeAmendment } from "./amendments.ts";
import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { takeSilent } from "./silent.ts";

/** A message that was opened: whose it is, and where it stands. */
export interface Received {
  readonly seq: number;
  readonly at: number;
  readonly messageId: MessageId;
  readonly author: AccountId;
  /** The epoch in which it was encrypted, as the server counts. */
  readonly epoch?: number;
  readonly text: string;
}

/** Takes what a message says, once it is known whose it is. */
export async function takeContent(ground: Ground, draft: Draft, received: Received): Promise<void> {
  const { seq, at, messageId, author, text } = received;
  const { content } = decodeContent(text);
  compareHeads(ground, draft, received);
  hearRemovals(ground, draft, received);
  if (isSilent(content)) return takeSilent(ground, draft, received, content);
  const { record } = draft;
  const mine = author === ground.context.self.account;
  if (record.kind === "board" && record.network !== undefined) {
    const place = { network: record.network, author, order: seq, at, delivery: "sent" as const };
    const taken = await ground.notices.take(draft, content, place);
    if (taken === "no-line") return;
  }
  if (content.kind === "edit" || content.kind === "withdrawal")
    return takeAmendment(draft, content, { seq, at, author, text });
  if (content.kind === "room.details") {
    const repeated = record.reference === content.reference && record.title === content.title;
    if (seq > record.detailsOrder)
      draft.note({ reference: content.reference, title: content.title, detailsOrder: seq });
    // It is said when a room is made, and nobody moves it.
    draft.note({ detailsDue: false, home: draft.record.home ?? content.network });
    if (repeated) return;
  }
  draft.line({
    kind: "message",
    key: `s${seq}`,
    order: seq,
    at,
    messageId,
    author,
    mine,
    delivery: "sent",
    text,
    ...(mine && received.epoch !== undefined ? { epoch: received.epoch } : {}),
  });
  if (!mine && seq > record.readOrder) draft.note({ unread: draft.record.unread + 1 });
  if (content.kind === "history.offer") await takeHistory(ground, draft, received, content);
}

/** Heads of the networks' logs that came with a message: any that is not the beginning of what is held here is looked into. */
function compareHeads(ground: Ground, draft: Draft, { author, text }: Received): void {
  const { directory } = ground.context;
  for (const head of carriedHeads(text)) {
    const claim = directory.watch.heard(head, author);
    if (claim === undefined || "remove" in claim) continue;
    draft.put(claim.table, claim.key, claim.value);
    draft.afterwards.push(() => void directory.refresh());
  }
}

/** Removals from other conversations that came with a message: any that this device has not seen is looked into. */
function hearRemovals(ground: Ground, draft: Draft, { author, text }: Received): void {
  for (const told of carriedRemovals(text)) {
    const claim = ground.removals.heard(told, author);
    if (claim === undefined || "remove" in claim) continue;
    draft.put(claim.table, claim.key, claim.value);
    draft.afterwards.push(() => ground.removals.look());
  }
}
