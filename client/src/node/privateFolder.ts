import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder that only its owner may enter, and those above it that are missing; throws where that is
 * not allowed. Step by step, because Node 20's own `recursive` never ends below a folder like /proc.
 */
export function makePrivateFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const at of missing.reverse()) mkdirSync(at, { mode: 0o700 });
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}
