import { ATTENDANCES, type KnownContent } from "@comity/shared/content/content";
import { AccountId, ConversationId, DeviceId, MessageId, NetworkId } from "@comity/shared/ids";
import { z } from "zod";
import { PassingEnd, PassingRecord, PlacedRecord } from "../history/historyRecords.ts";
import { NO_PLACES, Places, StretchesRecord } from "./places.ts";

/** What this engine keeps about a conversation, beside its group, its thread and its outbox. */
export const ConversationRecord = z.object({
  id: ConversationId,
  kind: z.enum(["direct", "room", "board", "own"]),
  /** creating: made here, the server has not answered; joining: its welcome is on the way. */
  state: z.enum(["creating", "joining", "active", "left"]),
  /** It was to be made here, and the server has refused that: nobody was ever in it. */
  refused: z.boolean().default(false),
  peer: AccountId.optional(),
  network: NetworkId.optional(),
  /** The network to which a room belongs: the one in which it was made. Absent: made before rooms said so. */
  home: NetworkId.optional(),
  reference: z.string().optional(),
  title: z.string().optional(),
  /** The log's order of the details that count. */
  detailsOrder: z.number().int().default(0),
  /** The entry by which this device came in, and the epoch it led to. */
  joined: z.number().int().default(0),
  joinedEpoch: z.number().int().default(0),
  /** Since when this device has its present leaf, by its own clock. */
  leafAt: z.number().default(0),
  /** Everything up to here is stored. */
  cursor: z.number().int().default(0),
  /** Own entries that the server has accepted beyond the cursor. */
  ahead: z.array(z.number().int()).default([]),
  unread: z.number().int().default(0),
  readOrder: z.number().int().default(0),
  lastActivity: z.number(),
  /** The newest words, and at which order they stand. */
  preview: z.object({ author: AccountId, text: z.string(), order: z.number().default(0) }).optional(),
  /** Numbers the messages on their way out. */
  nextQueued: z.number().int().default(0),
  /** The newest message of this account in the thread, and the newest of anybody else. */
  newestOwn: z.number().int().default(0),
  newestOther: z.number().int().default(0),
  /** What this person has had before their eyes on this device: up to where, and what it could not show them there. */
  looked: Places.default(NO_PLACES),
  /** Up to here others have been told what was read, on any device of this person, and what of it they were not told. */
  receipted: z.number().int().default(0),
  unreceipted: StretchesRecord.default([]),
  /** Places that this device passed while it was out of step, and could not read: one line of the thread for all. */
  missed: StretchesRecord.default([]),
  /**
   * What the server's count of epochs has more than the group's: commits that stand in the log and that the
   * group did not take.
   */
  epochShift: z.number().int().default(0),
  /**
   * This device has fallen out of step with the group, or its vault is older than what it has sent. It reads
   * on as far as it can, sends nothing, and comes in anew.
   */
  broken: z
    .object({
      /** From where in the log on. */
      seq: z.number().int(),
      cause: z.string(),
      since: z.number().default(0),
      /** Whose commit it was that could not be followed. */
      by: AccountId.optional(),
      /** Its keys may have been used before: only a fresh leaf is a way out. */
      rejoin: z.boolean().default(false),
      /** The server says that this device was taken out since. Its keys are too old to see whether that is so. */
      outside: z.boolean().optional(),
      /** Something came that is said to be of a later epoch: whoever wrote it may have followed what this device could not. */
      ahead: z.boolean().default(false),
    })
    .optional(),
  /**
   * A commit was passed over, and what it declared may have put the server's list of devices wrong: a commit
   * of somebody else than its sender puts it right, once it is confirmed that the others have passed it over too.
   */
  repairDue: z
    .object({
      sender: z.string().optional(),
      since: z.number().default(0),
      confirmed: z.boolean().default(false),
    })
    .optional(),
  /** Where the line stands that says what could not be read since it fell out of step. */
  gap: z.number().int().optional(),
  /** Where the newest commit stands that brought somebody in; who made it is the one to tell them the details. */
  addedOrder: z.number().int().default(0),
  /** A device has come in by itself: it has still to be told the room's details. */
  detailsDue: z.boolean().default(false),
  /** Lines that wait until the directory says who wrote them. */
  unknown: z.array(z.number().int()).default([]),
  /** How often messages were sent again at somebody's asking, in which hour since 1970. */
  resent: z.object({ hour: z.number(), count: z.number() }).optional(),
  /** Up to which size of each network's log the others have been told its head. */
  toldHeads: z.record(z.string(), z.number().int()).default({}),
  /** The group's epoch when this device came in: what was before it has not seen. */
  enteredEpoch: z.number().int().default(0),
  /** Which epoch of the group the change led to that took this device out: what is older leads back. 0: it is not known. */
  endedEpoch: z.number().int().default(0),
  /** The newest change that took somebody out, as this device has followed it: the epoch since, and its tag. */
  removal: z.object({ epoch: z.number().int(), tag: z.string() }).optional(),
  /** Who was taken out of a room, as this device has followed it, and has not been seen to be brought back. */
  takenOut: z.array(AccountId).default([]),
  /** Of which removals from other conversations (the epoch since) the others have been told here. */
  toldRemovals: z.record(z.string(), z.number().int()).default({}),
  /** Newcomers have still to be sent the notice board's announcements. */
  announcementsDue: z.boolean().default(false),
  /** A new device in the own group has still to be told what the others know. */
  ownStateDue: z.boolean().default(false),
  /** They have taken over the office of somebody who was taken out, and could not be brought in yet. */
  heirsDue: z.array(AccountId).default([]),
  /** What is being passed on to this person or by them. */
  passings: z.array(PassingRecord).default([]),
  /** What was passed on to this person, and stands beside the thread. */
  passedOn: z.array(PlacedRecord).default([]),
});
export type ConversationRecord = z.infer<typeof ConversationRecord>;

/** Whether somebody came into a room and nobody has told its details since, though this device knows them. */
export function lacksDetails({
  kind,
  state,
  reference,
  addedOrder,
  detailsOrder,
}: ConversationRecord): boolean {
  return kind === "room" && state === "active" && reference !== undefined && addedOrder > detailsOrder;
}

/** A room's details as they are told, with the network to which it belongs. */
export function detailsOf(
  { home }: Pick<ConversationRecord, "home">,
  reference: string,
  title: string,
): Extract<KnownContent, { kind: "room.details" }> {
  return { kind: "room.details", reference, title, ...(home === undefined ? {} : { network: home }) };
}

/** Whether this device is out of a conversation: by a commit that it has taken, or as far as the server says. */
export function isOut({ state, broken }: Pick<ConversationRecord, "state" | "broken">): boolean {
  return state === "left" || broken?.outside === true;
}

/** Who is in the group, by the group itself. */
export const MembersRecord = z.array(
  z.object({
    account: AccountId,
    devices: z.array(DeviceId),
    /** The entry by which the person came, as far as this device has seen it: of earlier ones they have nothing. */
    since: z.number().int().optional(),
    /** The epoch that entry led to, as the server counts: what was encrypted in an earlier one is not for them. */
    sinceEpoch: z.number().int().optional(),
  }),
);
export type MembersRecord = z.infer<typeof MembersRecord>;

/** How far the others have come, as they and the server say. */
export const MarksRecord = z.object({
  /** Up to where each device has stored the conversation: the server's word. */
  stored: z.array(z.object({ device: z.string(), seq: z.number().int() })),
  /** Up to where each person has read, by their own word inside the encryption, oldest first. */
  read: z.array(
    z.object({
      account: AccountId,
      /** When what was up to here was read is not remembered any more; this of it was not read by then. */
      forgotten: z.number().int(),
      forgottenExcept: StretchesRecord.default([]),
      /** Each with everything that was said before: what was read once stays so. */
      marks: z.array(Places.extend({ at: z.number() })),
    }),
  ),
});
export type MarksRecord = z.infer<typeof MarksRecord>;
export const NO_MARKS: MarksRecord = { stored: [], read: [] };

/** A message on its way out. */
export const OutboxRecord = z.object({
  messageId: MessageId,
  order: z.number().int(),
  /** The encoded content (shared/content). */
  text: z.string(),
  /** Whether it stands in the thread: repetitions for newcomers don't. */
  shown: z.boolean(),
  /** What is sent, as often as need be, until the server answers. Absent: not encrypted yet. */
  sealed: z.object({ epoch: z.number().int(), bytes: z.string() }).optional(),
});
export type OutboxRecord = z.infer<typeof OutboxRecord>;

/** Why a message can't be shown. */
export const UNREADABLE = [
  "before-you-joined",
  "device-added-later",
  "damaged",
  "keys-gone",
  "gap",
  "not-archived",
  "server-restored",
  "archive-damaged",
  "lost-device",
  "unknown-sender",
  "refused-sender",
] as const;
export type UnreadableReason = (typeof UNREADABLE)[number];

/** One line of a thread as it is stored. Content stays as it was sent, so that a later version can read more of it. */
export const ThreadRecord = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("message"),
    key: z.string(),
    order: z.number(),
    at: z.number(),
    messageId: MessageId,
    author: AccountId,
    mine: z.boolean(),
    delivery: z.enum(["queued", "sent", "failed"]),
    text: z.string(),
    /** Its author has changed it: the earlier wordings, oldest first, and where in the log the changes stand. */
    earlier: z.array(z.object({ at: z.number(), text: z.string() })).optional(),
    changedAt: z.number().optional(),
    changes: z.array(z.number().int()).optional(),
    /** The epoch in which an own message was encrypted, as the server counts: whoever came later can't read it. */
    epoch: z.number().int().optional(),
    /** A change of it is on its way out. */
    changing: z.boolean().optional(),
    /** Its author has sent it again, at our asking; when. */
    resentAt: z.number().optional(),
    /** Of an offer of history: how it ended. */
    passing: PassingEnd.optional(),
  }),
  /** Where a change of a message stands in the log. No line of its own: its target shows it. */
  z.object({
    kind: z.literal("amendment"),
    key: z.string(),
    order: z.number(),
    at: z.number(),
    author: AccountId,
    text: z.string(),
  }),
  z.object({
    kind: z.literal("membership"),
    key: z.string(),
    order: z.number(),
    at: z.number(),
    by: AccountId.optional(),
    created: z.boolean(),
    added: z.array(AccountId),
    removed: z.array(AccountId),
    devices: z.array(z.object({ account: AccountId, change: z.enum(["added", "removed"]) })),
    /** The conversation has begun again here, with fresh keys. */
    restarted: z.boolean().optional(),
    /** They were taken out because networks recognise each other no more. */
    recognition: z.object({ network: NetworkId, by: NetworkId, from: NetworkId }).optional(),
  }),
  z.object({
    kind: z.literal("unreadable"),
    key: z.string(),
    order: z.number(),
    at: z.number(),
    reason: z.enum(UNREADABLE),
    /** Whose device the server says that it came from: nobody has signed that. */
    sender: AccountId.optional(),
    /** When the conversation was last asked to send it again. */
    asked: z.number().optional(),
    /** It was opened, and waits until the directory says who wrote it: not shown before. */
    held: z
      .object({ messageId: MessageId, account: AccountId, device: DeviceId, text: z.string() })
      .optional(),
  }),
]);
export type ThreadRecord = z.infer<typeof ThreadRecord>;

/** An announcement of a notice board. */
export const NoticeRecord = z.object({
  announcement: MessageId,
  title: z.string(),
  text: z.string(),
  date: z.string().optional(),
  place: z.string().optional(),
  postedAt: z.number(),
  author: AccountId,
  delivery: z.enum(["queued", "sent", "failed"]),
});
export type NoticeRecord = z.infer<typeof NoticeRecord>;

/** Somebody's newest answer to an announcement. */
export const AnswerRecord = z.object({
  account: AccountId,
  attendance: z.enum(ATTENDANCES),
  /** Where it stands in the log; own ones on their way come after everything. */
  order: z.number(),
});
export type AnswerRecord = z.infer<typeof AnswerRecord>;

/** The tables of the vault that conversations own. */
export const TABLES = {
  conversation: "conversation",
  members: "conversation-members",
  marks: "conversation-marks",
  preference: "preference",
  resend: "resend",
  health: "health",
  thread: "thread",
  outbox: "outbox",
  warning: "warning",
  notice: "notice",
  answer: "notice-answer",
} as const;

/** Orders from here on are of messages on their way out: they come after everything in the log. */
export const QUEUED_ORDER = 2 ** 52;

/** Keys in the order of their numbers. */
export function orderKey(conversation: ConversationId, order: number): string {
  return `${conversation}/${String(order).padStart(16, "0")}`;
}

/** The range of all keys below a prefix. */
export function below(prefix: string): { readonly after: string; readonly before: string } {
  return { after: `${prefix}/`, before: `${prefix}/~` };
}
