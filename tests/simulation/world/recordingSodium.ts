import type { Sodium } from "@comity/shared/crypto/sodium";

/** Told every encryption that an engine asks of libsodium. */
export type SealTold = (seal: {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
}) => void;

/** libsodium, unchanged, with somebody listening to which keys and nonces encrypt. */
export function recordingSodium(sodium: Sodium, told: SealTold): Sodium {
  const encrypt: (
    message: string | Uint8Array,
    additional: string | Uint8Array | null,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ) => Uint8Array = (message, additional, secretNonce, nonce, key) => {
    const ciphertext = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
      ...([message, additional, secretNonce, nonce, key] as const),
    );
    told({ key, nonce, ciphertext });
    return ciphertext;
  };
  return {
    ...sodium,
    crypto_aead_chacha20poly1305_ietf_encrypt: encrypt as Sodium["crypto_aead_chacha20poly1305_ietf_encrypt"],
  };
}
