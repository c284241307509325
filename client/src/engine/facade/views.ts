import type { Attendance, Content, Handling } from "@comity/shared/content/content";
import type { Card } from "@comity/shared/directory/card";
import type {
  AccountId,
  ConversationId,
  DeviceId,
  InvitationId,
  MessageId,
  NetworkId,
  SignerKey,
} from "@comity/shared/ids";
import type { Activity } from "@comity/shared/statements/activities";
import type { AlarmCode } from "@comity/shared/transparency/evidence";
import type { Vouched, VouchedChange } from "./cardChanges.ts";
import type { OfficeOfferView } from "./officerViews.ts";

/** What the screens show: plain values that cross from the worker by structured clone. Times are ms since 1970. */

/** Where the person stands with this browser. */
export type Phase =
  /** No vault here: found, accept an invitation, restore, or move a device here. */
  | { readonly phase: "empty" }
  /** A vault that needs its passphrase. Nothing about its owner is readable before. */
  | { readonly phase: "locked" }
  /** Enrolled; an officer has not vouched yet. */
  | {
      readonly phase: "waiting";
      readonly networkName: string;
      readonly invitedBy: string;
      readonly card: Card;
      /** Present where somebody waits to be a guest: until when. */
      readonly guestUntil?: number | undefined;
      /** One officer has signed; the network's rule asks for a second. */
      readonly second?: boolean;
    }
  | { readonly phase: "ready" }
  /** The vault has moved to another browser; this copy must never run again. */
  | { readonly phase: "moved" }
  /** Another tab of this browser runs the engine and can't share it: another version, or a browser without shared workers. */
  | { readonly phase: "elsewhere" }
  /**
   * Keys stood in this browser and can't be used any more: thrown away with its storage, damaged, or behind a
   * storage that does not open (unavailable: perhaps only now); or they were brought back from an old backup, as
   * the networks' logs have shown afterwards (outdated: nothing is kept, `mark` is the newer key). `mark`: what is remembered of them.
   */
  | {
      readonly phase: "lost";
      readonly reason: "thrown-away" | "damaged" | "unavailable" | "outdated";
      readonly mark: LostMark | undefined;
    }
  /** The server or the network says that this device or person may not come in any more. */
  | { readonly phase: "refused"; readonly reason: RefusedReason };

/** Suspended and expired memberships can hold again, and so can disabled accounts: the device asks now and then. */
export type RefusedReason =
  | "device-revoked"
  | "membership-ended"
  | "office-handed-over"
  | "membership-suspended"
  | "membership-expired"
  | "account-disabled"
  | "unknown-device";

/** Which recovery key brings back the owner of lost keys. */
export interface LostMark {
  readonly recoveryNumber: number;
  readonly recoveryIssuedAt: number;
}

export type Connection =
  | { readonly state: "online" }
  | { readonly state: "connecting" }
  /** `retryAt`: when the next try is made. */
  | { readonly state: "offline"; readonly retryAt: number | undefined };

/** The recovery key, without the key. */
export interface RecoveryView {
  readonly number: number;
  readonly issuedAt: number;
  /** When the person last typed it in; undefined: never. */
  readonly testedAt: number | undefined;
  /** From when on the person is asked to type it in. */
  readonly testDueAt: number;
  /** A new key was made and has not been typed in yet. */
  readonly renewing: boolean;
  /** The server has a backup under this key: without one the key opens nothing. It follows by itself once online. */
  readonly kept: boolean;
}

/** Where a guest may be, until when, and who answers for them. */
export interface StayView {
  readonly conversation: ConversationId;
  readonly host: AccountId;
  /** When the stay was ended early; undefined: it was not. */
  readonly endedAt: number | undefined;
}

/** An invitation of a guest, as the host's client sees it. */
export interface GuestInvitationView {
  readonly invitation: InvitationId;
  readonly network: NetworkId;
  readonly conversation: ConversationId;
  readonly card: Card;
  /** Until when the guest may stay. */
  readonly validUntil: number;
  /** As of an invitation of a member. */
  readonly state: "open" | "arrived" | "tampered" | "granted" | "cancelled" | "expired";
  readonly createdAt: number;
  /** Until when the link opens. */
  readonly expiresAt: number;
  /** The link with the secret, known to the client that made it only. */
  readonly link: string | undefined;
}

export interface SelfView {
  readonly account: AccountId;
  readonly device: string;
  readonly deviceName: string;
  readonly recovery: RecoveryView;
  /** Present where this person is a guest of a network, and no member of any. */
  readonly guest: ContactView | undefined;
  readonly networks: readonly {
    readonly network: NetworkId;
    readonly name: string;
    readonly officer: boolean;
    readonly card: Card;
    /** When the membership ends unless it is renewed. */
    readonly validUntil: number;
    /** The builds of the pages that officers hold for the right ones, the newest last. */
    readonly builds: readonly { readonly build: string; readonly at: number }[];
    /** The office of an officer, where this person was offered it. */
    readonly offer?: OfficeOfferView | undefined;
  }[];
}

/** A device of the person's own. */
export interface OwnDeviceView {
  readonly device: DeviceId;
  readonly name: string;
  readonly since: number;
  readonly revoked: boolean;
  /** Whether it is this one. */
  readonly current: boolean;
  /** The hour of its last log-in by the server's word; undefined: not known, or there is no connection. */
  readonly lastLogIn: number | undefined;
}

/** One person in one network's directory: exactly what an officer signed. */
export interface ContactView {
  readonly account: AccountId;
  readonly network: NetworkId;
  readonly networkName: string;
  readonly card: Card;
  /** unrecognised: of a network that one's own and that one don't recognise each other with any more. */
  readonly standing: "current" | "not-yet" | "expired" | "suspended" | "revoked" | "unrecognised";
  /** Of a network that is not the person's own. */
  readonly foreign: boolean;
  readonly officer: boolean;
  /** A guest's; undefined: a member's. */
  readonly stay: StayView | undefined;
  readonly self: boolean;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly vouchedBy: string;
  readonly vouchedAt: number;
  /** The statement's place in the network's log. */
  readonly position: number;
  /** They are away, or are going to be: who stands in, from when until when. It ends by itself. */
  readonly absence:
    | { readonly alternate: AccountId; readonly from: number; readonly until: number }
    | undefined;
  /** To whom they handed their office over, oldest first. */
  readonly handedTo: readonly { readonly account: AccountId; readonly at: number }[];
  /** Whose offices they took over, oldest first. */
  readonly tookOver: readonly { readonly account: AccountId; readonly at: number }[];
  /** Other people whose names may be taken for this one. */
  readonly lookalikes: readonly AccountId[];
  readonly devices: readonly {
    readonly device: string;
    readonly name: string;
    readonly since: number;
    readonly revoked: boolean;
  }[];
}

/** What a name may be taken for: people of the directory, and others (by place) of the list that was asked about. */
export interface NameComparison {
  readonly people: readonly AccountId[];
  readonly others: readonly number[];
}

export interface ConversationView {
  readonly id: ConversationId;
  readonly kind: "direct" | "room" | "board";
  /** joining: the welcome is on its way; left: this device was removed, or the server says so (waitingFor: outside). */
  readonly state: "active" | "joining" | "left";
  /** The other person of a direct channel. */
  readonly peer: AccountId | undefined;
  readonly network: NetworkId | undefined;
  readonly reference: string | undefined;
  readonly title: string | undefined;
  /** Who can read it, from the group itself and not from the server's list. */
  readonly members: readonly { readonly account: AccountId; readonly devices: readonly string[] }[];
  readonly unread: number;
  /** It keeps quiet until then; undefined: it does not. */
  readonly mutedUntil: number | undefined;
  readonly lastActivity: number;
  readonly preview: { readonly author: AccountId; readonly text: string } | undefined;
  /** Messages still on their way out. */
  readonly queued: number;
  readonly waitingFor: WaitingFor | undefined;
  /** Nothing can be sent: this network and the person's own recognise each other no more. */
  readonly unrecognised: NetworkId | undefined;
  /** Who in it has another account than the person knew them by. */
  readonly keyChanges: readonly KeyChangeView[];
}

/**
 * The devices that can read a conversation, by the group itself, compared with the server's list and the networks' logs.
 * unsettled: a change is under way, or something has still to be put right; it says nothing either way.
 */
export interface ReadersView {
  readonly state: "same" | "differs" | "unsettled";
  /** Devices to which the server hands the conversation out and that are not in the group: they can't read it. */
  readonly serverOnly: readonly string[];
  /** Devices in the group that the server does not list. */
  readonly groupOnly: readonly string[];
  /** Devices in the group that no log of the person's networks knows. */
  readonly unvouched: readonly string[];
  readonly comparedAt?: number;
}

/** What keeps a conversation from going on. */
export type WaitingFor =
  /** It was made here; the server has not answered yet. */
  | "server"
  /** Somebody has brought this device in; the keys are on their way. */
  | "welcome"
  /** Its keys here are out of step with the others': it has to be let in anew. */
  | "repair"
  /** The server says that this device was taken out; its keys here are too old to see it. Nothing can be sent. */
  | "outside"
  /** The server has refused to open it. */
  | "refused";

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

/** What the person has made sure of about somebody; `at` and `device`: who changed it last, and when. */
export interface PersonMark {
  readonly account: AccountId;
  /** verified: codes were compared; acknowledged: new keys were looked at; none: taken back. */
  readonly state: "none" | "acknowledged" | "verified";
  readonly at: number;
  readonly device: DeviceId;
}

/** Somebody in a conversation whom the person knew under another account, and so by other keys. */
export interface KeyChangeView {
  readonly account: AccountId;
  readonly former: AccountId;
  /** The former account was verified in person. */
  readonly formerVerified: boolean;
  /** The person has looked at it: compared codes, or said that they have asked. Until then nothing is sent. */
  readonly acknowledged: boolean;
}

/** What two people compare. */
export interface PairView {
  /** Thirty digits, the same on both sides. */
  readonly code: string;
  /** The text of the picture (QR code) that the other one scans. */
  readonly picture: string;
}

/**
 * What a scanned picture says. match: it is this person's and meant for us; other: it is another person's; stranger: of
 * somebody whom no log knows; not-for-you: this person's, and meant for somebody else; none: no such picture.
 */
export type PictureVerdict =
  | { readonly verdict: "match" | "stranger" | "not-for-you" | "none" }
  | { readonly verdict: "other"; readonly account: AccountId };

/** What a person has chosen, kept in the vault. */
export interface PreferencesView {
  /** Whether others are told what was read here, and what they have read is shown here. */
  readonly readReceipts: boolean;
}

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

/** What went wrong and what was mended on this device. Counts only, kept here and sent to nobody. */
export interface HealthView {
  /** Over how many days. */
  readonly days: number;
  /** Messages that could not be shown: each was an outage, also where it was mended later. */
  readonly unreadable: Partial<Readonly<Record<UnreadableReason, number>>>;
  readonly counts: Readonly<{
    refusedCommits: number;
    refusedWelcomes: number;
    refusedLeaves: number;
    /** How often a conversation was come into anew. */
    heals: number;
    reconnects: number;
    resendsAsked: number;
    resendsReceived: number;
    resendsAnswered: number;
    /** How often the server's list of devices was another than the group's. */
    deviceDifferences: number;
  }>;
  readonly longestQueuedMs: number;
  /** When everything that the server had was last stored here. */
  readonly caughtUpAt: number | undefined;
}

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

/** One act of an officer, as the network's log holds it. */
export interface ActivityView {
  /** The statement's place in the log. */
  readonly position: number;
  readonly at: number;
  readonly what: Activity;
  /** The officer who signed, and the key. */
  readonly by: AccountId | undefined;
  readonly byKey: SignerKey;
  /** About whom it is; undefined where it is about no member. */
  readonly account: AccountId | undefined;
  /** In a recognition and its withdrawal: the other network. */
  readonly other?: { readonly name: string | undefined; readonly code: string };
  /** Who stands in, or who has taken over. */
  readonly inPlace?: AccountId;
  /** What was vouched for then. */
  readonly vouched: Vouched | undefined;
  /** In an amendment or renewal: what became different. */
  readonly changes: readonly VouchedChange[];
}

/** How a network stands with another one, as an officer sees it. */
export interface RecognitionView {
  readonly other: NetworkId;
  readonly name: string;
  readonly code: string;
  /** both: it has effect; ours: the other network has not said so yet; withdrawn: by which of the two first. */
  readonly state: "both" | "ours" | "withdrawn-by-us" | "withdrawn-by-them";
  /** When our officers recognised it, and when they withdrew that. */
  readonly ours: { readonly since: number; readonly until: number | undefined };
  /** The same of the other side, as far as its log could be read. */
  readonly theirs: { readonly since: number; readonly until: number | undefined } | undefined;
  /** How many people its directory has for us now. */
  readonly people: number;
}

/** What an officer reads of a network before they recognise it. */
export interface NetworkIntroduction {
  readonly network: NetworkId;
  readonly name: string;
  readonly foundedAt: number;
  readonly code: string;
  /** Stands for the key of the officer who founded it. */
  readonly officerCode: string;
  /** Whether it recognises ours already: the server's word. */
  readonly recognisesUs: boolean;
}

/** What an officer has said about one person, as the network's log holds it. */
export interface VouchingView extends ActivityView {
  /** The officer's key, as thirty digits that people can compare. */
  readonly keyCode: string;
}

/** An invitation as the officer who made it sees it. */
export interface InvitationView {
  readonly invitation: InvitationId;
  readonly network: NetworkId;
  readonly card: Card;
  /** arrived: opened by somebody who holds the link, the MAC holds, a signature is due; countersign: a second officer's is; tampered: the MAC doesn't hold. */
  readonly state: "open" | "arrived" | "countersign" | "tampered" | "granted" | "cancelled" | "expired";
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Until when the membership will be vouched for; undefined: as long as usual. */
  readonly memberUntil: number | undefined;
  /** When the officer said that the link was handed over. */
  readonly handedAt: number | undefined;
  /** The link with the secret, known to the client that made it only. */
  readonly link: string | undefined;
}

/** Something that a person must be told loudly. */
export interface WarningView {
  readonly id: string;
  readonly at: number;
  readonly code:
    | "leaf-refused"
    | "log-refused"
    | "commit-refused"
    | "welcome-refused"
    | "invitation-tampered"
    /** The server shows less of a conversation than this device has stored. */
    | "conversation-shorter"
    /** The history archive on the server is shorter than it was, or another one. */
    | "archive-rolled-back"
    /** A part of the history archive is not what this account's devices left there. */
    | "archive-damaged"
    | "archive-full"
    /** The server's list of a conversation's devices is another than the group's, or the group has one that no log knows. */
    | "devices-differ";
  readonly conversation: ConversationId | undefined;
  readonly account: AccountId | undefined;
  /** The member who did it, where a signature proves it. */
  readonly by?: AccountId | undefined;
  /** A stable code of the cause, shown in words. */
  readonly cause: string;
}

/** A network's log as this device holds it. */
export interface LogView {
  readonly network: NetworkId;
  readonly networkName: string;
  /** What people compare: how many entries, and thirty digits that stand for them, like `41: 12345 67890 ...`. */
  readonly code: string;
  /** When the server signed the newest head that was verified here; undefined: it has shown none yet. */
  readonly signedAt: number | undefined;
  /** When the log was last read to its end since the device was unlocked. */
  readonly checkedAt: number | undefined;
  /** Whether an officer has named the server's key in the log. */
  readonly keyNamed: boolean;
  /** An alarm is open: nothing new is sent to this network's people. */
  readonly stopped: boolean;
}

/** The server was caught at something with a network's log. Stays until it is settled with the secretariat. */
export interface LogAlarmView {
  readonly id: string;
  readonly code: AlarmCode;
  readonly network: NetworkId;
  readonly networkName: string;
  readonly at: number;
  readonly settledAt: number | undefined;
  /** The code of the head that gave rise to it. */
  readonly shown: string | undefined;
}
