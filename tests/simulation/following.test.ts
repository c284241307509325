import { describe, expect, it } from "vitest";
import { checkFollowing } from "./checks/following.ts";
import { type Stage, stage } from "./stage.ts";
import { PASSPHRASE, type SimulatedDevice } from "./world/device.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Links a new device of somebody, as they do it who compare the numbers. `ready`: what happens once the new one is. */
async function link(
  { world, asked }: Stage,
  from: SimulatedDevice,
  name: string,
  ready: () => void = () => undefined,
): Promise<SimulatedDevice> {
  const to = world.newDevice(name);
  const offer = await asked(to.start().openLink({ deviceName: name }));
  const both = [to.start().compareLink(), from.start().linkDevice(offer.code)] as const;
  const [there, here] = [await asked(both[0]), await asked(both[1])];
  expect(there.number).toBe(here.number);
  const accepted = to.start().acceptLink({ passphrase: PASSPHRASE });
  const confirmed = from.start().confirmLink(PASSPHRASE);
  await asked(accepted);
  ready();
  await asked(confirmed);
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

  it("is told everything soon after it has come in by itself, though it was long looked for in vain", () =>
    stage("long without keys", async (on) => {
      const { world, device, asked } = on;
      const ama = device("Ama");
      const { account } = device("Dina");
      if (account === undefined) throw new Error("Dina is nobody");
      const channel = await asked(ama.start().openDirect(account));
      const tablet = await link(on, ama, "Tablet");
      await world.time.pass(MINUTE);
      await asked(ama.start().mute({ conversation: channel, until: world.time.now() + DAY }));
      await world.time.pass(MINUTE);
      world.network.cut("Tablet");
      // Certified, and off the network before anybody could take a key package of it.
      world.storm.latencyMs = 2000;
      const phone = await link(on, ama, "Phone", () => world.network.cut("Phone"));
      world.storm.latencyMs = 40;
      await world.time.pass(40 * MINUTE);
      expect(phone.conversations).toEqual([]);
      world.network.mend("Phone");
      await world.time.pass(MINUTE);
      expect(phone.view(channel)?.mutedUntil).toBeDefined();
      world.network.mend("Tablet");
      await world.time.pass(MINUTE);
      expect(await checkFollowing(world, [ama, tablet, phone])).toEqual([]);
    }));

  it("keeps the newer of two words, whichever stands first in the log, though both come at once", () =>
    stage("older word later", async (on) => {
      const { world, device, asked } = on;
      const ama = device("Ama");
      const { account } = device("Dina");
      if (account === undefined) throw new Error("Dina is nobody");
      const conversation = await asked(ama.start().openDirect(account));
      const [tablet, phone] = [await link(on, ama, "Tablet"), await link(on, ama, "Phone")];
      await world.time.pass(MINUTE);
      for (const name of ["Tablet", "Phone"]) world.network.cut(name);
      await world.time.pass(MINUTE);
      await asked(tablet.start().saveDraft({ conversation, text: "Begun on the tablet" }));
      await world.time.pass(MINUTE);
      await asked(ama.start().saveDraft({ conversation, text: "Begun anew at the desk" }));
      await world.time.pass(MINUTE);
      world.network.mend("Tablet");
      await world.time.pass(MINUTE);
      world.network.mend("Phone");
      await world.time.pass(MINUTE);
      for (const one of [ama, tablet, phone])
        expect(await asked(one.start().draft(conversation))).toBe("Begun anew at the desk");
      expect(await checkFollowing(world, [ama, tablet, phone])).toEqual([]);
    }));

  it("is told what the other could not note as told, its disk being full", () =>
    stage("full while telling", async (on) => {
      const { world, device, asked } = on;
      const ama = device("Ama");
      const { account } = device("Dina");
      if (account === undefined) throw new Error("Dina is nobody");
      const conversation = await asked(ama.start().openDirect(account));
      const tablet = await link(on, ama, "Tablet");
      await world.time.pass(MINUTE);
      await asked(ama.start().saveDraft({ conversation, text: "Begun at the desk" }));
      ama.disk.full = true;
      await world.time.pass(10_000);
      ama.disk.full = false;
      await world.time.pass(MINUTE);
      expect(await asked(tablet.start().draft(conversation))).toBe("Begun at the desk");
      expect(await checkFollowing(world, [ama, tablet])).toEqual([]);
    }));
});
