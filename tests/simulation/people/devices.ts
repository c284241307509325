import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { type Action, follow } from "./actions.ts";

/** How many further devices a world may get. */
const LINKED_AT_MOST = 2;

/** People who have several devices. */
export const DEVICE_ACTIONS: readonly Action[] = [
  {
    name: "link a device",
    weight: 2,
    act(world, dice) {
      const linked = world.devices.filter(({ name, person }) => name !== person);
      const device = dice.pick(world.devices.filter(({ online }) => online));
      if (device === undefined) return false;
      // A browser on which an earlier try has failed is as good as new.
      const spare = linked.find(
        ({ person, isSetUp, linking }) => person === device.person && !isSetUp && !linking,
      );
      if (spare === undefined && linked.length >= LINKED_AT_MOST) return false;
      const number = linked.filter(({ person }) => person === device.person).length + 2;
      const fresh = spare ?? world.newDevice(`${device.person}'s ${number}.`, device.person);
      fresh.linking = true;
      void link(world, device, fresh).finally(() => {
        fresh.linking = false;
      });
      return true;
    },
  },
  {
    name: "end a device",
    weight: 2,
    act(world, dice) {
      const device = dice.pick(world.devices.filter((one) => one.online && siblings(world, one).length > 0));
      const other = dice.pick(siblings(world, device));
      const { engine } = device ?? {};
      if (device === undefined || engine === undefined || other?.id === undefined) return false;
      world.chronicle.say(`${device.name} ends ${other.name}`);
      const what = `${device.name} ending ${other.name}`;
      follow(world, what, engine.revokeDevice({ device: other.id, passphrase: PASSPHRASE }));
      return true;
    },
  },
  {
    name: "mute",
    weight: 1,
    act(world, dice) {
      const device = dice.pick(world.devices.filter(({ conversations }) => conversations.length > 0));
      const view = dice.pick(device?.conversations ?? []);
      if (device?.engine === undefined || view === undefined) return false;
      const until = dice.chance(0.6) ? world.time.now() + dice.whole(1, 90) * 86_400_000 : undefined;
      follow(world, `${device.name} muting`, device.engine.mute({ conversation: view.id, until }));
      return true;
    },
  },
];

/** The person's other devices that are set up. */
function siblings(world: World, device: SimulatedDevice | undefined): readonly SimulatedDevice[] {
  return world.devices.filter(
    (one) => one !== device && one.person === device?.person && one.isSetUp && !one.retired,
  );
}

/** The whole way as two screens and a person go it, as far as the weather lets them. */
async function link(world: World, device: SimulatedDevice, fresh: SimulatedDevice): Promise<void> {
  const { engine } = device;
  if (engine === undefined) return;
  const [side, name] = [fresh.start(), fresh.name];
  world.chronicle.say(`${device.name} links ${name}`);
  const offer = await side.openLink({ deviceName: name });
  if (!offer.ok) return world.chronicle.say(`  linking ${name}: no offer: ${offer.fault.code}`);
  const comparing = side.compareLink();
  const claimed = await engine.linkDevice(offer.value.code);
  if (!claimed.ok) {
    world.chronicle.say(`  linking ${name}: not claimed: ${claimed.fault.code}`);
    return side.cancelLink();
  }
  const compared = await comparing;
  if (!compared.ok) return world.chronicle.say(`  linking ${name}: not compared: ${compared.fault.code}`);
  if (compared.value.number !== claimed.value.number)
    return world.violated("linking", `${name} shows another number than ${device.name}`);
  follow(world, `${device.name} handing over to ${name}`, engine.confirmLink(PASSPHRASE));
  const accepted = await side.acceptLink({ passphrase: PASSPHRASE });
  world.chronicle.say(`  linking ${name}: ${accepted.ok ? "done" : accepted.fault.code}`);
}
