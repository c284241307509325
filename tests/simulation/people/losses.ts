import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";
import { type Action, follow } from "./actions.ts";

/** How many people of a world may lose all that they have. */
const LOST_AT_MOST = 2;
/** A recovery that a bad line or a full disk has stopped is tried again after so long, so often. */
const TRY_AGAIN_MS = 60_000;
const TRIES = 40;

/** People who lose all their devices, and come back with the printed key. */
export const LOSS_ACTIONS: readonly Action[] = [
  {
    name: "all devices of a person are lost",
    weight: 1,
    act(world, dice) {
      const device = dice.pick(world.devices.filter((one) => mayBeLost(world, one)));
      const lost = new Set(world.devices.filter((one) => one.lost).map(({ person }) => person));
      if (device === undefined || lost.size >= LOST_AT_MOST) return false;
      const { person } = device;
      world.chronicle.fault(`${person} loses all devices`);
      for (const one of devicesOf(world, person)) {
        one.retired = true;
        one.lost = true;
        one.crash();
      }
      const fresh = world.newDevice(`${person}'s restored`, person);
      fresh.linking = true;
      void restore(world, dice.fork(`recovery of ${person}`), person, fresh).finally(() => {
        fresh.linking = false;
      });
      return true;
    },
  },
  {
    name: "a lost device is ended",
    weight: 2,
    act(world, dice) {
      const gone = world.devices.filter(({ lost, id }) => lost && id !== undefined);
      const device = dice.pick(
        world.devices.filter((one) => one.online && gone.some(({ person }) => person === one.person)),
      );
      const other = dice.pick(gone.filter(({ person }) => person === device?.person));
      if (device?.engine === undefined || other?.id === undefined) return false;
      world.chronicle.say(`${device.name} ends ${other.name}, which is lost`);
      const what = `${device.name} ending ${other.name}`;
      follow(world, what, device.engine.revokeDevice({ device: other.id, passphrase: PASSPHRASE }));
      return true;
    },
  },
];

const devicesOf = (world: World, person: string): readonly SimulatedDevice[] =>
  world.devices.filter((one) => one.person === person);

/** Somebody with a printed key and all of whose devices are settled. */
function mayBeLost(world: World, device: SimulatedDevice): boolean {
  const family = devicesOf(world, device.person);
  const settled = family.every(({ retired, linking, isSetUp }) => !retired && !linking && isSetUp);
  return settled && device.recoveryKey !== undefined && device.id !== undefined;
}

/** The person types the key in on a clean device until it is taken. */
async function restore(world: World, dice: Dice, person: string, fresh: SimulatedDevice): Promise<void> {
  const recoveryKey = world.device(person)?.recoveryKey ?? "";
  const deviceName = fresh.name;
  for (let tries = 0; tries < TRIES && !fresh.isSetUp; tries++) {
    await world.time.wait(dice.whole(1000, TRY_AGAIN_MS));
    // A device that loses power while it is being set up is asked again by its owner.
    const answer = await Promise.race([
      fresh.start().restore({ recoveryKey, passphrase: PASSPHRASE, deviceName }),
      world.time.wait(2 * TRY_AGAIN_MS),
    ]);
    world.chronicle.say(
      `  restoring ${person}: ${answer === undefined ? "no answer" : answer.ok ? "done" : answer.fault.code}`,
    );
  }
}
