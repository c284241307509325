import type { ThreadItem } from "@comity/client/engine/facade/views";
import { short } from "../checks/stints.ts";
import type { SimulatedDevice } from "../world/device.ts";
import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";
import { type Action, follow, place } from "./actions.ts";

type Message = Extract<ThreadItem, { kind: "message" }>;

/** So many of the newest lines of a thread somebody looks over. */
const LOOKED_OVER = 12;

/** Messages that were sent, put in other words or taken back by their authors. */
export const AMENDING_ACTIONS: readonly Action[] = [
  {
    name: "edit",
    weight: 5,
    act: (world, dice) => amend(world, dice, (device) => world.ledger.words(`changed by ${device.name}`)),
  },
  { name: "withdraw", weight: 2, act: (world, dice) => amend(world, dice, () => undefined) },
  { name: "meddle", weight: 1, act: meddle },
];

/** Changes an own message of somebody's; no new words: takes it back. */
function amend(world: World, dice: Dice, wording: (device: SimulatedDevice) => string | undefined): boolean {
  const found = place(world, dice, ({ kind, state }) => kind !== "board" && state === "active");
  const engine = found?.device.engine;
  if (found === undefined || engine === undefined) return false;
  const { device, view } = found;
  const [chance, text] = [dice.unit(), wording(device)];
  void engine.thread({ conversation: view.id, limit: LOOKED_OVER }).then((page) => {
    const texts = page.ok ? page.value.items.filter(isOwnText) : [];
    // Half of those who take something back have put it in other words before, if there is such a message.
    const changed = texts.filter(({ earlier }) => text === undefined && earlier.length > 0);
    const own = changed.length > 0 && chance < 0.5 ? changed : texts;
    const line = own[Math.floor(chance * own.length)];
    if (line === undefined) return;
    const { messageId, order } = line;
    const amended = world.ledger.amend({
      ...{ target: messageId, text, conversation: view.id },
      device: device.name,
    });
    const what = text === undefined ? "withdrawn" : `changed to "${text}"`;
    world.chronicle.say(`${device.name} wants ${short(view.id)} #${order} ${what}`);
    const target = { conversation: view.id, messageId, order };
    const asked = text === undefined ? engine.withdraw(target) : engine.editText({ ...target, text });
    follow(world, `${short(view.id)} #${order} ${what}`, asked, () => {
      amended.takenOn = true;
    });
  });
  return true;
}

function isOwnText(item: ThreadItem): item is Message {
  return item.kind === "message" && item.mine && item.content.kind === "text";
}

/** Somebody tries to put somebody else's message in other words, or to take it back. Nobody may take that. */
function meddle(world: World, dice: Dice): boolean {
  const found = place(world, dice, ({ kind, state }) => kind !== "board" && state === "active");
  const engine = found?.device.engine;
  if (found === undefined || engine === undefined) return false;
  const { device, view } = found;
  const [chance, text] = [dice.unit(), dice.chance(0.7) ? world.ledger.words("meddled") : undefined];
  void engine.thread({ conversation: view.id, limit: LOOKED_OVER }).then((page) => {
    const others = page.ok ? page.value.items.filter(isOthersText) : [];
    const line = others[Math.floor(chance * others.length)];
    if (line === undefined) return;
    const target = { conversation: view.id, messageId: line.messageId, order: line.order };
    world.chronicle.say(`${device.name} meddles with ${short(view.id)} #${line.order}`);
    const asked = text === undefined ? engine.withdraw(target) : engine.editText({ ...target, text });
    follow(world, `${device.name} meddling`, asked);
  });
  return true;
}

function isOthersText(item: ThreadItem): item is Message {
  return item.kind === "message" && !item.mine && item.content.kind === "text";
}
