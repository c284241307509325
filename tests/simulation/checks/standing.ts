import type { AccountId, ConversationId, DeviceId, NetworkId } from "@comity/shared/ids";
import { boardConversationId } from "@comity/shared/protocol/conversationIds";
import { Roster } from "@comity/shared/statements/roster";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { short } from "./stints.ts";

/** What the logs on the server's disk say, read once for each length of theirs. */
const read = new WeakMap<World, Map<NetworkId, { readonly size: number; readonly roster: Roster }>>();

export function rostersOf(world: World): readonly Roster[] {
  const known = read.get(world) ?? new Map();
  read.set(world, known);
  return [...world.server.disk.statements].flatMap(([network, entries]) => {
    const held = known.get(network);
    if (held?.size === entries.length) return [held.roster];
    const [first, ...rest] = entries;
    const founded = first === undefined ? undefined : Roster.found(world.sodium, first);
    if (founded?.ok !== true) return [];
    for (const entry of rest) founded.value.append(entry);
    known.set(network, { size: entries.length, roster: founded.value });
    return [founded.value];
  });
}

/** Whose membership is suspended just now in a network, or in any, by the logs on the server's disk. */
export function suspendedAccounts(world: World, network?: NetworkId): readonly AccountId[] {
  const rosters = rostersOf(world).filter((roster) => network === undefined || roster.network === network);
  const accounts = new Set([...world.server.disk.devices.values()].map(({ account }) => account));
  const now = world.time.now();
  return [...accounts].filter((account) =>
    rosters.some((roster) => roster.membershipFault(account, now) === "membership-suspended"),
  );
}

/** Whether a device may come in, by the logs on the server's disk. */
export function hasStanding(world: World, device: SimulatedDevice): boolean {
  if (device.retired || !device.isSetUp) return false;
  // A device that can't even be unlocked is a problem of its own.
  return device.id === undefined || stands(world, device.id);
}

/** Whether a device has standing in any network now, by the logs on the server's disk. */
export function stands(world: World, device: DeviceId): boolean {
  return rostersOf(world).some((roster) => roster.standing(device, world.time.now()).ok);
}

/**
 * Every device of a member's is certified; no device that has lost its standing is left in a group; and a
 * person's devices are all in what one of them is in.
 */
export async function checkStanding(
  world: World,
  present: readonly SimulatedDevice[],
  closed: ReadonlySet<ConversationId>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const device of world.devices) {
    const { id, account } = device;
    if (device.retired || id === undefined || account === undefined) continue;
    for (const roster of rostersOf(world))
      if (roster.membershipFault(account, world.time.now()) === undefined && roster.device(id) === undefined)
        problems.push(`${device.name} was never certified`);
  }
  problems.push(...checkBoards(world, present, closed));
  for (const [id, { tail, commits }] of world.server.disk.logs) {
    if (closed.has(id)) continue;
    const inside = commits.get(tail?.commitSeq ?? 0)?.devices ?? [];
    // Where nobody is left there is nobody to take anybody out.
    if (!present.some((device) => device.id !== undefined && inside.includes(device.id))) continue;
    for (const device of inside)
      if (!stands(world, device))
        problems.push(`${short(id)}: ${nameOf(world, device)} has no standing and is still in it`);
    const people = new Set(inside.map((device) => accountOf(world, device)));
    for (const device of present)
      if (device.id !== undefined && people.has(device.account) && !inside.includes(device.id))
        problems.push(`${short(id)}: ${device.name} is out of it, and its person is not`);
  }
  return problems;
}

/** Where an officer is there to see to it, everybody who stands in a network is in its notice board. */
function checkBoards(
  world: World,
  present: readonly SimulatedDevice[],
  closed: ReadonlySet<ConversationId>,
): readonly string[] {
  return rostersOf(world).flatMap((roster) => {
    const id = boardConversationId(world.sodium, roster.network);
    const { tail, commits } = world.server.disk.logs.get(id) ?? {};
    const inside = commits?.get(tail?.commitSeq ?? 0)?.devices ?? [];
    const members = present.filter(
      (device) => device.id !== undefined && roster.standing(device.id, world.time.now()).ok,
    );
    const isOfficer = ({ account }: SimulatedDevice) => account !== undefined && roster.isOfficer(account);
    // Whoever lost all devices right after they were alone on it can't come back: nobody is there to let them in.
    const reachable = present.some(({ id: device }) => device !== undefined && inside.includes(device));
    if (!members.some(isOfficer) || !reachable || closed.has(id)) return [];
    return members
      .filter((device) => device.id !== undefined && !inside.includes(device.id))
      .map((device) => `${short(id)}: ${device.name} is not in the notice board`);
  });
}

function accountOf(world: World, device: DeviceId): AccountId | undefined {
  return world.server.disk.devices.get(device)?.account;
}

function nameOf(world: World, device: DeviceId): string {
  return world.devices.find(({ id }) => id === device)?.name ?? device.slice(0, 6);
}
