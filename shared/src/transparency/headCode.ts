import { bytesOfId, type TreeHash } from "../ids.ts";

const GROUPS = 6;
const GROUP_BYTES = 5;
const GROUP_DIGITS = 5;
const CODE_DIGITS = GROUPS * GROUP_DIGITS;
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

/** Six groups of five digits for a hash of at least 30 bytes, each five of its bytes modulo 100,000. */
export function codeDigits(bytes: Uint8Array): string {
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const part = bytes.subarray(group * GROUP_BYTES, (group + 1) * GROUP_BYTES);
    const number = part.reduce((sum, byte) => sum * 256 + byte, 0);
    return String(number % 10 ** GROUP_DIGITS).padStart(GROUP_DIGITS, "0");
  });
  return groups.join("");
}

/** A code as people read it: `41: 12345 67890 ...`. */
export function printHeadCode({ size, digits }: HeadCode): string {
  return `${size}: ${(digits.match(/.{5}/g) ?? []).join(" ")}`;
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
