import { isStateOf, type PublicState, readPublicState } from "@comity/client/engine/mls/external";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import type { ConversationId } from "@comity/shared/ids";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { inspect } from "./inspection.ts";
import { stands } from "./standing.ts";

/**
 * Conversations of which nobody has keys any more: of the devices that the log says are in, the ones were lost, or have
 * no standing, and the others have a disk that was put back; and nobody of standing has left a public state of the
 * present epoch by which one of them could come in. No device can do anything about that.
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
  for (const [id, { tail, commits }] of world.server.disk.logs) {
    if (tail === undefined) continue;
    const left = await leftState(world, id, tail.epoch);
    if (left !== undefined && stands(world, left.signer.device)) continue;
    const members = commits.get(tail.commitSeq)?.devices ?? [];
    const inside = present.filter((device) => device.id !== undefined && members.includes(device.id));
    const hasNoKeys = (device: SimulatedDevice) => {
      const kept = vaults.get(device);
      if (kept === undefined) return false;
      const { group, record } = kept.get(id) ?? {};
      if (group === undefined) return true;
      return record?.broken?.rejoin === true && (left === undefined || !isStateOf(left, group));
    };
    if (inside.length > 0 && inside.every(hasNoKeys)) closed.add(id);
  }
  return closed;
}

/** The public state of a conversation's present epoch that somebody has left at the server. */
async function leftState(
  { server, sodium, dice }: World,
  id: ConversationId,
  epoch: number,
): Promise<PublicState | undefined> {
  const kept = server.disk.groupInfos.get(id);
  if (kept?.epoch !== epoch) return undefined;
  const chance = dice.fork("inspection");
  const suite = comitySuite(sodium, DEFAULT_SUITE, { randomBytes: (length) => chance.bytes(length) });
  // What a hostile program has left may be no state at all.
  return readPublicState(suite, kept.groupInfo, id, async () => true).catch(() => undefined);
}
