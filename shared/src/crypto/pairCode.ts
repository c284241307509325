import { utf8 } from "../bytes/bytes.ts";
import { AccountId } from "../ids.ts";
import { codeDigits, printDigits } from "./codeDigits.ts";
import type { Sodium } from "./sodium.ts";

const PICTURE = "comity:verify:v1:";

/**
 * What two people compare to be sure that each has the other's identity key: thirty digits of a BLAKE2b hash over both
 * keys (an account's id is its identity key), the same on both sides whoever opens it. An exchanged key shows in it:
 * nobody finds another pair with the same code (99 bits).
 */
export function pairCode(sodium: Sodium, one: AccountId, other: AccountId): string {
  const [first, second] = [one, other].sort();
  const hash = sodium.crypto_generichash(32, utf8(`comity/pair-code/v1/${first}/${second}`), null);
  return printDigits(codeDigits(hash));
}

/** The text of the picture (QR code) that one of two people shows to the other: whose it is, and for whom it is meant. */
export function printPairPicture(shownBy: AccountId, meantFor: AccountId): string {
  return `${PICTURE}${shownBy}.${meantFor}`;
}

/** Reads such a text; undefined for anything else. */
export function readPairPicture(
  text: string,
): { readonly shownBy: AccountId; readonly meantFor: AccountId } | undefined {
  if (!text.startsWith(PICTURE)) return undefined;
  const [shownBy, meantFor, ...rest] = text.slice(PICTURE.length).split(".");
  const [by, to] = [AccountId.safeParse(shownBy).data, AccountId.safeParse(meantFor).data];
  return by === undefined || to === undefined || rest.length > 0 ? undefined : { shownBy: by, meantFor: to };
}
