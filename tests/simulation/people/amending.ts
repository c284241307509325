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
];

/** Changes an own message of somebody's; no new words: takes it back. */
function amend(world: World, dice: Dice, wording: (device: SimulatedDevice) => string | undefined): boolean {
  const found = place(world, dice, ({ kind, state }) => kind !== "board" && state === "active");
  const engine = found?.device.engine;
  if (found === undefined || engine === undefined) return false;
  const { device, view } = found;
  const [chance, text] = [dice.unit(), wording(device)];
  void engine.thread({ conversation: view.id, limit: LOOKED_OVER }).then((page) => {
    const own = page.ok ? page.value.items.filter(isOwnText) : [];
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
