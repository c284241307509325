import type { EngineResult } from "@comity/client/engine/facade/fault";
import type { DeviceId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import { holds, room, write } from "./scene.ts";
import { type Stage, stage } from "./stage.ts";
import { PASSPHRASE } from "./world/device.ts";
import { cardOf, networkOf } from "./world/village.ts";

const MINUTE = 60_000;

/** Somebody new, whom the first officer has vouched for. `invited`: what happens before that. */
async function vouchedFor({ world, device, asked }: Stage, name: string, invited: () => void) {
  const ama = device("Ama");
  const network = networkOf(ama);
  const card = cardOf(name);
  const { invitation, link = "" } = await asked(ama.start().invite({ network, card, validDays: 7 }));
  const newcomer = world.newDevice(name);
  await asked(newcomer.start().enrol({ link, passphrase: PASSPHRASE, deviceName: name }));
  await world.time.pass(10_000);
  invited();
  await asked(ama.start().grant(invitation));
  await world.time.pass(1000);
  return newcomer;
}

/** Each of these went wrong once, in a run of the simulator. */
describe("what the simulator has found", () => {
  it("catches up after the disk was full, though the connection stood all the time", () =>
    stage("full while reading", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      dina.disk.full = true;
      write(on, ama, id);
      await world.time.pass(MINUTE);
      dina.disk.full = false;
      await holds(on);
    }));

  it("joins after the disk was full, though the connection stood all the time", () =>
    stage("full while joining", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      dina.disk.full = true;
      await room(on, ama, dina);
      await world.time.pass(MINUTE);
      dina.disk.full = false;
      await holds(on);
    }));

  it("joins after the server could not answer for a while", () =>
    stage("limited while joining", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const members = dina.account === undefined ? [] : [dina.account];
      void ama.start().createRoom({ reference: "KAS/2", title: world.ledger.words("title"), members });
      for (let waited = 0; waited < 5000 && world.server.disk.logs.size < 3; waited++)
        await world.time.pass(1);
      world.storm.slowDown = 1;
      await world.time.pass(MINUTE);
      world.storm.slowDown = 0;
      await holds(on);
    }));

  it("comes back into a room that it was taken out of and brought back to while its disk was full", () =>
    stage("taken out and brought back", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      const account = dina.account;
      if (account === undefined) throw new Error("Dina is nobody");
      dina.disk.full = true;
      await asked(ama.start().removeMember({ conversation: id, account }));
      await asked(ama.start().addMembers({ conversation: id, accounts: [account] }));
      dina.crash();
      dina.open();
      await world.time.pass(MINUTE);
      dina.disk.full = false;
      await holds(on);
      expect(dina.view(id)?.state).toBe("active");
    }));

  it("tells the title of a room whose maker was taken out before telling it, and brought back", () =>
    stage("maker gone", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      world.storm.latencyMs = 1;
      const members = dina.account === undefined ? [] : [dina.account];
      const title = world.ledger.words("title");
      const { logs } = world.server.disk;
      const before = logs.size;
      void ama.start().createRoom({ reference: "KAS/1", title, members });
      for (let waited = 0; waited < 5000 && logs.size === before; waited++) await world.time.pass(1);
      world.network.cut("Ama");
      await world.time.pass(MINUTE);
      const id = dina.conversations.find(({ kind }) => kind === "room")?.id;
      const account = ama.account;
      if (id === undefined || account === undefined) throw new Error("no room");
      expect(dina.view(id)?.title).toBeUndefined();
      await asked(dina.start().removeMember({ conversation: id, account }));
      world.network.mend("Ama");
      await world.time.pass(MINUTE);
      await asked(dina.start().addMembers({ conversation: id, accounts: [account] }));
      await holds(on);
      expect(dina.view(id)?.title).toBe(title);
    }));

  it("tells the title to a newcomer whose bringer was taken out before telling it", () =>
    stage("bringer gone", async (on) => {
      const { world, device, asked } = on;
      const [ama, bakary, chidi] = [device("Ama"), device("Bakary"), device("Chidi")];
      const id = await room(on, ama, bakary);
      world.storm.latencyMs = 1;
      const entries = () => world.server.disk.logs.get(id)?.entries.length ?? 0;
      const before = entries();
      const accounts = chidi.account === undefined ? [] : [chidi.account];
      void ama.start().addMembers({ conversation: id, accounts });
      for (let waited = 0; waited < 5000 && entries() === before; waited++) await world.time.pass(1);
      world.network.cut("Ama");
      expect(entries()).toBe(before + 1);
      await world.time.pass(100);
      const account = ama.account;
      if (account === undefined) throw new Error("Ama is nobody");
      await asked(bakary.start().removeMember({ conversation: id, account }));
      world.network.mend("Ama");
      await holds(on);
      expect(chidi.view(id)?.title).toBe(bakary.view(id)?.title);
    }));

  it("tells the title to somebody who was brought in before it came into the log", () =>
    stage("late title", async (on) => {
      const { world, device, asked } = on;
      const [ama, bakary, chidi] = [device("Ama"), device("Bakary"), device("Chidi")];
      const id = await room(on, ama, bakary);
      world.storm.latencyMs = 1;
      // Encrypted in the epoch that Bakary's commit ends, and taken after it.
      void ama.start().changeRoomDetails({
        conversation: id,
        reference: "KAS/3",
        title: world.ledger.words("title"),
      });
      ama.disk.death = { inWrites: 2, when: "before" };
      await world.time.pass(0);
      world.network.cut("Ama");
      const accounts = chidi.account === undefined ? [] : [chidi.account];
      await asked(bakary.start().addMembers({ conversation: id, accounts }));
      await world.time.pass(MINUTE);
      await holds(on);
    }));

  it("doesn't stumble over a full disk when the answer to its enrolment is to be noted", () =>
    stage("full while vouched for", async (on) => {
      const { world, device, asked } = on;
      const ama = device("Ama");
      const network = networkOf(ama);
      const { invitation, link = "" } = await asked(
        ama.start().invite({ network, card: cardOf("Ibrahim"), validDays: 7 }),
      );
      const ibrahim = world.newDevice("Ibrahim");
      await asked(ibrahim.start().enrol({ link, passphrase: PASSPHRASE, deviceName: "Ibrahim" }));
      ibrahim.disk.full = true;
      await world.time.pass(10_000);
      await asked(ama.start().grant(invitation));
      await world.time.pass(MINUTE);
      ibrahim.disk.full = false;
      await holds(on);
    }));

  it("believes of the directory what it has stored: no gap opens on a disk that was full", () =>
    stage("full while following the log", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const network = networkOf(ama);
      for (const gone of ["Efua", "Fatou"]) {
        dina.disk.full = gone === "Efua";
        const { account = ama.account } = device(gone);
        device(gone).retired = true;
        if (account !== undefined) await asked(ama.start().revokeMember({ network, account }));
        await world.time.pass(1000);
      }
      dina.crash();
      await holds(on);
      expect(dina.warnings).toEqual([]);
    }));

  it("takes out of the notice board whom the directory has put out, though it has not read so yet", () =>
    stage("late directory", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina, fatou] = [device("Ama"), device("Dina"), device("Fatou")];
      const { account = ama.account } = fatou;
      dina.disk.full = true;
      if (account !== undefined) await asked(ama.start().revokeMember({ network: networkOf(ama), account }));
      // Not the officer takes Fatou out: somebody else, whose right to it follows from the directory.
      world.network.cut("Ama");
      await world.time.pass(200);
      dina.disk.full = false;
      await world.time.pass(8000);
      await holds(on);
    }));

  it("passes over no commit because its disk had no room for the statement that vouches for a newcomer", () =>
    stage("no room for who somebody is", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const ibrahim = await vouchedFor(on, "Ibrahim", () => {
        dina.disk.lacksRoomFor = (table) => table.startsWith("log-");
      });
      const id = await room(on, ama, dina);
      const accounts = ibrahim.account === undefined ? [] : [ibrahim.account];
      await asked(ama.start().addMembers({ conversation: id, accounts }));
      write(on, ama, id);
      await world.time.pass(MINUTE);
      dina.disk.lacksRoomFor = () => false;
      await holds(on);
      expect(dina.warnings).toEqual([]);
    }));

  it("refuses no welcome because its disk had no room for the statement that vouches for a member", () =>
    stage("no room for who is inside", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const ibrahim = await vouchedFor(on, "Ibrahim", () => {
        dina.disk.lacksRoomFor = (table) => table.startsWith("log-");
      });
      const id = await room(on, ama, ibrahim, dina);
      await world.time.pass(MINUTE);
      dina.disk.lacksRoomFor = () => false;
      await holds(on);
      expect(dina.warnings).toEqual([]);
      expect(dina.view(id)?.state).toBe("active");
    }));

  it("takes out of the notice board who was suspended then, though they have been resumed since", () =>
    stage("read after the resumption", async (on) => {
      const { world, device, asked } = on;
      const [ama, chidi, fatou] = [device("Ama"), device("Chidi"), device("Fatou")];
      const network = networkOf(ama);
      const { account } = fatou;
      if (account === undefined) throw new Error("Fatou is nobody");
      world.network.cut("Chidi");
      await asked(ama.start().suspendMember({ network, account }));
      // Not the officer takes Fatou out: somebody else, whose right to it follows from the directory.
      world.network.cut("Ama");
      await world.time.pass(30 * MINUTE);
      world.network.mend("Ama");
      await world.time.pass(MINUTE);
      await asked(ama.start().resumeMember({ network, account }));
      await world.time.pass(30 * MINUTE);
      world.network.mend("Chidi");
      await holds(on);
      expect(chidi.warnings).toEqual([]);
    }));

  it("warns of nobody who is brought in in the moment in which their suspension is lifted", () =>
    stage("resumed and brought in", async (on) => {
      const { world, device, asked } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const network = networkOf(ama);
      const { account } = dina;
      if (account === undefined) throw new Error("Dina is nobody");
      await asked(ama.start().suspendMember({ network, account }));
      await world.time.pass(1000);
      const { logs, statements } = world.server.disk;
      const before = statements.get(network)?.length ?? 0;
      const resumed = ama.start().resumeMember({ network, account });
      while ((statements.get(network)?.length ?? 0) === before) await world.time.pass(1);
      const title = world.ledger.words("title");
      const made = ama.start().createRoom({ reference: "KAS/1", title, members: [account] });
      await asked(resumed);
      const id = await asked(made);
      await world.time.pass(MINUTE);
      await holds(on);
      expect(logs.get(id)?.entries.length).toBeGreaterThan(0);
      expect(dina.view(id)?.state).toBe("active");
    }));

  it("keeps the channel that the other opened in the same moment, and what was written in it", () =>
    stage("both open a channel", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const [one, other] = [ama.account, dina.account];
      if (one === undefined || other === undefined) throw new Error("Ama or Dina is nobody");
      world.storm.latencyMs = 1000;
      const { logs } = world.server.disk;
      const before = logs.size;
      void dina.start().openDirect(one);
      for (let waited = 0; waited < 20_000 && logs.size === before; waited++) await world.time.pass(1);
      void ama.start().openDirect(other);
      await world.time.pass(5000);
      const id = dina.conversations.find(({ kind }) => kind === "direct")?.id;
      if (id === undefined) throw new Error("no channel");
      write(on, dina, id);
      write(on, ama, id);
      await world.time.pass(MINUTE);
      await holds(on);
      expect([ama.view(id)?.state, dina.view(id)?.state]).toEqual(["active", "active"]);
    }));

  it("is in the channel that it made, though the other's membership ended before it heard of the making", () =>
    stage("made and forgotten", async (on) => {
      const { world, device, asked } = on;
      const [ama, chidi, dina] = [device("Ama"), device("Chidi"), device("Dina")];
      const { account } = chidi;
      if (account === undefined) throw new Error("Chidi is nobody");
      world.storm.latencyMs = 1;
      const { logs } = world.server.disk;
      const before = logs.size;
      void dina.start().openDirect(account);
      for (let waited = 0; waited < 5000 && logs.size === before; waited++) await world.time.pass(1);
      dina.crash();
      chidi.retired = true;
      await asked(ama.start().revokeMember({ network: networkOf(ama), account }));
      await holds(on);
      expect(dina.conversations.filter(({ kind }) => kind === "direct").map(({ state }) => state)).toEqual([
        "active",
      ]);
    }));

  it("answers that the disk is full when an invitation can't be stored, instead of throwing", () =>
    stage("full while inviting", async ({ world, device }) => {
      const ama = device("Ama");
      const network = networkOf(ama);
      ama.disk.full = true;
      const invited = ama.start().invite({ network, card: cardOf("Ibrahim"), validDays: 7 });
      await world.time.pass(1000);
      expect(await invited).toEqual({ ok: false, fault: { code: "vault.full" } });
    }));

  it("answers whatever is asked of it on a full disk: an officer's work, the recovery key, the devices", () =>
    stage("full while asked", async (on) => {
      const { world, device, asked } = on;
      const [ama, fatou] = [device("Ama"), device("Fatou")];
      const [network, engine] = [networkOf(ama), ama.start()];
      const invitations = [];
      for (const name of ["Ibrahim", "Jamila"])
        invitations.push(await asked(engine.invite({ network, card: cardOf(name), validDays: 7 })));
      const [first, second] = invitations;
      const { account } = fatou;
      const own = ama.self?.device as DeviceId | undefined;
      if (first === undefined || second === undefined || account === undefined || own === undefined)
        throw new Error("the scene is incomplete");
      const ibrahim = world.newDevice("Ibrahim");
      const { link = "" } = first;
      await asked(ibrahim.start().enrol({ link, passphrase: PASSPHRASE, deviceName: "Ibrahim" }));
      await world.time.pass(10_000);
      ama.disk.full = true;
      const requests: Readonly<Record<string, EngineResult<unknown>>> = {
        grant: engine.grant(first.invitation),
        cancelInvitation: engine.cancelInvitation(second.invitation),
        revokeMember: engine.revokeMember({ network, account }),
        renameDevice: engine.renameDevice({ device: own, name: "the blue one" }),
        ownDevices: engine.ownDevices(),
        renewRecoveryKey: engine.renewRecoveryKey(PASSPHRASE),
        postponeRecoveryTest: engine.postponeRecoveryTest(),
        changePassphrase: engine.changePassphrase({ current: PASSPHRASE, next: `${PASSPHRASE} and more` }),
      };
      const outcomes = new Map<string, string>();
      for (const [name, request] of Object.entries(requests))
        request.then(
          (answer) => outcomes.set(name, answer.ok ? "done" : answer.fault.code),
          (error: unknown) => outcomes.set(name, `threw ${String(error)}`),
        );
      await world.time.pass(MINUTE);
      expect(Object.fromEntries(outcomes)).toEqual({
        // What only the server has to keep is done; a second statement needs the log's new end, which can't be kept.
        grant: "done",
        cancelInvitation: "done",
        ownDevices: "done",
        revokeMember: "log.moved",
        renameDevice: "log.moved",
        renewRecoveryKey: "vault.full",
        postponeRecoveryTest: "vault.full",
        changePassphrase: "vault.full",
      });
      ama.disk.full = false;
      await holds(on);
    }));

  it("opens again at once after it was locked while a call was under way on a dead line", () =>
    stage("lock on a dead line", async (on) => {
      const { world, device } = on;
      const [ama, dina, efua] = [device("Ama"), device("Dina"), device("Efua")];
      const id = await room(on, ama, dina);
      const accounts = efua.account === undefined ? [] : [efua.account];
      world.network.cut("Ama");
      void ama.start().addMembers({ conversation: id, accounts });
      await world.time.pass(100);
      ama.lock();
      world.network.mend("Ama");
      ama.open();
      await world.time.pass(MINUTE);
      expect(ama.connection).toEqual({ state: "online" });
      await holds(on);
    }));

  it("never works twice on one vault: what is being written when it is locked is there when it opens", () =>
    stage("lock during a write", async (on) => {
      const { world, device } = on;
      const [ama, dina] = [device("Ama"), device("Dina")];
      const id = await room(on, ama, dina);
      world.storm.writeMs = 400;
      for (let round = 0; round < 12; round++) {
        write(on, ama, id);
        await world.time.pass(20 * round);
        ama.lock();
        ama.open();
        await world.time.pass(1);
        write(on, ama, id);
        await world.time.pass(3000);
      }
      await holds(on);
    }));
});
