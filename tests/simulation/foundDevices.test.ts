import type { AccountId, ConversationId, MessageId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import { rostersOf } from "./checks/standing.ts";
import { holds, linked, room, write } from "./scene.ts";
import { type Stage, stage } from "./stage.ts";
import { PASSPHRASE, type SimulatedDevice } from "./world/device.ts";
import { networkOf } from "./world/village.ts";

const MINUTE = 60_000;

/** The newest message of somebody's own. */
async function newestOwn({ asked }: Stage, device: SimulatedDevice, conversation: ConversationId) {
  const { items } = await asked(device.start().thread({ conversation, limit: 50 }));
  const line = items.findLast((item) => item.kind === "message" && item.mine && item.content.kind === "text");
  if (line?.kind !== "message") throw new Error("no message");
  return line;
}

/** Takes a message back, for everybody who has it. */
async function withdraw(
  { world, asked }: Stage,
  device: SimulatedDevice,
  conversation: ConversationId,
  { messageId, order }: { readonly messageId: MessageId; readonly order: number },
): Promise<void> {
  const wanted = { target: messageId, text: undefined, conversation, device: device.name };
  const amended = world.ledger.amend(wanted);
  await asked(device.start().withdraw({ conversation, messageId, order }));
  amended.takenOn = true;
}

function accountOf({ account, name }: SimulatedDevice): AccountId {
  if (account === undefined) throw new Error(`${name} is nobody`);
  return account;
}

/** Links a device up to where its owner has confirmed on both screens. */
async function handOver({ world, asked }: Stage, device: SimulatedDevice) {
  const tablet = world.newDevice(`${device.person}'s tablet`, device.person);
  const [engine, side] = [device.start(), tablet.start()];
  const { code } = await asked(side.openLink({ deviceName: tablet.name }));
  const compared = side.compareLink();
  await asked(engine.linkDevice(code));
  await asked(compared);
  const handedOver = side.acceptLink({ passphrase: PASSPHRASE });
  void engine.confirmLink(PASSPHRASE);
  return { tablet, handedOver };
}

/** Each of these went wrong once, in a run of the simulator in which people have several devices. */
describe("what the simulator has found about several devices", () => {
  it("shows nothing on a new device that was taken back while its history was still to come", () =>
    stage("withdrawn before the history", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      await world.time.pass(5 * MINUTE);
      const segments = () => world.server.disk.archives.get(accountOf(dina))?.length ?? 0;
      const before = segments();
      write(on, ama, id);
      await world.time.pass(1000);
      const line = await newestOwn(on, ama, id);
      const { tablet } = await handOver(on, dina);
      for (let waited = 0; waited < 600 && tablet.view(id)?.state !== "active"; waited++)
        await world.time.pass(100);
      // Whatever comes first: the history with it, or the word that takes it back.
      for (let waited = 0; waited < 1800 && segments() === before; waited++) await world.time.pass(100);
      expect(segments()).toBeGreaterThan(before);
      await withdraw(on, ama, id, line);
      await holds(on);
    }));

  it("goes on telling the server of a new device that the server could not take in just then", () =>
    stage("certified on a full disk", async (on) => {
      const { world, device } = on;
      const { tablet } = await handOver(on, device("Dina"));
      for (let waited = 0; waited < 5000 && !tablet.isSetUp; waited++) await world.time.pass(1);
      world.server.media.full = true;
      await world.time.pass(2 * MINUTE);
      world.server.media.full = false;
      await holds(on);
      expect(tablet.online).toBe(true);
    }));

  it("lets somebody stay in a room whose only device in it has been ended by another one of theirs", () =>
    stage("ended before the other came in", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      for (const { name } of world.devices) if (name !== "Dina") world.network.cut(name);
      const tablet = await linked(on, dina);
      world.network.cut("Dina");
      await world.time.pass(1000);
      expect(tablet.view(id)?.state).not.toBe("active");
      if (dina.id === undefined) throw new Error("Dina's device is nobody's");
      await asked(tablet.start().revokeDevice({ device: dina.id, passphrase: PASSPHRASE }));
      world.network.mend("Ama");
      await holds(on);
      expect(tablet.view(id)?.state).toBe("active");
    }));

  it("makes no group of a person's devices that only one of them is in", () =>
    stage("own group of one", async (on) => {
      const { world, device, asked } = on;
      const dina = device("Dina");
      const id = await room(on, dina, device("Ama"));
      const { tablet, handedOver } = await handOver(on, dina);
      const certified = () =>
        rostersOf(world).some((roster) => [...roster.allDevicesOf(accountOf(dina))].length > 1);
      for (let waited = 0; waited < 5000 && !certified(); waited++) await world.time.pass(1);
      // Nobody can have added it yet: its keys for that have not come to the server.
      world.network.cut(tablet.name);
      const before = world.server.disk.logs.size;
      for (let waited = 0; waited < 3000 && world.server.disk.logs.size === before; waited++)
        await world.time.pass(1);
      // Its owner loses the first one before it has left anything by which another could come in.
      dina.retired = true;
      dina.crash();
      await world.time.pass(MINUTE);
      world.network.mend(tablet.name);
      await handedOver;
      await world.time.pass(MINUTE);
      if (dina.id === undefined) throw new Error("Dina's device is nobody's");
      await asked(tablet.start().revokeDevice({ device: dina.id, passphrase: PASSPHRASE }));
      const third = await linked(on, tablet);
      await world.time.pass(MINUTE);
      await asked(tablet.start().saveDraft({ conversation: id, text: world.ledger.words("draft") }));
      await holds(on);
      expect(third.view(id)?.state).toBe("active");
    }));

  it("tells nothing more once it is locked, also while the word of it is on its way to a new device", () =>
    stage("locked while linking", async (on) => {
      const { world, device } = on;
      const [dina, ama] = [device("Dina"), device("Ama")];
      const id = await room(on, dina, ama);
      await handOver(on, dina);
      const told: string[] = [];
      await dina.start().subscribe(({ type }) => told.push(type));
      world.storm.latencyMs = 20_000;
      dina.lock();
      await world.time.pass(1);
      told.length = 0;
      world.storm.latencyMs = 40;
      write(on, ama, id);
      await world.time.pass(MINUTE);
      expect(told).toEqual([]);
      expect(dina.unlocked).toBe(false);
      await holds(on);
    }));

  it("comes in once where the answer to that never came: what is said next is not lost to it", () =>
    stage("came in unheard", async (on) => {
      const { world, device, asked } = on;
      const [dina, ama] = [device("Dina"), device("Ama")];
      const id = await room(on, dina, ama);
      await world.time.pass(5 * MINUTE);
      const { tablet, handedOver } = await handOver(on, dina);
      const certified = () =>
        rostersOf(world).some((roster) => [...roster.allDevicesOf(accountOf(dina))].length > 1);
      for (let waited = 0; waited < 5000 && !certified(); waited++) await world.time.pass(1);
      // Nobody can have added it yet, and nobody will: it comes in by itself.
      world.network.cut(tablet.name);
      for (const { name } of [dina, ama]) world.network.cut(name);
      await world.time.pass(MINUTE);
      world.network.mend(tablet.name);
      await handedOver;
      const entries = () => world.server.disk.logs.get(id)?.entries ?? [];
      const own = () => entries().filter(({ sender }) => sender === tablet.id);
      for (let waited = 0; waited < 60_000 && own().length === 0; waited++) await world.time.pass(1);
      world.network.cut(tablet.name);
      world.network.mend(ama.name);
      await world.time.pass(MINUTE);
      // By then there is a public state again, by which it could come in a second time.
      await asked(ama.start().addMembers({ conversation: id, accounts: [accountOf(device("Bakary"))] }));
      await world.time.pass(MINUTE);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      world.network.mend(tablet.name);
      await holds(on);
      expect(own().filter(({ kind }) => kind === "commit")).toHaveLength(1);
    }));

  it("lets in a device that it had put into its index when it died, before the log said that it is somebody's", () =>
    stage("died while certifying", async (on) => {
      const { world, device } = on;
      const { tablet } = await handOver(on, device("Dina"));
      const { devices } = world.server.disk;
      const before = devices.size;
      for (let waited = 0; waited < 5000 && devices.size === before; waited++) await world.time.pass(1);
      world.server.crash();
      // The one that handed over does not come to it again.
      world.network.cut("Dina");
      // So long that the tablet has given up saying it before its first log-in.
      await world.time.pass(3 * MINUTE);
      world.server.start();
      await world.time.pass(MINUTE);
      await holds(on);
      expect(tablet.online).toBe(true);
    }));

  it("gets a change that was encrypted before a new device came in from the other one, which reads it later", () =>
    stage("changed before the device was added", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      const { messageId, order } = await newestOwn(on, ama, id);
      world.network.cut("Ama");
      const text = world.ledger.words("changed by Ama");
      const amended = world.ledger.amend({ target: messageId, text, conversation: id, device: "Ama" });
      await asked(ama.start().editText({ conversation: id, messageId, order, text }));
      amended.takenOn = true;
      const tablet = await linked(on, dina);
      await world.time.pass(MINUTE);
      expect(tablet.view(id)?.state).toBe("active");
      const shown = new Map<string, string>();
      await tablet.start().subscribe((change) => {
        if (change.type !== "thread" || change.conversation !== id) return;
        for (const key of change.gone) shown.delete(key);
        for (const item of change.items) shown.set(item.key, item.kind);
      });
      world.network.cut("Dina");
      world.network.mend("Ama");
      // The tablet has looked at the archive by then, and it was not there.
      await world.time.pass(2.5 * MINUTE);
      expect([...shown.values()]).toContain("unreadable");
      world.network.mend("Dina");
      await world.time.pass(2 * MINUTE);
      const thread = await asked(tablet.start().thread({ conversation: id, limit: 50 }));
      const line = thread.items.find((item) => item.order === order);
      expect(line).toMatchObject({ content: { kind: "text", text } });
      expect([...shown.values()]).not.toContain("unreadable");
      await holds(on);
    }));

  it("says on a new device, too, of what came before its person had come in that it can't be read", () =>
    stage("encrypted before the person came in", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const id = await room(on, ama, efua);
      world.network.cut("Efua");
      write(on, efua, id);
      await world.time.pass(1000);
      await asked(ama.start().addMembers({ conversation: id, accounts: [accountOf(dina)] }));
      await world.time.pass(MINUTE);
      world.network.mend("Efua");
      await world.time.pass(5 * MINUTE);
      const unreadable = async (reader: SimulatedDevice) => {
        const { items } = await asked(reader.start().thread({ conversation: id, limit: 50 }));
        return items.flatMap((item) => (item.kind === "unreadable" ? [[item.order, item.reason]] : []));
      };
      const { order } = await newestOwn(on, efua, id);
      expect(await unreadable(dina)).toEqual([[order, "before-you-joined"]]);
      // The new device never comes into the room itself: all that it has is what the first one has left it.
      await asked(ama.start().removeMember({ conversation: id, account: accountOf(dina) }));
      await world.time.pass(MINUTE);
      const tablet = await linked(on, dina);
      await holds(on);
      expect(await unreadable(tablet)).toEqual([[order, "before-you-joined"]]);
    }));

  it("gets what only the other one can read, however long that one stays away, without anything else happening", () =>
    stage("away when the device was added", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      world.network.cut("Ama");
      write(on, ama, id);
      const tablet = await linked(on, dina);
      await world.time.pass(MINUTE);
      world.network.cut("Dina");
      world.network.mend("Ama");
      await world.time.pass(3 * 60 * MINUTE);
      const shown = async (reader: SimulatedDevice) => {
        const { items } = await asked(reader.start().thread({ conversation: id, limit: 50 }));
        return items.map((item) => (item.kind === "message" ? item.content : item.kind));
      };
      expect(await shown(tablet)).toContain("unreadable");
      world.network.mend("Dina");
      await world.time.pass(15 * MINUTE);
      expect(await shown(tablet)).not.toContain("unreadable");
      expect(await shown(tablet)).toEqual(await shown(dina));
      await holds(on);
    }));

  it("takes a channel for a channel on a new device, though the other person is out of it", () =>
    stage("channel of one", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const id = await asked(dina.start().openDirect(accountOf(efua)));
      write(on, dina, id);
      await world.time.pass(MINUTE);
      const network = networkOf(ama);
      await asked(ama.start().revokeMember({ network, account: accountOf(efua) }));
      await world.time.pass(MINUTE);
      const { tablet } = await handOver(on, dina);
      await holds(on);
      expect(tablet.view(id)).toMatchObject({ kind: "direct", state: "active", peer: accountOf(efua) });
    }));

  it("does not count whoever came later among those who have read what was written before, on a new device", () =>
    stage("read by a newcomer", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const id = await room(on, ama, dina);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      const { messageId } = await newestOwn(on, ama, id);
      await asked(ama.start().addMembers({ conversation: id, accounts: [accountOf(efua)] }));
      const tablet = await linked(on, ama);
      write(on, dina, id);
      await world.time.pass(3 * MINUTE);
      const { items } = await asked(efua.start().thread({ conversation: id, limit: 50 }));
      await asked(efua.start().markRead({ conversation: id, order: items.at(-1)?.order ?? 0 }));
      await world.time.pass(MINUTE);
      const shown = await asked(tablet.start().thread({ conversation: id, limit: 50 }));
      const line = shown.items.find((item) => item.kind === "message" && item.messageId === messageId);
      if (line?.kind !== "message") throw new Error("the history has not come");
      expect(line.reach?.people.map(({ account }) => account)).not.toContain(accountOf(efua));
    }));
});
