import { boardConversationId } from "@comity/shared/protocol/conversationIds";
import { describe, expect, it } from "vitest";
import { lines } from "./checks/threads.ts";
import { putBack } from "./people/oldCopies.ts";
import { holds, linked, room, write } from "./scene.ts";
import { type Stage, stage } from "./stage.ts";
import { PASSPHRASE, type SimulatedDevice } from "./world/device.ts";
import { fairWeather } from "./world/storm.ts";
import { networkOf } from "./world/village.ts";

const MINUTE = 60_000;

/** The disk of a device as it is now, to be put back later. */
function copy(device: SimulatedDevice): void {
  device.copy = { records: structuredClone(device.disk.records), takenOn: new Set() };
}

/** The device on which somebody comes back who has lost all others. */
async function restored({ world, asked }: Stage, { name, recoveryKey = "" }: SimulatedDevice) {
  const fresh = world.newDevice(`${name}'s restored`, name);
  await asked(fresh.start().restore({ recoveryKey, passphrase: PASSPHRASE, deviceName: fresh.name }));
  return fresh;
}

/** Each of these went wrong once, in a run of the simulator in which people lose all their devices. */
describe("what the simulator has found about recovery", () => {
  it("lets a restored device into a notice board that only the lost one was in, which lost power after its last commit", () =>
    stage("alone on the board", async (on) => {
      const { world, device, asked } = on;
      const [gulnara, hamid] = [device("Gulnara"), device("Hamid")];
      const network = networkOf(gulnara);
      const board = boardConversationId(world.sodium, network);
      const { account } = hamid;
      if (account === undefined) throw new Error("Hamid is nobody");
      const commits = () => world.server.disk.logs.get(board)?.commits.size ?? 0;
      const before = commits();
      await asked(gulnara.start().suspendMember({ network, account }));
      for (let waited = 0; waited < 60_000 && commits() === before; waited++) await world.time.pass(1);
      expect(commits()).toBe(before + 1);
      // It has not heard that its commit has its place.
      gulnara.crash();
      await world.time.pass(3 * MINUTE);
      expect(gulnara.online).toBe(true);
      gulnara.retired = true;
      gulnara.crash();
      await restored(on, gulnara);
      await holds(on);
    }));

  it("lets in whom the loss of all devices met while suspended, once the suspension is lifted", () =>
    stage("lost while suspended", async (on) => {
      const { world, device, asked } = on;
      const [gulnara, hamid] = [device("Gulnara"), device("Hamid")];
      const network = networkOf(gulnara);
      const { account } = hamid;
      if (account === undefined) throw new Error("Hamid is nobody");
      await asked(gulnara.start().suspendMember({ network, account }));
      await world.time.pass(MINUTE);
      hamid.retired = true;
      hamid.crash();
      const fresh = await restored(on, hamid);
      await world.time.pass(MINUTE);
      expect(fresh.phase).toEqual({ phase: "refused", reason: "membership-suspended" });
      await asked(gulnara.start().resumeMember({ network, account }));
      await holds(on);
      expect(fresh.online).toBe(true);
    }));
});

/** Dina's disk was copied, she took Bakary out of the room of three, and then Ama has taken her out. */
async function takenOut(on: Stage) {
  const { world, device, asked } = on;
  const [ama, bakary, dina] = [device("Ama"), device("Bakary"), device("Dina")];
  const [one, other] = [bakary.account, dina.account];
  if (one === undefined || other === undefined) throw new Error("somebody is nobody");
  const id = await room(on, ama, bakary, dina);
  copy(dina);
  await asked(dina.start().removeMember({ conversation: id, account: one }));
  await world.time.pass(MINUTE);
  await asked(ama.start().removeMember({ conversation: id, account: other }));
  return { ama, dina, other, id };
}

/** Each of these went wrong once, in a run of the simulator in which disks are put back as they were. */
describe("what the simulator has found about disks that are put back", () => {
  it("says that it was taken out, as far as the server says, where its old keys can't open the commit", () =>
    stage("put back and taken out", async (on) => {
      const { world, asked } = on;
      const { ama, dina, other, id } = await takenOut(on);
      await world.time.pass(MINUTE);
      putBack(world, dina);
      await holds(on);
      expect(dina.view(id)).toMatchObject({ state: "left", waitingFor: "outside" });
      expect(await dina.start().sendText({ conversation: id, text: world.ledger.words("too late") })).toEqual(
        {
          ok: false,
          fault: { code: "conversation.not-member" },
        },
      );
      await asked(ama.start().addMembers({ conversation: id, accounts: [other] }));
      await world.time.pass(MINUTE);
      write(on, dina, id);
      await holds(on);
      expect(dina.view(id)).toMatchObject({ state: "active", waitingFor: undefined });
    }));

  it("says so, too, where the one who is left has gone on: its log is given to it only to where it was taken out", () =>
    stage("put back, taken out, and written since", async (on) => {
      const { world } = on;
      const { ama, dina, id } = await takenOut(on);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      putBack(world, dina);
      await holds(on);
      expect(dina.view(id)).toMatchObject({ state: "left", waitingFor: "outside" });
    }));

  it("comes in anew where all that it had sent since was a commit that brings somebody in, which it can follow", () =>
    stage("put back before it brought somebody in", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const id = await room(on, dina, ama);
      const accounts = efua.account === undefined ? [] : [efua.account];
      // Nothing that it has stored later is told to the server: only the log can show what it has sent.
      copy(dina);
      await asked(dina.start().addMembers({ conversation: id, accounts }));
      putBack(world, dina);
      await holds(on);
      const commits = [...(world.server.disk.logs.get(id)?.commits.values() ?? [])];
      expect(commits.at(-1)).toMatchObject({ sender: dina.id, added: [dina.id] });
    }));

  it("encrypts nothing with keys of a welcome that its vault takes a second time before it has read the log", () =>
    stage("put back and welcomed again", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const { account } = dina;
      if (account === undefined) throw new Error("Dina is nobody");
      const id = await room(on, ama, dina);
      copy(dina);
      await asked(ama.start().removeMember({ conversation: id, account }));
      await world.time.pass(MINUTE);
      await asked(ama.start().addMembers({ conversation: id, accounts: [account] }));
      await world.time.pass(MINUTE);
      write(on, dina, id);
      await world.time.pass(MINUTE);
      putBack(world, dina);
      dina.open();
      for (const state of ["left", "active"])
        for (let waited = 0; waited < 60_000 && dina.view(id)?.state !== state; waited++)
          await world.time.pass(1);
      write(on, dina, id);
      await holds(on);
    }));

  it("accuses nobody of a commit of its own that it had stored and lost the keys to", () =>
    stage("put back with a commit under way", async (on) => {
      const { world, device } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const id = await room(on, dina, ama);
      const accounts = efua.account === undefined ? [] : [efua.account];
      world.storm.serverWriteMs = 6000;
      void dina.start().addMembers({ conversation: id, accounts });
      const commits = () => world.server.disk.logs.get(id)?.commits.size ?? 0;
      const before = commits();
      for (let waited = 0; waited < 60_000 && commits() === before; waited++) await world.time.pass(1);
      // Its commit has its place, and it has not heard so.
      copy(dina);
      Object.assign(world.storm, fairWeather());
      await world.time.pass(MINUTE);
      write(on, dina, id);
      await world.time.pass(MINUTE);
      putBack(world, dina);
      await holds(on);
      expect(dina.warnings).toEqual([]);
    }));

  it("comes in anew where all that is left of the others was signed by somebody whose membership has ended since", () =>
    stage("put back and left alone", async (on) => {
      const { world, device, asked } = on;
      const [gulnara, hamid] = [device("Gulnara"), device("Hamid")];
      const network = networkOf(gulnara);
      const { account } = hamid;
      if (account === undefined || gulnara.account === undefined) throw new Error("somebody is nobody");
      const id = await asked(hamid.start().openDirect(gulnara.account));
      await world.time.pass(MINUTE);
      copy(gulnara);
      write(on, gulnara, id);
      await world.time.pass(MINUTE);
      hamid.lock();
      await asked(gulnara.start().revokeMember({ network, account }));
      // Before it takes Hamid out of the channel.
      putBack(world, gulnara);
      await holds(on);
      expect(gulnara.view(id)).toMatchObject({ state: "active", waitingFor: undefined });
    }));

  it("says on a device that is linked later, too, that something was lost with the disk that was put back", () =>
    stage("put back and linked", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, fatou] = [device("Ama"), device("Dina"), device("Fatou")];
      const { account } = dina;
      if (account === undefined) throw new Error("Dina is nobody");
      const id = await room(on, ama, dina, fatou);
      copy(fatou);
      await asked(fatou.start().removeMember({ conversation: id, account }));
      write(on, ama, id);
      // Not so long that it would have left it in the archive.
      await world.time.pass(1000);
      putBack(world, fatou);
      fatou.open();
      await world.time.pass(MINUTE);
      const tablet = await linked(on, fatou);
      await world.time.pass(2 * MINUTE);
      await holds(on);
      const unreadable = async (one: SimulatedDevice) =>
        (await lines(one, id)).flatMap((item) =>
          item.kind === "unreadable" ? [[item.order, item.reason]] : [],
        );
      const lost = await unreadable(fatou);
      expect(lost).toHaveLength(1);
      expect(await unreadable(tablet)).toEqual(lost);
    }));
});
