import "./zodWithoutEval.ts";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { fail } from "@comity/shared/result";
import { type Endpoint, expose, transfer } from "comlink";
import { createEngine } from "../engine/engine.ts";
import type { EngineFacade } from "../engine/facade/facade.ts";
import { faultOf } from "../engine/facade/unexpected.ts";
import { SocketTransport } from "../engine/transport/socketTransport.ts";
import { argon2id } from "../engine/vault/passphrase.ts";
import { IndexedDbStore } from "../vault-store/indexedDbStore.ts";
import { BrowserMarks } from "./browserMarks.ts";
import { browserClock } from "./browserPorts.ts";
import type { EngineDoor } from "./engineDoor.ts";
import { EngineHost, type Listener } from "./engineHost.ts";
import { IdleLock } from "./idleLock.ts";
import { KEY_WORKER, KeyDerivation, type KeyDoor } from "./keyDerivation.ts";
import { holdLock, lockIsHeld, whenReleased } from "./locks.ts";

/**
 * The name of the lock that only one engine of this browser holds: two on the same ratchets would use keys
 * twice. A shared worker's tabs share its engine; where a browser has no shared workers, or a tab runs another
 * version of this code, the others wait for the lock.
 */
const ENGINE_LOCK = "comity-engine";
const WORKER_LOCK = `comity-worker-${crypto.randomUUID()}`;
/** Until a tab says what its person has chosen. */
const IDLE_MS = 15 * 60_000;

const host = new EngineHost();
const marks = new BrowserMarks();
const keys = new KeyDerivation(async () => argon2id(await loadSodium()));
/** Whether this worker is the one whose engine may run. */
let inCharge = false;
const alive = holdLock(WORKER_LOCK);
const idle = new IdleLock(browserClock, IDLE_MS, () => void host.running?.lock());

async function start(): Promise<void> {
  if (host.running !== undefined) return;
  try {
    const sodium = await loadSodium();
    const store = await IndexedDbStore.open();
    const { origin } = self.location;
    const random = (n: number) => sodium.randombytes_buf(n);
    const connect = () => new SocketTransport(origin, browserClock, random);
    const engine = createEngine({
      ...{ sodium, store, marks, connect, clock: browserClock, random, origin },
      deriveKey: keys.derive,
    });
    void store.gone.then(() => lose(engine));
    await host.run(engine);
  } catch {
    // The browser does not give its storage. Said to the tabs, and tried again when one is opened or reloaded.
    host.tellWithout({ phase: "lost", reason: "unavailable", mark: await marks.read() });
  }
}

/** The records were taken away under a running engine: it ends at once, and the next one says what was lost. */
async function lose(engine: EngineFacade): Promise<void> {
  host.tellWithout({ phase: "lost", reason: "thrown-away", mark: await marks.read() });
  await inTurn(() => engine.lock());
  await inTurn(start);
}

/** Never two starts at once. */
let turns: Promise<void> = Promise.resolve();
function inTurn(work: () => Promise<void>): Promise<void> {
  turns = turns.then(work, work);
  return turns;
}

function doorFor(): EngineDoor {
  let listener: Listener | undefined;
  let forget: () => void = () => undefined;
  let asks: () => void = () => undefined;
  const leave = () => {
    forget();
    if (listener !== undefined) host.leave(listener);
    listener = undefined;
  };
  return {
    async enter({ lock, mark }, keepMark, derive) {
      await alive;
      const forgetMark = marks.join(mark, keepMark);
      const gone = whenReleased(lock);
      const tab = { derive, gone };
      asks = () => keys.turnTo(tab);
      asks();
      forget = () => {
        forgetMark();
        asks = () => undefined;
        keys.forget(tab);
      };
      void gone.then(leave);
      return { lock: WORKER_LOCK };
    },
    async subscribe(tab) {
      if (listener !== undefined) return;
      listener = tab;
      await host.join(tab);
      if (inCharge) void inTurn(start);
    },
    async call(method, input) {
      const engine = host.running;
      if (engine === undefined) return fail({ code: "not-ready" });
      asks();
      // The page side is typed by EngineFacade itself (connectEngine): this is where that crosses the worker.
      const run = engine[method] as (input: unknown) => Promise<unknown>;
      try {
        return await run.call(engine, input);
      } catch (error) {
        return fail(faultOf(error));
      }
    },
    touched: (idleMs) => idle.touched(idleMs),
    leave,
  };
}

function admit(tab: Endpoint): void {
  expose(doorFor(), tab);
}

/** This worker was started to derive one key; whoever asked ends it. */
function deriveOnly(): void {
  const door: KeyDoor = {
    async derive(request) {
      const sodium = await loadSodium();
      const key = await argon2id(sodium)(request);
      sodium.memzero(request.passphrase);
      return transfer(key, [key.buffer]);
    },
  };
  expose(door);
}

async function takeCharge(): Promise<void> {
  if (await lockIsHeld(ENGINE_LOCK)) host.tellWithout({ phase: "elsewhere" });
  await holdLock(ENGINE_LOCK);
  inCharge = true;
  if (host.occupied) void inTurn(start);
}

if (self.name === KEY_WORKER) deriveOnly();
else {
  if ("onconnect" in self)
    self.addEventListener("connect", (event) => {
      const [port] = event instanceof MessageEvent ? event.ports : [];
      if (port !== undefined) admit(port);
    });
  else admit(self);
  void takeCharge();
}
