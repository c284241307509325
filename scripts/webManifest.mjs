import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const MANIFEST = "build-manifest.json";

/** @param {Buffer | string} bytes @param {"sha384" | "sha256"} kind */
const hashOf = (bytes, kind) => createHash(kind).update(bytes).digest("base64");

/** @param {string} folder @returns {string[]} the paths of all files as a browser names them, sorted */
function pathsIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/")}`)
    .filter((path) => path !== `/${MANIFEST}` && !path.endsWith(".map"))
    .sort();
}

/**
 * What the page allows itself, besides what the server's header says: it stands in a file whose hash is in the
 * manifest, so that a server can't take it away unseen.
 * @param {string} importMap
 */
function policyFor(importMap) {
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hashOf(importMap, "sha256")}'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' ws: wss:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types comity-scripts",
  ].join("; ");
}

/**
 * Closes a built web client: scripts and styles in the page get their integrity, modules that are loaded later get it
 * through an import map, and every file stands with its SHA-384 in the build's manifest.
 * @param {string} folder
 */
export function sealWeb(folder) {
  const integrity = (path) => `sha384-${hashOf(readFileSync(join(folder, path)), "sha384")}`;
  const page = join(folder, "index.html");
  const scripts = pathsIn(folder).filter((path) => path.startsWith("/assets/") && path.endsWith(".js"));
  const importMap = JSON.stringify({
    integrity: Object.fromEntries(scripts.map((path) => [path, integrity(path)])),
  });
  const html = readFileSync(page, "utf8")
    .replace(
      /(<(?:script|link)\b[^>]*\b(?:src|href)="(\/assets\/[^"]+)")/g,
      (_tag, start, path) => `${start} integrity="${integrity(path)}"`,
    )
    .replace(
      '<meta charset="utf-8" />',
      `$&\n    <meta http-equiv="Content-Security-Policy" content="${policyFor(importMap)}" />\n    <script type="importmap">${importMap}</script>`,
    );
  writeFileSync(page, html);
  const files = Object.fromEntries(
    pathsIn(folder).map((path) => [path, integrity(path).slice("sha384-".length)]),
  );
  writeFileSync(join(folder, MANIFEST), JSON.stringify({ files, v: 1 }));
}
