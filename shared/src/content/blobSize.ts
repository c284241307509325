import { LIMITS } from "../limits.ts";

/** What libsodium's secretstream adds to each piece: its tag and the authenticator. */
export const CHUNK_OVERHEAD_BYTES = 17;
/** How much of a file goes into one piece. */
export const PLAIN_CHUNK_BYTES = LIMITS.blobChunkBytes - CHUNK_OVERHEAD_BYTES;

/** The smallest class: very short files can't be told from each other. */
const LEAST_BYTES = 4096;

/**
 * Up to how many bytes a file of `size` bytes is padded before it is encrypted. Of a length only its order of magnitude
 * and a few leading bits remain (Padmé, from "Reducing Metadata Leakage from Encrypted Files and Communication with
 * PURBs", 2019): at most 12 % are added, and from 4 KiB to 25 MiB there are some 340 classes.
 */
export function sizeClass(size: number): number {
  if (size <= LEAST_BYTES) return LEAST_BYTES;
  const exponent = Math.floor(Math.log2(size));
  const leading = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - leading);
  return Math.ceil(size / step) * step;
}

/** The largest class that a blob may have. */
export const LARGEST_CLASS = sizeClass(LIMITS.fileBytes);

/** Whether a number is a class that a blob may have. */
export function isSizeClass(bytes: number): boolean {
  return Number.isInteger(bytes) && bytes <= LARGEST_CLASS && bytes > 0 && sizeClass(bytes) === bytes;
}

/** What a blob counts for in its account's quota: one full piece at least, so that there is an end to small ones too. */
export function chargedBytes(bytes: number): number {
  return Math.max(bytes, LIMITS.blobChunkBytes);
}

/** How many pieces a blob of a class has. */
export function chunksOf(bytes: number): number {
  return Math.ceil(bytes / PLAIN_CHUNK_BYTES);
}

/** How many bytes the piece at `index` of a blob of a class has, encrypted. 0: there is no such piece. */
export function chunkLength(bytes: number, index: number): number {
  if (index < 0 || index >= chunksOf(bytes)) return 0;
  return Math.min(PLAIN_CHUNK_BYTES, bytes - index * PLAIN_CHUNK_BYTES) + CHUNK_OVERHEAD_BYTES;
}
