import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { TOP } from "./command.mjs";

const SKIPPED = new Set(["node_modules", "dist", "dist-node", "data", ".git", ".cache"]);

/** @param {string} path @returns {Generator<string>} */
function* filesUnder(path) {
  const what = statSync(path, { throwIfNoEntry: false });
  if (what === undefined) return;
  if (!what.isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) if (!SKIPPED.has(name)) yield* filesUnder(join(path, name));
}

/**
 * A hash over the contents of files and folders, so that a step whose sources have not changed is skipped.
 * @param {readonly string[]} paths relative to the repository's top
 */
export function contentHash(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesUnder(join(TOP, path))) {
      hash.update(relative(TOP, file).split(sep).join("/"));
      hash.update("\0");
      hash.update(readFileSync(file));
      hash.update("\0");
    }
  return hash.digest("hex");
}

/** @param {string} name of the stamp @param {string} hash */
export function isStamped(name, hash) {
  try {
    return readFileSync(join(TOP, "node_modules", ".comity", name), "utf8") === hash;
  } catch {
    return false;
  }
}

/** @param {string} name of the stamp @param {string} hash */
export function stamp(name, hash) {
  const file = join(TOP, "node_modules", ".comity", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}
