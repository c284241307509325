import type { SimulatedDevice } from "../world/device.ts";
import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";
import type { Action } from "./actions.ts";

/** The longest that a disk keeps nothing of what it says that it has. */
const LIES_AT_MOST_MS = 20_000;

/** Disks that are copied, and put back as they were: a machine restored from a backup of it. */
export const OLD_COPY_ACTIONS: readonly Action[] = [
  {
    name: "a disk is copied",
    weight: 2,
    act(world, dice) {
      const device = dice.pick(world.devices.filter(isSettled));
      if (device === undefined) return false;
      world.chronicle.say(`the disk of ${device.name} is copied`);
      copy(world, device);
      return true;
    },
  },
  {
    name: "a disk is put back as it was",
    weight: 1,
    act(world, dice) {
      const device = dice.pick(world.devices.filter((one) => isSettled(one) && one.copy !== undefined));
      if (device === undefined) return false;
      putBack(world, device);
      return true;
    },
  },
  {
    name: "a disk loses what it has acknowledged",
    weight: 1,
    act(world, dice) {
      const device = dice.pick(world.devices.filter(isSettled));
      if (device === undefined) return false;
      losesSoon(world, dice, device);
      return true;
    },
  },
];

function copy(world: World, device: SimulatedDevice): void {
  const takenOn = [...world.ledger.written.values(), ...world.ledger.amended].filter(
    (one) => one.device === device.name && isTakenOn(one),
  );
  device.copy = { records: structuredClone(device.disk.records), takenOn: new Set(takenOn) };
}

/** What a disk takes on for a while and has not kept when the power fails: everything since, the writes that it acknowledged too. */
function losesSoon(world: World, dice: Dice, device: SimulatedDevice): void {
  world.chronicle.fault(`the disk of ${device.name} acknowledges and keeps nothing`);
  copy(world, device);
  const { copy: kept } = device;
  world.time.after(dice.whole(1, LIES_AT_MOST_MS), () => {
    if (kept !== undefined && device.copy === kept && isSettled(device)) putBack(world, device);
  });
}

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
