/**
 * What a build of the pages consists of: every file's path and its SHA-384, base64. The manifest is canonical (sorted,
 * one way to write it), so its own SHA-256 names the build: the build's hash.
 */
export interface BuildManifest {
  /** The build's hash: base64url of 32 bytes. */
  readonly build: string;
  readonly files: ReadonlyMap<string, string>;
  /** The exact text. */
  readonly text: string;
}

export const MANIFEST_PATH = "/build-manifest.json";

const SHA384 = /^[A-Za-z0-9+/]{64}$/;

/** Reads a manifest; undefined where it is none. */
export async function readBuildManifest(text: string): Promise<BuildManifest | undefined> {
  const files = filesOf(text);
  if (files === undefined || !files.has("/index.html")) return undefined;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const build = base64(hash).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return { build, files, text };
}

/** SHA-384 of a file's bytes, base64: as manifests and integrity attributes have it. */
export async function fileHash(bytes: ArrayBuffer): Promise<string> {
  return base64(await crypto.subtle.digest("SHA-384", bytes));
}

function filesOf(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("v" in value) || value.v !== 1) return undefined;
    if (!("files" in value) || typeof value.files !== "object" || value.files === null) return undefined;
    const files = new Map<string, string>();
    for (const [path, hash] of Object.entries(value.files)) {
      if (!path.startsWith("/") || typeof hash !== "string" || !SHA384.test(hash)) return undefined;
      files.set(path, hash);
    }
    return files;
  } catch {
    return undefined;
  }
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
