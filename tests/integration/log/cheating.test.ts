import { loadSodium } from "@comity/shared/crypto/sodium";
import { type AlarmCode, judge } from "@comity/shared/transparency/evidence";
import { rootOf, treeOf } from "@comity/shared/transparency/head";
import { headCode, printHeadCode } from "@comity/shared/transparency/headCode";
import { describe, expect, it } from "vitest";
import { LogGround } from "./logGround.ts";

const sodium = await loadSodium();

/** A ground whose directory has read its log of eight entries, the server's key among them. */
async function readGround(): Promise<LogGround> {
  const ground = await LogGround.of(4);
  ground.log.push(ground.naming());
  await ground.directory.refresh();
  expect(ground.directory.watch.headOf(ground.network)?.size).toBe(8);
  return ground;
}

/** The one alarm there is, with what its evidence is worth. */
function alarm({ directory, network }: LogGround) {
  const alarms = directory.watch.alarmViews();
  expect(alarms).toHaveLength(1);
  const [{ code, id } = { code: "none", id: "" }] = alarms;
  const evidence = directory.watch.evidence(id)?.evidence;
  expect(directory.watch.stops(network)).toBe(true);
  return { code, worth: evidence && judge(sodium, evidence), evidence };
}

const codeOf = (log: LogGround["log"]) =>
  printHeadCode(headCode({ size: log.length, root: rootOf(treeOf(sodium, log)) }));

describe("a server that cheats", () => {
  it("by showing a shorter log is caught, and what was longer is kept", async () => {
    const ground = await readGround();
    ground.log.splice(5);
    ground.now += 3_600_000;
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "rollback", worth: "proved" });
    expect(ground.directory.roster(ground.network)?.size).toBe(8);
  });

  it("by showing a shorter log at once is caught; the proof is complete as soon as time has passed", async () => {
    const ground = await readGround();
    ground.log.splice(5);
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "rollback", worth: "shown" });
    ground.now += 3_600_000;
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "rollback", worth: "proved" });
  });

  it.each([
    ["taking an entry away", (log: LogGround["log"]) => void log.splice(4, 1)],
    [
      "changing an entry",
      (log: LogGround["log"], ground: LogGround) => void log.splice(4, 1, ...ground.more(1)),
    ],
  ])("by %s and going on is caught with a proof", async (_how, change) => {
    const ground = await readGround();
    change(ground.log, ground);
    ground.log.push(...ground.more(3));
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "removed-entry", worth: "proved" });
    expect(ground.directory.roster(ground.network)?.size).toBe(8);
  });

  it("by exchanging an entry in a log of the same length is caught with a proof", async () => {
    const ground = await readGround();
    ground.log.splice(4, 1, ...ground.more(1));
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "removed-entry", worth: "proved" });
  });

  it("by signing with another key than the one that officers named is caught", async () => {
    const ground = await readGround();
    ground.signs = sodium.crypto_sign_keypair();
    ground.log.push(...ground.more(1));
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "wrong-signature", worth: "shown" });
    expect(ground.directory.roster(ground.network)?.size).toBe(8);
  });

  it("by a head that it has not signed is caught", async () => {
    const ground = await readGround();
    ground.twist = (head) => ({ ...head, at: head.at + 1 });
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "wrong-signature", worth: "shown" });
  });

  it("by an entry whose signature is wrong is caught, and what was right before it is taken", async () => {
    const ground = await readGround();
    const [good, bad] = ground.more(2);
    if (good === undefined || bad === undefined) throw new Error("no entries");
    ground.log.push(good, { ...bad, body: bad.body.replace("Laptop", "Leptop") });
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "wrong-signature", worth: "shown" });
    expect(ground.directory.roster(ground.network)?.size).toBe(9);
  });

  it("by showing somebody an entry that its log does not hold is caught, and nobody believes the entry", async () => {
    const ground = await readGround();
    const [ghost, real] = [ground.more(1), ground.more(1)];
    ground.claimed = [...ground.log, ...real];
    ground.log.push(...ghost);
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "unlogged-member", worth: "shown" });
    expect(ground.directory.roster(ground.network)?.size).toBe(8);
  });

  it("by showing a newcomer entries that its log does not hold is caught", async () => {
    const ground = await LogGround.of(4);
    ground.claimed = ground.log.slice(0, 6).concat(ground.more(1));
    await ground.directory.refresh();
    expect(alarm(ground).code).toBe("unlogged-member");
  });

  it("by exchanging its key before an officer has named it is caught once one does", async () => {
    const ground = await LogGround.of(2);
    const honest = ground.signs;
    ground.signs = sodium.crypto_sign_keypair();
    await ground.directory.refresh();
    ground.signs = honest;
    ground.log.push(ground.naming(honest));
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code: "wrong-signature", worth: "shown" });
  });

  it("is not taken for one when officers name a new key", async () => {
    const ground = await readGround();
    const next = sodium.crypto_sign_keypair();
    ground.log.push(ground.naming(next));
    ground.signs = next;
    await ground.directory.refresh();
    expect(ground.directory.watch.alarmViews()).toEqual([]);
    expect(ground.directory.watch.headOf(ground.network)?.size).toBe(9);
  });
});

describe("a head that somebody else tells", () => {
  const teller = (ground: LogGround) => ground.keys.account;

  it("is looked into no further where it is the beginning of what is held", async () => {
    const ground = await readGround();
    for (const size of [1, 5, 8])
      expect(
        ground.directory.watch.heard(ground.headOf(ground.log.slice(0, size)), teller(ground)),
      ).toBeUndefined();
  });

  it.each<[string, number, number, AlarmCode]>([
    ["of the same size and another root", 8, 0, "split"],
    ["of an earlier size and another root", 6, 0, "split"],
    ["of a longer log that the server does not show", 8, 2, "split"],
  ])("%s raises the alarm with a proof", async (_what, size, more, code) => {
    const ground = await readGround();
    const log = [...ground.log.slice(0, size - 1), ...ground.more(1 + more)];
    expect(ground.directory.watch.heard(ground.headOf(log), teller(ground))).toBeDefined();
    ground.now += 3_600_000;
    await ground.directory.refresh();
    await ground.directory.refresh();
    expect(alarm(ground)).toMatchObject({ code, worth: "proved" });
  });

  it("of a longer log is answered by reading that log", async () => {
    const ground = await readGround();
    ground.log.push(...ground.more(2));
    ground.directory.watch.heard(ground.headOf(ground.log), teller(ground));
    await ground.directory.refresh();
    await ground.directory.refresh();
    expect(ground.directory.watch.alarmViews()).toEqual([]);
    expect(ground.directory.roster(ground.network)?.size).toBe(10);
  });

  it("that the server has not signed raises nothing: a member can accuse nobody", async () => {
    const ground = await readGround();
    const forged = ground.headOf([...ground.log.slice(0, 7), ...ground.more(1)]);
    ground.directory.watch.heard({ ...forged, at: forged.at + 1 }, teller(ground));
    const { signs } = ground;
    ground.signs = sodium.crypto_sign_keypair();
    ground.directory.watch.heard(ground.headOf([...ground.log, ...ground.more(5)]), teller(ground));
    ground.signs = signs;
    for (let looks = 0; looks < 3; looks++) await ground.directory.refresh();
    expect(ground.directory.watch.alarmViews()).toEqual([]);
  });
});

describe("an alarm", () => {
  it("outlives a restart, and does not come twice", async () => {
    const ground = await readGround();
    ground.log.splice(5);
    for (let looks = 0; looks < 3; looks++) await ground.directory.refresh();
    ground.directory = await ground.reopened();
    expect(alarm(ground).code).toBe("rollback");
    await ground.directory.refresh();
    expect(alarm(ground).code).toBe("rollback");
  });

  it("is settled by no code but that of one of the two logs", async () => {
    const ground = await readGround();
    ground.log.splice(5);
    await ground.directory.refresh();
    for (const typed of ["", "8", `8: ${"1".repeat(30)}`, codeOf([...ground.log, ...ground.more(3)])])
      expect(await ground.directory.watch.settle(ground.network, typed)).toEqual({
        ok: false,
        fault: "log.code-wrong",
      });
    expect(ground.directory.watch.stops(ground.network)).toBe(true);
  });

  it("is settled by the code of what is held, and the server gets back what it has lost", async () => {
    const ground = await readGround();
    const code = codeOf(ground.log);
    const lost = ground.log.splice(5);
    await ground.directory.refresh();
    expect((await ground.directory.watch.settle(ground.network, code)).ok).toBe(true);
    expect(ground.log.slice(5)).toEqual(lost);
    await ground.directory.refresh();
    expect(ground.directory.watch.stops(ground.network)).toBe(false);
    ground.directory = await ground.reopened();
    expect(ground.directory.watch.stops(ground.network)).toBe(false);
    expect(ground.directory.watch.alarmViews()).toMatchObject([{ code: "rollback", settledAt: ground.now }]);
  });

  it("is settled by the code of what the server shows, which is held from then on", async () => {
    const ground = await readGround();
    ground.log.splice(4, 4, ...ground.more(1), ground.naming());
    await ground.directory.refresh();
    expect(alarm(ground).code).toBe("rollback");
    expect((await ground.directory.watch.settle(ground.network, codeOf(ground.log))).ok).toBe(true);
    expect(ground.directory.watch.stops(ground.network)).toBe(false);
    ground.log.push(...ground.more(1));
    await ground.directory.refresh();
    ground.directory = await ground.reopened();
    expect(ground.directory.roster(ground.network)?.size).toBe(7);
    expect(ground.directory.watch.stops(ground.network)).toBe(false);
    await ground.directory.refresh();
    expect(ground.directory.watch.stops(ground.network)).toBe(false);
  });
});
