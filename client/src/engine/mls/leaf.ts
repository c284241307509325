import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import { AccountId, DeviceId, idOfKey } from "@comity/shared/ids";
import type { Credential, RatchetTree } from "ts-mls";

/** Who stands behind a leaf: the account in its credential, the device in its signature key. */
export interface LeafIdentity {
  readonly account: AccountId;
  readonly device: DeviceId;
}

/** A leaf of a group's tree. */
export interface Leaf extends LeafIdentity {
  readonly index: number;
}

/** The basic credential of an account (RFC 9420 section 5.3): the UTF-8 bytes of its id. */
export function credentialOf(account: AccountId): Credential {
  return { credentialType: "basic", identity: utf8(account) };
}

/** Reads credential and signature key; undefined where they are not what Comity writes. */
export function readIdentity(credential: Credential, signatureKey: Uint8Array): LeafIdentity | undefined {
  if (credential.credentialType !== "basic" || signatureKey.length !== 32) return undefined;
  const account = AccountId.safeParse(fromUtf8(credential.identity));
  return account.success ? { account: account.data, device: idOfKey(DeviceId, signatureKey) } : undefined;
}

/** The leaf at an index; undefined where it is blank or not one of ours. */
export function leafAt(tree: RatchetTree, index: number): Leaf | undefined {
  const node = tree[index * 2];
  if (node?.nodeType !== "leaf") return undefined;
  const identity = readIdentity(node.leaf.credential, node.leaf.signaturePublicKey);
  return identity === undefined ? undefined : { ...identity, index };
}

/** All leaves from left to right. */
export function leavesOf(tree: RatchetTree): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (let index = 0; index * 2 < tree.length; index++) {
    const leaf = leafAt(tree, index);
    if (leaf !== undefined) leaves.push(leaf);
  }
  return leaves;
}

/** Whether two leaves are the same device of the same account. */
export function sameLeaf(one: LeafIdentity, other: LeafIdentity): boolean {
  return one.account === other.account && one.device === other.device;
}
