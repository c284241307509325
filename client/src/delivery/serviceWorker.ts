import { MANIFEST_PATH } from "./buildManifest.ts";
import { type Found, look, pinFirst, pinnedBuild, pinnedFile, take } from "./builds.ts";

/**
 * Serves exactly the files of the pinned build, offline too, and takes another one only when a person says so. Kept
 * small and changed seldom: a browser takes a changed service worker by itself when all tabs are closed, and the
 * running page can do no more than say so before.
 */

/** What the page asks, with a port for the answer. */
export type Asked =
  | { readonly ask: "look" }
  | { readonly ask: "take"; readonly build: string }
  /** From the service worker that was there before: its build has been left. */
  | { readonly ask: "follow" };
export type Answered = Found | { readonly kind: "taken"; readonly done: boolean };

declare const self: ServiceWorkerGlobalScope;

/** What the server answers itself: whether it lives. */
const LIVE = /^\/(healthz|readyz|metrics|socket\.io\/.*)$/;
const JSON_TYPE = { "Content-Type": "application/json" };
/** What runs, or says what runs: from the pinned build or not at all. */
const CODE = new Set<RequestDestination>(["script", "style", "worker", "sharedworker", "manifest"]);

self.addEventListener("install", (event) => event.waitUntil(pinFirst()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET" || LIVE.test(pathname)) return;
  event.respondWith(answer(request, pathname));
});
self.addEventListener("message", (event) => {
  // Only pages and service workers of this origin reach this.
  const asked: Asked = event.data;
  if (asked.ask === "follow") return void event.waitUntil(self.skipWaiting());
  const [port] = event.ports;
  event.waitUntil(reply(asked).then((answered) => port?.postMessage(answered)));
});

async function answer(request: Request, pathname: string): Promise<Response> {
  const manifest = await pinnedBuild();
  if (manifest === undefined) return fetch(request);
  if (pathname === MANIFEST_PATH) return new Response(manifest.text, { headers: JSON_TYPE });
  const path = manifest.files.has(pathname) ? pathname : undefined;
  const wanted = path ?? (request.mode === "navigate" ? "/index.html" : undefined);
  if (wanted !== undefined) return (await pinnedFile(manifest, wanted)) ?? Response.error();
  return CODE.has(request.destination) ? Response.error() : fetch(request);
}

async function reply(asked: Exclude<Asked, { ask: "follow" }>): Promise<Answered> {
  if (asked.ask === "look") return look();
  const done = await take(asked.build);
  // A service worker that came with the build takes over with it.
  if (done) self.registration.waiting?.postMessage({ ask: "follow" } satisfies Asked);
  return { kind: "taken", done };
}
