import { toBase64url } from "@comity/shared/bytes/base64url";
import type {
  CiphersuiteImpl,
  ClientConfig,
  ClientState,
  GroupInfo,
  KeyPackage,
  PrivateKeyPackage,
  RatchetTree,
  Welcome,
} from "ts-mls";
import { emptyPskIndex } from "ts-mls";
import { throwIfDefined, validateLeafNodeUpdateOrCommit } from "ts-mls/clientState.js";
import {
  ratchetTreeFromExtension,
  verifyGroupInfoConfirmationTag,
  verifyGroupInfoSignature,
} from "ts-mls/groupInfo.js";
import type { GroupSecrets } from "ts-mls/groupSecrets.js";
import { makeKeyPackageRef } from "ts-mls/keyPackage.js";
import { deriveKeySchedule } from "ts-mls/keySchedule.js";
import { verifyLeafNodeSignatureKeyPackage } from "ts-mls/leafNode.js";
import { verifyParentHashes } from "ts-mls/parentHash.js";
import { pathToRoot } from "ts-mls/pathSecrets.js";
import { mergePrivateKeyPaths, toPrivateKeyPath } from "ts-mls/privateKeyPath.js";
import { accumulatePskSecret } from "ts-mls/pskIndex.js";
import { findLeafIndex } from "ts-mls/ratchetTree.js";
import { createSecretTree } from "ts-mls/secretTree.js";
import { treeHashRoot } from "ts-mls/treeHash.js";
import { leafToNodeIndex, leafWidth, nodeToLeafIndex, toLeafIndex, toNodeIndex } from "ts-mls/treemath.js";
import { firstCommonAncestor } from "ts-mls/updatePath.js";
import { constantTimeEqual } from "ts-mls/util/constantTimeCompare.js";
import { decryptGroupInfo, decryptGroupSecrets } from "ts-mls/welcome.js";
import { readIdentity } from "./leaf.ts";
import { unmergedLeavesFit } from "./unmergedLeaves.ts";

/** Why a welcome was refused. Stable codes, shown to people in words. */
export class WelcomeRefusal extends Error {
  constructor(readonly code: "welcome-malformed" | "welcome-forged" | "tree-invalid" | "leaf-refused") {
    super(code);
  }
}

function demand(holds: boolean, code: WelcomeRefusal["code"]): asserts holds {
  if (!holds) throw new WelcomeRefusal(code);
}

/**
 * Joins a group from a Welcome (RFC 9420 section 12.4.3.1): ts-mls's own steps in its own order, but with
 * the tree validated here, since `joinGroup` of ts-mls 1.6 refuses trees in which two parents have
 * different unmerged leaves, as every larger group has after a removal and two additions. Every leaf is put
 * before the config's `authService`. Throws a WelcomeRefusal, or what ts-mls throws on forged bytes.
 */
export async function joinFromWelcome(
  welcome: Welcome,
  keyPackage: KeyPackage,
  privateKeys: PrivateKeyPackage,
  suite: CiphersuiteImpl,
  config: ClientConfig,
): Promise<{ readonly state: ClientState; readonly signer: number }> {
  const reference = await makeKeyPackageRef(keyPackage, suite.hash);
  const initKey = await suite.hpke.importPrivateKey(privateKeys.initPrivateKey);
  const secrets = await decryptGroupSecrets(initKey, reference, welcome, suite.hpke);
  demand(secrets !== undefined && secrets.psks.length === 0, "welcome-malformed");
  const noPsk = await accumulatePskSecret([], emptyPskIndex, suite, new Uint8Array(suite.kdf.size));
  const info = await decryptGroupInfo(welcome, secrets.joinerSecret, noPsk[0], suite);
  demand(info !== undefined, "welcome-malformed");
  const { groupContext } = info;
  demand(
    groupContext.cipherSuite === keyPackage.cipherSuite && groupContext.extensions.length === 0,
    "welcome-malformed",
  );
  const tree = ratchetTreeFromExtension(info);
  demand(tree !== undefined, "welcome-malformed");
  await checkSigner(info, tree, suite);
  await checkTree(info, tree, suite, config);
  const own = findLeafIndex(tree, keyPackage.leafNode);
  demand(own !== undefined, "welcome-malformed");
  demand(await verifyGroupInfoConfirmationTag(info, secrets.joinerSecret, noPsk[0], suite), "welcome-forged");
  const [keySchedule, encryptionSecret] = await deriveKeySchedule(
    secrets.joinerSecret,
    noPsk[0],
    groupContext,
    suite.kdf,
  );
  const secretTree = await createSecretTree(leafWidth(tree.length), encryptionSecret, suite.kdf);
  const privatePath = await privatePathOf(secrets, info, tree, own, privateKeys, suite);
  encryptionSecret.fill(0);
  secrets.joinerSecret.fill(0);
  return {
    signer: info.signer,
    state: {
      groupContext,
      ratchetTree: tree,
      privatePath,
      signaturePrivateKey: privateKeys.signaturePrivateKey,
      confirmationTag: info.confirmationTag,
      unappliedProposals: {},
      keySchedule,
      secretTree,
      historicalReceiverData: new Map(),
      groupActiveState: { kind: "active" },
      clientConfig: config,
    },
  };
}

/** That the GroupInfo is signed by the leaf it names (section 12.4.3). Throws a WelcomeRefusal. */
export async function checkSigner(info: GroupInfo, tree: RatchetTree, suite: CiphersuiteImpl): Promise<void> {
  const node = tree[leafToNodeIndex(toLeafIndex(info.signer))];
  demand(node?.nodeType === "leaf", "welcome-malformed");
  const signed = await verifyGroupInfoSignature(info, node.leaf.signaturePublicKey, suite.signature);
  demand(signed, "welcome-forged");
}

/** RFC 9420 section 12.4.3.1, the tree: its hash, its parent hashes, each leaf (section 7.3), each parent. */
export async function checkTree(
  info: GroupInfo,
  tree: RatchetTree,
  suite: CiphersuiteImpl,
  config: ClientConfig,
): Promise<void> {
  const { groupContext } = info;
  demand(
    constantTimeEqual(groupContext.treeHash, await treeHashRoot(tree, suite.hash)) &&
      unmergedLeavesFit(tree) &&
      (await verifyParentHashes(tree, suite.hash)),
    "tree-invalid",
  );
  const seen = new Set<string>();
  const once = (key: string) => seen.size < seen.add(key).size;
  for (const [index, node] of tree.entries()) {
    if (node === undefined) continue;
    demand((node.nodeType === "leaf") === (index % 2 === 0), "tree-invalid");
    const { hpkePublicKey } = node.nodeType === "leaf" ? node.leaf : node.parent;
    demand(once(`hpke ${toBase64url(hpkePublicKey)}`), "tree-invalid");
    if (node.nodeType === "parent") continue;
    const { leaf } = node;
    const identity = readIdentity(leaf.credential, leaf.signaturePublicKey);
    demand(identity !== undefined && leaf.extensions.length === 0, "leaf-refused");
    demand(once(`signature ${identity.device}`), "tree-invalid");
    if (leaf.leafNodeSource === "key_package") {
      demand(await verifyLeafNodeSignatureKeyPackage(leaf, suite.signature), "tree-invalid");
      const judged = await config.authService.validateCredential(leaf.credential, leaf.signaturePublicKey);
      demand(judged, "leaf-refused");
    } else {
      throwIfDefined(
        await validateLeafNodeUpdateOrCommit(
          leaf,
          nodeToLeafIndex(toNodeIndex(index)),
          groupContext,
          config.authService,
          suite.signature,
        ),
      );
    }
  }
}

async function privatePathOf(
  secrets: GroupSecrets,
  info: GroupInfo,
  tree: RatchetTree,
  own: ReturnType<typeof toLeafIndex>,
  { hpkePrivateKey }: PrivateKeyPackage,
  suite: CiphersuiteImpl,
): Promise<ClientState["privatePath"]> {
  const alone = { leafIndex: own, privateKeys: { [leafToNodeIndex(own)]: hpkePrivateKey } };
  if (secrets.pathSecret === undefined) return alone;
  const ancestor = firstCommonAncestor(tree, own, toLeafIndex(info.signer));
  const path = await pathToRoot(tree, ancestor, secrets.pathSecret, suite.kdf);
  return mergePrivateKeyPaths(await toPrivateKeyPath(path, own, suite), alone);
}
