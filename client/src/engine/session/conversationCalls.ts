import type { EngineFacade } from "../facade/facade.ts";
import { type CurrentSession, notReady } from "./currentSession.ts";

type ConversationCalls =
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
  | "mute"
  | "draft"
  | "announce"
  | "answer";

/** What is asked about conversations and notice boards: answered by what runs while the vault is open. */
export function conversationCalls(session: CurrentSession): Pick<EngineFacade, ConversationCalls> {
  const open = () => session()?.conversations;
  return {
    openDirect: async (account) => open()?.openDirect(account) ?? notReady,
    createRoom: async (input) => open()?.createRoom(input) ?? notReady,
    addMembers: async (input) => open()?.addMembers(input) ?? notReady,
    removeMember: async (input) => open()?.removeMember(input) ?? notReady,
    changeRoomDetails: async (input) => open()?.changeRoomDetails(input) ?? notReady,
    sendText: async (input) => open()?.sendText(input) ?? notReady,
    sendFiles: async (input) => open()?.sendFiles(input) ?? notReady,
    retryUpload: async (id) => open()?.retryUpload(id) ?? notReady,
    discardUpload: async (id) => open()?.discardUpload(id) ?? notReady,
    openFile: async (input) => open()?.openFile(input) ?? notReady,
    files: async (input) => open()?.files(input) ?? notReady,
    editText: async (input) => open()?.editText(input) ?? notReady,
    withdraw: async (input) => open()?.withdraw(input) ?? notReady,
    thread: async (input) => open()?.thread(input) ?? notReady,
    markRead: async (input) => open()?.markRead(input) ?? notReady,
    setReadReceipts: async (on) => open()?.setReadReceipts(on) ?? notReady,
    tryAgain: async (input) => open()?.tryAgain(input) ?? notReady,
    discard: async (input) => open()?.discard(input) ?? notReady,
    restart: async (conversation) => open()?.restart(conversation) ?? notReady,
    resume: async (conversation) => open()?.resume(conversation) ?? notReady,
    askAgain: async (input) => open()?.askAgain(input) ?? notReady,
    chooseHistory: async (input) => open()?.chooseHistory(input) ?? notReady,
    passHistoryOn: async (input) => open()?.passHistoryOn(input) ?? notReady,
    askForHistory: async (input) => open()?.askForHistory(input) ?? notReady,
    stopHistory: async (input) => open()?.stopHistory(input) ?? notReady,
    vouching: async (input) => open()?.vouching(input) ?? notReady,
    pair: async (account) => open()?.pair(account) ?? notReady,
    checkPicture: async (input) => open()?.checkPicture(input) ?? notReady,
    setVerified: async (input) => open()?.setVerified(input) ?? notReady,
    acknowledgeKeys: async (account) => open()?.acknowledgeKeys(account) ?? notReady,
    compareReaders: async (conversation) => open()?.compareReaders(conversation) ?? notReady,
    forget: async (conversation) => open()?.forget(conversation) ?? notReady,
    saveDraft: async (input) => open()?.saveDraft(input) ?? notReady,
    mute: async (input) => open()?.mute(input) ?? notReady,
    draft: async (conversation) => open()?.draft(conversation) ?? notReady,
    announce: async (input) => open()?.announce(input) ?? notReady,
    answer: async (input) => open()?.answer(input) ?? notReady,
  };
}
