const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const VALUES = new Map([...ALPHABET].map((letter, value) => [letter.charCodeAt(0), value]));

/** Unpadded base64url (RFC 4648 section 5): the text form of every key, hash and id in Comity. */
export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const chunk = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(4, bytes.length - at + 1);
    for (let letter = 0; letter < letters; letter++) text += ALPHABET[(chunk >> (18 - 6 * letter)) & 63];
  }
  return text;
}

/**
 * Reads unpadded base64url. Refuses (undefined) foreign characters, impossible lengths and non-zero spare
 * bits, so that each byte string has exactly one text form and ids can be compared as text.
 */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let chunk = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const value = VALUES.get(text.charCodeAt(index));
    if (value === undefined) return undefined;
    chunk = ((chunk << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (chunk >> bits) & 0xff;
    }
  }
  return (chunk & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
