import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { Log } from "../storage/disk.ts";

/** A time that a device spent in a conversation: the entry that brought it in, and the one that took it out. */
export interface Stint {
  readonly joined: number;
  readonly joinedEpoch: number;
  readonly left: number | undefined;
}

/** When a device was in a conversation, from the log alone. */
export function stintsOf(log: Log, device: DeviceId): readonly Stint[] {
  const stints: Stint[] = [];
  for (const commit of [...log.commits.values()].sort((one, other) => one.seq - other.seq)) {
    const current = stints.at(-1);
    const inside = current !== undefined && current.left === undefined;
    // Somebody who is brought in anew while being in it starts over.
    if (commit.added.includes(device)) {
      if (inside && current !== undefined) stints[stints.length - 1] = { ...current, left: commit.seq };
      stints.push({ joined: commit.seq, joinedEpoch: commit.epochAfter, left: undefined });
    } else if (inside && current !== undefined && !commit.devices.includes(device)) {
      stints[stints.length - 1] = { ...current, left: commit.seq };
    }
  }
  return stints;
}

/** Whether a device could read an entry: it came in before it and was not yet out. */
export function wasInside(stints: readonly Stint[], seq: number): boolean {
  return stints.some(({ joined, left }) => joined < seq && (left === undefined || seq <= left));
}

/**
 * Whether an entry got its place while some of a person's devices were inside, and was encrypted before any of these
 * came in: nobody of them can ever have read it.
 */
export function isBeforeAll(
  family: readonly (readonly Stint[])[],
  { seq, epoch }: { readonly seq: number; readonly epoch: number },
): boolean {
  const there = family
    .flat()
    .filter(({ joined, left }) => joined < seq && (left === undefined || seq <= left));
  return there.length > 0 && there.every(({ joinedEpoch }) => epoch < joinedEpoch);
}

/** A name that is short enough to read. */
export const short = (id: ConversationId): string => id.slice(0, 6);
