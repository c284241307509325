import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { z } from "zod";

/** A record as UTF-8 JSON. */
export function writeJson(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}

/** Reads a JSON record by its schema; undefined for anything else. */
export function readJson<Value>(schema: z.ZodType<Value>, bytes: Uint8Array): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(fromUtf8(bytes) ?? "")).data;
  } catch {
    return undefined;
  }
}
