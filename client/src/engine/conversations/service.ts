import type { NetworkId } from "@comity/shared/ids";
import type { EngineChange } from "../facade/change.ts";
import type { EngineFacade } from "../facade/facade.ts";
import type { PersonMark } from "../facade/views.ts";

/** The changes that the conversations tell of; the façade passes them on. */
export type ConversationsChange = Extract<
  EngineChange,
  {
    type:
      | "conversations"
      | "thread"
      | "notices"
      | "warnings"
      | "preferences"
      | "people"
      | "health"
      | "uploads"
      | "download"
      | "progress"
      | "draft";
  }
>;

/** Direct channels, case rooms and notice boards: everything that is an MLS group. */
export interface ConversationsService
  extends Pick<
    EngineFacade,
    | "openDirect"
    | "createRoom"
    | "addMembers"
    | "removeMember"
    | "changeRoomDetails"
    | "sendText"
    | "sendFiles"
    | "retryUpload"
    | "discardUpload"
    | "openFile"
    | "files"
    | "editText"
    | "withdraw"
    | "thread"
    | "markRead"
    | "setReadReceipts"
    | "tryAgain"
    | "discard"
    | "resume"
    | "restart"
    | "askAgain"
    | "compareReaders"
    | "chooseHistory"
    | "passHistoryOn"
    | "askForHistory"
    | "stopHistory"
    | "vouching"
    | "pair"
    | "checkPicture"
    | "setVerified"
    | "acknowledgeKeys"
    | "forget"
    | "saveDraft"
    | "draft"
    | "mute"
    | "announce"
    | "answer"
    | "dismissWarning"
  > {
  /** Tells the whole present state, then each change. Returns how to stop. */
  subscribe(listener: (change: ConversationsChange) => void): () => void;
  /** Creates the network's notice board (the founding officer's client, once). */
  foundBoard(network: NetworkId): Promise<void>;
  /** Resolves when nothing is being processed or sent: used when locking, moving and in tests. */
  settled(): Promise<void>;
  /** Takes in whom the person had verified, by their backup or by the device that let this one in. */
  recallPeople(marks: readonly PersonMark[]): Promise<void>;
  /** Brings what is new into the history archive now; resolves when that is done or can't be. */
  keepHistory(): Promise<void>;
  /** Stops all work; nothing is written afterwards. Keys in memory are wiped. */
  close(): Promise<void>;
}
