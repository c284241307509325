import { existsSync } from "node:fs";

/** A database that speaks MongoDB's protocol, when `npm test` could start one. */
export const mongodbUri: string | undefined =
  process.env["COMITY_TEST_MONGODB_URI"] ?? process.env["MONGODB_URI"];

/** An installed browser of the Chromium family. */
export function chromiumPath(): string {
  const named = process.env["COMITY_TEST_CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(named))
    throw new Error("no browser: run these tests through npm test, which finds or installs one");
  return named;
}
