import { proxy, wrap } from "comlink";
import type { EngineFacade } from "../engine/facade/facade.ts";
import type { EngineDoor } from "./engineWorker.ts";

/**
 * Starts the engine in a Web Worker and gives its façade. Keys and plaintext of other conversations than the
 * one on the screen never leave the worker.
 */
export function connectWorker(): EngineFacade {
  const worker = new Worker(new URL("./engineWorker.ts", import.meta.url), {
    type: "module",
    name: "engine",
  });
  const door = wrap<EngineDoor>(worker);
  const subscribe: EngineFacade["subscribe"] = async (listener) => {
    let listening = true;
    await door.subscribe(
      proxy((change) => {
        if (listening) listener(change);
      }),
    );
    return () => {
      listening = false;
    };
  };
  // Every other method is one message with one argument; the façade's type says which and what comes back.
  return new Proxy({ subscribe } as EngineFacade, {
    get: (target, method: keyof EngineFacade) =>
      method === "subscribe" ? target.subscribe : (input: unknown) => door.call(method, input),
  });
}
