import { CHUNK_OVERHEAD_BYTES } from "@comity/shared/content/blobSize";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { bytesOfId, FileDigest, FileHeader, FileKey, idOfKey } from "@comity/shared/ids";
import type { RandomBytes } from "../ports.ts";

const DIGEST_BYTES = 32;

/**
 * Encrypts one file, piece by piece in its order: libsodium's secretstream (XChaCha20-Poly1305) under a fresh key, so
 * that no piece can be changed, dropped, repeated or put elsewhere, and the last one says that it is the last. The
 * digest (BLAKE2b-256) of the whole ciphertext binds it to the message in which it stands: the key alone would let
 * whoever knows it pass another file off as this one.
 */
export class FileSealer {
  readonly key: FileKey;
  readonly header: FileHeader;
  private readonly stream;
  private readonly hash;

  constructor(
    private readonly sodium: Sodium,
    random: RandomBytes,
  ) {
    const key = random(sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES);
    const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
    this.key = idOfKey(FileKey, key);
    this.header = idOfKey(FileHeader, header);
    this.stream = state;
    this.hash = sodium.crypto_generichash_init(null, DIGEST_BYTES);
    sodium.memzero(key);
  }

  /** Encrypts the next piece. */
  push(plain: Uint8Array, last: boolean): Uint8Array {
    const { sodium } = this;
    const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(
      this.stream,
      plain,
      null,
      last
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    );
    sodium.crypto_generichash_update(this.hash, sealed);
    return sealed;
  }

  /** The digest of all pieces. Once, after the last. */
  digest(): FileDigest {
    return idOfKey(FileDigest, this.sodium.crypto_generichash_final(this.hash, DIGEST_BYTES));
  }
}

/** Opens what a FileSealer has made, piece by piece in the same order. */
export class FileOpener {
  private readonly stream;
  private readonly hash;

  constructor(
    private readonly sodium: Sodium,
    { key, header }: { readonly key: FileKey; readonly header: FileHeader },
  ) {
    const secret = bytesOfId(key);
    this.stream = sodium.crypto_secretstream_xchacha20poly1305_init_pull(bytesOfId(header), secret);
    this.hash = sodium.crypto_generichash_init(null, DIGEST_BYTES);
    sodium.memzero(secret);
  }

  /** Opens the next piece; undefined where it is not exactly that one, or says that it is the last and should not. */
  pull(sealed: Uint8Array, last: boolean): Uint8Array | undefined {
    const { sodium } = this;
    if (sealed.length < CHUNK_OVERHEAD_BYTES) return undefined;
    const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(this.stream, sealed, null);
    if (opened === false) return undefined;
    sodium.crypto_generichash_update(this.hash, sealed);
    const final = opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return final === last ? opened.message : undefined;
  }

  /** The digest of all pieces. Once, after the last. */
  digest(): FileDigest {
    return idOfKey(FileDigest, this.sodium.crypto_generichash_final(this.hash, DIGEST_BYTES));
  }
}
