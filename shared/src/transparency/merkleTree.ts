import { concatBytes, sameBytes } from "../bytes/bytes.ts";
import type { Sodium } from "../crypto/sodium.ts";

/**
 * The Merkle tree of a network's log (RFC 9162 section 2.1, the same hashing as RFC 6962): from its head, 32
 * bytes that stand for the whole log, anybody can check that an entry is in it and that a later log only
 * added to it. Everything here is a pure function of the entries.
 */

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** The hash of an entry: SHA-256 over a zero byte and the entry (RFC 9162 section 2.1.1). */
export function leafHash(sodium: Sodium, entry: Uint8Array): Uint8Array {
  return sodium.crypto_hash_sha256(concatBytes(LEAF, entry));
}

/** The hash of two subtrees: SHA-256 over a byte of one, the left hash and the right (section 2.1.1). */
function nodeHash(sodium: Sodium, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sodium.crypto_hash_sha256(concatBytes(NODE, left, right));
}

/** The largest power of two smaller than `size` (at least 2). */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** A log's tree as it grows. Holds about two hashes for each entry; everything is answered from those. */
export class MerkleTree {
  /** Level k holds the hashes of all full subtrees of 2^k entries, from left to right. */
  private readonly levels: Uint8Array[][] = [[]];

  constructor(private readonly sodium: Sodium) {}

  /** How many entries it has. */
  get size(): number {
    return this.levels[0]?.length ?? 0;
  }

  /** An independent copy: what is added to it leaves the original as it was. */
  copy(): MerkleTree {
    const twin = new MerkleTree(this.sodium);
    twin.levels.splice(0, 1, ...this.levels.map((row) => [...row]));
    return twin;
  }

  /** The hashes of the first `size` entries. */
  leaves(size = this.size): readonly Uint8Array[] {
    return (this.levels[0] ?? []).slice(0, size);
  }

  /** Adds an entry. */
  append(entry: Uint8Array): void {
    this.appendLeaf(leafHash(this.sodium, entry));
  }

  /** Adds an entry of which only the leafHash is known, 32 bytes. */
  appendLeaf(leaf: Uint8Array): void {
    let hash = leaf;
    for (let level = 0; ; level++) {
      const row = this.levels[level] ?? [];
      this.levels[level] = row;
      row.push(hash);
      const left = row.at(-2);
      if (row.length % 2 === 1 || left === undefined) return;
      hash = nodeHash(this.sodium, left, hash);
    }
  }

  /** The head of the first `size` entries (section 2.1.1); that of none is the hash of nothing. */
  head(size = this.size): Uint8Array {
    if (size === 0) return this.sodium.crypto_hash_sha256(new Uint8Array());
    this.demand(size);
    return this.subtree(0, size);
  }

  /** Why entry `index` is among the first `size`: the hashes beside its way up (section 2.1.3.1). */
  inclusion(index: number, size = this.size): readonly Uint8Array[] {
    this.demand(size);
    if (index < 0 || index >= size) throw new RangeError(`entry ${index} of ${size}`);
    return this.pathTo(index, 0, size);
  }

  /** Why the first `to` entries begin with the first `from` (section 2.1.4.1). Empty where they are the same, or none. */
  consistency(from: number, to = this.size): readonly Uint8Array[] {
    this.demand(to);
    if (from < 0 || from > to) throw new RangeError(`${from} of ${to}`);
    return from === 0 || from === to ? [] : this.subproof(from, 0, to, true);
  }

  private demand(size: number): void {
    if (!Number.isInteger(size) || size < 0 || size > this.size)
      throw new RangeError(`a tree of ${this.size} has no first ${size}`);
  }

  /** The hash of `width` entries from `start` on; `start` is a multiple of the next power of two. */
  private subtree(start: number, width: number): Uint8Array {
    const level = Math.log2(width);
    if (Number.isInteger(level)) {
      const full = this.levels[level]?.[start / width];
      if (full === undefined) throw new RangeError("no such subtree");
      return full;
    }
    const split = splitOf(width);
    return nodeHash(this.sodium, this.subtree(start, split), this.subtree(start + split, width - split));
  }

  private pathTo(index: number, start: number, width: number): Uint8Array[] {
    if (width === 1) return [];
    const split = splitOf(width);
    return index < split
      ? [...this.pathTo(index, start, split), this.subtree(start + split, width - split)]
      : [...this.pathTo(index - split, start + split, width - split), this.subtree(start, split)];
  }

  private subproof(from: number, start: number, width: number, known: boolean): Uint8Array[] {
    if (from === width) return known ? [] : [this.subtree(start, width)];
    const split = splitOf(width);
    return from <= split
      ? [...this.subproof(from, start, split, known), this.subtree(start + split, width - split)]
      : [...this.subproof(from - split, start + split, width - split, false), this.subtree(start, split)];
  }
}

/** What is to be shown of an entry: that the head of `size` entries has it at `index`. */
export interface InclusionClaim {
  /** The entry's leafHash, 32 bytes. */
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly head: Uint8Array;
}

/** Checks a proof of inclusion (section 2.1.3.2). */
export function includes(sodium: Sodium, claim: InclusionClaim, proof: readonly Uint8Array[]): boolean {
  const { leaf, index, size, head } = claim;
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let [place, last] = [index, size - 1];
  let hash = leaf;
  for (const beside of proof) {
    if (beside.length !== 32 || last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sodium, beside, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else hash = nodeHash(sodium, hash, beside);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(hash, head);
}

/** Two heads of one log, the later of which is said to begin with the earlier. */
export interface ConsistencyClaim {
  readonly from: { readonly size: number; readonly head: Uint8Array };
  readonly to: { readonly size: number; readonly head: Uint8Array };
}

/** Checks a proof of consistency (section 2.1.4.2): nothing of the earlier log was changed or taken away. */
export function isConsistent(
  sodium: Sodium,
  { from, to }: ConsistencyClaim,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(from.size) || !Number.isSafeInteger(to.size)) return false;
  if (from.size < 0 || from.size > to.size || proof.some(({ length }) => length !== 32)) return false;
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.head, to.head);
  if (from.size === 0) return proof.length === 0;
  // A full subtree is its own first hash: the proof leaves it out.
  const path = Number.isInteger(Math.log2(from.size)) ? [from.head, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined || proof.length === 0) return false;
  let [place, last] = [from.size - 1, to.size - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [earlier, later] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      earlier = nodeHash(sodium, beside, earlier);
      later = nodeHash(sodium, beside, later);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else later = nodeHash(sodium, later, beside);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(earlier, from.head) && sameBytes(later, to.head);
}

function half(number: number): number {
  return Math.floor(number / 2);
}
