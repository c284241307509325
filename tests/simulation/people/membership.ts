import { suspendedAccounts } from "../checks/standing.ts";
import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import type { Dice } from "../world/dice.ts";
import { cardOf } from "../world/village.ts";
import type { World } from "../world/world.ts";
import { type Action, follow, nameOf, others, place, room } from "./actions.ts";

/** How many people a world may grow by, and shrink by. */
const NEWCOMERS_AT_MOST = 2;
const REVOKED_AT_MOST = 2;
/** How many may be suspended at the same time. */
const SUSPENDED_AT_MOST = 2;

const officers = (world: World) =>
  world.devices.filter(({ unlocked, self }) => unlocked && self?.networks.some(({ officer }) => officer));

/** Who is in a network, and several changes of one room in the same moment. */
export const MEMBERSHIP_ACTIONS: readonly Action[] = [
  {
    name: "several change one room at once",
    weight: 4,
    act(world, dice) {
      const found = place(world, dice, room);
      if (found === undefined) return false;
      const { view } = found;
      const inside = world.devices.filter(
        (device) => device.online && device.view(view.id)?.state === "active",
      );
      const changing = dice.several(inside, dice.whole(2, 4));
      if (changing.length < 2) return false;
      world.chronicle.say(`${changing.map(({ name }) => name).join(", ")} change one room at once`);
      for (const device of changing) changeSomehow(world, dice, device, view);
      return true;
    },
  },
  {
    name: "somebody new",
    weight: 1,
    act(world, dice) {
      const officer = dice.pick(officers(world));
      const grown = world.devices.filter(({ name }) => name.startsWith("Newcomer")).length;
      if (officer === undefined || !officer.online || grown >= NEWCOMERS_AT_MOST) return false;
      void enrol(world, officer, world.newDevice(`Newcomer${grown + 1}`));
      return true;
    },
  },
  {
    name: "a membership ends",
    weight: 1,
    act(world, dice) {
      const officer = dice.pick(officers(world));
      const network = officer?.self?.networks[0]?.network;
      const account = dice.pick(others(world, officer));
      const device = world.devices.find((one) => one.account === account && account !== undefined);
      const gone = world.devices.filter(({ retired, lost }) => retired && !lost).length;
      if (officer?.engine === undefined || network === undefined || device === undefined) return false;
      if (account === undefined || gone >= REVOKED_AT_MOST || !officer.online) return false;
      world.chronicle.say(`${officer.name} ends the membership of ${device.name}`);
      follow(
        world,
        `ending the membership of ${device.name}`,
        officer.engine.revokeMember({ network, account }),
      );
      return true;
    },
  },
  {
    name: "a membership is suspended",
    weight: 1,
    act(world, dice) {
      const officer = dice.pick(officers(world));
      const network = officer?.self?.networks[0]?.network;
      const account = dice.pick(others(world, officer));
      if (officer?.engine === undefined || !officer.online || network === undefined) return false;
      if (account === undefined || suspendedAccounts(world).length >= SUSPENDED_AT_MOST) return false;
      const name = nameOf(world, account);
      world.chronicle.say(`${officer.name} suspends ${name}`);
      follow(world, `suspending ${name}`, officer.engine.suspendMember({ network, account }));
      return true;
    },
  },
  {
    name: "a suspension is lifted",
    weight: 3,
    act(world, dice) {
      const officer = dice.pick(officers(world).filter(({ online }) => online));
      const network = officer?.self?.networks[0]?.network;
      const account = dice.pick(suspendedAccounts(world, network).filter((one) => one !== officer?.account));
      if (officer?.engine === undefined || network === undefined || account === undefined) return false;
      const name = nameOf(world, account);
      world.chronicle.say(`${officer.name} lifts the suspension of ${name}`);
      follow(world, `resuming ${name}`, officer.engine.resumeMember({ network, account }));
      return true;
    },
  },
];

function changeSomehow(
  world: World,
  dice: Dice,
  device: SimulatedDevice,
  view: SimulatedDevice["conversations"][number],
): void {
  const present = new Set<string>(view.members.map(({ account }) => account));
  const missing = dice.pick(others(world, device).filter((account) => !present.has(account)));
  const member = dice.pick(view.members.filter(({ account }) => account !== device.account));
  const { engine } = device;
  if (engine === undefined) return;
  if (missing !== undefined && dice.chance(0.6)) {
    world.ledger.bringsIn(missing, view.id);
    follow(
      world,
      `${device.name} bringing in ${nameOf(world, missing)}`,
      engine.addMembers({ conversation: view.id, accounts: [missing] }),
    );
  } else if (member !== undefined && view.members.length > 3)
    follow(
      world,
      `${device.name} taking out ${nameOf(world, member.account)}`,
      engine.removeMember({ conversation: view.id, account: member.account }),
    );
}

/** The whole way in, as far as the weather lets them; whoever does not get to the end is not used any more. */
async function enrol(world: World, officer: SimulatedDevice, device: SimulatedDevice): Promise<void> {
  const { engine } = officer;
  const network = officer.self?.networks[0]?.network;
  const { name } = device;
  device.retired = true;
  if (engine === undefined || network === undefined) return;
  world.chronicle.say(`${officer.name} invites ${name}`);
  const invited = await engine.invite({ network, card: cardOf(name), validDays: 30 });
  if (!invited.ok) return;
  const { invitation, link = "" } = invited.value;
  const enrolled = await device.start().enrol({ link, passphrase: PASSPHRASE, deviceName: name });
  world.chronicle.say(`  ${name} enrolling: ${enrolled.ok ? "done" : enrolled.fault.code}`);
  if (!enrolled.ok) return;
  device.recoveryKey = enrolled.value.key;
  await world.time.wait(5000);
  const granted = await engine.grant(invitation);
  world.chronicle.say(`  ${officer.name} vouching for ${name}: ${granted.ok ? "done" : granted.fault.code}`);
  if (granted.ok) device.retired = false;
}
