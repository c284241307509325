import { bareSocket, callOn, nodeRandom } from "@comity/scripts/load/bareDevice";
import { hashToken } from "@comity/shared/enrolment/invitation";
import { idOfKey, Token } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { archiveAppend, archiveHead, archiveRead } from "@comity/shared/protocol/archive";
import { backupGet, backupPut } from "@comity/shared/protocol/backup";
import { statementsPublish } from "@comity/shared/protocol/statements";
import { signStatement } from "@comity/shared/statements/signing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

/** Frames give Node's buffers, which compare as something else. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
};

const refused = (code: string, more = {}) => ({ ok: false, fault: { code, ...more } });

describe("a history archive", () => {
  it("is closed to who has not logged in, and shows a member nothing of another's", async () => {
    const socket = bareSocket(ground.server.address);
    await new Promise((resolve) => socket.once("connect", () => resolve(undefined)));
    expect(await callOn(socket, archiveHead, {})).toEqual(refused("session.unauthenticated"));
    expect(await callOn(socket, archiveRead, { index: 0 })).toEqual(refused("session.unauthenticated"));
    socket.disconnect();
    const [owner, other] = [await ground.logIn(0), await ground.logIn(1)];
    const segment = nodeRandom(100);
    expect(await owner.call(archiveAppend, { index: 0, segment })).toEqual({ ok: true, value: { count: 1 } });
    expect(await other.call(archiveHead, {})).toEqual({ ok: true, value: { count: 0 } });
    expect(await other.call(archiveRead, { index: 0 })).toEqual(refused("archive.unknown"));
    // Naming the victim changes nothing: the account is the caller's, whatever else stands in the request.
    const sneaky = { index: 0, account: owner.keys.account };
    expect(await other.call(archiveRead, sneaky)).toEqual(refused("archive.unknown"));
    expect(plain(await owner.call(archiveRead, { index: 0 }))).toEqual({ ok: true, value: { segment } });
  });

  it("only grows at its end: no replacing, no gaps, nothing oversized, empty or out of form", async () => {
    const device = await ground.logIn(2);
    const first = nodeRandom(50);
    await device.call(archiveAppend, { index: 0, segment: first });
    for (const index of [0, 2, LIMITS.archiveSegments - 1])
      expect(await device.call(archiveAppend, { index, segment: nodeRandom(50) })).toEqual(
        refused("archive.moved", { count: 1 }),
      );
    const oversized = nodeRandom(LIMITS.archiveSegmentBytes + 1);
    const malformed = refused("request.malformed");
    expect(await device.call(archiveAppend, { index: 1, segment: oversized })).toEqual(malformed);
    expect(await device.call(archiveAppend, { index: 1, segment: new Uint8Array() })).toEqual(malformed);
    for (const index of [-1, 0.5, Number.NaN, LIMITS.archiveSegments])
      expect(await device.call(archiveRead, { index })).toEqual(malformed);
    expect(plain(await device.call(archiveRead, { index: 0 }))).toEqual({
      ok: true,
      value: { segment: first },
    });
  });

  it("lets one of two segments for the same place in and says of the other where the archive stands", async () => {
    const device = await ground.logIn(3);
    const answers = await Promise.all(
      [9, 10].map((length) => device.call(archiveAppend, { index: 0, segment: nodeRandom(length) })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual(refused("archive.moved", { count: 1 }));
  });
});

describe("a recovery backup", () => {
  const token = () => idOfKey(Token, nodeRandom(32));

  it("can't be put back at a place that was retired, nor retired by somebody else", async () => {
    const [owner, other] = [await ground.logIn(0), await ground.logIn(1)];
    const [formerLocator, currentLocator] = [token(), token()];
    const former = hashToken(ground.sodium, formerLocator);
    const current = hashToken(ground.sodium, currentLocator);
    const [bytes, note] = [nodeRandom(100), nodeRandom(60)];
    expect((await owner.call(backupPut, { locatorHash: former, bytes })).ok).toBe(true);
    const renewed = { locatorHash: current, bytes, former: { locatorHash: former, note } };
    expect((await owner.call(backupPut, renewed)).ok).toBe(true);
    expect((await owner.call(backupPut, renewed)).ok).toBe(true);
    expect(await owner.call(backupPut, { locatorHash: former, bytes })).toEqual(refused("backup.outdated"));
    expect(await other.call(backupPut, { ...renewed, locatorHash: token() })).toEqual(
      refused("not-permitted"),
    );
    const self = { locatorHash: current, bytes, former: { locatorHash: current, note } };
    expect(await owner.call(backupPut, self)).toEqual(refused("request.malformed"));
    const long = { ...renewed, former: { locatorHash: token(), note: nodeRandom(600) } };
    expect(await owner.call(backupPut, long)).toEqual(refused("request.malformed"));
    const found = async (locator: Token) => plain(await owner.call(backupGet, { locator }));
    expect(await found(token())).toEqual(refused("backup.unknown"));
    expect(await found(formerLocator)).toEqual({ ok: true, value: { state: "outdated", note } });
    expect(await found(currentLocator)).toEqual({ ok: true, value: { state: "current", bytes } });
  });

  it("has a number that only its owner raises, and nobody lowers", async () => {
    const device = await ground.logIn(2);
    const { network } = ground.network;
    const victim = ground.network.founder.keys.account;
    const publish = async (account: typeof victim, number: number, expectedSize: number) =>
      device.call(statementsPublish, {
        network,
        expectedSize,
        statements: [
          signStatement(
            ground.sodium,
            { v: 1, kind: "recovery.issue", network, at: Date.now(), account, number },
            device.keys.identity,
          ),
        ],
      });
    const size = 3 + ground.network.members.length * 2;
    const invalid = (reason: string) => refused("statement.invalid", { reason });
    expect(await publish(victim, 9, size)).toEqual(invalid("signer-not-the-account"));
    const own = device.keys.account;
    expect(await publish(own, 2, size)).toEqual({ ok: true, value: { size: size + 1 } });
    for (const number of [1, 2])
      expect(await publish(own, number, size + 1)).toEqual(invalid("number-not-higher"));
  });
});

describe("a history archive of somebody whose device was ended", () => {
  it("gives that device nothing more and takes nothing from it, also over the connection that it holds", async () => {
    const device = await ground.logIn(4);
    const { account, identity } = device.keys;
    await device.call(archiveAppend, { index: 0, segment: nodeRandom(50) });
    const { network } = ground.network;
    const { statements } = ground.server.storage;
    const revoke = { v: 1 as const, kind: "device.revoke" as const, network, at: Date.now(), account };
    const told = await ground.network.founder.call(statementsPublish, {
      network,
      expectedSize: (await statements.read(network, 0, 200)).length,
      statements: [signStatement(ground.sodium, { ...revoke, device: device.keys.device }, identity)],
    });
    expect(told.ok).toBe(true);
    // What it asks in that moment is refused, or never answered since the server hangs up on it.
    const cutOff = new Promise<undefined>((resolve) => {
      if (device.socket.connected) device.socket.once("disconnect", () => resolve(undefined));
      else resolve(undefined);
    });
    const asked = [
      device.call(archiveHead, {}),
      device.call(archiveRead, { index: 0 }),
      device.call(archiveAppend, { index: 1, segment: nodeRandom(50) }),
    ];
    for (const answer of asked) expect((await Promise.race([answer, cutOff]))?.ok ?? false).toBe(false);
    await cutOff;
    await expect(ground.logIn(4)).rejects.toThrow("session.revoked");
    expect((await ground.server.storage.archives.head(account)).count).toBe(1);
  });
});
