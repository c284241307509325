import type { Handling } from "@comity/shared/content/content";
import type { AccountId, BlobId, ConversationId, MessageId } from "@comity/shared/ids";
import type { EngineFault } from "./fault.ts";

/** A file that somebody chose to send. Only the pieces that are needed are read: a browser's Blob is one of these. */
export interface FileSource {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export interface ChosenFile {
  readonly name: string;
  /** As the system guesses it; empty where it does not. */
  readonly mediaType: string;
  readonly source: FileSource;
}

/** Files on their way out, with what is said to them. They become a message when the server has them whole. */
export interface UploadView {
  readonly id: MessageId;
  readonly conversation: ConversationId;
  readonly at: number;
  readonly text: string | undefined;
  readonly handling: Handling | undefined;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /**
   * preparing: it is being encrypted into the vault; waiting: for a connection, its turn, or whatever holds the
   * conversation up; uploading; failed: it goes no further by itself.
   */
  readonly state: "preparing" | "waiting" | "uploading" | "failed";
  /** Bytes of all files together: encrypted while it is being prepared, then those that the server has. */
  readonly done: number;
  readonly total: number;
  readonly fault: EngineFault | undefined;
}

/** A file of a message that this device has, and which message that is. */
export interface FileView {
  readonly order: number;
  /** Which of the message's files it is. */
  readonly index: number;
  readonly at: number;
  readonly author: AccountId;
  /** Who has passed it on, and answers for who its author is. */
  readonly passedBy: AccountId | undefined;
  readonly blob: BlobId;
  /** Clean. */
  readonly name: string;
  readonly size: number;
}

/** How far the download of a file is, in bytes. */
export interface DownloadView {
  readonly blob: BlobId;
  readonly done: number;
  readonly total: number;
}

/** A file as it was sent: every byte is proved. `name` is clean; nothing is said of what is in it. */
export interface ReceivedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
