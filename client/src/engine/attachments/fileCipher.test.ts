import { loadSodium } from "@comity/shared/crypto/sodium";
import { bytesOfId, FileHeader, idOfKey } from "@comity/shared/ids";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FileOpener, FileSealer } from "./fileCipher.ts";

const sodium = await loadSodium();
const random = (n: number) => sodium.randombytes_buf(n);

function sealed(pieces: readonly Uint8Array[]) {
  const sealer = new FileSealer(sodium, random);
  const chunks = pieces.map((piece, at) => sealer.push(piece, at === pieces.length - 1));
  return { chunks, digest: sealer.digest(), key: sealer.key, header: sealer.header };
}

/** What a reader gets of these chunks, who expects so many; undefined: they were refused. */
function opened(
  chunks: readonly Uint8Array[],
  { key, header, digest }: Omit<ReturnType<typeof sealed>, "chunks">,
  expected: number,
): readonly Uint8Array[] | undefined {
  if (chunks.length !== expected) return undefined;
  const opener = new FileOpener(sodium, { key, header });
  const pieces: Uint8Array[] = [];
  for (const [at, chunk] of chunks.entries()) {
    const piece = opener.pull(chunk, at === expected - 1);
    if (piece === undefined) return undefined;
    pieces.push(piece);
  }
  return opener.digest() === digest ? pieces : undefined;
}

const anyPieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 8 });

test("a file comes out as it went in", () => {
  fc.assert(
    fc.property(anyPieces, (pieces) => {
      const file = sealed(pieces);
      expect(opened(file.chunks, file, pieces.length)).toEqual(pieces);
    }),
  );
});

test("one changed bit in any chunk is refused", () => {
  fc.assert(
    fc.property(anyPieces, fc.nat(), fc.nat(), fc.nat({ max: 7 }), (pieces, which, where, bit) => {
      const { chunks, ...file } = sealed(pieces);
      const at = which % chunks.length;
      const changed = Uint8Array.from(chunks[at] ?? []);
      const place = where % changed.length;
      changed[place] = (changed[place] ?? 0) ^ (1 << bit);
      expect(opened(chunks.with(at, changed), file, pieces.length)).toBeUndefined();
    }),
  );
});

test("a chunk that is dropped, doubled, cut or put in another place is refused", () => {
  fc.assert(
    fc.property(anyPieces, fc.nat(), fc.nat(), (pieces, one, two) => {
      const { chunks, ...file } = sealed(pieces);
      const total = chunks.length;
      const [at, other] = [one % total, two % total];
      const chunk = chunks[at] ?? new Uint8Array();
      expect(opened(chunks.toSpliced(at, 1), file, total)).toBeUndefined();
      // Also for a reader who was told of fewer: the last one must say that it is the last.
      if (total > 1) expect(opened(chunks.slice(0, -1), file, total - 1)).toBeUndefined();
      const doubled = chunks.toSpliced(at, 0, chunk).slice(0, total);
      if (at < total - 1) expect(opened(doubled, file, total)).toBeUndefined();
      expect(opened(chunks.with(at, chunk.slice(0, -1)), file, total)).toBeUndefined();
      if (at === other) return;
      const swapped = chunks.with(at, chunks[other] ?? chunk).with(other, chunk);
      expect(opened(swapped, file, total)).toBeUndefined();
    }),
  );
});

test("a file that was swapped for another, whole and well sealed, is refused", () => {
  fc.assert(
    fc.property(anyPieces, (pieces) => {
      const { chunks: _own, ...file } = sealed(pieces);
      const other = sealed(pieces);
      expect(opened(other.chunks, file, pieces.length)).toBeUndefined();
      expect(opened(other.chunks, { ...other, digest: file.digest }, pieces.length)).toBeUndefined();
    }),
  );
});

test("whoever knows the key can't pass another file off under it: the digest is the message's", () => {
  const file = sealed([new Uint8Array([1, 2, 3])]);
  const key = bytesOfId(file.key);
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const chunk = sodium.crypto_secretstream_xchacha20poly1305_push(
    state,
    new Uint8Array([9, 9, 9]),
    null,
    sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
  );
  const forged = { ...file, header: idOfKey(FileHeader, header) };
  expect(opened([chunk], forged, 1)).toBeUndefined();
});
