import type { AccountId, ConversationId, NetworkId } from "@comity/shared/ids";
import type { PassingView } from "./historyViews.ts";
import type { KeyChangeView } from "./verificationViews.ts";

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
  /** Nobody has its keys, or the server has lost what they belong to: the person may begin it again (`restart`). */
  readonly mayRestart: boolean;
  /** Nothing can be sent: this network and the person's own recognise each other no more. */
  readonly unrecognised: NetworkId | undefined;
  /** Who in it has another account than the person knew them by. */
  readonly keyChanges: readonly KeyChangeView[];
  /** What is being passed on here to this person, or by them. */
  readonly passings: readonly PassingView[];
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
  /** What comes in waits here: the directory that says who wrote it can't be read just now. */
  | "directory"
  /** The server has refused to open it. */
  | "refused";

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
