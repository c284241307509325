import { contentTypes, mlsExporter } from "ts-mls";
import { decodeAuthenticatedContent } from "ts-mls/authenticatedContent.js";
import { refhash } from "ts-mls/crypto/hash.js";
import { decryptWithLabel, encryptWithLabel } from "ts-mls/crypto/hpke.js";
import { deriveSecret, deriveTreeSecret, expandWithLabel } from "ts-mls/crypto/kdf.js";
import { signWithLabel, verifyWithLabel } from "ts-mls/crypto/signature.js";
import { verifyConfirmationTag } from "ts-mls/framedContent.js";
import { encodeGroupContext, type GroupContext } from "ts-mls/groupContext.js";
import { extractWelcomeSecret } from "ts-mls/groupInfo.js";
import { deriveKeySchedule, initializeEpoch } from "ts-mls/keySchedule.js";
import { computePskSecret } from "ts-mls/presharedkey.js";
import { createConfirmedHash, createInterimHash } from "ts-mls/transcriptHash.js";
import { expect, it } from "vitest";
import { z } from "zod";
import { describeVectors, hex, suite3, toHex, vectors } from "./vectorFiles.ts";

describeVectors("key schedule and its parts", () => {
  it("passes crypto-basics", async () => {
    const cs = await suite3();
    const labelled = { label: z.string(), out: z.string() };
    const shape = z.object({
      ref_hash: z.object({ ...labelled, value: hex }),
      expand_with_label: z.object({ ...labelled, secret: hex, context: hex, length: z.number() }),
      derive_secret: z.object({ ...labelled, secret: hex }),
      derive_tree_secret: z.object({ ...labelled, secret: hex, generation: z.number(), length: z.number() }),
      sign_with_label: z.object({ priv: hex, pub: hex, content: hex, label: z.string(), signature: hex }),
      encrypt_with_label: z.object({
        priv: hex,
        pub: hex,
        label: z.string(),
        context: hex,
        plaintext: hex,
        kem_output: hex,
        ciphertext: hex,
      }),
    });
    for (const vector of vectors("crypto-basics", shape)) {
      const {
        ref_hash: ref,
        expand_with_label: expand,
        derive_secret: derive,
        derive_tree_secret: tree,
      } = vector;
      expect(toHex(await refhash(ref.label, ref.value, cs.hash))).toBe(ref.out);
      const expanded = await expandWithLabel(
        expand.secret,
        expand.label,
        expand.context,
        expand.length,
        cs.kdf,
      );
      expect(toHex(expanded)).toBe(expand.out);
      expect(toHex(await deriveSecret(derive.secret, derive.label, cs.kdf))).toBe(derive.out);
      const treeSecret = await deriveTreeSecret(
        tree.secret,
        tree.label,
        tree.generation,
        tree.length,
        cs.kdf,
      );
      expect(toHex(treeSecret)).toBe(tree.out);
      const { priv, pub, content, label, signature } = vector.sign_with_label;
      expect(await verifyWithLabel(pub, label, content, signature, cs.signature)).toBe(true);
      expect(toHex(await signWithLabel(priv, label, content, cs.signature))).toBe(toHex(signature));
      const box = vector.encrypt_with_label;
      const privateKey = await cs.hpke.importPrivateKey(box.priv);
      const opened = await decryptWithLabel(
        privateKey,
        box.label,
        box.context,
        box.kem_output,
        box.ciphertext,
        cs.hpke,
      );
      expect(toHex(opened)).toBe(toHex(box.plaintext));
      const publicKey = await cs.hpke.importPublicKey(box.pub);
      const sealed = await encryptWithLabel(publicKey, box.label, box.context, box.plaintext, cs.hpke);
      const again = await decryptWithLabel(
        privateKey,
        box.label,
        box.context,
        sealed.enc,
        sealed.ct,
        cs.hpke,
      );
      expect(toHex(again)).toBe(toHex(box.plaintext));
    }
  });

  it("passes key-schedule", async () => {
    const cs = await suite3();
    const epochShape = z.object({
      commit_secret: hex,
      psk_secret: hex,
      tree_hash: hex,
      confirmed_transcript_hash: hex,
      group_context: z.string(),
      joiner_secret: z.string(),
      welcome_secret: z.string(),
      init_secret: z.string(),
      sender_data_secret: z.string(),
      encryption_secret: z.string(),
      exporter_secret: z.string(),
      epoch_authenticator: z.string(),
      external_secret: z.string(),
      confirmation_key: z.string(),
      membership_key: z.string(),
      resumption_psk: z.string(),
      external_pub: z.string(),
      exporter: z.object({ label: z.string(), context: hex, length: z.number(), secret: z.string() }),
    });
    const shape = z.object({ group_id: hex, initial_init_secret: hex, epochs: z.array(epochShape) });
    for (const vector of vectors("key-schedule", shape)) {
      let initSecret: Uint8Array = vector.initial_init_secret;
      for (const [epoch, expected] of vector.epochs.entries()) {
        const context: GroupContext = {
          version: "mls10",
          cipherSuite: cs.name,
          groupId: vector.group_id,
          epoch: BigInt(epoch),
          treeHash: expected.tree_hash,
          confirmedTranscriptHash: expected.confirmed_transcript_hash,
          extensions: [],
        };
        expect(toHex(encodeGroupContext(context))).toBe(expected.group_context);
        const { commit_secret: commit, psk_secret: psk } = expected;
        const made = await initializeEpoch(initSecret, commit, context, psk, cs.kdf);
        expect(toHex(made.joinerSecret)).toBe(expected.joiner_secret);
        expect(toHex(await extractWelcomeSecret(made.joinerSecret, psk, cs.kdf))).toBe(
          expected.welcome_secret,
        );
        const [schedule, encryptionSecret] = await deriveKeySchedule(made.joinerSecret, psk, context, cs.kdf);
        expect(toHex(encryptionSecret)).toBe(expected.encryption_secret);
        expect({
          init_secret: toHex(schedule.initSecret),
          sender_data_secret: toHex(schedule.senderDataSecret),
          exporter_secret: toHex(schedule.exporterSecret),
          epoch_authenticator: toHex(schedule.epochAuthenticator),
          external_secret: toHex(schedule.externalSecret),
          confirmation_key: toHex(schedule.confirmationKey),
          membership_key: toHex(schedule.membershipKey),
          resumption_psk: toHex(schedule.resumptionPsk),
        }).toMatchObject({
          init_secret: expected.init_secret,
          sender_data_secret: expected.sender_data_secret,
          exporter_secret: expected.exporter_secret,
          epoch_authenticator: expected.epoch_authenticator,
          external_secret: expected.external_secret,
          confirmation_key: expected.confirmation_key,
          membership_key: expected.membership_key,
          resumption_psk: expected.resumption_psk,
        });
        const { publicKey } = await cs.hpke.deriveKeyPair(schedule.externalSecret);
        expect(toHex(await cs.hpke.exportPublicKey(publicKey))).toBe(expected.external_pub);
        const { label, context: exportContext, length, secret } = expected.exporter;
        expect(toHex(await mlsExporter(schedule.exporterSecret, label, exportContext, length, cs))).toBe(
          secret,
        );
        initSecret = schedule.initSecret;
      }
    }
  });

  it("passes psk_secret", async () => {
    const cs = await suite3();
    const psk = z.object({ psk_id: hex, psk: hex, psk_nonce: hex });
    for (const vector of vectors("psk_secret", z.object({ psks: z.array(psk), psk_secret: z.string() }))) {
      const psks = vector.psks.map(
        (one) =>
          [{ psktype: "external", pskId: one.psk_id, pskNonce: one.psk_nonce }, one.psk] satisfies Parameters<
            typeof computePskSecret
          >[0][number],
      );
      expect(toHex(await computePskSecret(psks, cs))).toBe(vector.psk_secret);
    }
  });

  it("passes transcript-hashes", async () => {
    const cs = await suite3();
    const shape = z.object({
      confirmation_key: hex,
      authenticated_content: hex,
      interim_transcript_hash_before: hex,
      confirmed_transcript_hash_after: z.string(),
      interim_transcript_hash_after: z.string(),
    });
    for (const vector of vectors("transcript-hashes", shape)) {
      const content = decodeAuthenticatedContent(vector.authenticated_content, 0)?.[0];
      if (content?.content.contentType !== "commit" || content.auth.contentType !== "commit")
        throw new Error(`a ${Object.keys(contentTypes).join("/")} that is no commit`);
      const { wireformat, auth } = content;
      const confirmed = await createConfirmedHash(
        vector.interim_transcript_hash_before,
        { wireformat, content: content.content, signature: auth.signature },
        cs.hash,
      );
      expect(toHex(confirmed)).toBe(vector.confirmed_transcript_hash_after);
      expect(
        await verifyConfirmationTag(vector.confirmation_key, auth.confirmationTag, confirmed, cs.hash),
      ).toBe(true);
      const interim = await createInterimHash(confirmed, auth.confirmationTag, cs.hash);
      expect(toHex(interim)).toBe(vector.interim_transcript_hash_after);
    }
  });
});
