import type { SecretTree } from "ts-mls";
import { encode } from "ts-mls/codec/tlsEncoder.js";
import { decodeSecretTree, secretTreeEncoder } from "ts-mls/secretTree.js";
import { DamagedGroup } from "./groupState.ts";
import { readWhole } from "./message.ts";

/** How many leaves' ratchets stand in one record: a message rewrites one such record. */
export const LEAVES_PER_CHUNK = 8;

/** Parents' secrets are spent once the leaves' ratchets are derived; this stands in their place. */
const SPENT = {
  handshake: { secret: new Uint8Array(), generation: 0, unusedGenerations: {} },
  application: { secret: new Uint8Array(), generation: 0, unusedGenerations: {} },
};

/** The tree without the ratchets that ts-mls also makes for parents, which nobody uses. */
export function leafRatchetsOnly(tree: SecretTree): SecretTree {
  return tree.map((node, index) => (index % 2 === 0 ? node : SPENT));
}

/** The chunk in which a leaf's ratchets are kept. */
export function chunkOfLeaf(leafIndex: number): number {
  return Math.floor(leafIndex / LEAVES_PER_CHUNK);
}

/** How many chunks a tree has. */
export function chunkCount(tree: SecretTree): number {
  return Math.ceil(tree.length / 2 / LEAVES_PER_CHUNK);
}

/** Writes the ratchets of the leaves of `count` chunks from one on. */
export function encodeChunk(tree: SecretTree, chunk: number, count = 1): Uint8Array {
  const from = chunk * LEAVES_PER_CHUNK;
  const upTo = from + count * LEAVES_PER_CHUNK;
  const leaves = tree.filter((_, index) => index % 2 === 0 && index / 2 >= from && index / 2 < upTo);
  return encode(secretTreeEncoder)(leaves);
}

/** Puts a tree together from all its chunks in order. Throws DamagedGroup on records that are not what was written. */
export function decodeChunks(chunks: readonly Uint8Array[]): SecretTree {
  const tree: SecretTree = [];
  for (const chunk of chunks) {
    const leaves = readWhole(decodeSecretTree, chunk);
    if (leaves === undefined) throw new DamagedGroup("a ratchet record can't be read");
    for (const leaf of leaves) {
      if (tree.length > 0) tree.push(SPENT);
      tree.push(leaf);
    }
  }
  return tree;
}
