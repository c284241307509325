import type { Handling } from "@comity/shared/content/content";
import type { ConversationId, MessageId } from "@comity/shared/ids";
import type { EngineResult } from "./fault.ts";
import type { ChosenFile, FileView, ReceivedFile } from "./fileViews.ts";

/** Files of messages, on their way out and in. */
export interface FileCalls {
  /**
   * Encrypts files into the vault; resolves when they are kept there. Then they are uploaded as soon as there is a
   * connection, and become the message of this id when the server has them whole. Progress is told in `uploads`.
   */
  sendFiles(input: {
    conversation: ConversationId;
    files: readonly ChosenFile[];
    text?: string;
    replyTo?: MessageId;
    handling?: Handling;
  }): EngineResult<MessageId>;
  /** Takes up an upload that has failed. */
  retryUpload(id: MessageId): EngineResult<void>;
  /** Takes files back that have not become a message yet. */
  discardUpload(id: MessageId): EngineResult<void>;
  /**
   * Fetches a file of a message (its order, and which of its files) and proves every byte of it. A download that was cut
   * short goes on where it stopped.
   */
  openFile(input: { conversation: ConversationId; order: number; index: number }): EngineResult<ReceivedFile>;
  /** The files of a conversation's messages, the newest messages first; `before` is the order of the last one that is known. */
  files(input: {
    conversation: ConversationId;
    before?: number;
  }): EngineResult<{ files: readonly FileView[]; more: boolean }>;
}
