import type { Sodium } from "@comity/shared/crypto/sodium";
import type { CiphersuiteImpl, CryptoProvider } from "ts-mls";
import type { RandomBytes } from "../../ports.ts";
import { mlsHash, mlsKdf, sha256, sha512 } from "./hash.ts";
import { mlsHpke } from "./hpke.ts";
import { x25519Kem, xWingKem } from "./kem.ts";
import { mlsSignature } from "./signature.ts";

/** Hybrid post-quantum: what Comity's conversations use. */
export const DEFAULT_SUITE = "MLS_256_XWING_CHACHA20POLY1305_SHA512_Ed25519";

/** Suite 3 of RFC 9420: what the MLS working group's vectors run on. */
export const SUITE_3 = "MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519";

export type ComitySuite = typeof DEFAULT_SUITE | typeof SUITE_3;

export interface ProviderOptions {
  /** Where all randomness comes from; libsodium's generator unless the seeded simulator brings its own. */
  readonly randomBytes?: RandomBytes;
}

/** One of our suites, wholly on libsodium. With the same randomness it makes the same keys and ciphertexts. */
export function comitySuite(
  sodium: Sodium,
  name: ComitySuite,
  options: ProviderOptions = {},
): CiphersuiteImpl {
  const randomBytes = options.randomBytes ?? ((n: number) => sodium.randombytes_buf(n));
  const strong = name === DEFAULT_SUITE;
  const hash = strong ? sha512(sodium) : sha256(sodium);
  const kem = strong ? xWingKem(sodium, randomBytes) : x25519Kem(sodium, randomBytes);
  return {
    name,
    hash: mlsHash(sodium, hash),
    kdf: mlsKdf(hash),
    hpke: mlsHpke(sodium, kem, hash),
    signature: mlsSignature(sodium, randomBytes),
    rng: { randomBytes },
  };
}

/** The same as a provider for ts-mls's `getCiphersuiteImpl`. Rejects suites that are not ours. */
export function sodiumProvider(sodium: Sodium, options: ProviderOptions = {}): CryptoProvider {
  return {
    async getCiphersuiteImpl(suite) {
      if (suite.name !== DEFAULT_SUITE && suite.name !== SUITE_3)
        throw new RangeError(`Comity does not speak ${suite.name}`);
      return comitySuite(sodium, suite.name, options);
    },
  };
}
