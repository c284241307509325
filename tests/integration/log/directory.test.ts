import { freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { fail, ok } from "@comity/shared/result";
import { signStatement } from "@comity/shared/statements/signing";
import { describe, expect, it } from "vitest";
import { card, LogGround, NOW, random } from "./logGround.ts";

const sodium = await loadSodium();

describe("a directory", () => {
  it("takes a log in page by page, and is there again without the server", async () => {
    const ground = await LogGround.of(5);
    const { directory, network, keys } = ground;
    await directory.refresh();
    expect(directory.roster(network)?.size).toBe(8);
    expect(directory.standing(keys.device, NOW)).toMatchObject({
      ok: true,
      value: { account: keys.account },
    });
    expect(directory.devicesOf(keys.account, NOW)).toHaveLength(6);
    const again = await ground.reopened();
    expect(again.roster(network)?.size).toBe(8);
    expect(again.watch.headOf(network)).toMatchObject({ size: 8 });
    expect(ground.refusals).toEqual([]);
    expect(directory.watch.alarmViews()).toEqual([]);
  });

  it("says that it may be behind: without an answer, and where its store takes nothing", async () => {
    const ground = await LogGround.of(0);
    const { directory, store } = ground;
    ground.line = "offline";
    expect(await directory.refresh()).toEqual(fail({ code: "transport.offline" }));
    ground.line = "silent";
    expect(await directory.refresh()).toEqual(fail({ code: "transport.timeout" }));
    ground.line = "there";
    store.full = true;
    expect(await directory.refresh()).toEqual(fail({ code: "vault.full" }));
    store.full = false;
    expect(await directory.refresh()).toEqual(ok(undefined));
    expect(directory.roster(ground.network)?.size).toBe(3);
  });

  it("says that it may be behind where the server lets it read nothing, and does not ask again by itself", async () => {
    const ground = await LogGround.of(0);
    const { directory, network } = ground;
    await directory.refresh();
    ground.log.push(...ground.more(1));
    ground.line = "unshown";
    expect(await directory.refresh()).toEqual(fail({ code: "network.unknown" }));
    expect(directory.roster(network)?.size).toBe(3);
    expect(ground.later).toEqual([]);
    const fresh = await ground.reopened();
    await fresh.refresh();
    expect(fresh.read).toBe(false);
    ground.line = "there";
    expect(await fresh.refresh()).toEqual(ok(undefined));
    expect(fresh.read).toBe(true);
    expect(fresh.roster(network)?.size).toBe(4);
  });

  it("waits for no network that the person has left, as long as it is let into another", async () => {
    const ground = await LogGround.of(0);
    const former = await LogGround.of(0);
    const directory = await ground.reopened(former.network);
    expect(await directory.refresh()).toEqual(ok(undefined));
    expect(directory.read).toBe(true);
    expect(directory.roster(ground.network)?.size).toBe(3);
  });

  it("does not take an entry that this version does not know for a lie, and keeps what was right before it", async () => {
    const ground = await LogGround.of(2);
    const { directory, network, keys } = ground;
    const statement = { v: 1, kind: "network.recognise", network, at: NOW, other: network } as const;
    const newer = signStatement(sodium, statement, ground.officer);
    ground.log.push(ground.resigned(newer.body.replace("network.recognise", "network.of-the-future")));
    ground.log.push(...ground.more(1));
    await directory.refresh();
    expect(directory.roster(network)?.size).toBe(5);
    expect(ground.refusals).toEqual([{ network, code: "log-refused", cause: "malformed" }]);
    expect(directory.watch.alarmViews()).toEqual([]);
    expect(directory.standing(keys.device, NOW).ok).toBe(true);
  });

  it("takes no other network's log for its own", async () => {
    const ground = await LogGround.of(0);
    const other = await LogGround.of(0);
    ground.log.splice(0, 3, ...other.log);
    await ground.directory.refresh();
    expect(ground.directory.roster(ground.network)).toBeUndefined();
    expect(ground.refusals).toEqual([
      { network: ground.network, code: "log-refused", cause: "other-network" },
    ]);
  });

  it("refuses a person whom no officer of the network has vouched for, and raises an alarm", async () => {
    const ground = await LogGround.of(0);
    const { directory, network } = ground;
    const ghost = freshKeys(sodium, random);
    const grant = signStatement(
      sodium,
      {
        ...{ v: 1, kind: "membership.grant", network, at: NOW, account: ghost.account },
        ...{ card, validFrom: NOW, validUntil: NOW + 9 },
      },
      ghost.identity,
    );
    ground.log.push(grant);
    await directory.refresh();
    expect(directory.roster(network)?.member(ghost.account)).toBeUndefined();
    expect(directory.roster(network)?.size).toBe(3);
    expect(directory.watch.alarmViews()).toMatchObject([{ code: "wrong-signature", network }]);
  });
});
