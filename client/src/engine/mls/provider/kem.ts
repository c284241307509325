import { concatBytes, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { RandomBytes } from "../../ports.ts";
import { expand, extract, sha256 } from "./hash.ts";

export interface KemKeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** A key encapsulation mechanism as HPKE uses it (RFC 9180 section 4). Lengths in bytes. */
export interface Kem {
  readonly id: number;
  readonly name: string;
  readonly publicKeyLength: number;
  readonly privateKeyLength: number;
  readonly encapsulationLength: number;
  deriveKeyPair(ikm: Uint8Array): KemKeyPair;
  generateKeyPair(): KemKeyPair;
  publicKeyOf(privateKey: Uint8Array): Uint8Array;
  /** 32 bytes shared, and what the recipient needs. Throws on a public key that gives no secret. */
  encapsulate(publicKey: Uint8Array): { readonly shared: Uint8Array; readonly encapsulation: Uint8Array };
  decapsulate(privateKey: Uint8Array, encapsulation: Uint8Array): Uint8Array;
}

const VERSION = utf8("HPKE-v1");
const EMPTY = new Uint8Array(0);

/** DHKEM(X25519, HKDF-SHA256), RFC 9180 section 4.1. libsodium refuses an all-zero shared point. */
export function x25519Kem(sodium: Sodium, random: RandomBytes): Kem {
  const hash = sha256(sodium);
  const suite = concatBytes(utf8("KEM"), new Uint8Array([0x00, 0x20]));
  const labeledExtract = (label: string, ikm: Uint8Array) =>
    extract(hash, EMPTY, concatBytes(VERSION, suite, utf8(label), ikm));
  const labeledExpand = (prk: Uint8Array, label: string, info: Uint8Array) =>
    expand(hash, prk, concatBytes(new Uint8Array([0, 32]), VERSION, suite, utf8(label), info), 32);
  const publicKeyOf = (privateKey: Uint8Array) => sodium.crypto_scalarmult_base(privateKey);
  const sharedSecret = (point: Uint8Array, context: Uint8Array) =>
    labeledExpand(labeledExtract("eae_prk", point), "shared_secret", context);
  const pair = (privateKey: Uint8Array) => ({ privateKey, publicKey: publicKeyOf(privateKey) });
  return {
    id: 0x0020,
    name: "DHKEM-X25519-HKDF-SHA256",
    publicKeyLength: 32,
    privateKeyLength: 32,
    encapsulationLength: 32,
    publicKeyOf,
    deriveKeyPair: (ikm) => pair(labeledExpand(labeledExtract("dkp_prk", ikm), "sk", EMPTY)),
    generateKeyPair: () => pair(random(32)),
    encapsulate(publicKey) {
      const ephemeral = pair(random(32));
      const point = sodium.crypto_scalarmult(ephemeral.privateKey, publicKey);
      const shared = sharedSecret(point, concatBytes(ephemeral.publicKey, publicKey));
      sodium.memzero(ephemeral.privateKey);
      sodium.memzero(point);
      return { shared, encapsulation: ephemeral.publicKey };
    },
    decapsulate(privateKey, encapsulation) {
      const point = sodium.crypto_scalarmult(privateKey, encapsulation);
      const shared = sharedSecret(point, concatBytes(encapsulation, publicKeyOf(privateKey)));
      sodium.memzero(point);
      return shared;
    },
  };
}

/**
 * X-Wing (draft-connolly-cfrg-xwing-kem): X25519 with ML-KEM-768, all in libsodium. The private key is the
 * 32-byte seed; DeriveKeyPair takes SHAKE-256 of the input as the seed, as the draft says for HPKE.
 */
export function xWingKem(sodium: Sodium, random: RandomBytes): Kem {
  const pair = (seed: Uint8Array) => ({
    privateKey: seed,
    publicKey: sodium.crypto_kem_xwing_seed_keypair(seed).publicKey,
  });
  return {
    id: 0x647a,
    name: "X-Wing",
    publicKeyLength: sodium.crypto_kem_xwing_PUBLICKEYBYTES,
    privateKeyLength: 32,
    encapsulationLength: sodium.crypto_kem_xwing_CIPHERTEXTBYTES,
    publicKeyOf: (seed) => pair(seed).publicKey,
    deriveKeyPair: (ikm) => pair(sodium.crypto_xof_shake256(32, ikm)),
    generateKeyPair: () => pair(random(32)),
    encapsulate(publicKey) {
      const made = sodium.crypto_kem_xwing_enc_deterministic(publicKey, random(64));
      return { shared: made.sharedSecret, encapsulation: made.ciphertext };
    },
    decapsulate: (seed, encapsulation) =>
      sodium.crypto_kem_xwing_dec(encapsulation, sodium.crypto_kem_xwing_seed_keypair(seed).privateKey),
  };
}
