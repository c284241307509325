import { transfer, wrap } from "comlink";
import { ownScript } from "../delivery/trustedScripts.ts";
import type { KeyRequest } from "../engine/ports.ts";
import engineScript from "./engineWorker.ts?worker&url";
import { KEY_WORKER, type KeyDoor } from "./keyDerivation.ts";

/**
 * Derives a key in a worker that ends with the answer: WebAssembly's memory never shrinks, so the 256 MiB of
 * Argon2id go with it. Runs in a page, since not every browser starts a worker from a shared one. It is the engine's
 * own script, which the browser has already. The bytes move; no copy stays on their way.
 */
export async function deriveInWorker(request: KeyRequest): Promise<Uint8Array> {
  const worker = new Worker(ownScript(engineScript), { type: "module", name: KEY_WORKER });
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", () => reject(new Error("the key's worker failed")), { once: true });
  });
  try {
    const moved = transfer(request, [request.passphrase.buffer]);
    const key = await Promise.race([wrap<KeyDoor>(worker).derive(moved), failed]);
    return transfer(key, [key.buffer]);
  } finally {
    worker.terminate();
  }
}
