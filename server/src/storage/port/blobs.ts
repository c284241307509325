import type { AccountId, BlobId, ConversationId, DeviceId } from "@comity/shared/ids";

/** An encrypted file as it was declared: for whom, by whom, and of which size class. */
export interface BlobRecord {
  readonly blob: BlobId;
  readonly conversation: ConversationId;
  readonly uploader: DeviceId;
  readonly account: AccountId;
  /** The size class (shared/content/blobSize), from which its pieces follow. */
  readonly bytes: number;
  /** When it was declared. */
  readonly at: number;
}

/** How many bytes an account may have declared since a moment; each blob counts as one full piece at least. */
export interface BlobQuota {
  readonly since: number;
  readonly bytes: number;
}

/** Encrypted files, in pieces. Nothing is ever changed; only the purge deletes. */
export interface BlobStore {
  /**
   * Declares a blob, unless its id is declared (then that is answered, and nothing changes) or its account would come
   * over the quota. On MongoDB several server processes may each let one in at the same moment.
   */
  begin(record: BlobRecord, quota: BlobQuota | undefined): Promise<"begun" | "over" | BlobRecord>;
  find(blob: BlobId): Promise<BlobRecord | undefined>;
  /** Keeps a piece. The first bytes stand: `taken` where others do; `unknown` where the blob is not declared. */
  put(blob: BlobId, index: number, chunk: Uint8Array): Promise<"kept" | "taken" | "unknown">;
  /** The numbers of the pieces that are there, in their order. */
  present(blob: BlobId): Promise<readonly number[]>;
  read(blob: BlobId, index: number): Promise<Uint8Array | undefined>;
}
