import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { comitySuite, SUITE_3 } from "@comity/client/engine/mls/provider/suite";
import { loadSodium } from "@comity/shared/crypto/sodium";
import type { CiphersuiteImpl } from "ts-mls";
import { describe } from "vitest";
import { z } from "zod";

const FOLDER = fileURLToPath(new URL("../../../shared/mls-vectors/", import.meta.url));

/** Bytes written as hexadecimal. */
export const hex = z
  .string()
  .regex(/^([0-9a-f]{2})*$/)
  .transform((text) => Uint8Array.from(Buffer.from(text, "hex")));

/** Bytes as hexadecimal, for comparing. */
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Reads one of the MLS working group's vector files (their format: mlswg/mls-implementations, test-vectors.md). */
export function vectors<Vector>(name: string, shape: z.ZodType<Vector>): Vector[] {
  return z.array(shape).parse(JSON.parse(readFileSync(`${FOLDER}${name}.json`, "utf8")));
}

/** Our suite 3. */
export async function suite3(): Promise<CiphersuiteImpl> {
  return comitySuite(await loadSodium(), SUITE_3);
}

/** Declares vector tests; where the vectors are absent they are skipped with a line, and fail in CI. */
export function describeVectors(name: string, tests: () => void): void {
  const there = existsSync(FOLDER);
  if (!there && process.env["CI"] === "true")
    throw new Error("the MLS vectors are missing beside the repository");
  if (!there)
    console.log(`The MLS working group's vectors are not here (../shared/mls-vectors): ${name} is not run.`);
  describe.skipIf(!there)(name, tests);
}
