import { z } from "zod";
import { HandlingCode, TlpLabel } from "../directory/codes.ts";
import {
  AccountId,
  BlobId,
  ConversationId,
  DeviceId,
  FileDigest,
  FileHeader,
  FileKey,
  MessageId,
  NetworkId,
} from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { Instant } from "../statements/statement.ts";
import { SignedHead } from "../transparency/head.ts";
import { HistoryEnd, HistoryKey, HistoryOffer, HistoryPart } from "./history.ts";
import { Order, Receipt } from "./receipt.ts";
import { carriedAs, type ToldRemoval } from "./toldRemovals.ts";

/** What the sender allows: shown with the message always, enforced by the client. */
export const Handling = z.object({
  codes: z.array(HandlingCode).max(4).default([]),
  tlp: TlpLabel.optional(),
});
export type Handling = z.infer<typeof Handling>;

const Text = z.object({
  kind: z.literal("text"),
  text: z.string().min(1).max(20_000),
  replyTo: MessageId.optional(),
  handling: Handling.optional(),
});

/** One file as its message names it: what it is, where its ciphertext lies, and what opens and proves it. */
export const AttachedFile = z.object({
  /** As the sender's system named it. It is cleaned before anybody sees it or saves under it. */
  name: z.string().min(1).max(255),
  mediaType: z.string().max(127),
  /** In bytes, before padding. */
  size: z.number().int().min(0).max(LIMITS.fileBytes),
  blob: BlobId,
  key: FileKey,
  header: FileHeader,
  digest: FileDigest,
});
export type AttachedFile = z.infer<typeof AttachedFile>;

/** Files, and what their sender says to them. */
const Attachment = z.object({
  kind: z.literal("attachment"),
  files: z.array(AttachedFile).min(1).max(LIMITS.filesPerMessage),
  text: z.string().min(1).max(10_000).optional(),
  replyTo: MessageId.optional(),
  handling: Handling.optional(),
});

/**
 * What a text is changed into. `target` and `order` (its place in the log) name it. Only its author's counts,
 * and only for those who have the text: a newcomer is shown nothing of it.
 */
const Edit = z.object({
  kind: z.literal("edit"),
  target: MessageId,
  order: z.number().int().positive(),
  text: z.string().min(1).max(20_000),
  handling: Handling.optional(),
});

/** Takes a text or files back: the devices that have them forget what was said and how the files open. Only its author's counts. */
const Withdrawal = z.object({
  kind: z.literal("withdrawal"),
  target: MessageId,
  order: z.number().int().positive(),
});

/** What a case room is about. Sent again to newcomers; the newest one counts. */
const RoomDetails = z.object({
  kind: z.literal("room.details"),
  reference: z.string().min(1).max(80),
  title: z.string().min(1).max(200),
  /** The network in which the room was made: its people stay where a recognition between networks ends. */
  network: NetworkId.optional(),
});

/** A plenary, a training, a change of rules. Only an officer's is shown. The id stays when it is sent again to newcomers. */
const Announcement = z.object({
  kind: z.literal("announcement"),
  announcement: MessageId,
  title: z.string().min(1).max(200),
  text: z.string().max(20_000),
  /** ISO 8601 local date or date and time at the place. */
  date: z.string().max(40).optional(),
  place: z.string().max(200).optional(),
  postedAt: Instant,
});

export const ATTENDANCES = ["attending", "not-attending", "maybe"] as const;
export const Attendance = z.enum(ATTENDANCES);
export type Attendance = z.infer<typeof Attendance>;

const AttendanceAnswer = z.object({
  kind: z.literal("announcement.answer"),
  announcement: MessageId,
  attendance: Attendance,
});

/** Its author could not read the message at this place and asks whoever sent it to send it again. */
const ResendRequest = z.object({ kind: z.literal("resend.request"), order: Order });

/** Its author's own message of this place, once more, for those who could not read it: the same encoded content. */
const Resend = z.object({
  kind: z.literal("resend"),
  order: Order,
  messageId: MessageId,
  /** The encoded content as it was sent then (encodeContent). */
  encoded: z.string().min(1).max(40_000),
});

/** Which of a person's devices changed something last, and when: the newest wins, then the greater device. */
const ownChange = { conversation: ConversationId, at: Instant, device: DeviceId };

/** Among one person's own devices only: up to where conversations were read. */
const OwnRead = z.object({
  kind: z.literal("own.read"),
  positions: z
    .array(z.object({ conversation: ConversationId, order: Order }))
    .min(1)
    .max(500),
});

/** Among one person's own devices only: unsent text. Empty: it was sent or deleted. */
const OwnDraft = z.object({ kind: z.literal("own.draft"), ...ownChange, text: z.string().max(20_000) });

/** Among one person's own devices only: until when a conversation keeps quiet. 0: it does not. */
const OwnMute = z.object({ kind: z.literal("own.mute"), ...ownChange, until: Instant });

/** What a person has made sure of about another. */
export const PERSON_STATES = ["none", "acknowledged", "verified"] as const;

/**
 * Among one person's own devices only: whether they have compared codes with somebody (verified), or have at least looked
 * at new keys of theirs (acknowledged).
 */
const OwnPerson = z.object({
  kind: z.literal("own.person"),
  account: AccountId,
  at: Instant,
  device: DeviceId,
  state: z.enum(PERSON_STATES),
});

/** The kinds that this version understands. */
export const KnownContent = z.discriminatedUnion("kind", [
  Text,
  Attachment,
  Edit,
  Withdrawal,
  RoomDetails,
  Announcement,
  AttendanceAnswer,
  Receipt,
  ResendRequest,
  Resend,
  HistoryOffer,
  HistoryKey,
  HistoryPart,
  HistoryEnd,
  OwnRead,
  OwnDraft,
  OwnMute,
  OwnPerson,
]);
export type KnownContent = z.infer<typeof KnownContent>;

/** What a message holds: a kind that this version knows, one of a newer version, or damaged. */
export type Content =
  | KnownContent
  | { readonly kind: "newer"; readonly named: string }
  /** Of a newer version, and its sender says that nothing is to be shown of it. */
  | { readonly kind: "newer-silent" }
  | { readonly kind: "damaged" };

/**
 * Kinds that devices send each other by themselves: never a line of the thread, never unread, no preview and
 * no activity. The envelope says so too (`silent`), so that a version that does not know a kind keeps quiet.
 */
const SILENT: ReadonlySet<KnownContent["kind"]> = new Set([
  "receipt",
  "resend.request",
  "resend",
  "history.key",
  "history.part",
  "history.end",
  "own.read",
  "own.draft",
  "own.mute",
  "own.person",
]);

/** Whether content is nothing that a person wrote: it must not appear in a thread. */
export function isSilent(content: Content): boolean {
  if (content.kind === "newer-silent") return true;
  return content.kind !== "newer" && content.kind !== "damaged" && SILENT.has(content.kind);
}

/** The envelope inside the encryption. `v` rises only when old clients could misread. */
const Versioned = z.object({
  v: z.literal(1),
  sentAt: Instant,
  silent: z.literal(true).optional(),
  content: z.object({ kind: z.string().max(60) }),
});

/** How many heads of logs a message may carry. */
const MOST_HEADS = 20;

/** A head of a log as it travels beside content: a list without names, some 250 bytes. */
const CarriedHead = z
  .tuple([
    SignedHead.shape.network,
    SignedHead.shape.size,
    SignedHead.shape.root,
    SignedHead.shape.at,
    SignedHead.shape.key,
    SignedHead.shape.signature,
  ])
  .transform(([network, size, root, at, key, signature]): SignedHead => {
    return { network, size, root, at, key, signature };
  });

/**
 * Writes content as UTF-8 JSON. The same text in the same language of the sender: nothing is translated here.
 * `heads` are those of the networks' logs as the sender has verified them, for the readers to compare with theirs;
 * `removals` are those from other conversations that all readers are in.
 */
export function encodeContent(
  content: KnownContent,
  sentAt: Instant,
  heads: readonly SignedHead[] = [],
  removals: readonly ToldRemoval[] = [],
): string {
  const silent = isSilent(content) ? { silent: true } : {};
  const carried = heads
    .slice(0, MOST_HEADS)
    .map(({ network, size, root, at, key, signature }) => [network, size, root, at, key, signature]);
  return JSON.stringify({
    v: 1,
    sentAt,
    ...silent,
    content: KnownContent.parse(content),
    ...(carried.length === 0 ? {} : { heads: carried }),
    ...(removals.length === 0 ? {} : { removals: carriedAs(removals) }),
  });
}

/** The heads of logs that a message carries, whatever its content is. Never throws: what is no head is passed over. */
export function carriedHeads(text: string): readonly SignedHead[] {
  if (!text.includes('"heads"')) return [];
  try {
    const carrying = z.object({ v: z.literal(1), heads: z.array(z.unknown()).max(MOST_HEADS) });
    const read = carrying.safeParse(JSON.parse(text));
    return (read.data?.heads ?? []).flatMap((head) => CarriedHead.safeParse(head).data ?? []);
  } catch {
    return [];
  }
}

/** Reads content. Never throws: an unknown kind is `newer`, anything unreadable `damaged`. */
export function decodeContent(text: string): {
  readonly sentAt: Instant | undefined;
  readonly content: Content;
} {
  try {
    const json: unknown = JSON.parse(text);
    const known = z.object({ v: z.literal(1), sentAt: Instant, content: KnownContent }).safeParse(json);
    if (known.success) return { sentAt: known.data.sentAt, content: known.data.content };
    const newer = Versioned.safeParse(json);
    if (
      newer.success &&
      !KnownContent.options.some((kind) => kind.shape.kind.value === newer.data.content.kind)
    )
      return {
        sentAt: newer.data.sentAt,
        content:
          newer.data.silent === true
            ? { kind: "newer-silent" }
            : { kind: "newer", named: newer.data.content.kind },
      };
  } catch {
    // Falls through: what is no JSON is damaged.
  }
  return { sentAt: undefined, content: { kind: "damaged" } };
}
