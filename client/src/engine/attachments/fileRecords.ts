import { chunksOf, sizeClass } from "@comity/shared/content/blobSize";
import { AttachedFile, Handling } from "@comity/shared/content/content";
import { BlobId, ConversationId, MessageId } from "@comity/shared/ids";
import { z } from "zod";
import type { StoreChange } from "../ports.ts";

/** The tables of the vault that files on their way own. */
export const FILE_TABLES = {
  upload: "upload",
  uploadChunk: "upload-chunk",
  download: "download",
  downloadChunk: "download-chunk",
} as const;

/** Files on their way out. */
export const UploadRecord = z.object({
  id: MessageId,
  conversation: ConversationId,
  at: z.number(),
  /** preparing: not all of it is encrypted yet; sent: its message stands in the outbox, only its pieces are left here. */
  state: z.enum(["preparing", "ready", "failed", "sent"]),
  /** Why it failed. */
  code: z
    .enum(["blob.quota", "blob.taken", "conversation.not-member", "not-permitted", "text.too-long"])
    .optional(),
  /** The files that are encrypted, or will be: under which names their pieces lie here. */
  blobs: z.array(z.object({ blob: BlobId, size: z.number().int() })),
  /** What the message says of them, once all are encrypted. */
  files: z.array(AttachedFile),
  text: z.string().optional(),
  replyTo: MessageId.optional(),
  handling: Handling.optional(),
});
export type UploadRecord = z.infer<typeof UploadRecord>;
export type UploadFaultCode = NonNullable<UploadRecord["code"]>;

/** A download that was begun: its first pieces are in the vault. */
export const DownloadRecord = z.object({ have: z.number().int(), at: z.number() });
export type DownloadRecord = z.infer<typeof DownloadRecord>;

/** Where a piece of a file lies in its table. */
export function chunkKey(blob: BlobId, index: number): string {
  return `${blob}/${String(index).padStart(6, "0")}`;
}

/** Takes the first `count` pieces of a file out of a table. */
export function withoutChunks(table: string, blob: BlobId, count: number): StoreChange[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ table, key: chunkKey(blob, index) },
    remove: true,
  }));
}

/** How many pieces a file of `size` bytes has. */
export function piecesOf({ size }: Pick<AttachedFile, "size">): number {
  return chunksOf(sizeClass(size));
}
