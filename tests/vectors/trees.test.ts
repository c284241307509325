import { decodeMlsMessage } from "ts-mls";
import { applyUpdatePathSecret } from "ts-mls/createCommit.js";
import type { GroupContext } from "ts-mls/groupContext.js";
import { verifyGroupInfoConfirmationTag, verifyGroupInfoSignature } from "ts-mls/groupInfo.js";
import { makeKeyPackageRef } from "ts-mls/keyPackage.js";
import { deriveKeySchedule } from "ts-mls/keySchedule.js";
import { verifyLeafNodeSignature } from "ts-mls/leafNode.js";
import { verifyParentHashes } from "ts-mls/parentHash.js";
import { getCommitSecret } from "ts-mls/pathSecrets.js";
import { mergePrivateKeyPaths, toPrivateKeyPath } from "ts-mls/privateKeyPath.js";
import { decodeRatchetTree, resolution } from "ts-mls/ratchetTree.js";
import { treeHash, treeHashRoot } from "ts-mls/treeHash.js";
import { leafToNodeIndex, nodeToLeafIndex, toLeafIndex, toNodeIndex } from "ts-mls/treemath.js";
import { applyUpdatePath, decodeUpdatePath } from "ts-mls/updatePath.js";
import { decryptGroupInfo, decryptGroupSecrets } from "ts-mls/welcome.js";
import { expect, it } from "vitest";
import { z } from "zod";
import { describeVectors, hex, suite3, toHex, vectors } from "./vectorFiles.ts";

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the vector holds something else than it should");
  return value;
}

describeVectors("ratchet trees and welcomes", () => {
  it("passes tree-validation", async () => {
    const cs = await suite3();
    const shape = z.object({
      tree: hex,
      group_id: hex,
      tree_hashes: z.array(z.string()),
      resolutions: z.array(z.array(z.number())),
    });
    for (const vector of vectors("tree-validation", shape)) {
      const tree = must(decodeRatchetTree(vector.tree, 0)?.[0]);
      for (const [index, expected] of vector.resolutions.entries())
        expect(resolution(tree, toNodeIndex(index))).toEqual(expected);
      for (const [index, expected] of vector.tree_hashes.entries())
        expect(toHex(await treeHash(tree, toNodeIndex(index), cs.hash))).toBe(expected);
      expect(await verifyParentHashes(tree, cs.hash)).toBe(true);
      for (const [index, node] of tree.entries()) {
        if (node?.nodeType !== "leaf") continue;
        const leafIndex = nodeToLeafIndex(toNodeIndex(index));
        expect(await verifyLeafNodeSignature(node.leaf, vector.group_id, leafIndex, cs.signature)).toBe(true);
      }
    }
  });

  it("passes treekem", { timeout: 120_000 }, async () => {
    const cs = await suite3();
    const secrets = z.array(z.object({ node: z.number(), path_secret: hex }));
    const shape = z.object({
      group_id: hex,
      epoch: z.number(),
      confirmed_transcript_hash: hex,
      ratchet_tree: hex,
      leaves_private: z.array(z.object({ index: z.number(), encryption_priv: hex, path_secrets: secrets })),
      update_paths: z.array(
        z.object({
          sender: z.number(),
          update_path: hex,
          path_secrets: z.array(z.string().nullable()),
          commit_secret: z.string(),
          tree_hash_after: z.string(),
        }),
      ),
    });
    for (const vector of vectors("treekem", shape)) {
      const tree = must(decodeRatchetTree(vector.ratchet_tree, 0)?.[0]);
      for (const update of vector.update_paths) {
        const path = must(decodeUpdatePath(update.update_path, 0)?.[0]);
        const sender = toLeafIndex(update.sender);
        const updated = await applyUpdatePath(tree, sender, path, cs.hash);
        expect(toHex(await treeHashRoot(updated, cs.hash))).toBe(update.tree_hash_after);
        const context: GroupContext = {
          version: "mls10",
          cipherSuite: cs.name,
          groupId: vector.group_id,
          epoch: BigInt(vector.epoch),
          treeHash: await treeHashRoot(updated, cs.hash),
          confirmedTranscriptHash: vector.confirmed_transcript_hash,
          extensions: [],
        };
        for (const leaf of vector.leaves_private) {
          if (leaf.index === update.sender) continue;
          const own = { [leafToNodeIndex(toLeafIndex(leaf.index))]: leaf.encryption_priv };
          const known = Object.fromEntries(
            leaf.path_secrets.map(({ node, path_secret: secret }) => [node, secret]),
          );
          const derived = await toPrivateKeyPath(known, leaf.index, cs);
          const keys = mergePrivateKeyPaths(derived, { leafIndex: leaf.index, privateKeys: own });
          const found = await applyUpdatePathSecret(tree, keys, sender, context, path, [], cs);
          expect(toHex(found.pathSecret)).toBe(update.path_secrets[leaf.index]);
          const commitSecret = await getCommitSecret(
            tree,
            toNodeIndex(found.nodeIndex),
            found.pathSecret,
            cs.kdf,
          );
          expect(toHex(commitSecret)).toBe(update.commit_secret);
        }
      }
    }
  });

  it("passes welcome", async () => {
    const cs = await suite3();
    const shape = z.object({ init_priv: hex, key_package: hex, signer_pub: hex, welcome: hex });
    for (const vector of vectors("welcome", shape)) {
      const keyPackage = decodeMlsMessage(vector.key_package, 0)?.[0];
      const message = decodeMlsMessage(vector.welcome, 0)?.[0];
      if (keyPackage?.wireformat !== "mls_key_package" || message?.wireformat !== "mls_welcome")
        throw new Error("the vector holds another message than it should");
      const reference = await makeKeyPackageRef(keyPackage.keyPackage, cs.hash);
      const key = await cs.hpke.importPrivateKey(vector.init_priv);
      const secrets = must(await decryptGroupSecrets(key, reference, message.welcome, cs.hpke));
      const psk = new Uint8Array(cs.kdf.size);
      const info = must(await decryptGroupInfo(message.welcome, secrets.joinerSecret, psk, cs));
      expect(await verifyGroupInfoSignature(info, vector.signer_pub, cs.signature)).toBe(true);
      expect(await verifyGroupInfoConfirmationTag(info, secrets.joinerSecret, psk, cs)).toBe(true);
      const [schedule] = await deriveKeySchedule(secrets.joinerSecret, psk, info.groupContext, cs.kdf);
      expect(schedule.epochAuthenticator).toHaveLength(cs.kdf.size);
    }
  });
});
