import { transfer } from "comlink";
import type { DeriveKey, KeyRequest } from "../engine/ports.ts";

/** What a worker that only derives a key offers. */
export interface KeyDoor {
  derive(request: KeyRequest): Promise<Uint8Array>;
}

/** The name by which this code knows, in a worker of its own, that it is to derive a key and nothing else. */
export const KEY_WORKER = "comity-key";

interface Tab {
  readonly derive: DeriveKey;
  /** Resolves when the tab has gone. */
  readonly gone: Promise<void>;
}

/**
 * Lets tabs derive keys for the engine, the one that asked last first. Where a tab goes meanwhile or can't start
 * a worker, the next one does it; where none can, it is done in place.
 */
export class KeyDerivation {
  private readonly tabs: Tab[] = [];

  constructor(private readonly inPlace: () => Promise<DeriveKey>) {}

  /** A tab came, or asks for something: it is the first to be turned to. */
  turnTo(tab: Tab): void {
    this.forget(tab);
    this.tabs.push(tab);
  }

  forget(tab: Tab): void {
    const at = this.tabs.indexOf(tab);
    if (at >= 0) this.tabs.splice(at, 1);
  }

  readonly derive: DeriveKey = async (request) => {
    for (let tab = this.tabs.at(-1); tab !== undefined; tab = this.tabs.at(-1)) {
      const passphrase = request.passphrase.slice();
      const copy = transfer({ ...request, passphrase }, [passphrase.buffer]);
      const lost = tab.gone.then(() => undefined);
      const key = await Promise.race([tab.derive(copy), lost]).catch(() => undefined);
      if (key !== undefined) return key;
      this.forget(tab);
    }
    return (await this.inPlace())(request);
  };
}
