import { z } from "zod";
import type { VaultMark, VaultMarks } from "../engine/ports.ts";

const Mark = z.object({ recoveryNumber: z.number().int(), recoveryIssuedAt: z.number() });

/** A mark as it stands outside the vault; undefined where there is none that can be read. */
export function readMark(text: string | null | undefined): VaultMark | undefined {
  if (text === null || text === undefined) return undefined;
  try {
    return Mark.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const CACHE = "comity-mark";
const ADDRESS = "/vault-mark";

/**
 * Remembers a vault in two places that a browser clears by other rules than IndexedDB: the cache storage, which
 * a worker reaches, and the tabs' localStorage, which they bring along and keep for it.
 */
export class BrowserMarks implements VaultMarks {
  private ofTabs: VaultMark | undefined;
  private readonly tabs = new Set<(text: string | undefined) => void>();

  /** A tab came, with what its localStorage holds; `keep` is told what it should hold from now on. */
  join(text: string | undefined, keep: (text: string | undefined) => void): () => void {
    this.ofTabs ??= readMark(text);
    this.tabs.add(keep);
    return () => this.tabs.delete(keep);
  }

  async read(): Promise<VaultMark | undefined> {
    return (await this.ofCache()) ?? this.ofTabs;
  }

  async write(mark: VaultMark | undefined): Promise<void> {
    this.ofTabs = mark;
    const text = mark === undefined ? undefined : JSON.stringify(mark);
    for (const keep of this.tabs) keep(text);
    try {
      const cache = await caches.open(CACHE);
      if (text === undefined) await cache.delete(ADDRESS);
      else await cache.put(ADDRESS, new Response(text));
    } catch {
      // A browser without this storage still has the other place.
    }
  }

  private async ofCache(): Promise<VaultMark | undefined> {
    try {
      const found = await (await caches.open(CACHE)).match(ADDRESS);
      return readMark(await found?.text());
    } catch {
      return undefined;
    }
  }
}
