import { z } from "zod";
import { chunksOf, isSizeClass, LARGEST_CLASS } from "../content/blobSize.ts";
import { BlobId, ConversationId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { bytesUpTo, defineCall, Nothing } from "./event.ts";

const MOST_CHUNKS = chunksOf(LARGEST_CLASS);

const Index = z
  .number()
  .int()
  .min(0)
  .max(MOST_CHUNKS - 1);

/**
 * Declares an encrypted file that the caller's device is going to upload for the members of one conversation: of which
 * size class it is, and with it how many pieces it has and how long each is (shared/content/blobSize). The same
 * declaration again changes nothing; another one of the same id is `blob.taken`. `blob.quota`: the account has begun
 * too many bytes in the last 24 hours.
 */
export const blobBegin = defineCall(
  "blob.begin",
  z.object({
    conversation: ConversationId,
    blob: BlobId,
    bytes: z.number().int().refine(isSizeClass, { message: "a size class" }),
  }),
  Nothing,
);

/** Which pieces of the caller's own blob the server does not have yet. None: it is whole. */
export const blobMissing = defineCall(
  "blob.missing",
  z.object({ blob: BlobId }),
  z.object({ missing: z.array(Index).max(MOST_CHUNKS) }),
);

/**
 * Leaves one piece of the caller's own blob. The same bytes again change nothing; others at the same place are
 * `blob.taken`. A length that the declared size does not give this piece is malformed.
 */
export const blobPut = defineCall(
  "blob.put",
  z.object({ blob: BlobId, index: Index, chunk: bytesUpTo(LIMITS.blobChunkBytes, 1) }),
  Nothing,
);

/** Reads one piece, for whoever is in the blob's conversation now. `blob.unknown` to everybody else, and when it is gone. */
export const blobRead = defineCall(
  "blob.read",
  z.object({ blob: BlobId, index: Index }),
  z.object({ chunk: bytesUpTo(LIMITS.blobChunkBytes, 1) }),
);
