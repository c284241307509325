import { type BuildManifest, fileHash, MANIFEST_PATH, readBuildManifest } from "./buildManifest.ts";

/** The build that is served, and those that are held: Cache Storage, in which a browser keeps what a service worker serves. */
const NAMES = "comity-builds";
const PINNED = "/pinned";

const cacheOf = (build: string) => `comity-build-${build}`;

/** What a look at the server has found. */
export type Found =
  /** The server serves the build that runs here. */
  | { readonly kind: "same" }
  /** Another build, whole and here: it waits until somebody says that it may be taken. */
  | { readonly kind: "offered"; readonly build: string }
  /** What the server sent is not what its own manifest says. Nothing of it was kept. */
  | { readonly kind: "tampered"; readonly build: string; readonly path: string }
  | { readonly kind: "unreachable" };

/** A file that is not what the manifest says. */
class Tampered extends Error {
  constructor(readonly path: string) {
    super(path);
  }
}

/** The manifest of the build that is pinned in this browser; undefined: none is yet. */
export async function pinnedBuild(): Promise<BuildManifest | undefined> {
  const kept = await (await caches.open(NAMES)).match(PINNED);
  return kept === undefined ? undefined : readBuildManifest(await kept.text());
}

/** Fetches the server's build, checks every file and pins it, where none is pinned. Rejects where a file is wrong. */
export async function pinFirst(): Promise<void> {
  if ((await pinnedBuild()) !== undefined) return;
  const manifest = await offeredManifest();
  if (manifest === undefined) throw new Error("no manifest");
  await hold(manifest);
  await pin(manifest);
}

/** Looks what the server serves, and brings another build here if it is one. The pinned one stays. */
export async function look(): Promise<Found> {
  const pinned = await pinnedBuild();
  const manifest = await offeredManifest().catch(() => undefined);
  if (manifest === undefined) return { kind: "unreachable" };
  try {
    if (manifest.build === pinned?.build) {
      // The page and this very script come on every start, or may: so they are compared with what is said of them.
      for (const path of ["/index.html", "/sw.js"]) await fetched(manifest, path, "no-store");
      return { kind: "same" };
    }
    await hold(manifest);
    return { kind: "offered", build: manifest.build };
  } catch (error) {
    if (error instanceof Tampered) return { kind: "tampered", build: manifest.build, path: error.path };
    return { kind: "unreachable" };
  }
}

/** From now on this build is served. It must have been offered; the former one is forgotten. */
export async function take(build: string): Promise<boolean> {
  const kept = await (await caches.open(cacheOf(build))).match(MANIFEST_PATH);
  const manifest = kept === undefined ? undefined : await readBuildManifest(await kept.text());
  if (manifest?.build !== build) return false;
  await pin(manifest);
  for (const name of await caches.keys())
    if (name.startsWith(cacheOf("")) && name !== cacheOf(build)) await caches.delete(name);
  return true;
}

/** A file of the pinned build. Where the browser has lost it, it is fetched again, and is the same or none. */
export async function pinnedFile(manifest: BuildManifest, path: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheOf(manifest.build));
  const kept = await cache.match(path);
  if (kept !== undefined) return kept;
  const response = await fetched(manifest, path, "no-store").catch(() => undefined);
  if (response !== undefined) await cache.put(path, response.clone());
  return response;
}

async function offeredManifest(): Promise<BuildManifest | undefined> {
  const response = await fetch(MANIFEST_PATH, { cache: "no-store" });
  return response.ok ? readBuildManifest(await response.text()) : undefined;
}

async function pin(manifest: BuildManifest): Promise<void> {
  await (await caches.open(NAMES)).put(PINNED, new Response(manifest.text));
}

/** Brings every file of a build here, each checked. What the pinned build has the same is not fetched again. */
async function hold(manifest: BuildManifest): Promise<void> {
  const pinned = await pinnedBuild();
  const cache = await caches.open(cacheOf(manifest.build));
  try {
    for (const [path, hash] of manifest.files) {
      if ((await cache.match(path)) !== undefined) continue;
      const same = pinned?.files.get(path) === hash ? await pinnedFile(pinned, path) : undefined;
      await cache.put(path, same ?? (await fetched(manifest, path, "default")));
    }
    const type = { headers: { "Content-Type": "application/json" } };
    await cache.put(MANIFEST_PATH, new Response(manifest.text, type));
  } catch (error) {
    await caches.delete(cacheOf(manifest.build));
    throw error;
  }
}

/** Fetches a file and checks it; one that a cache on the way has kept wrong is fetched once more past it. */
async function fetched(manifest: BuildManifest, path: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(path, { cache });
  const bytes = await response.arrayBuffer();
  if (!response.ok || (await fileHash(bytes)) !== manifest.files.get(path)) {
    if (response.ok || response.status === 404) {
      if (cache === "default") return fetched(manifest, path, "reload");
      throw new Tampered(path);
    }
    throw new Error("the server does not answer");
  }
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "etag", "cache-control"]) headers.delete(name);
  return new Response(bytes, { headers });
}
