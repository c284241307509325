import { concatBytes, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { RandomBytes } from "../ports.ts";

/** XChaCha20-Poly1305's nonce, in bytes: long enough to be drawn at random for every record. */
const NONCE = 24;

/** Seals bytes under a 32-byte key: 24 bytes nonce, then the ciphertext. `place` says where it belongs, and is authenticated. */
export function seal(
  sodium: Sodium,
  random: RandomBytes,
  key: Uint8Array,
  place: string,
  plaintext: Uint8Array,
): Uint8Array {
  const nonce = random(NONCE);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, utf8(place), null, nonce, key);
  return concatBytes(nonce, sealed);
}

/** Opens what `seal` made for the same place under the same key; undefined for anything else. */
export function open(
  sodium: Sodium,
  key: Uint8Array,
  place: string,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < NONCE) return undefined;
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(NONCE),
      utf8(place),
      sealed.subarray(0, NONCE),
      key,
    );
  } catch {
    return undefined;
  }
}
