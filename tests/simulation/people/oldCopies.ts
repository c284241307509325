import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import type { Action } from "./actions.ts";

/** Disks that are copied, and put back as they were: a machine restored from a backup of it. */
export const OLD_COPY_ACTIONS: readonly Action[] = [
  {
    name: "a disk is copied",
    weight: 0,
    act(world, dice) {
      const device = dice.pick(world.devices.filter(isSettled));
      if (device === undefined) return false;
      world.chronicle.say(`the disk of ${device.name} is copied`);
      const takenOn = [...world.ledger.written.values(), ...world.ledger.amended].filter(
        (one) => one.device === device.name && isTakenOn(one),
      );
      device.copy = { records: structuredClone(device.disk.records), takenOn: new Set(takenOn) };
      return true;
    },
  },
  {
    name: "a disk is put back as it was",
    weight: 0,
    act(world, dice) {
      const device = dice.pick(world.devices.filter((one) => isSettled(one) && one.copy !== undefined));
      if (device === undefined) return false;
      putBack(world, device);
      return true;
    },
  },
];

/** Puts a device's disk back as it was when it was copied. Nobody expects of it what it has taken on since. */
export function putBack(world: World, device: SimulatedDevice): void {
  const { copy, id } = device;
  if (copy === undefined) return;
  world.chronicle.fault(`the disk of ${device.name} is put back as it was`);
  device.crash();
  device.copy = undefined;
  device.putBack = true;
  device.disk.records = structuredClone(copy.records);
  for (const written of world.ledger.written.values())
    if (written.device === device.name && !copy.takenOn.has(written)) written.messageId = undefined;
  for (const amended of world.ledger.amended)
    if (amended.device === device.name && !copy.takenOn.has(amended)) amended.takenOn = false;
  const sent = [...world.server.disk.logs.values()].flatMap(({ entries }) =>
    entries.filter(({ sender }) => sender === id).map(({ bytes }) => bytes),
  );
  world.keyUse.putBack(device.name, sent);
}

/** Its owner uses it, and it has been somebody's for longer than a moment. */
function isSettled({ retired, linking, id, isSetUp }: SimulatedDevice): boolean {
  return !retired && !linking && isSetUp && id !== undefined;
}

function isTakenOn(one: object): boolean {
  return ("messageId" in one && one.messageId !== undefined) || ("takenOn" in one && one.takenOn === true);
}
