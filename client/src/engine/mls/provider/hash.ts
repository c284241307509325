import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Hash, Kdf } from "ts-mls";

/** The two hashes of our suites, with their lengths in bytes. */
export interface HashFunction {
  readonly length: 32 | 64;
  digest(data: Uint8Array): Uint8Array;
  /** HMAC (RFC 2104) with a key of any length over the parts in order. */
  mac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array;
}

/** SHA-256 and HMAC-SHA-256 of libsodium. */
export function sha256(sodium: Sodium): HashFunction {
  return {
    length: 32,
    digest: (data) => sodium.crypto_hash_sha256(data),
    mac: (key, ...parts) => {
      const [only] = parts;
      if (parts.length === 1 && only !== undefined && key.length === 32)
        return sodium.crypto_auth_hmacsha256(only, key);
      const state = sodium.crypto_auth_hmacsha256_init(key);
      for (const part of parts) sodium.crypto_auth_hmacsha256_update(state, part);
      return sodium.crypto_auth_hmacsha256_final(state);
    },
  };
}

/** SHA-512 and HMAC-SHA-512 of libsodium. */
export function sha512(sodium: Sodium): HashFunction {
  return {
    length: 64,
    digest: (data) => sodium.crypto_hash_sha512(data),
    mac: (key, ...parts) => {
      const [only] = parts;
      if (parts.length === 1 && only !== undefined && key.length === 32)
        return sodium.crypto_auth_hmacsha512(only, key);
      const state = sodium.crypto_auth_hmacsha512_init(key);
      for (const part of parts) sodium.crypto_auth_hmacsha512_update(state, part);
      return sodium.crypto_auth_hmacsha512_final(state);
    },
  };
}

/** The hash as ts-mls asks for it. MACs are compared in constant time; one of another length is false. */
export function mlsHash(sodium: Sodium, hash: HashFunction): Hash {
  return {
    digest: async (data) => hash.digest(data),
    mac: async (key, data) => hash.mac(key, data),
    verifyMac: async (key, mac, data) =>
      mac.length === hash.length && sodium.memcmp(mac, hash.mac(key, data)),
  };
}

/** HKDF-Extract (RFC 5869 section 2.2): `hash.length` bytes. An empty salt stands for zeroes, as HMAC pads it. */
export function extract(hash: HashFunction, salt: Uint8Array, ...ikm: readonly Uint8Array[]): Uint8Array {
  return hash.mac(salt, ...ikm);
}

/** HKDF-Expand (RFC 5869 section 2.3): `length` bytes, at most 255 times the hash's length. */
export function expand(hash: HashFunction, prk: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  if (length > 255 * hash.length) throw new RangeError("HKDF-Expand can't give so many bytes");
  const okm = new Uint8Array(length);
  let block = new Uint8Array(0);
  for (let at = 0, count = 1; at < length; at += hash.length, count++) {
    const input = new Uint8Array(block.length + info.length + 1);
    input.set(block);
    input.set(info, block.length);
    input[input.length - 1] = count;
    block = new Uint8Array(hash.mac(prk, input));
    okm.set(block.length > length - at ? block.subarray(0, length - at) : block, at);
  }
  return okm;
}

/** HKDF as ts-mls asks for it. */
export function mlsKdf(hash: HashFunction): Kdf {
  return {
    size: hash.length,
    extract: async (salt, ikm) => extract(hash, salt, ikm),
    expand: async (prk, info, length) => expand(hash, prk, info, length),
  };
}
