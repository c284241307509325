import { fromBase64url } from "@comity/shared/bytes/base64url";
import { utf8 } from "@comity/shared/bytes/bytes";
import { decodeContent, encodeContent, type KnownContent } from "@comity/shared/content/content";
import type { MessageId } from "@comity/shared/ids";
import { conversationSend } from "@comity/shared/protocol/conversation";
import { settlePassing } from "../history/giving.ts";
import { readJson } from "../mls/json.ts";
import { paddingFor } from "../mls/padding.ts";
import { takeAmendment } from "./amendments.ts";
import type { Conversation } from "./conversation.ts";
import type { Draft } from "./draft.ts";
import { mayBeSealed } from "./entitled.ts";
import type { Ground } from "./ground.ts";
import { failEntry } from "./leaving.ts";
import { type OutboxRecord, orderKey, TABLES, ThreadRecord } from "./records.ts";

/** The longest that a time of sending gets in a message. */
const LATEST = 8_640_000_000_000_000;

/** Whether content fits into one message. */
export function fits(content: KnownContent): boolean {
  return paddingFor(utf8(encodeContent(content, LATEST)).length) !== undefined;
}

/**
 * Queues content and, where the group is at hand, encrypts it: new ratchet, entry with its ciphertext and
 * line of the thread in the draft's one write, before anything is sent. The content must fit.
 */
export async function enqueue(
  ground: Ground,
  draft: Draft,
  content: KnownContent,
  shown = true,
  messageId?: MessageId,
): Promise<OutboxRecord> {
  const entry = draft.queue(content, shown, messageId);
  const online = ground.context.session.online;
  const { state, broken } = draft.record;
  const inStep = draft.group !== undefined && state === "active" && broken === undefined;
  const ready = inStep && draft.caughtUp && !draft.membersChanging;
  // Without a connection, before the log has been read once, or before a change of members, it is encrypted
  // when it is sent: in that epoch.
  if (ready && online) await draft.seal(entry, utf8(entry.text));
  const { kind, network } = draft.record;
  if (kind === "board" && network !== undefined) {
    const { account: author } = ground.context.self;
    await ground.notices.take(draft, content, {
      network,
      author,
      order: entry.order,
      at: ground.context.clock.now(),
      delivery: "queued",
    });
  }
  return entry;
}

/** An entry has its place in the log: its line moves there, and the entry goes. */
export async function settleEntry(
  ground: Ground,
  draft: Draft,
  entry: OutboxRecord,
  { seq, at }: { readonly seq: number; readonly at: number },
): Promise<void> {
  const stored = await draft.get(TABLES.thread, orderKey(draft.record.id, entry.order));
  const line = stored === undefined ? undefined : readJson(ThreadRecord, stored);
  draft.unqueue(entry);
  if (line?.kind === "message") {
    draft.dropLine(entry.order);
    const epoch = entry.sealed === undefined ? {} : { epoch: entry.sealed.epoch };
    draft.line({ ...line, ...epoch, order: seq, at, delivery: "sent" });
    const queuedFor = ground.context.clock.now() - line.at;
    draft.afterwards.push(() => ground.health.sentAfter(queuedFor));
  }
  draft.reach(seq);
  const { content } = decodeContent(entry.text);
  const { kind, network } = draft.record;
  if (kind === "board" && network !== undefined) {
    const { account: author } = ground.context.self;
    await ground.notices.take(draft, content, { network, author, order: seq, at, delivery: "sent" });
  }
  if (content.kind === "edit" || content.kind === "withdrawal")
    await takeAmendment(draft, content, { seq, at, author: ground.context.self.account, text: entry.text });
  if (content.kind === "room.details" && seq > draft.record.detailsOrder)
    draft.note({ reference: content.reference, title: content.title, detailsOrder: seq });
  await settlePassing(ground, draft, content, seq, (next) => enqueue(ground, draft, next, false));
  // It came too late into the log for those who were brought in meanwhile: they get what they need to know anew.
  const late =
    entry.sealed !== undefined && draft.serverEpoch !== undefined && entry.sealed.epoch < draft.serverEpoch;
  if (late && content.kind === "room.details") await enqueue(ground, draft, content, false);
  if (late && content.kind === "announcement") draft.note({ announcementsDue: true });
  if (late && kind === "own") draft.note({ ownStateDue: true });
}

/** What came of trying to send the first entry. */
export type SendOutcome =
  | "sent"
  | "failed"
  /** The conversation has moved on: its log must be read before it is tried again. */
  | "moved"
  | "removed"
  | { readonly waitMs: number | undefined };

/**
 * Sends the oldest entry. Its ciphertext is made and stored before; the same bytes under the same id go out
 * as often as need be. Only where the server says that the epoch has moved are they made anew.
 */
export async function sendFirst(conversation: Conversation): Promise<SendOutcome> {
  const { ground } = conversation;
  const prepared = await conversation.change(async (draft): Promise<OutboxRecord | undefined> => {
    const [entry] = draft.outbox;
    if (entry === undefined || draft.group === undefined) return undefined;
    if (entry.sealed !== undefined) return entry;
    if (!(await mayBeSealed(draft, entry))) {
      await failEntry(ground, draft, entry);
      return undefined;
    }
    if (!(await draft.seal(entry, utf8(entry.text)))) await failEntry(ground, draft, entry);
    return draft.outbox.find(({ messageId }) => messageId === entry.messageId);
  });
  const bytes = prepared?.sealed === undefined ? undefined : fromBase64url(prepared.sealed.bytes);
  if (prepared?.sealed === undefined || bytes === undefined) return "failed";
  const { messageId, sealed } = prepared;
  const answer = await ground.context.session.call(conversationSend, {
    conversation: conversation.id,
    epoch: sealed.epoch,
    messageId,
    bytes,
  });
  if (answer.ok) {
    await conversation.change(async (draft) => {
      const entry = draft.outbox.find((one) => one.messageId === messageId);
      if (entry !== undefined) await settleEntry(ground, draft, entry, answer.value);
    });
    return "sent";
  }
  switch (answer.fault.code) {
    case "epoch.moved":
      return "moved";
    case "conversation.not-member":
    case "conversation.unknown":
      return "removed";
    case "request.malformed":
    case "not-permitted":
      await conversation.change(async (draft) => {
        const entry = draft.outbox.find((one) => one.messageId === messageId);
        if (entry !== undefined) await failEntry(ground, draft, entry);
      });
      return "failed";
    case "rate.limited":
      return { waitMs: answer.fault.retryAfterMs };
    default:
      return { waitMs: undefined };
  }
}

/** Takes back the ciphertexts of epochs that the group has left; false: the group has not moved either. */
export function resealable(draft: Draft): boolean {
  const epoch = draft.serverEpoch;
  const [entry] = draft.outbox;
  if (epoch === undefined || entry?.sealed === undefined || entry.sealed.epoch >= epoch) return false;
  draft.unseal(entry);
  return true;
}
