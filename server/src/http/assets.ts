import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

/** One file of the client, ready to be sent. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** Present where it saves something. */
  readonly gzip: Buffer | undefined;
  readonly etag: string;
  /** The name holds a hash of the content: it never changes. */
  readonly immutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

const INCOMPRESSIBLE = new Set([".png", ".woff2", ".ico"]);
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

function filesUnder(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  } catch {
    return [];
  }
}

/**
 * Reads the built client once and compresses it once: poor links get small files, and no request reaches
 * the file system. Without a build there are none.
 */
export function loadAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const entry of filesUnder(folder)) {
    const file = join(entry.parentPath, entry.name);
    const extension = extname(entry.name);
    if (extension === ".map") continue;
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    const body = readFileSync(file);
    const packed = INCOMPRESSIBLE.has(extension) ? undefined : gzipSync(body, { level: 9 });
    assets.set(path, {
      type: TYPES[extension] ?? "application/octet-stream",
      body,
      gzip: packed !== undefined && packed.length < body.length ? packed : undefined,
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      immutable: HASHED.test(path),
    });
  }
  return assets;
}

/** What a content security policy says of the page's import map, which is inline since browsers read no other. */
export function importMapHashes(page: Asset | undefined): readonly string[] {
  const maps = page?.body.toString().matchAll(/<script type="importmap">([^<]*)<\/script>/g) ?? [];
  return [...maps].map(([, map = ""]) => `'sha256-${createHash("sha256").update(map).digest("base64")}'`);
}
