import "./zodWithoutEval.ts";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { expose } from "comlink";
import { createEngine } from "../engine/engine.ts";
import type { EngineChange, EngineFacade } from "../engine/facade/facade.ts";
import { SocketTransport } from "../engine/transport/socketTransport.ts";
import { IndexedDbStore } from "../vault-store/indexedDbStore.ts";
import { browserClock } from "./browserPorts.ts";

type Listener = (change: EngineChange) => void;
type Method = Exclude<keyof EngineFacade, "subscribe">;

/** The name of the lock that only one tab of this browser holds: the one whose engine runs. */
const ENGINE_LOCK = "comity-engine";

let engine: EngineFacade | undefined;
const early = new Set<Listener>();

/** What the page reaches through Comlink. */
const door = {
  /** Subscribes; a tab that has to wait for another is told so, and gets the engine when the other closes. */
  async subscribe(listener: Listener): Promise<void> {
    if (engine !== undefined) {
      await engine.subscribe(listener);
      return;
    }
    early.add(listener);
    const free = await navigator.locks.query();
    const taken = free.held?.some((lock) => lock.name === ENGINE_LOCK) ?? false;
    if (engine === undefined && taken) listener({ type: "phase", phase: { phase: "elsewhere" } });
  },
  /** Calls one method of the engine. */
  async call(method: Method, input: unknown): Promise<unknown> {
    if (engine === undefined) return { ok: false, fault: { code: "not-ready" } };
    // The page side is typed by EngineFacade itself (connectWorker): this is where that crosses the worker.
    const run = engine[method] as (input: unknown) => Promise<unknown>;
    return run.call(engine, input);
  },
};
export type EngineDoor = typeof door;

async function start(): Promise<void> {
  const sodium = await loadSodium();
  const store = await IndexedDbStore.open();
  const { origin } = self.location;
  const random = (n: number) => sodium.randombytes_buf(n);
  const connect = () => new SocketTransport(origin, browserClock, random);
  engine = createEngine({ sodium, store, connect, clock: browserClock, random, origin });
  for (const listener of early) await engine.subscribe(listener);
  early.clear();
}

expose(door);
// The lock is held as long as this worker lives.
void navigator.locks.request(ENGINE_LOCK, async () => {
  await start();
  await new Promise(() => undefined);
});
