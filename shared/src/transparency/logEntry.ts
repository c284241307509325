import { z } from "zod";
import type { Sodium } from "../crypto/sodium.ts";
import { bytesOfId, TreeHash } from "../ids.ts";
import { SignedStatement } from "../statements/statement.ts";
import { entryBytes } from "./head.ts";
import { leafHash, MerkleTree } from "./merkleTree.ts";

/** An entry of which a reader is shown the leaf's hash alone (RFC 9162 section 2.1.1): that it is there, not what it says. */
export const HiddenEntry = z.strictObject({ leaf: TreeHash });
export type HiddenEntry = z.infer<typeof HiddenEntry>;

/** A place of a log as a device holds it: members hold every statement, guests those about the people whom they meet. */
export const LogEntry = z.union([SignedStatement, HiddenEntry]);
export type LogEntry = z.infer<typeof LogEntry>;

export function isHidden(entry: LogEntry): entry is HiddenEntry {
  return "leaf" in entry;
}

/** The hash that stands for an entry in the log's tree, 32 bytes. */
export function leafOf(sodium: Sodium, entry: LogEntry): Uint8Array {
  return isHidden(entry) ? bytesOfId(entry.leaf) : leafHash(sodium, entryBytes(entry));
}

/** The tree of a log's entries, shown or not. */
export function treeOfEntries(sodium: Sodium, entries: readonly LogEntry[]): MerkleTree {
  const tree = new MerkleTree(sodium);
  for (const entry of entries) tree.appendLeaf(leafOf(sodium, entry));
  return tree;
}
