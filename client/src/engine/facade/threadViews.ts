import type { Attendance, Content, Handling } from "@comity/shared/content/content";
import type { AccountId, MessageId, NetworkId } from "@comity/shared/ids";

/** One line of a thread. `key` is stable; `order` sorts (the log's order; queued ones last). */
export type ThreadItem =
  | {
      readonly kind: "message";
      readonly key: string;
      readonly order: number;
      readonly at: number;
      readonly messageId: MessageId;
      readonly author: AccountId;
      readonly mine: boolean;
      readonly delivery: DeliveryState;
      /** Who has an own message; undefined on others', and where it isn't told (boards, large rooms). */
      readonly reach: Reach | undefined;
      readonly content: Content;
      readonly handling: Handling | undefined;
      /** When its author last changed or withdrew it. */
      readonly changedAt: number | undefined;
      /** Its earlier wordings, oldest first; none once it was withdrawn. */
      readonly earlier: readonly { readonly at: number; readonly text: string }[];
      /** When its author sent it again, at our asking. */
      readonly resentAt: number | undefined;
      /** A change of it waits to be sent. */
      readonly changing: boolean;
      /** Of an offer of history: how it ended; undefined: it has not, as far as this device knows. */
      readonly passing: "done" | "refused" | "stopped" | undefined;
    }
  /**
   * What a member has passed on to this person: `by` says that `author` wrote it there and then. Nothing proves it, and
   * `by` answers for it.
   */
  | {
      readonly kind: "passed";
      readonly key: string;
      readonly order: number;
      readonly at: number;
      readonly author: AccountId;
      readonly messageId: MessageId;
      readonly content: Content;
      readonly handling: Handling | undefined;
      readonly offer: MessageId;
      readonly by: AccountId;
      readonly passedAt: number;
    }
  /** Who added and removed whom: a permanent line. `by` undefined: not known to this device. */
  | {
      readonly kind: "membership";
      readonly key: string;
      readonly order: number;
      readonly at: number;
      readonly by: AccountId | undefined;
      readonly created: boolean;
      readonly added: readonly AccountId[];
      readonly removed: readonly AccountId[];
      /** Devices that came or went while their owner stayed. */
      readonly devices: readonly { readonly account: AccountId; readonly change: "added" | "removed" }[];
      /** They were taken out because `by` recognises `from` no more: `network` is theirs. */
      readonly recognition:
        | { readonly network: NetworkId; readonly by: NetworkId; readonly from: NetworkId }
        | undefined;
      /** `by` has begun the conversation again here, with fresh keys for the same people. */
      readonly restarted: boolean;
    }
  /** A message that can't be shown says why. */
  | {
      readonly kind: "unreadable";
      readonly key: string;
      readonly order: number;
      readonly at: number;
      readonly reason: UnreadableReason;
      /** Who can mend it. */
      readonly mend: Mend;
      /** Whose the server says that it was. Nobody has signed that. */
      readonly sender: AccountId | undefined;
      /** When the conversation was asked to send it again. */
      readonly asked: number | undefined;
    };

/**
 * How far an own message has come. sent: acknowledged by the server; delivered: stored by everybody for whom
 * it was (the server's word, a hint); read: seen by all of them, as they say themselves.
 */
export type DeliveryState = "queued" | "sent" | "delivered" | "read" | "failed";

/** For whom an own message was, of those who are still there, and who of them has it. */
export interface Reach {
  readonly people: readonly {
    readonly account: AccountId;
    /** Stored on at least one of their devices. */
    readonly delivered: boolean;
    readonly read: boolean;
    /** When, where it is remembered. */
    readonly readAt: number | undefined;
  }[];
  /** How many of them. */
  readonly delivered: number;
  readonly read: number;
}

export type UnreadableReason =
  | "before-you-joined"
  /** Another device of the same person may have it. */
  | "device-added-later"
  | "damaged"
  | "keys-gone"
  /** All that was missed while this device was out of step is one line. */
  | "gap"
  /** All that was sent before this device came in and that no other device of the person has kept is one line. */
  | "not-archived"
  /** The server was put back from a backup here: what was sent shortly before may be missing for some is one line. */
  | "server-restored"
  /** What a segment of the archive held that is not what it must be is one line for each stretch of the log. */
  | "archive-damaged"
  /** The device of the person that kept the history could not read it. */
  | "lost-device"
  /** Nobody has vouched for who wrote it, as far as the directory goes here; it may yet grow. */
  | "unknown-sender"
  | "refused-sender";

/** Who can mend what can't be read. */
export type Mend =
  /** Whoever sent it: their client sends it again when the conversation is asked. */
  | "sender"
  /** Any member can say it again. */
  | "members"
  | "own-device"
  /** It comes by itself once the directory here knows the sender. */
  | "directory"
  | "nobody";

export interface NoticeView {
  readonly announcement: MessageId;
  readonly network: NetworkId;
  readonly title: string;
  readonly text: string;
  readonly date: string | undefined;
  readonly place: string | undefined;
  readonly postedAt: number;
  readonly author: AccountId;
  readonly delivery: Exclude<DeliveryState, "delivered" | "read">;
  readonly mine: Attendance | undefined;
  readonly counts: Readonly<Record<Attendance, number>>;
  readonly answers: readonly { readonly account: AccountId; readonly attendance: Attendance }[];
}
