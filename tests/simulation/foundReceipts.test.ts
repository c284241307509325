import type { AccountId, ConversationId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import { lines } from "./checks/threads.ts";
import { holds, linked, room, write } from "./scene.ts";
import { type Stage, stage } from "./stage.ts";
import type { SimulatedDevice } from "./world/device.ts";

const MINUTE = 60_000;

function accountOf({ account, name }: SimulatedDevice): AccountId {
  if (account === undefined) throw new Error(`${name} is nobody`);
  return account;
}

/** Somebody looks through the whole thread, as on a screen. */
async function readAll({ world, asked }: Stage, device: SimulatedDevice, conversation: ConversationId) {
  const shown = await lines(device, conversation);
  const order = shown.at(-1)?.order ?? 0;
  const account = accountOf(device);
  const orders = shown.flatMap((item) => (item.kind === "message" ? [item.order] : []));
  world.ledger.looksAt(account, conversation, { device: device.name, orders });
  await asked(device.start().markRead({ conversation, order }));
  world.ledger.hasRead(conversation, { device: device.name, order });
}

/** How far the newest own message is shown to have come. */
async function newest(device: SimulatedDevice, conversation: ConversationId) {
  const item = (await lines(device, conversation)).findLast((one) => one.kind === "message" && one.mine);
  return item?.kind === "message" ? item.delivery : undefined;
}

/** How far each of the own messages is shown to have come. */
async function own(device: SimulatedDevice, conversation: ConversationId) {
  const items = await lines(device, conversation);
  return items.flatMap((item) =>
    item.kind === "message" && item.mine && item.content.kind === "text" ? [item.delivery] : [],
  );
}

/** Each of these was shown wrongly, or never, in a run of the simulator. */
describe("how far messages have come", () => {
  it("is shown in the end where the server could not take note of it just then", () =>
    stage("acknowledged on a full disk", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      await world.time.pass(MINUTE);
      write(on, ama, id);
      await world.time.pass(200);
      world.server.media.full = true;
      await world.time.pass(MINUTE);
      expect(await newest(ama, id)).toBe("sent");
      world.server.media.full = false;
      await holds(on);
      expect(await newest(ama, id)).toBe("delivered");
    }));

  it("is shown in the end where the sender's own disk was full when it was told", () =>
    stage("reached on a full disk", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      await world.time.pass(MINUTE);
      write(on, ama, id);
      await world.time.pass(200);
      ama.disk.full = true;
      await world.time.pass(MINUTE);
      ama.disk.full = false;
      await holds(on);
      expect(await newest(ama, id)).toBe("delivered");
    }));

  it("is shown in the end where the others had a message before its sender had stored that it has a place", () =>
    stage("settled late", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      await world.time.pass(MINUTE);
      const entries = () => world.server.disk.logs.get(id)?.entries.length ?? 0;
      const before = entries();
      write(on, dina, id);
      for (let waited = 0; waited < 1000 && entries() === before; waited++) await world.time.pass(1);
      dina.disk.full = true;
      await world.time.pass(MINUTE);
      dina.disk.full = false;
      await holds(on);
      expect(await newest(dina, id)).toBe("delivered");
    }));

  it("is asked by a device that comes in late into a room in which its person has written on another one", () =>
    stage("entered on a full disk", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const tablet = await linked(on, dina);
      await world.time.pass(2 * MINUTE);
      tablet.disk.full = true;
      const id = await room(on, ama, dina);
      write(on, dina, id);
      await world.time.pass(MINUTE);
      tablet.disk.full = false;
      await holds(on);
      expect(await newest(tablet, id)).toBe("delivered");
    }));

  it("is asked by a device that has from another one what was encrypted before it came in, and placed after", () =>
    stage("linked and placed behind", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      await world.time.pass(MINUTE);
      const tablet = await linked(on, dina);
      write(on, dina, id);
      world.network.cut("Dina");
      await world.time.pass(MINUTE);
      world.network.mend("Dina");
      await world.time.pass(3 * MINUTE);
      await holds(on);
      expect(await newest(tablet, id)).toBe("delivered");
    }));

  it("is asked by a device that could not store what it had missed at its log-in", () =>
    stage("back on a full disk", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      const tablet = await linked(on, dina);
      await world.time.pass(2 * MINUTE);
      world.network.cut(tablet.name);
      await world.time.pass(MINUTE);
      write(on, dina, id);
      await world.time.pass(MINUTE);
      tablet.disk.full = true;
      world.network.mend(tablet.name);
      await world.time.pass(MINUTE);
      tablet.disk.full = false;
      await holds(on);
      expect(await newest(tablet, id)).toBe("delivered");
    }));

  it("is asked about after a time away in every conversation, though one was left meanwhile", () =>
    stage("one room left", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const [left, kept] = [await room(on, ama, dina, efua), await room(on, ama, efua)];
      world.network.cut("Efua");
      await world.time.pass(MINUTE);
      for (const id of [kept, left]) write(on, ama, id);
      await world.time.pass(1000);
      await asked(dina.start().removeMember({ conversation: left, account: accountOf(ama) }));
      await world.time.pass(MINUTE);
      world.network.cut("Ama");
      world.network.mend("Efua");
      await world.time.pass(MINUTE);
      world.network.mend("Ama");
      await holds(on);
      expect(await newest(ama, kept)).toBe("delivered");
    }));

  it("is told of what somebody has read on a device that has it from their others only", () =>
    stage("read in the history", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      dina.lock();
      await world.time.pass(MINUTE);
      dina.open();
      await world.time.pass(MINUTE);
      const tablet = await linked(on, dina);
      await world.time.pass(2 * MINUTE);
      await readAll(on, tablet, id);
      await holds(on);
      expect(await newest(ama, id)).toBe("read");
    }));

  it("says of nothing that it was read before it has come to a device that was just linked", () =>
    stage("read before the history", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      await world.time.pass(MINUTE);
      const tablet = await linked(on, dina);
      // Dina's first device has it, and goes away before it leaves it for the other.
      write(on, ama, id);
      world.network.cut("Dina");
      await world.time.pass(MINUTE);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      expect((await lines(tablet, id)).filter(({ kind }) => kind === "unreadable")).toHaveLength(1);
      await readAll(on, tablet, id);
      await world.time.pass(MINUTE);
      expect(await own(ama, id)).toEqual(["delivered", "read"]);
      world.network.mend("Dina");
      await world.time.pass(5 * MINUTE);
      await readAll(on, tablet, id);
      await holds(on);
      expect(await own(ama, id)).toEqual(["read", "read"]);
    }));

  it("says of nothing that it was read with an own message that stands behind it, before it was there", () =>
    stage("read ahead", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      await world.time.pass(MINUTE);
      dina.disk.full = true;
      write(on, ama, id);
      await world.time.pass(500);
      dina.disk.full = false;
      write(on, dina, id);
      await world.time.pass(300);
      await readAll(on, dina, id);
      await holds(on);
      expect(dina.view(id)?.unread).toBe(1);
    }));

  it("counts nobody who came in before a message got its place and after it was encrypted", () =>
    stage("encrypted before", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const id = await room(on, ama, dina);
      await world.time.pass(MINUTE);
      write(on, dina, id);
      world.network.cut("Dina");
      await asked(ama.start().addMembers({ conversation: id, accounts: [accountOf(efua)] }));
      await world.time.pass(MINUTE);
      world.network.mend("Dina");
      await world.time.pass(MINUTE);
      await readAll(on, efua, id);
      await holds(on);
      expect(await newest(dina, id)).toBe("delivered");
    }));

  it("is told in the end where the reader's own disk was full when it was to be told", () =>
    stage("told on a full disk", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      await readAll(on, dina, id);
      dina.disk.full = true;
      await world.time.pass(MINUTE);
      dina.disk.full = false;
      await holds(on);
      expect(await newest(ama, id)).toBe("read");
    }));
});
