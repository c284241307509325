import { acceptAll, bytesToBase64, decodeMlsMessage, joinGroup, makePskIndex, processMessage } from "ts-mls";
import { defaultClientConfig } from "ts-mls/clientConfig.js";
import { decodeRatchetTree } from "ts-mls/ratchetTree.js";
import { expect, it } from "vitest";
import { z } from "zod";
import { describeVectors, hex, suite3, toHex, vectors } from "./vectorFiles.ts";

const shape = z.object({
  external_psks: z.array(z.object({ psk_id: hex, psk: hex })),
  key_package: hex,
  signature_priv: hex,
  encryption_priv: hex,
  init_priv: hex,
  welcome: hex,
  ratchet_tree: hex.nullish(),
  initial_epoch_authenticator: z.string(),
  epochs: z.array(z.object({ proposals: z.array(hex), commit: hex, epoch_authenticator: z.string() })),
});

async function follow(vector: z.infer<typeof shape>): Promise<void> {
  const cs = await suite3();
  const keyPackage = decodeMlsMessage(vector.key_package, 0)?.[0];
  const welcome = decodeMlsMessage(vector.welcome, 0)?.[0];
  if (keyPackage?.wireformat !== "mls_key_package" || welcome?.wireformat !== "mls_welcome")
    throw new Error("the vector holds another message than it should");
  const tree = vector.ratchet_tree == null ? undefined : decodeRatchetTree(vector.ratchet_tree, 0)?.[0];
  const psks = Object.fromEntries(
    vector.external_psks.map(({ psk_id: id, psk }) => [bytesToBase64(id), psk]),
  );
  // The vectors' key packages have long expired; their lifetime is not what is tested here.
  const config = {
    ...defaultClientConfig,
    lifetimeConfig: { ...defaultClientConfig.lifetimeConfig, validateLifetimeOnReceive: false },
  };
  let state = await joinGroup(
    welcome.welcome,
    keyPackage.keyPackage,
    {
      hpkePrivateKey: vector.encryption_priv,
      initPrivateKey: vector.init_priv,
      signaturePrivateKey: vector.signature_priv,
    },
    makePskIndex(undefined, psks),
    cs,
    tree,
    undefined,
    config,
  );
  expect(toHex(state.keySchedule.epochAuthenticator)).toBe(vector.initial_epoch_authenticator);
  for (const epoch of vector.epochs) {
    for (const bytes of [...epoch.proposals, epoch.commit]) {
      const message = decodeMlsMessage(bytes, 0)?.[0];
      if (message?.wireformat !== "mls_public_message" && message?.wireformat !== "mls_private_message")
        throw new Error("the vector holds another message than it should");
      const result = await processMessage(message, state, makePskIndex(state, psks), acceptAll, cs);
      state = result.newState;
    }
    expect(toHex(state.keySchedule.epochAuthenticator)).toBe(epoch.epoch_authenticator);
  }
}

describeVectors("passive clients", () => {
  it("join from every welcome of passive-client-welcome", async () => {
    for (const vector of vectors("passive-client-welcome", shape)) await follow(vector);
  });

  it("follow every commit of passive-client-handling-commit", async () => {
    for (const vector of vectors("passive-client-handling-commit", shape)) await follow(vector);
  });
});
