import { decodeMlsMessage, defaultKeyRetentionConfig } from "ts-mls";
import type { AuthenticatedContent } from "ts-mls/authenticatedContent.js";
import { decodeCommit, encodeCommit } from "ts-mls/commit.js";
import type { GroupContext } from "ts-mls/groupContext.js";
import {
  protectApplicationData,
  protectProposal,
  unprotectPrivateMessage,
} from "ts-mls/messageProtection.js";
import { protectProposalPublic, unprotectPublicMessage } from "ts-mls/messageProtectionPublic.js";
import { decodeProposal, encodeProposal } from "ts-mls/proposal.js";
import { createSecretTree, deriveKey, deriveNonce, ratchetUntil } from "ts-mls/secretTree.js";
import { expandSenderDataKey, expandSenderDataNonce } from "ts-mls/sender.js";
import { leafToNodeIndex, toLeafIndex } from "ts-mls/treemath.js";
import { expect, it } from "vitest";
import { z } from "zod";
import { describeVectors, hex, suite3, toHex, vectors } from "./vectorFiles.ts";

/** Leaf 1 of a group of two sends, as the vectors' format says. */
const SENDER = 1;

const shape = z.object({
  group_id: hex,
  epoch: z.number(),
  tree_hash: hex,
  confirmed_transcript_hash: hex,
  signature_priv: hex,
  signature_pub: hex,
  encryption_secret: hex,
  sender_data_secret: hex,
  membership_key: hex,
  proposal: hex,
  proposal_priv: hex,
  proposal_pub: hex,
  commit: hex,
  commit_priv: hex,
  commit_pub: hex,
  application: hex,
  application_priv: hex,
});

function inside({ content }: AuthenticatedContent): string {
  switch (content.contentType) {
    case "application":
      return toHex(content.applicationData);
    case "proposal":
      return toHex(encodeProposal(content.proposal));
    case "commit":
      return toHex(encodeCommit(content.commit));
  }
}

describeVectors("message protection and the secret tree", () => {
  it("passes message-protection", async () => {
    const cs = await suite3();
    for (const vector of vectors("message-protection", shape)) {
      const context: GroupContext = {
        version: "mls10",
        cipherSuite: cs.name,
        groupId: vector.group_id,
        epoch: BigInt(vector.epoch),
        treeHash: vector.tree_hash,
        confirmedTranscriptHash: vector.confirmed_transcript_hash,
        extensions: [],
      };
      // The secret tree consumes what it is made from, so each message gets one of its own.
      const tree = () => createSecretTree(2, vector.encryption_secret.slice(), cs.kdf);
      const leaf = { nodeType: "leaf", leaf: { signaturePublicKey: vector.signature_pub } } as const;
      // Only the sender's signature key is looked at; the vectors give no whole leaf.
      const ratchetTree = [leaf, undefined, leaf] as unknown as Parameters<typeof unprotectPrivateMessage>[3];
      const openPrivate = async (bytes: Uint8Array) => {
        const message = decodeMlsMessage(bytes, 0)?.[0];
        if (message?.wireformat !== "mls_private_message") throw new Error("no private message");
        const { privateMessage } = message;
        const secret = vector.sender_data_secret;
        const config = defaultKeyRetentionConfig;
        return unprotectPrivateMessage(
          secret,
          privateMessage,
          await tree(),
          ratchetTree,
          context,
          config,
          cs,
        );
      };
      const openPublic = async (bytes: Uint8Array) => {
        const message = decodeMlsMessage(bytes, 0)?.[0];
        if (message?.wireformat !== "mls_public_message") throw new Error("no public message");
        return unprotectPublicMessage(vector.membership_key, context, ratchetTree, message.publicMessage, cs);
      };
      expect(inside((await openPrivate(vector.application_priv)).content)).toBe(toHex(vector.application));
      expect(inside((await openPrivate(vector.proposal_priv)).content)).toBe(toHex(vector.proposal));
      expect(inside((await openPrivate(vector.commit_priv)).content)).toBe(toHex(vector.commit));
      expect(inside(await openPublic(vector.proposal_pub))).toBe(toHex(vector.proposal));
      expect(inside(await openPublic(vector.commit_pub))).toBe(toHex(vector.commit));
      expect(toHex(encodeCommit(decodeCommit(vector.commit, 0)?.[0] ?? fail()))).toBe(toHex(vector.commit));

      // What we protect ourselves opens again.
      const proposal = decodeProposal(vector.proposal, 0)?.[0] ?? fail();
      const padding = { kind: "padUntilLength", padUntilLength: 256 } as const;
      const none = new Uint8Array();
      const { signature_priv: signKey, sender_data_secret: dataSecret } = vector;
      const sealed = await protectApplicationData(
        signKey,
        dataSecret,
        vector.application,
        none,
        context,
        await tree(),
        SENDER,
        padding,
        cs,
      );
      const opened = await unprotectPrivateMessage(
        dataSecret,
        sealed.privateMessage,
        await tree(),
        ratchetTree,
        context,
        defaultKeyRetentionConfig,
        cs,
      );
      expect(inside(opened.content)).toBe(toHex(vector.application));
      const proposed = await protectProposal(
        signKey,
        dataSecret,
        proposal,
        none,
        context,
        await tree(),
        SENDER,
        padding,
        cs,
      );
      const heard = await unprotectPrivateMessage(
        dataSecret,
        proposed.privateMessage,
        await tree(),
        ratchetTree,
        context,
        defaultKeyRetentionConfig,
        cs,
      );
      expect(inside(heard.content)).toBe(toHex(vector.proposal));
      const spoken = await protectProposalPublic(
        signKey,
        vector.membership_key,
        context,
        none,
        proposal,
        SENDER,
        cs,
      );
      const checked = await unprotectPublicMessage(
        vector.membership_key,
        context,
        ratchetTree,
        spoken.publicMessage,
        cs,
      );
      expect(inside(checked)).toBe(toHex(vector.proposal));
    }
  });

  it("passes secret-tree", async () => {
    const cs = await suite3();
    const generation = z.object({
      generation: z.number(),
      application_key: z.string(),
      application_nonce: z.string(),
      handshake_key: z.string(),
      handshake_nonce: z.string(),
    });
    const treeShape = z.object({
      encryption_secret: hex,
      sender_data: z.object({ sender_data_secret: hex, ciphertext: hex, key: z.string(), nonce: z.string() }),
      leaves: z.array(z.array(generation)),
    });
    for (const vector of vectors("secret-tree", treeShape)) {
      const { sender_data_secret: secret, ciphertext, key, nonce } = vector.sender_data;
      expect(toHex(await expandSenderDataKey(cs, secret, ciphertext))).toBe(key);
      expect(toHex(await expandSenderDataNonce(cs, secret, ciphertext))).toBe(nonce);
      const tree = await createSecretTree(vector.leaves.length, vector.encryption_secret, cs.kdf);
      for (const [index, generations] of vector.leaves.entries()) {
        const node = tree[leafToNodeIndex(toLeafIndex(index))] ?? fail();
        for (const expected of generations) {
          const { generation: at } = expected;
          const config = { ...defaultKeyRetentionConfig, maximumForwardRatchetSteps: 1000 };
          const [application] =
            at === 0 ? [node.application] : await ratchetUntil(node.application, at, config, cs.kdf);
          const [handshake] =
            at === 0 ? [node.handshake] : await ratchetUntil(node.handshake, at, config, cs.kdf);
          expect(toHex(await deriveKey(application.secret, at, cs))).toBe(expected.application_key);
          expect(toHex(await deriveNonce(application.secret, at, cs))).toBe(expected.application_nonce);
          expect(toHex(await deriveKey(handshake.secret, at, cs))).toBe(expected.handshake_key);
          expect(toHex(await deriveNonce(handshake.secret, at, cs))).toBe(expected.handshake_nonce);
        }
      }
    }
  });
});

function fail(): never {
  throw new Error("the vector holds something else than it should");
}
