import type { EngineResult } from "@comity/client/engine/facade/fault";
import type { ConversationView } from "@comity/client/engine/facade/views";
import type { AccountId } from "@comity/shared/ids";
import { short } from "../checks/stints.ts";
import type { SimulatedDevice } from "../world/device.ts";
import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";

/** Something that somebody does, or that happens to them. */
export interface Action {
  readonly name: string;
  readonly weight: number;
  /** Does it, without waiting for what comes of it. False: it can't be done just now. */
  readonly act: (world: World, dice: Dice) => boolean;
}

/** Follows a request to its answer, which may never come. An exception is never an answer. */
export function follow<Value>(
  world: World,
  what: string,
  work: EngineResult<Value>,
  told: (value: Value) => void = () => undefined,
): void {
  work.then(
    (answer) => {
      if (answer.ok) told(answer.value);
      world.chronicle.say(`  ${what}: ${answer.ok ? "done" : answer.fault.code}`);
    },
    (error: unknown) => world.violated("exception", `${what} threw ${String(error)}`),
  );
}

const awake = (world: World, dice: Dice): SimulatedDevice | undefined =>
  dice.pick(world.devices.filter(({ unlocked }) => unlocked));

/** A conversation that fits, at somebody who has it before their eyes. */
export function place(
  world: World,
  dice: Dice,
  fits: (view: ConversationView) => boolean,
): { readonly device: SimulatedDevice; readonly view: ConversationView } | undefined {
  const places = world.devices
    .filter(({ unlocked }) => unlocked)
    .flatMap((device) => device.conversations.filter(fits).map((view) => ({ device, view })));
  return dice.pick(places);
}

const writable = ({ kind, state }: ConversationView) => state !== "left" && kind !== "board";
/** A room in which this device is. */
export const room = ({ kind, state }: ConversationView) => kind === "room" && state === "active";

function send(world: World, device: SimulatedDevice, view: ConversationView): void {
  const text = world.ledger.words(`from ${device.name}`);
  const written = world.ledger.wrote(text, device.name, view.id);
  world.chronicle.say(`${device.name} writes "${text}" in ${short(view.id)}`);
  const answered = device.engine?.sendText({ conversation: view.id, text });
  if (answered === undefined) return;
  follow(world, `"${text}"`, answered, (messageId) => {
    written.messageId = messageId;
  });
}

export const PEOPLES_ACTIONS: readonly Action[] = [
  {
    name: "write",
    weight: 40,
    act(world, dice) {
      const found = place(world, dice, writable);
      if (found === undefined) return false;
      for (let count = dice.chance(0.2) ? dice.whole(2, 5) : 1; count > 0; count--)
        send(world, found.device, found.view);
      return true;
    },
  },
  {
    name: "open a channel",
    weight: 6,
    act(world, dice) {
      const device = awake(world, dice);
      const account = dice.pick(others(world, device));
      if (device === undefined || account === undefined) return false;
      world.chronicle.say(`${device.name} opens a channel with ${nameOf(world, account)}`);
      const { engine } = device;
      if (engine !== undefined) follow(world, `channel of ${device.name}`, engine.openDirect(account));
      return true;
    },
  },
  {
    name: "make a room",
    weight: 5,
    act(world, dice) {
      const device = awake(world, dice);
      if (device?.engine === undefined || device.conversations.length > 12) return false;
      const members = dice.several(others(world, device), dice.whole(1, 5));
      const title = world.ledger.words("title");
      const reference = world.ledger.words("reference");
      world.chronicle.say(`${device.name} makes a room with ${members.map((one) => nameOf(world, one))}`);
      follow(world, `room of ${device.name}`, device.engine.createRoom({ reference, title, members }));
      return true;
    },
  },
  {
    name: "bring in",
    weight: 6,
    act(world, dice) {
      const found = place(world, dice, room);
      if (found?.device.engine === undefined) return false;
      const { device, view } = found;
      const present = new Set<string>(view.members.map(({ account }) => account));
      const missing = others(world, device).filter((account) => !present.has(account));
      const accounts = dice.several(missing, dice.whole(1, 2));
      if (accounts.length === 0) return false;
      const names = accounts.map((one) => nameOf(world, one)).join(", ");
      world.chronicle.say(`${device.name} brings ${names} into ${short(view.id)}`);
      for (const account of accounts) world.ledger.bringsIn(account, view.id);
      follow(
        world,
        `${device.name} bringing in ${names}`,
        found.device.engine.addMembers({ conversation: view.id, accounts }),
      );
      return true;
    },
  },
  {
    name: "take out",
    weight: 4,
    act(world, dice) {
      const found = place(world, dice, room);
      if (found?.device.engine === undefined) return false;
      const { device, view } = found;
      const member = dice.pick(view.members.filter(({ account }) => account !== device.account));
      if (member === undefined) return false;
      const name = nameOf(world, member.account);
      world.chronicle.say(`${device.name} takes ${name} out of ${short(view.id)}`);
      const { account } = member;
      follow(
        world,
        `${device.name} taking out ${name}`,
        found.device.engine.removeMember({ conversation: view.id, account }),
      );
      return true;
    },
  },
  {
    name: "rename a room",
    weight: 2,
    act(world, dice) {
      const found = place(world, dice, room);
      if (found?.device.engine === undefined) return false;
      const { device, view } = found;
      const title = world.ledger.words("title");
      const reference = world.ledger.words("reference");
      world.chronicle.say(`${device.name} renames ${short(view.id)}`);
      follow(
        world,
        `${device.name} renaming`,
        found.device.engine.changeRoomDetails({ conversation: view.id, title, reference }),
      );
      return true;
    },
  },
  {
    name: "announce",
    weight: 2,
    act(world, dice) {
      const officers = world.devices.filter(({ self }) => self?.networks.some(({ officer }) => officer));
      const device = dice.pick(officers);
      const network = device?.self?.networks[0]?.network;
      if (device?.engine === undefined || network === undefined) return false;
      const title = world.ledger.words("announcement");
      world.chronicle.say(`${device.name} announces "${title}"`);
      follow(
        world,
        `"${title}"`,
        device.engine.announce({ network, title, text: world.ledger.words("details") }),
      );
      return true;
    },
  },
  {
    name: "answer an announcement",
    weight: 3,
    act(world, dice) {
      const device = dice.pick(world.devices.filter(({ notices }) => notices.length > 0));
      const notice = dice.pick(device?.notices ?? []);
      if (device?.engine === undefined || notice === undefined) return false;
      const { network, announcement } = notice;
      const attendance = dice.pick(["attending", "not-attending", "maybe"] as const) ?? "maybe";
      world.chronicle.say(`${device.name} answers "${notice.title}": ${attendance}`);
      follow(world, `answer of ${device.name}`, device.engine.answer({ network, announcement, attendance }));
      return true;
    },
  },
  {
    name: "draft",
    weight: 1,
    act(world, dice) {
      const found = place(world, dice, writable);
      if (found?.device.engine === undefined) return false;
      const text = world.ledger.words("draft");
      follow(world, "draft", found.device.engine.saveDraft({ conversation: found.view.id, text }));
      return true;
    },
  },
  {
    name: "lock",
    weight: 2,
    act(world, dice) {
      const device = awake(world, dice);
      // Nobody is offered to lock what is still being set up.
      if (device === undefined || device.linking) return false;
      world.chronicle.say(`${device.name} locks`);
      device.lock();
      return true;
    },
  },
  {
    name: "unlock",
    weight: 6,
    act(world, dice) {
      const device = dice.pick(world.devices.filter(({ unlocked, retired }) => !unlocked && !retired));
      if (device === undefined) return false;
      device.open();
      return true;
    },
  },
];

/** The other people whom a device's directory shows as current. */
export function others(world: World, device: SimulatedDevice | undefined): readonly AccountId[] {
  const network = device?.self?.networks[0]?.network;
  const accounts = world.devices.flatMap((one) =>
    one.person !== device?.person && one.account !== undefined && one.self?.networks[0]?.network === network
      ? [one.account]
      : [],
  );
  return [...new Set(accounts)];
}

/** Whose account it is. */
export function nameOf(world: World, account: string): string {
  return world.devices.find((device) => device.account === account)?.person ?? account.slice(0, 6);
}
