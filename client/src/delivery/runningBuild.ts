import type { BuildState } from "../ui/stores/build.ts";
import { MANIFEST_PATH, readBuildManifest } from "./buildManifest.ts";
import type { Answered, Asked } from "./serviceWorker.ts";
import { ownScript } from "./trustedScripts.ts";

/** How often the server is asked for another build. */
const LOOK_MS = 3_600_000;
/** How long a service worker that comes with a build may take to replace the former one. */
const FOLLOW_MS = 10_000;

/**
 * Pins the build in this browser, where it can, and watches what the server offers. `changed` is told whatever is
 * learned; the answer takes an offered build: every tab loads it then.
 */
export function watchBuild(changed: (state: Partial<BuildState>) => void): (build: string) => Promise<void> {
  void whatRuns().then((running) => changed({ running }));
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined) return async () => undefined;
  const controlled = () => changed({ pinned: serviceWorker.controller !== null });
  controlled();
  const lookNow = async () => {
    const found = await ask(serviceWorker, { ask: "look" });
    if (found?.kind === "same") changed({ offered: undefined, alarm: undefined });
    if (found?.kind === "offered") changed({ offered: found.build, alarm: undefined });
    if (found?.kind === "tampered") changed({ alarm: { path: found.path } });
  };
  serviceWorker.addEventListener("controllerchange", () => {
    controlled();
    void lookNow();
  });
  void serviceWorker
    .register(ownScript("/sw.js"), { updateViaCache: "none" })
    .then(lookNow)
    .catch(() => undefined);
  setInterval(() => void lookNow(), LOOK_MS);
  const tabs = new BroadcastChannel("comity-build");
  tabs.addEventListener("message", () => location.reload());
  return async (build) => {
    const waiting = (await serviceWorker.getRegistration())?.waiting ?? undefined;
    // A page that loads while one service worker replaces another may never get its engine's script.
    const followed = waiting === undefined ? undefined : replaced(serviceWorker);
    const answered = await ask(serviceWorker, { ask: "take", build });
    if (answered?.kind !== "taken" || !answered.done) return lookNow();
    await followed;
    tabs.postMessage("taken");
    location.reload();
  };
}

/** Resolves when another service worker serves this page, or has not come to it in time. */
function replaced(serviceWorker: ServiceWorkerContainer): Promise<void> {
  return new Promise((resolve) => {
    serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
    setTimeout(resolve, FOLLOW_MS);
  });
}

async function whatRuns(): Promise<string | undefined> {
  try {
    const response = await fetch(MANIFEST_PATH);
    return response.ok ? (await readBuildManifest(await response.text()))?.build : undefined;
  } catch {
    return undefined;
  }
}

/** Asks the service worker that serves this page; undefined where none does. */
function ask({ controller }: ServiceWorkerContainer, asked: Asked): Promise<Answered | undefined> {
  if (controller === null) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Answered>) => {
      port1.close();
      resolve(data);
    };
    controller.postMessage(asked, [port2]);
  });
}
