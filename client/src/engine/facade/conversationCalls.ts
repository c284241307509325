import type { Attendance, Handling } from "@comity/shared/content/content";
import type { AccountId, ConversationId, MessageId, NetworkId } from "@comity/shared/ids";
import type { EngineResult } from "./fault.ts";
import type { ReadersView, ThreadItem } from "./views.ts";

/** What a person does in channels, rooms and on the notice board. */
export interface ConversationCalls {
  /** Opens the direct channel with a person, making it if there is none. */
  openDirect(account: AccountId): EngineResult<ConversationId>;
  createRoom(input: {
    reference: string;
    title: string;
    members: readonly AccountId[];
  }): EngineResult<ConversationId>;
  addMembers(input: { conversation: ConversationId; accounts: readonly AccountId[] }): EngineResult<void>;
  removeMember(input: { conversation: ConversationId; account: AccountId }): EngineResult<void>;
  changeRoomDetails(input: {
    conversation: ConversationId;
    reference: string;
    title: string;
  }): EngineResult<void>;
  /** Resolves when the message is stored on this device; it is sent as soon as there is a connection. */
  sendText(input: {
    conversation: ConversationId;
    text: string;
    replyTo?: MessageId;
    handling?: Handling;
  }): EngineResult<MessageId>;
  /** Changes the wording of an own message that was sent. Everybody who is in the conversation now can read the new one. */
  editText(input: {
    conversation: ConversationId;
    messageId: MessageId;
    order: number;
    text: string;
  }): EngineResult<void>;
  /** Takes an own message back: devices that have it forget what it said, when they next connect. */
  withdraw(input: { conversation: ConversationId; messageId: MessageId; order: number }): EngineResult<void>;
  /** A page of a thread, newest first page when `before` is absent; items come in ascending order. */
  thread(input: {
    conversation: ConversationId;
    before?: number;
    limit: number;
  }): EngineResult<{ items: readonly ThreadItem[]; more: boolean }>;
  /** All up to this order has been seen. */
  markRead(input: { conversation: ConversationId; order: number }): EngineResult<void>;
  /** Sends a message anew that the server has refused for good; it gets a new place at the end. */
  tryAgain(input: { conversation: ConversationId; messageId: MessageId }): EngineResult<void>;
  /** Takes a message away that was not sent. */
  discard(input: { conversation: ConversationId; messageId: MessageId }): EngineResult<void>;
  /** Takes up at once whatever a conversation waits for: its creation, its keys, its repair, what is to be sent. */
  resume(conversation: ConversationId): EngineResult<void>;
  /**
   * Begins a conversation again with the same people and fresh keys, where nobody has its keys any more or the server
   * has lost what they belong to (`mayRestart`). The thread goes on, and what waits to be sent goes out.
   */
  restart(conversation: ConversationId): EngineResult<void>;
  /** Asks whoever sent a message that can't be read here to send it again; the answer takes its place. */
  askAgain(input: { conversation: ConversationId; order: number }): EngineResult<void>;
  /**
   * Compares the devices in a conversation's group with the server's list of them and with the networks' logs. A
   * difference is looked at twice, and then kept as a warning.
   */
  compareReaders(conversation: ConversationId): EngineResult<ReadersView>;
  /** Takes a conversation off this device that the server has refused to open. Nobody else ever had it. */
  forget(conversation: ConversationId): EngineResult<void>;
  /** Turns read receipts on or off, both ways: who doesn't tell isn't told. */
  setReadReceipts(on: boolean): EngineResult<void>;
  /** Unsent text, kept in the vault. */
  saveDraft(input: { conversation: ConversationId; text: string }): EngineResult<void>;
  draft(conversation: ConversationId): EngineResult<string>;
  /** Makes a conversation keep quiet until a moment; undefined: not any longer. Holds on all devices of this person. */
  mute(input: { conversation: ConversationId; until: number | undefined }): EngineResult<void>;
  announce(input: {
    network: NetworkId;
    title: string;
    text: string;
    date?: string;
    place?: string;
  }): EngineResult<MessageId>;
  answer(input: { network: NetworkId; announcement: MessageId; attendance: Attendance }): EngineResult<void>;
}
