import { z } from "zod";
import type { Sodium } from "../crypto/sodium.ts";
import { bytesOfId, idOfKey, NetworkId, TreeHash } from "../ids.ts";
import { Instant, SignedStatement } from "../statements/statement.ts";
import { headHolds, rootOf, SignedHead } from "./head.ts";
import { MerkleTree } from "./merkleTree.ts";

/** What a server can be caught at: stable codes, shown to people in words. */
export const ALARM_CODES = [
  /** Two people were shown two logs. */
  "split",
  /** The log is shorter than it was. */
  "rollback",
  /** An entry that was in the log is gone or was changed. */
  "removed-entry",
  /** A head or an entry is not signed by whom it must be. */
  "wrong-signature",
  /** Somebody was shown as a member whom the log does not hold. */
  "unlogged-member",
] as const;
export const AlarmCode = z.enum(ALARM_CODES);
export type AlarmCode = z.infer<typeof AlarmCode>;

/**
 * What a device saw when it raised an alarm about a log, for others to judge without a network. It holds heads,
 * hashes and at most one entry: nothing of the directory that it does not need.
 */
export const LogEvidence = z.object({
  code: AlarmCode,
  network: NetworkId,
  /** When the device saw it, by its own clock. */
  at: Instant,
  /** The head that the device had verified before. */
  held: SignedHead.optional(),
  /** The head that contradicts it, or that does not cover what was shown with it. */
  shown: SignedHead.optional(),
  /** The hashes of all entries: of the larger head's log or, for an unlogged member, of what was shown. */
  leaves: z.array(TreeHash).max(1_000_000).optional(),
  /** The entry that is not signed by whom it must be, or that is not in the log; and where it was shown. */
  entry: SignedStatement.optional(),
  position: z.number().int().nonnegative().optional(),
});
export type LogEvidence = z.infer<typeof LogEvidence>;

/** The file in which evidence is given to others. */
export const EvidenceFile = z.object({
  comity: z.literal("log-alarm"),
  v: z.literal(1),
  evidence: LogEvidence,
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;

/**
 * proved: the server's own signatures contradict each other, whoever keeps this file; shown: it is what a device
 * says that it was shown, which the server may deny; void: it does not even say what its code claims.
 */
export type Judgement = "proved" | "shown" | "void";

/**
 * A head says how large a log was at a moment, and requests overtake each other: only a smaller head that was
 * signed so long after a larger one says that the log has become shorter.
 */
export const OVERTAKING_MS = 60_000;

/** What evidence is worth. Pure: needs neither a server nor the log. */
export function judge(sodium: Sodium, evidence: LogEvidence): Judgement {
  const { code, network, held, shown, leaves, entry } = evidence;
  if ([held, shown].some((head) => head !== undefined && head.network !== network)) return "void";
  switch (code) {
    case "split":
    case "rollback":
    case "removed-entry":
      if (held === undefined || shown === undefined) return "void";
      if (![held, shown].every((head) => headHolds(sodium, head))) return "void";
      return contradict(sodium, held, shown, leaves) ? "proved" : "shown";
    case "wrong-signature":
      if (entry !== undefined) return "shown";
      return shown !== undefined && (!headHolds(sodium, shown) || shown.key !== held?.key) ? "shown" : "void";
    case "unlogged-member":
      if (shown === undefined || leaves === undefined || !headHolds(sodium, shown)) return "void";
      return leaves.length === shown.size && rootOf(treeOfLeaves(sodium, leaves)) === shown.root
        ? "void"
        : "shown";
  }
}

/** Whether one key has signed two heads that can't both be true of a log that only grows. */
export function contradict(
  sodium: Sodium,
  one: SignedHead,
  other: SignedHead,
  leaves?: readonly TreeHash[],
): boolean {
  if (one.network !== other.network || one.key !== other.key) return false;
  const [smaller, larger] = one.size <= other.size ? [one, other] : [other, one];
  if (smaller.size === larger.size) return smaller.root !== larger.root;
  if (smaller.at > larger.at + OVERTAKING_MS) return true;
  if (leaves?.length !== larger.size) return false;
  const tree = treeOfLeaves(sodium, leaves);
  return rootOf(tree) === larger.root && rootOf(tree, smaller.size) !== smaller.root;
}

/** The hashes of a tree's first `size` entries, as evidence names them. */
export function leavesOf(tree: MerkleTree, size = tree.size): TreeHash[] {
  return tree.leaves(size).map((leaf) => idOfKey(TreeHash, leaf));
}

function treeOfLeaves(sodium: Sodium, leaves: readonly TreeHash[]): MerkleTree {
  const tree = new MerkleTree(sodium);
  for (const leaf of leaves) tree.appendLeaf(bytesOfId(leaf));
  return tree;
}
