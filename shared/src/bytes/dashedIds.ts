/** What no command line can hold, so no word can have it already. */
const MARK = "\u0000";
/** The base64url of 16 or 32 bytes, beginning with a dash. */
const DASHED_ID = /^-(?:[A-Za-z0-9_-]{21}|[A-Za-z0-9_-]{42})$/;
/** The name of an option, which people can read. */
const OPTION = /^--[a-z]+(?:-[a-z]+)*$/;

/**
 * The words of a command line for a parser of options. One id in sixty-four begins with a dash: marked here, it is no
 * option, and `unmarked` gives it back as it was typed.
 */
export function markDashedIds(words: readonly string[]): string[] {
  return words.map((word) => (DASHED_ID.test(word) && !OPTION.test(word) ? `${MARK}${word}` : word));
}

/** A word or an option's value as it was typed. */
export function unmarked(word: string): string {
  return word.startsWith(MARK) ? word.slice(MARK.length) : word;
}
