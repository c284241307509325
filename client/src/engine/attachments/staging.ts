import { chunksOf, PLAIN_CHUNK_BYTES, sizeClass } from "@comity/shared/content/blobSize";
import type { AttachedFile } from "@comity/shared/content/content";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { BlobId, idOfKey } from "@comity/shared/ids";
import { fail, ok } from "@comity/shared/result";
import type { EngineResult } from "../facade/fault.ts";
import type { ChosenFile, FileSource } from "../facade/fileViews.ts";
import type { RandomBytes, StoreChange, Vault } from "../ports.ts";
import { FileSealer } from "./fileCipher.ts";
import { chunkKey, FILE_TABLES } from "./fileRecords.ts";

/** So many pieces go into the vault in one write: half a megabyte, so that memory never holds more of a file. */
const PIECES_PER_WRITE = 8;
const NAME_LENGTH = 255;
const TYPE_LENGTH = 127;
const BLOB_BYTES = 16;

/** What staging works with. */
export interface StagingGround {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly vault: Pick<Vault, "write">;
}

/**
 * Encrypts a chosen file into the vault, padded to its size class, and gives what its message will say of it.
 * `file.unreadable`: the system does not give the file, or it has another length than it had when it was chosen.
 * `going` is asked between pieces; where it says no, nothing is given (`not-ready`).
 */
export async function stage(
  { sodium, random, vault }: StagingGround,
  { name, mediaType, source }: ChosenFile,
  blob: BlobId,
  told: (bytes: number) => void,
  going: () => boolean,
): EngineResult<AttachedFile> {
  const { size } = source;
  const padded = sizeClass(size);
  const count = chunksOf(padded);
  const sealer = new FileSealer(sodium, random);
  let writes: StoreChange[] = [];
  for (let index = 0; index < count; index++) {
    if (!going()) return fail({ code: "not-ready" });
    const from = index * PLAIN_CHUNK_BYTES;
    const plain = await pieceOf(source, from, Math.min(PLAIN_CHUNK_BYTES, padded - from));
    if (plain === undefined) return fail({ code: "file.unreadable" });
    const value = sealer.push(plain, index === count - 1);
    writes.push({ table: FILE_TABLES.uploadChunk, key: chunkKey(blob, index), value });
    if (writes.length < PIECES_PER_WRITE && index < count - 1) continue;
    await vault.write(writes);
    writes = [];
    told(Math.min(size, from + plain.length));
  }
  const { key, header } = sealer;
  const named = { name: name.slice(0, NAME_LENGTH) || "file", mediaType: mediaType.slice(0, TYPE_LENGTH) };
  return ok({ ...named, size, blob, key, header, digest: sealer.digest() });
}

/** A fresh name for a file at the server. */
export function newBlob(random: RandomBytes): BlobId {
  return idOfKey(BlobId, random(BLOB_BYTES));
}

/** So many bytes of a file from a place on, filled up with zeros behind its end; undefined: they can't be read. */
async function pieceOf(source: FileSource, from: number, length: number): Promise<Uint8Array | undefined> {
  const piece = new Uint8Array(length);
  const to = Math.min(source.size, from + length);
  if (from >= to) return piece;
  try {
    const read = new Uint8Array(await source.slice(from, to).arrayBuffer());
    if (read.length !== to - from) return undefined;
    piece.set(read);
    return piece;
  } catch {
    // The system says in its own ways that a file was moved, changed or taken away.
    return undefined;
  }
}
