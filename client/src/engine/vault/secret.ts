import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { z } from "zod";

/** Secret bytes within stored or sealed JSON: base64url there, bytes in memory. */
export const Secret = z.string().transform((text, context) => {
  const bytes = fromBase64url(text);
  if (bytes === undefined) context.addIssue("no base64url");
  return bytes ?? new Uint8Array(0);
});

/** The same, of exactly so many bytes. */
export function secretOf(length: number) {
  return Secret.refine((bytes) => bytes.length === length, { message: `${length} secret bytes` });
}

/** The JSON of a value that holds secret bytes, as `Secret` reads them. */
export function secretJson(value: unknown): string {
  return JSON.stringify(withTexts(value));
}

/** Bytes become texts before JSON is made: Node's buffers would otherwise say themselves how they are written. */
function withTexts(value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase64url(value);
  if (Array.isArray(value)) return value.map(withTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withTexts(part)]));
}
