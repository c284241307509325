import type { AccountId, ConversationId, NetworkId } from "@comity/shared/ids";
import type { AlarmCode } from "@comity/shared/transparency/evidence";

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
    | "devices-differ"
    /** A member tells elsewhere that somebody was taken out of a conversation, and the server shows nothing of it. */
    | "removal-withheld"
    /** A member writes in a conversation without knowing that somebody was taken out of it. */
    | "removal-unknown"
    /** Something came that is of a later epoch than this device could follow, and the server says that nobody could. */
    | "further-than-here"
    /** Somebody who was taken out of a conversation is in the group into which this device has come anew: how, it has not seen. */
    | "removal-undone";
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
