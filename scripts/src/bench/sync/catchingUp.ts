import type { MemoryStore } from "@comity/client/vault-store/memoryStore";
import type { ConversationId } from "@comity/shared/ids";
import { comeBack, must, PASSPHRASE } from "./absence.ts";
import { type LinkShape, openLink } from "./link.ts";

/** What it took to come back. Times in ms, bytes as TCP carries them. */
export interface CaughtUp {
  readonly newestMs: number;
  readonly allMs: number;
  readonly up: number;
  readonly down: number;
  /** What the engine's process used, user and system. */
  readonly cpuMs: number;
}

/** Lets the absent device come back over a link until it has `messages` more lines than it had. */
export async function catchUpOver(
  origin: string,
  address: string,
  awayStore: MemoryStore,
  rooms: readonly ConversationId[],
  messages: number,
  shape: LinkShape,
): Promise<CaughtUp> {
  const link = await openLink(address, shape);
  const engine = await comeBack(origin, awayStore, link.address);
  const [newest] = rooms;
  const perRoom = Math.ceil(messages / rooms.length);
  let got = 0;
  let ofNewest = 0;
  let newestMs = 0;
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  let began = performance.now();
  const stop = await engine.subscribe((change) => {
    if (change.type !== "thread") return;
    const texts = change.items.filter((item) => item.kind === "message" && !item.mine).length;
    got += texts;
    if (change.conversation === newest) {
      ofNewest += texts;
      if (ofNewest >= perRoom && newestMs === 0) newestMs = performance.now() - began;
    }
    if (got >= messages) done();
  });
  const before = process.cpuUsage();
  began = performance.now();
  await must(engine.unlock(PASSPHRASE));
  await all;
  const allMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  stop();
  const { up, down } = link.passed();
  await engine.lock();
  await link.close();
  return { newestMs, allMs, up, down, cpuMs: (user + system) / 1000 };
}
