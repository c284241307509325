import { concatBytes, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Hpke, PrivateKey, PublicKey } from "ts-mls";
import { expand, extract, type HashFunction } from "./hash.ts";
import type { Kem } from "./kem.ts";

const VERSION = utf8("HPKE-v1");
const EMPTY = new Uint8Array(0);
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
/** ChaCha20Poly1305 in RFC 9180 section 7.3. */
const AEAD_ID = 0x0003;

/** Why a key, an encapsulation or a ciphertext was refused. ts-mls passes it on as the failure of the message. */
export class HpkeRefusal extends Error {}

/** What stands behind ts-mls's key types: the raw bytes, never a WebCrypto key. */
interface RawKey {
  readonly type: "public" | "private";
  readonly bytes: Uint8Array;
}

// ts-mls types HPKE keys as WebCrypto keys but only ever hands them back to the provider that made them.
// These four functions are the one place where our raw keys cross that type.
const asPublic = (bytes: Uint8Array) => ({ type: "public", bytes }) satisfies RawKey as unknown as PublicKey;
const asPrivate = (bytes: Uint8Array) =>
  ({ type: "private", bytes }) satisfies RawKey as unknown as PrivateKey;
const rawPublic = (key: PublicKey) => (key as unknown as RawKey).bytes;
const rawPrivate = (key: PrivateKey) => (key as unknown as RawKey).bytes;

function expectLength(bytes: Uint8Array, length: number, what: string): Uint8Array {
  if (bytes.length !== length) throw new HpkeRefusal(`${what} of ${bytes.length} bytes instead of ${length}`);
  return bytes;
}

const pair16 = (number: number) => [number >> 8, number & 0xff];

/** HPKE in base mode (RFC 9180 section 5.1.1), single-shot, with ChaCha20-Poly1305 and the given KEM and hash. */
export function mlsHpke(sodium: Sodium, kem: Kem, hash: HashFunction): Hpke {
  const kdfId = hash.length === 32 ? 0x0001 : 0x0003;
  const suite = concatBytes(utf8("HPKE"), new Uint8Array([kem.id, kdfId, AEAD_ID].flatMap(pair16)));
  const prefix = concatBytes(VERSION, suite);
  const labeledExtract = (salt: Uint8Array, label: string, ikm: Uint8Array) =>
    extract(hash, salt, concatBytes(prefix, utf8(label), ikm));
  const labeledExpand = (prk: Uint8Array, label: string, info: Uint8Array, length: number) =>
    expand(hash, prk, concatBytes(new Uint8Array(pair16(length)), prefix, utf8(label), info), length);
  const pskIdHash = labeledExtract(EMPTY, "psk_id_hash", EMPTY);

  const schedule = (shared: Uint8Array, info: Uint8Array) => ({
    context: concatBytes(new Uint8Array([0]), pskIdHash, labeledExtract(EMPTY, "info_hash", info)),
    secret: labeledExtract(shared, "secret", EMPTY),
  });
  const messageKeys = (shared: Uint8Array, info: Uint8Array) => {
    const { context, secret } = schedule(shared, info);
    return {
      key: labeledExpand(secret, "key", context, KEY_LENGTH),
      nonce: labeledExpand(secret, "base_nonce", context, NONCE_LENGTH),
    };
  };
  const exported = (shared: Uint8Array, info: Uint8Array, exporterContext: Uint8Array, length: number) => {
    const { context, secret } = schedule(shared, info);
    return labeledExpand(labeledExpand(secret, "exp", context, hash.length), "sec", exporterContext, length);
  };
  const encrypt = (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array | undefined, plaintext: Uint8Array) =>
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad ?? null, null, nonce, key);
  const decrypt = (
    key: Uint8Array,
    nonce: Uint8Array,
    aad: Uint8Array | undefined,
    ciphertext: Uint8Array,
  ) => {
    try {
      return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, aad ?? null, nonce, key);
    } catch {
      throw new HpkeRefusal("a ciphertext that is not authentic");
    }
  };
  const encapsulate = (publicKey: PublicKey) => {
    try {
      return kem.encapsulate(rawPublic(publicKey));
    } catch {
      throw new HpkeRefusal("a public key that gives no shared secret");
    }
  };
  const decapsulate = (privateKey: PrivateKey, encapsulation: Uint8Array) => {
    expectLength(encapsulation, kem.encapsulationLength, "an encapsulation");
    try {
      return kem.decapsulate(rawPrivate(privateKey), encapsulation);
    } catch {
      throw new HpkeRefusal("an encapsulation that gives no shared secret");
    }
  };

  return {
    keyLength: KEY_LENGTH,
    nonceLength: NONCE_LENGTH,
    async seal(publicKey, plaintext, info, aad) {
      const { shared, encapsulation } = encapsulate(publicKey);
      const { key, nonce } = messageKeys(shared, info);
      return { ct: encrypt(key, nonce, aad, plaintext), enc: encapsulation };
    },
    async open(privateKey, encapsulation, ciphertext, info, aad) {
      const { key, nonce } = messageKeys(decapsulate(privateKey, encapsulation), info);
      return decrypt(key, nonce, aad, ciphertext);
    },
    async exportSecret(publicKey, exporterContext, length, info) {
      const { shared, encapsulation } = encapsulate(publicKey);
      return { enc: encapsulation, secret: exported(shared, info, exporterContext, length) };
    },
    async importSecret(privateKey, exporterContext, encapsulation, length, info) {
      return exported(decapsulate(privateKey, encapsulation), info, exporterContext, length);
    },
    encryptAead: async (key, nonce, aad, plaintext) => encrypt(key, nonce, aad, plaintext),
    decryptAead: async (key, nonce, aad, ciphertext) => decrypt(key, nonce, aad, ciphertext),
    async deriveKeyPair(ikm) {
      const { publicKey, privateKey } = kem.deriveKeyPair(ikm);
      return { publicKey: asPublic(publicKey), privateKey: asPrivate(privateKey) };
    },
    async generateKeyPair() {
      const { publicKey, privateKey } = kem.generateKeyPair();
      return { publicKey: asPublic(publicKey), privateKey: asPrivate(privateKey) };
    },
    importPrivateKey: async (bytes) => asPrivate(expectLength(bytes, kem.privateKeyLength, "a private key")),
    importPublicKey: async (bytes) => asPublic(expectLength(bytes, kem.publicKeyLength, "a public key")),
    exportPublicKey: async (key) => rawPublic(key),
    exportPrivateKey: async (key) => rawPrivate(key),
  };
}
