import type { EngineResult } from "@comity/client/engine/facade/facade";
import { describe, expect, it } from "vitest";
import { checkFollowing } from "./checks/following.ts";
import { type Stage, stage } from "./stage.ts";
import { PASSPHRASE, type SimulatedDevice } from "./world/device.ts";

const MINUTE = 60_000;

/** Links a new device of somebody, as they do it who compare the numbers. */
async function link({ world, asked }: Stage, from: SimulatedDevice, name: string): Promise<SimulatedDevice> {
  const to = world.newDevice(name);
  const offer = await asked(to.start().openLink({ deviceName: name }));
  const both = [to.start().compareLink(), from.start().linkDevice(offer.code)] as const;
  const [there, here] = [await asked(both[0]), await asked(both[1])];
  expect(there.number).toBe(here.number);
  const done: readonly EngineResult<void>[] = [
    to.start().acceptLink({ passphrase: PASSPHRASE }),
    from.start().confirmLink(PASSPHRASE),
  ];
  for (const work of done) await asked(work);
  return to;
}

describe("a further device of somebody", () => {
  it.each([1, 2, 3, 4])(
    "is in every conversation, though history and welcomes come at the same time (%i)",
    (time) =>
      stage(`history meets welcome, ${time}`, async (on) => {
        const { world, device, asked } = on;
        const [ama, dina] = [device("Ama"), device("Dina")];
        const { account } = dina;
        if (account === undefined) throw new Error("Dina is nobody");
        for (let made = 0; made < 10; made++)
          await asked(
            ama.start().createRoom({ reference: `KAS/${made}`, title: "A case", members: [account] }),
          );
        await world.time.pass(MINUTE);
        // What it has goes into the history archive when it is locked.
        ama.lock();
        await world.time.pass(MINUTE);
        ama.open();
        await world.time.pass(MINUTE);
        world.storm.writeMs = 500;
        const tablet = await link(on, ama, "Tablet");
        await world.time.pass(2 * MINUTE);
        expect(tablet.conversations.map(({ state }) => state)).toEqual(
          tablet.conversations.map(() => "active"),
        );
        expect(await checkFollowing(world, [ama, tablet])).toEqual([]);
      }),
  );
});
