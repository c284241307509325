import { isOut } from "@comity/client/engine/conversations/records";
import { sameBytes } from "@comity/shared/bytes/bytes";
import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { type Inspected, inspect } from "./inspection.ts";
import { short } from "./stints.ts";

/**
 * Every group is one group: all who are in it stand in the log's epoch with the same tree and the same
 * confirmation tag (RFC 9420 section 8.2), know the same members and the same title, have stored the log to
 * its end and have nothing left to send.
 */
export async function checkGroups(
  world: World,
  devices: readonly SimulatedDevice[],
  closed: ReadonlySet<ConversationId>,
): Promise<string[]> {
  const problems: string[] = [];
  const vaults = new Map<SimulatedDevice, Awaited<ReturnType<typeof inspect>>>();
  for (const device of devices) vaults.set(device, await inspect(world, device));
  for (const [id, { tail, commits }] of world.server.disk.logs) {
    if (tail === undefined || closed.has(id)) continue;
    const members = commits.get(tail.commitSeq)?.devices ?? [];
    let first: { readonly device: SimulatedDevice; readonly inspected: Inspected } | undefined;
    for (const device of devices) {
      const self = device.self?.device as DeviceId | undefined;
      if (self === undefined) continue;
      const inspected = vaults.get(device)?.get(id);
      const where = `${short(id)} at ${device.name}`;
      if (!members.includes(self)) {
        // What a new device knows from its person's others only is as new as what they have kept.
        const fromHistory = inspected?.record.state === "joining" && inspected.record.joined === 0;
        if (inspected !== undefined && !isOut(inspected.record) && !fromHistory)
          problems.push(`${where}: is ${inspected.record.state}, and this device is out of it`);
        continue;
      }
      if (inspected === undefined) {
        problems.push(`${where}: was never joined`);
        continue;
      }
      const { record, group } = inspected;
      if (record.state !== "active") problems.push(`${where}: is ${record.state}`);
      if (record.broken !== undefined) problems.push(`${where}: is broken by ${record.broken.cause}`);
      if (record.cursor !== tail.seq || record.ahead.length > 0)
        problems.push(`${where}: is read to #${record.cursor} of #${tail.seq}`);
      if ((device.view(id)?.queued ?? 0) > 0) problems.push(`${where}: has messages to send`);
      if (group === undefined) {
        problems.push(`${where}: has no keys`);
        continue;
      }
      // Commits that the group does not take count for the server all the same.
      const epoch = group.epoch + record.epochShift;
      if (epoch !== tail.epoch) problems.push(`${where}: is in epoch ${epoch} of ${tail.epoch}`);
      const leaves = group.leaves().map(({ device: leaf }) => leaf);
      if ([...leaves].sort().join() !== [...members].sort().join())
        problems.push(`${where}: has other members than the log`);
      first ??= { device, inspected };
      problems.push(...unlike(where, first.device.name, first.inspected, inspected));
    }
  }
  return problems;
}

function unlike(where: string, firstName: string, first: Inspected, one: Inspected): readonly string[] {
  const problems: string[] = [];
  const [mine, other] = [first.group?.state, one.group?.state];
  if (mine === undefined || other === undefined) return problems;
  if (!sameBytes(mine.confirmationTag, other.confirmationTag))
    problems.push(`${where}: has another confirmation tag than ${firstName}`);
  if (!sameBytes(mine.groupContext.treeHash, other.groupContext.treeHash))
    problems.push(`${where}: has another tree than ${firstName}`);
  const title = ({ record }: Inspected) => `${record.reference} ${record.title}`;
  if (title(first) !== title(one)) problems.push(`${where}: has another title than ${firstName}`);
  return problems;
}
