import { z } from "zod";
import { fromBase64url, toBase64url } from "../bytes/base64url.ts";
import { utf8 } from "../bytes/bytes.ts";
import { sign, verify } from "../crypto/signature.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { bytesOfId, idOfKey, LogKey, NetworkId, TreeHash } from "../ids.ts";
import { canonicalText, type SigningKeys } from "../statements/signing.ts";
import { Instant, type SignedStatement } from "../statements/statement.ts";
import { MerkleTree } from "./merkleTree.ts";

/**
 * What a server says about a network's log: that it has `size` entries whose Merkle tree has this root. With the
 * signature nobody can take it back: two heads of one log that contradict each other convict the server.
 */
export const SignedHead = z.object({
  network: NetworkId,
  size: z.number().int().positive(),
  root: TreeHash,
  /** When it was signed, by the server's clock. */
  at: Instant,
  key: LogKey,
  /** Base64url of 64 bytes, Ed25519 over `headText`. */
  signature: z.string().length(86),
});
export type SignedHead = z.infer<typeof SignedHead>;

/** What a head says, without who says it. */
export type Head = Pick<SignedHead, "network" | "size" | "root" | "at">;

/** The one text of a head that is signed, with purpose `comity/log-head/v1`: canonical JSON (RFC 8785). */
export function headText({ network, size, root, at }: Head): string {
  return canonicalText({ v: 1, kind: "log.head", network, size, root, at });
}

/** Signs a head with the server's key. */
export function signHead(sodium: Sodium, head: Head, keys: SigningKeys): SignedHead {
  const { network, size, root, at } = head;
  const signature = sign(sodium, "comity/log-head/v1", utf8(headText(head)), keys.privateKey);
  return {
    ...{ network, size, root, at },
    key: idOfKey(LogKey, keys.publicKey),
    signature: toBase64url(signature),
  };
}

/** Whether a head's signature holds under the key that it names. Whose key that is, is another question. */
export function headHolds(sodium: Sodium, head: SignedHead): boolean {
  const signature = fromBase64url(head.signature);
  return (
    signature !== undefined &&
    verify(sodium, "comity/log-head/v1", utf8(headText(head)), signature, bytesOfId(head.key))
  );
}

/** An entry of a log as a leaf of its tree: the canonical JSON (RFC 8785) of body, signature and signer. */
export function entryBytes({ body, signer, signature }: SignedStatement): Uint8Array {
  return utf8(canonicalText({ body, signature, signer }));
}

/** The tree of a log's entries. */
export function treeOf(sodium: Sodium, entries: readonly SignedStatement[]): MerkleTree {
  const tree = new MerkleTree(sodium);
  for (const entry of entries) tree.append(entryBytes(entry));
  return tree;
}

/** The root of a tree's first `size` entries, as heads name it. */
export function rootOf(tree: MerkleTree, size = tree.size): TreeHash {
  return idOfKey(TreeHash, tree.head(size));
}
