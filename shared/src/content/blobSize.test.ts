import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../limits.ts";
import {
  CHUNK_OVERHEAD_BYTES,
  chunkLength,
  chunksOf,
  isSizeClass,
  LARGEST_CLASS,
  sizeClass,
} from "./blobSize.ts";

const size = fc.integer({ min: 0, max: LIMITS.fileBytes });

test("a class is at least as large as the file, at most 12 % larger above the smallest, and its own class", () => {
  fc.assert(
    fc.property(size, (bytes) => {
      const padded = sizeClass(bytes);
      expect(padded).toBeGreaterThanOrEqual(bytes);
      expect(padded).toBeLessThanOrEqual(Math.max(4096, bytes * 1.12));
      expect(isSizeClass(padded)).toBe(true);
      expect(padded).toBeLessThanOrEqual(LARGEST_CLASS);
    }),
  );
});

test("what lies at a server says little of the size: there are fewer than 350 classes", () => {
  const classes = new Set<number>();
  for (let bytes = 0; bytes <= LIMITS.fileBytes; bytes += 100) classes.add(sizeClass(bytes));
  expect(classes.size).toBeLessThan(350);
});

test("the pieces of a blob are together as long as its class, and none is longer than the wire takes", () => {
  fc.assert(
    fc.property(size, (bytes) => {
      const padded = sizeClass(bytes);
      const lengths = Array.from({ length: chunksOf(padded) }, (_, index) => chunkLength(padded, index));
      const whole = lengths.reduce((sum, length) => sum + length, 0);
      expect(whole).toBe(padded + chunksOf(padded) * CHUNK_OVERHEAD_BYTES);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(LIMITS.blobChunkBytes);
      expect(Math.min(...lengths)).toBeGreaterThan(CHUNK_OVERHEAD_BYTES);
      expect(chunkLength(padded, lengths.length)).toBe(0);
      expect(chunkLength(padded, -1)).toBe(0);
    }),
  );
});

test("sizes between two classes are none", () => {
  for (const bytes of [
    0,
    -4096,
    1,
    4095,
    4097,
    1_000_001,
    4096.5,
    LARGEST_CLASS + 1,
    LARGEST_CLASS * 2,
    Number.NaN,
  ])
    expect(isSizeClass(bytes)).toBe(false);
});
