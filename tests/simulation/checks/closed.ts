import type { ConversationId } from "@comity/shared/ids";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { inspect } from "./inspection.ts";

/**
 * Conversations of which nobody has keys any more: of the devices that the log says are in, the ones were lost and the
 * others have a disk that was put back, and nobody had left a public state of the present epoch by which one of them
 * could come in. No device can do anything about that.
 */
export async function closedConversations(
  world: World,
  present: readonly SimulatedDevice[],
): Promise<ReadonlySet<ConversationId>> {
  const closed = new Set<ConversationId>();
  const old = present.filter(({ putBack }) => putBack);
  if (old.length === 0) return closed;
  const vaults = new Map<SimulatedDevice, Awaited<ReturnType<typeof inspect>>>();
  for (const device of old) vaults.set(device, await inspect(world, device));
  const { logs, groupInfos } = world.server.disk;
  for (const [id, { tail, commits }] of logs) {
    if (tail === undefined || groupInfos.get(id)?.epoch === tail.epoch) continue;
    const members = commits.get(tail.commitSeq)?.devices ?? [];
    const inside = present.filter((device) => device.id !== undefined && members.includes(device.id));
    const hasNoKeys = (device: SimulatedDevice) => {
      const kept = vaults.get(device);
      if (kept === undefined) return false;
      const { group, record } = kept.get(id) ?? {};
      return group === undefined || record?.broken?.rejoin === true;
    };
    if (inside.length > 0 && inside.every(hasNoKeys)) closed.add(id);
  }
  return closed;
}
