import type { Measured } from "./measured.ts";

/** One sender's work: send once, resolve when acknowledged. */
export type Send = () => Promise<void>;

export interface LoadResult {
  readonly name: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuPerThousand: number;
}

/** Counts deliveries and how long they took: the sender writes the time of sending into each message. */
export class Deliveries {
  count = 0;
  readonly taken: number[] = [];

  /** Takes a message whose first 8 bytes are the sender's clock. */
  take(bytes: Uint8Array): void {
    this.count += 1;
    const sent = new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
    this.taken.push(performance.now() - sent);
  }
}

/** 400 bytes of noise that begin with the present time. */
export function stamped(noise: Uint8Array): Uint8Array {
  const bytes = noise.slice();
  new DataView(bytes.buffer).setFloat64(0, performance.now());
  return bytes;
}

/** Keeps `window` sends of every sender under way for `seconds`, and sums up. */
export async function drive(
  name: string,
  server: Measured,
  senders: readonly Send[],
  window: number,
  seconds: number,
  deliveries: Deliveries,
): Promise<LoadResult> {
  deliveries.count = 0;
  deliveries.taken.length = 0;
  const cpuBefore = await server.cpuSeconds();
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    senders.flatMap((send) =>
      Array.from({ length: window }, async () => {
        while (performance.now() < end) await send();
      }),
    ),
  );
  const elapsed = (performance.now() - started) / 1000;
  const cpu = (await server.cpuSeconds()) - cpuBefore;
  const sorted = deliveries.taken.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return {
    name,
    perSecond: deliveries.count / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    cpuPerThousand: (cpu / Math.max(1, deliveries.count)) * 1000,
  };
}

/** One line of the table. */
export function print({ name, perSecond, p50, p99, cpuPerThousand }: LoadResult): void {
  process.stdout.write(
    `${name.padEnd(34)} ${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99
      .toFixed(1)
      .padStart(6)} ms   ${cpuPerThousand.toFixed(4)} CPU-s per 1,000\n`,
  );
}
