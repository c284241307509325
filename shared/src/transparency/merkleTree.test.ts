import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, utf8 } from "../bytes/bytes.ts";
import { loadSodium } from "../crypto/sodium.ts";
import { includes, isConsistent, leafHash, MerkleTree } from "./merkleTree.ts";

const sodium = await loadSodium();
const hex = (bytes: Uint8Array) => sodium.to_hex(bytes);

/** The entries and heads that certificate transparency's own implementations are tested with (RFC 6962). */
const ENTRIES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((text) => sodium.from_hex(text));
const HEADS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

function treeOf(entries: readonly Uint8Array[]): MerkleTree {
  const tree = new MerkleTree(sodium);
  for (const entry of entries) tree.append(entry);
  return tree;
}

const numbered = (size: number) => Array.from({ length: size }, (_, at) => utf8(`entry ${at}`));

/** The definition of RFC 9162 section 2.1.1, word for word: what the tree's own way must come to. */
function headByDefinition(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return sodium.crypto_hash_sha256(new Uint8Array());
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return leafHash(sodium, only);
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  const [left, right] = [headByDefinition(entries.slice(0, split)), headByDefinition(entries.slice(split))];
  return sodium.crypto_hash_sha256(concatBytes(new Uint8Array([1]), left, right));
}

it("is copied whole, and grows from entries as from their hashes", () => {
  const entries = numbered(77);
  const whole = treeOf(entries);
  const copy = treeOf(entries.slice(0, 50)).copy();
  const before = treeOf(entries.slice(0, 50));
  const early = before.copy();
  for (const entry of entries.slice(50)) copy.appendLeaf(leafHash(sodium, entry));
  before.append(utf8("another"));
  expect(hex(copy.head())).toBe(hex(whole.head()));
  expect(hex(early.head())).toBe(hex(whole.head(50)));
  expect(copy.leaves(60).map(hex)).toEqual(entries.slice(0, 60).map((entry) => hex(leafHash(sodium, entry))));
});

describe("a head", () => {
  it("is the published one for the entries of RFC 6962's implementations", () => {
    const tree = treeOf(ENTRIES);
    expect(HEADS.map((_, size) => hex(tree.head(size)))).toEqual(HEADS);
  });

  it("follows the definition at every size to 300, also when looked at later", () => {
    const entries = numbered(300);
    const tree = treeOf(entries);
    for (let size = 0; size <= 300; size++)
      expect(hex(tree.head(size))).toBe(hex(headByDefinition(entries.slice(0, size))));
  });

  it("can't be asked of entries that aren't there", () => {
    const tree = treeOf(numbered(3));
    expect(() => tree.head(4)).toThrow(RangeError);
    expect(() => tree.inclusion(3, 3)).toThrow(RangeError);
    expect(() => tree.consistency(4, 3)).toThrow(RangeError);
  });
});

describe("a proof of inclusion", () => {
  it("is the published one", () => {
    const tree = treeOf(ENTRIES);
    expect(tree.inclusion(0, 8).map(hex)).toEqual([
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    expect(tree.inclusion(1, 5).map(hex)).toEqual([
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]);
  });

  it("holds for every entry of every size to 300, and for no other place, size or entry", () => {
    const entries = numbered(301);
    const tree = treeOf(entries);
    for (let size = 1; size <= 300; size++) {
      const head = tree.head(size);
      for (let index = 0; index < size; index += size < 40 ? 1 : 13) {
        const leaf = leafHash(sodium, entries[index] ?? new Uint8Array());
        const proof = tree.inclusion(index, size);
        const claim = { leaf, index, size, head };
        expect(includes(sodium, claim, proof)).toBe(true);
        expect(includes(sodium, { ...claim, index: (index + 1) % size }, proof)).toBe(size === 1);
        expect(includes(sodium, { ...claim, head: tree.head(size + 1) }, proof)).toBe(false);
        expect(includes(sodium, { ...claim, leaf: leafHash(sodium, utf8("another")) }, proof)).toBe(false);
        expect(includes(sodium, claim, [...proof, head])).toBe(false);
        if (proof.length > 0) expect(includes(sodium, claim, proof.slice(1))).toBe(false);
      }
    }
  });
});

describe("a proof of consistency", () => {
  it("is the published one", () => {
    const tree = treeOf(ENTRIES);
    expect(tree.consistency(6, 8).map(hex)).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });

  it("holds for every pair of sizes to 300, and no longer once a byte is another", () => {
    const tree = treeOf(numbered(300));
    const heads = Array.from({ length: 301 }, (_, size) => tree.head(size));
    const headOf = (size: number) => ({ size, head: heads[size] ?? new Uint8Array() });
    for (let to = 0; to <= 300; to++)
      for (let from = 0; from <= to; from++) {
        const claim = { from: headOf(from), to: headOf(to) };
        const proof = tree.consistency(from, to);
        if (!isConsistent(sodium, claim, proof)) throw new Error(`${from} to ${to} does not hold`);
      }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 299 }),
        fc.integer({ min: 1, max: 300 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (one, other, where, change) => {
          const [from, to] = one < other ? [one, other] : [other, one];
          fc.pre(from < to);
          const proof = tree.consistency(from, to).map((hash) => hash.slice());
          const all = [...proof, heads[from]?.slice(), heads[to]?.slice()].flatMap((hash) => hash ?? []);
          const spoilt = all[where % all.length];
          if (spoilt === undefined) throw new Error("nothing to spoil");
          spoilt[where % 32] = (spoilt[where % 32] ?? 0) ^ change;
          const [head, newer] = all.slice(-2);
          if (head === undefined || newer === undefined) throw new Error("no heads");
          const claim = { from: { size: from, head }, to: { size: to, head: newer } };
          expect(isConsistent(sodium, claim, all.slice(0, -2))).toBe(false);
        },
      ),
    );
  });

  it("does not hold for a log of which an entry was exchanged, taken away or put between", () => {
    const entries = numbered(40);
    const honest = treeOf(entries);
    const from = { size: 20, head: honest.head(20) };
    const changed = [
      entries.map((entry, at) => (at === 7 ? utf8("exchanged") : entry)),
      entries.filter((_, at) => at !== 7),
      [...entries.slice(0, 7), utf8("between"), ...entries.slice(7)],
    ];
    for (const others of changed) {
      const tree = treeOf(others);
      const to = { size: tree.size, head: tree.head() };
      expect(isConsistent(sodium, { from, to }, tree.consistency(20))).toBe(false);
    }
    const to = { size: 40, head: honest.head() };
    expect(isConsistent(sodium, { from, to }, honest.consistency(20))).toBe(true);
    expect(isConsistent(sodium, { from: to, to: from }, [])).toBe(false);
  });
});
