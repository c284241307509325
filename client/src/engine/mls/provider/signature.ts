import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Signature } from "ts-mls";
import type { RandomBytes } from "../../ports.ts";

/**
 * Ed25519 (RFC 8032). Signing keys are libsodium's 64 bytes (seed and public key); the 32-byte seed alone,
 * as the MLS vectors carry it, is taken too.
 */
export function mlsSignature(sodium: Sodium, random: RandomBytes): Signature {
  const fullKey = (signKey: Uint8Array) =>
    signKey.length === 32 ? sodium.crypto_sign_seed_keypair(signKey).privateKey : signKey;
  return {
    sign: async (signKey, message) => sodium.crypto_sign_detached(message, fullKey(signKey)),
    verify: async (publicKey, message, signature) =>
      publicKey.length === 32 &&
      signature.length === 64 &&
      sodium.crypto_sign_verify_detached(signature, message, publicKey),
    keygen: async () => {
      const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(random(32));
      return { publicKey, signKey: privateKey };
    },
  };
}
