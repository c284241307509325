import { loadSodium } from "@comity/shared/crypto/sodium";
import { createEngine } from "../engine/engine.ts";
import type { EngineFacade } from "../engine/facade/facade.ts";
import type { Clock, VaultStore } from "../engine/ports.ts";
import { SocketTransport } from "../engine/transport/socketTransport.ts";
import type { PassphraseCost } from "../engine/vault/passphrase.ts";
import { MemoryStore } from "../vault-store/memoryStore.ts";

/** Node's clock and timers. */
export const nodeClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

export interface NodeEngineOptions {
  /** The server's public origin, as it stands in links and is signed at log-in. */
  readonly origin: string;
  readonly store?: VaultStore;
  /** Another cost of the passphrase, for tests of other things. */
  readonly passphraseCost?: PassphraseCost;
  /** Where to connect, if not to the origin itself (a recording proxy, in tests). */
  readonly connectTo?: string;
}

/** An engine in Node: the same code as in the browser's worker, over a store in memory unless another is given. */
export async function createNodeEngine(options: NodeEngineOptions): Promise<EngineFacade> {
  const { origin, store = new MemoryStore(), passphraseCost, connectTo } = options;
  const sodium = await loadSodium();
  const random = (n: number) => sodium.randombytes_buf(n);
  return createEngine({
    sodium,
    store,
    clock: nodeClock,
    random,
    origin,
    connect: () => new SocketTransport(origin, nodeClock, random, connectTo),
    ...(passphraseCost === undefined ? {} : { passphraseCost }),
  });
}
