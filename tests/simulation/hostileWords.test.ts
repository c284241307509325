import { describe, expect, it } from "vitest";
import { oddities } from "./people/oddities.ts";
import { putIntoOutbox } from "./people/ownWords.ts";
import { holds, room, write } from "./scene.ts";
import { stage } from "./stage.ts";

const MINUTE = 60_000;

describe("a member who writes what no program of ours writes", () => {
  it("is shown as who they are, with each message as what it is, and the room goes on", () =>
    stage("own words", async (on) => {
      const { world, device } = on;
      const [ama, bakary, chidi] = [device("Ama"), device("Bakary"), device("Chidi")];
      const id = await room(on, ama, bakary, chidi);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      if (chidi.account === undefined) throw new Error("Chidi is nobody");
      const all = oddities(world, world.dice, id, chidi.account);
      void putIntoOutbox(world, world.dice, chidi, id, all);
      await world.time.pass(5 * MINUTE);
      write(on, bakary, id);
      await holds(on);
      const { entries = [] } = world.server.disk.logs.get(id) ?? {};
      const placed = entries.filter(({ messageId }) => world.ledger.odd.has(messageId));
      // All of them got their places: the checks have looked at each.
      expect(placed).toHaveLength(all.length);
      expect([ama, bakary].flatMap(({ warnings, alarms }) => [...warnings, ...alarms])).toEqual([]);
      expect(ama.view(id)?.members).toHaveLength(3);
    }));
});
