import { concatBytes, sameBytes, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { idOfKey, Token } from "@comity/shared/ids";
import { base32crockford } from "@scure/base";

/** 160 random bits: what is printed, besides its check. */
export const RECOVERY_SECRET_BYTES = 20;
const CHECK_BYTES = 5;

function check(sodium: Sodium, secret: Uint8Array): Uint8Array {
  return sodium
    .crypto_generichash(16, concatBytes(utf8("comity/recovery/check/v1"), secret), null)
    .subarray(0, CHECK_BYTES);
}

/** Ten groups of four letters and digits (Crockford's base32), the last two groups a check on the others. */
export function printRecoveryKey(sodium: Sodium, secret: Uint8Array): string {
  const text = base32crockford.encode(concatBytes(secret, check(sodium, secret)));
  return (text.match(/.{4}/g) ?? []).join("-");
}

/** Reads a typed key: spaces, dashes and small letters don't matter, and O, I, L are taken for 0 and 1. Undefined on a typo. */
export function readRecoveryKey(sodium: Sodium, typed: string): Uint8Array | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  if (text.length !== 40) return undefined;
  try {
    const bytes = base32crockford.decode(text);
    const secret = bytes.slice(0, RECOVERY_SECRET_BYTES);
    return sameBytes(bytes.subarray(RECOVERY_SECRET_BYTES), check(sodium, secret)) ? secret : undefined;
  } catch {
    return undefined;
  }
}

/** What a recovery secret opens: where the backup lies (the server keeps only a hash of it), and its key (32 bytes). */
export function deriveRecovery(sodium: Sodium, secret: Uint8Array): { locator: Token; key: Uint8Array } {
  const derive = (label: string) =>
    sodium.crypto_generichash(32, utf8(`comity/recovery/${label}/v1`), secret);
  return { locator: idOfKey(Token, derive("locator")), key: derive("key") };
}
