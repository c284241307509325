import { CODE_DIGITS, codeDigits, printDigits } from "../crypto/codeDigits.ts";
import { bytesOfId, type TreeHash } from "../ids.ts";

/** Arabic-Indic and extended Arabic-Indic digits, from their zeros on. */
const OTHER_ZEROS = [0x0660, 0x06f0];

/** A state of a log as people compare it: how many entries, and thirty digits that stand for their head. */
export interface HeadCode {
  readonly size: number;
  readonly digits: string;
}

/**
 * The code of a head, for people to read to each other over the telephone in whatever language: six groups of five
 * digits, each five bytes of the root modulo 100,000 (99 bits in all). Nobody makes a second log of the same code.
 */
export function headCode({ size, root }: { readonly size: number; readonly root: TreeHash }): HeadCode {
  return { size, digits: codeDigits(bytesOfId(root)) };
}

/** A code as people read it: `41: 12345 67890 ...`. */
export function printHeadCode({ size, digits }: HeadCode): string {
  return `${size}: ${printDigits(digits)}`;
}

/** Reads a typed code, whatever stands between its digits. Undefined where it can't be one. */
export function readHeadCode(typed: string): HeadCode | undefined {
  const digits = digitsIn(typed);
  const size = Number(digits.slice(0, -CODE_DIGITS));
  if (digits.length <= CODE_DIGITS || !Number.isSafeInteger(size) || size < 1) return undefined;
  return { size, digits: digits.slice(-CODE_DIGITS) };
}

/** The digits of what was typed, whatever stands between them, in whichever script they were written. */
export function digitsIn(typed: string): string {
  return [...typed].flatMap((letter) => digitOf(letter) ?? []).join("");
}

function digitOf(letter: string): string | undefined {
  if (/^[0-9]$/.test(letter)) return letter;
  const code = letter.codePointAt(0) ?? 0;
  const zero = OTHER_ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? undefined : String(code - zero);
}
