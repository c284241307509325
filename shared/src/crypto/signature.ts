import { concatBytes, utf8 } from "../bytes/bytes.ts";
import type { Sodium } from "./sodium.ts";

/** What a signature is for. A signature made for one purpose never verifies for another. */
export type SignaturePurpose =
  | "comity/statement/v1"
  | "comity/session/v1"
  | "comity/link/v1"
  | "comity/log-head/v1"
  | "comity/activity/v1"
  | "comity/officer-key/v1"
  | "comity/restart/v1";

function framed(purpose: SignaturePurpose, message: Uint8Array): Uint8Array {
  return concatBytes(utf8(purpose), new Uint8Array([0]), message);
}

/** Ed25519 (RFC 8032) over purpose, a zero byte and the message. `secretKey` is libsodium's 64 bytes; 64 bytes come back. */
export function sign(
  sodium: Sodium,
  purpose: SignaturePurpose,
  message: Uint8Array,
  secretKey: Uint8Array,
): Uint8Array {
  return sodium.crypto_sign_detached(framed(purpose, message), secretKey);
}

/** Checks what `sign` made. False for anything else, whatever its lengths. */
export function verify(
  sodium: Sodium,
  purpose: SignaturePurpose,
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return sodium.crypto_sign_verify_detached(signature, framed(purpose, message), publicKey);
}
