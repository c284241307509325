import type { ThreadItem } from "@comity/client/engine/facade/views";
import { short } from "../checks/stints.ts";
import { lines } from "../checks/threads.ts";
import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";
import { type Action, follow, place } from "./actions.ts";

/** People who look at what is there, as they do with a thread on a screen. */
export const READING_ACTIONS: readonly Action[] = [{ name: "read", weight: 6, act: read }];

/** Somebody looks through a thread, mostly down to its newest line. */
function read(world: World, dice: Dice): boolean {
  const found = place(world, dice, ({ kind, state }) => kind !== "board" && state === "active");
  const engine = found?.device.engine;
  if (found === undefined || engine === undefined) return false;
  const { device, view } = found;
  const fromTheEnd = dice.chance(0.8) ? 0 : dice.whole(1, 4);
  void lines(device, view.id).then((items) => {
    const shown = items.filter((item) => !(item.kind === "message" && item.delivery === "queued"));
    const newest = shown.at(-1 - fromTheEnd);
    const { account } = device;
    if (newest === undefined || account === undefined || device.engine !== engine) return;
    const { order } = newest;
    world.chronicle.say(`${device.name} reads ${short(view.id)} to #${order}`);
    const looks = (items: readonly ThreadItem[]) => {
      const orders = items.flatMap((item) =>
        item.kind === "message" && item.order <= order ? [item.order] : [],
      );
      world.ledger.looksAt(account, view.id, { device: device.name, orders });
    };
    looks(shown);
    follow(world, `${device.name} reading`, engine.markRead({ conversation: view.id, order }), () => {
      world.ledger.hasRead(view.id, { device: device.name, order });
      // The thread is still before their eyes: what has come into it meanwhile they see as well.
      void lines(device, view.id).then(looks);
    });
  });
  return true;
}
