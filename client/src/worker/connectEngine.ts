import { fail } from "@comity/shared/result";
import { type Endpoint, proxy, type Remote, wrap } from "comlink";
import { ownScript } from "../delivery/trustedScripts.ts";
import type { EngineChange } from "../engine/facade/change.ts";
import type { EngineFacade } from "../engine/facade/facade.ts";
import { deriveInWorker } from "./deriveInWorker.ts";
import type { EngineDoor } from "./engineDoor.ts";
import engineScript from "./engineWorker.ts?worker&url";
import { holdLock, whenReleased } from "./locks.ts";

type Listener = (change: EngineChange) => void;
type Method = Exclude<keyof EngineFacade, "subscribe">;

/** What a page holds of the engine. */
export interface EngineLink {
  readonly engine: EngineFacade;
  /** Somebody has touched this page: the vault stays open for `idleMs` more, in every tab. */
  touched(idleMs: number): void;
}

/** What happens to the worker that a page has to know. */
export interface EngineLinkEvents {
  /** The worker ended under the page (a crash, no memory). Another one starts; it needs the passphrase. */
  restarted(): void;
  /** The worker can't be started. */
  stopped(): void;
}

/** So many restarts within a minute are one too many. */
const RESTARTS = 3;
const RESTARTS_WITHIN_MS = 60_000;
/** A worker that has not let a page in for so long won't: on a poor link its code takes a minute to arrive. */
const ENTER_MS = 180_000;

/** Where localStorage remembers that a vault stands in this browser. */
const MARK = "comity.vault-mark";

interface Connection {
  readonly door: Remote<EngineDoor>;
  /** Resolves when the worker knows this tab, and what its localStorage remembers. */
  readonly entered: Promise<unknown>;
  /** Resolves when the worker has ended, or can't be reached any more. */
  readonly ended: Promise<void>;
}

/**
 * Connects a page with the engine in its worker. All tabs of a browser share one worker and so one engine:
 * whichever tab closes, the others go on. Keys never leave the worker; what a tab shows crosses to it by
 * structured clone. Calls that were under way when a worker ended are answered with `engine.restarted`.
 */
export function connectEngine(events: EngineLinkEvents): EngineLink {
  const tab = `comity-tab-${crypto.randomUUID()}`;
  const held = holdLock(tab);
  const listeners = new Set<Listener>();
  const restarts: number[] = [];
  let stopped = false;

  const connect = (): Connection => {
    const { endpoint, failed } = openWorker();
    const door = wrap<EngineDoor>(endpoint);
    const entered = (async () => {
      await held;
      const mark = localStorage.getItem(MARK) ?? undefined;
      const { lock } = await door.enter({ lock: tab, mark }, proxy(keepMark), proxy(deriveInWorker));
      for (const listener of listeners) await listen(door, listener);
      return lock;
    })();
    const late = new Promise<"late">((resolve) => setTimeout(resolve, ENTER_MS, "late"));
    void Promise.race([entered, failed, late]).then(
      (outcome) => (outcome === "failed" || outcome === "late" ? stop() : undefined),
      stop,
    );
    const never = new Promise<never>(() => undefined);
    return { door, entered, ended: entered.then(whenReleased).catch(() => never) };
  };
  const stop = () => {
    stopped = true;
    events.stopped();
  };
  const follow = (one: Connection) => {
    void one.ended.then(() => {
      if (stopped || one !== connection) return;
      restarts.push(Date.now());
      if (restarts.filter((at) => Date.now() - at < RESTARTS_WITHIN_MS).length > RESTARTS) return stop();
      events.restarted();
      connection = connect();
      follow(connection);
    });
  };
  let connection = connect();
  follow(connection);

  addEventListener("pagehide", () => void connection.door.leave());
  // A page that comes back out of the browser's cache was let go of: it begins anew.
  addEventListener("pageshow", (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) location.reload();
  });

  const subscribe: EngineFacade["subscribe"] = async (listener) => {
    listeners.add(listener);
    const { door, entered } = connection;
    // An engine that began before it knew what this tab remembers would take lost keys for a first visit.
    await entered;
    await listen(door, listener);
    return () => listeners.delete(listener);
  };
  const call = async (method: Method, input: unknown): Promise<unknown> => {
    const { door, ended } = connection;
    return Promise.race([
      door.call(method, input),
      ended.then(() => fail({ code: "engine.restarted" as const })),
    ]);
  };
  // Every other method is one message with one argument; the façade's type says which and what comes back.
  const engine = new Proxy({ subscribe } as EngineFacade, {
    get: (target, method: keyof EngineFacade) =>
      method === "subscribe" ? target.subscribe : (input: unknown) => call(method, input),
  });
  return { engine, touched: (idleMs) => void connection.door.touched(idleMs) };
}

function keepMark(mark: string | undefined): void {
  if (mark === undefined) localStorage.removeItem(MARK);
  else localStorage.setItem(MARK, mark);
}

function listen(door: Remote<EngineDoor>, listener: Listener): Promise<void> {
  return door.subscribe(proxy(listener));
}

/** The shared worker of all tabs; where a browser has none (some phones), a worker of this tab's own. */
function openWorker(): { readonly endpoint: Endpoint; readonly failed: Promise<"failed"> } {
  if (typeof SharedWorker === "function") {
    const worker = new SharedWorker(ownScript(engineScript), {
      type: "module",
      name: "comity-engine",
    });
    return { endpoint: worker.port, failed: failureOf(worker) };
  }
  const worker = new Worker(ownScript(engineScript), {
    type: "module",
    name: "comity-engine",
  });
  return { endpoint: worker, failed: failureOf(worker) };
}

function failureOf(worker: EventTarget): Promise<"failed"> {
  return new Promise((resolve) => {
    worker.addEventListener("error", () => resolve("failed"), { once: true });
  });
}
