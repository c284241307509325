const GROUPS = 6;
const GROUP_BYTES = 5;
const GROUP_DIGITS = 5;

/** How many digits a code has. */
export const CODE_DIGITS = GROUPS * GROUP_DIGITS;

/**
 * Thirty digits that stand for a hash, for people to read to each other in whatever language: six groups of five, each
 * five bytes of it modulo 100,000 (99 bits in all). Needs at least 30 bytes.
 */
export function codeDigits(hash: Uint8Array): string {
  return Array.from({ length: GROUPS }, (_, group) => {
    const part = hash.subarray(group * GROUP_BYTES, (group + 1) * GROUP_BYTES);
    const number = part.reduce((sum, byte) => sum * 256 + byte, 0);
    return String(number % 10 ** GROUP_DIGITS).padStart(GROUP_DIGITS, "0");
  }).join("");
}

/** Digits as people read them: in groups of five. */
export function printDigits(digits: string): string {
  return (digits.match(/.{5}/g) ?? []).join(" ");
}
