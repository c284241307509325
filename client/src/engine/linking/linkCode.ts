import { utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { idOfKey, Token } from "@comity/shared/ids";
import { base32crockford } from "@scure/base";
import type { RandomBytes } from "../ports.ts";

/** 40 random bits. They only help two devices to find each other: that nobody listens is seen by the number. */
const CODE_BYTES = 5;
const CODE_LETTERS = 8;

/** A fresh code: eight letters and digits of Crockford's base32, without its dash. */
export function newLinkCode(random: RandomBytes): string {
  return base32crockford.encode(random(CODE_BYTES));
}

/** A code as people read it: two groups. */
export function printLinkCode(code: string): string {
  return `${code.slice(0, CODE_LETTERS / 2)}-${code.slice(CODE_LETTERS / 2)}`;
}

/** The link whose QR code is shown; the code stands in the fragment, which browsers never send. */
export function linkOfCode(origin: string, code: string): string {
  return `${origin}/#link=${code}`;
}

/** Reads a typed code, or a link with one: spaces, dashes and small letters don't matter. Undefined on anything else. */
export function readLinkCode(typed: string): string | undefined {
  const marker = "#link=";
  const at = typed.indexOf(marker);
  const text = (at < 0 ? typed : typed.slice(at + marker.length))
    .toUpperCase()
    .replace(/[\s\-–—]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(text) ? text : undefined;
}

/** Where at the server the devices with this code meet. */
export function linkPlace(sodium: Sodium, code: string): Token {
  return idOfKey(Token, sodium.crypto_generichash(32, utf8(`comity/link/place/v1/${code}`), null));
}
