import { certifyDevice, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { conversationList } from "@comity/shared/protocol/conversation";
import { invitationList } from "@comity/shared/protocol/invitation";
import { sessionRevoked } from "@comity/shared/protocol/session";
import { deviceCertify, statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

function member(index: number) {
  const keys = ground.network.members[index];
  if (keys === undefined) throw new Error("there is no such member");
  return keys;
}

/** What the server says to a statement that somebody signs and somebody sends. */
async function said(
  kind: "membership.suspend" | "membership.resume",
  whom: number,
  signer: SigningKeys,
  sender = ground.network.founder,
): Promise<string> {
  const { network } = ground.network;
  const read = await sender.call(statementsRead, { network, from: 0 });
  if (!read.ok) return read.fault.code;
  const statement: Statement = { v: 1, kind, network, at: Date.now(), account: member(whom).account };
  const published = await sender.call(statementsPublish, {
    network,
    expectedSize: read.value.head.size,
    statements: [signStatement(ground.sodium, statement, signer)],
  });
  if (published.ok) return "taken";
  return published.fault.code === "statement.invalid" ? published.fault.reason : published.fault.code;
}

describe("suspending and resuming", () => {
  it("is refused when anybody but an officer signs it, whoever sends it", async () => {
    const sender = await ground.logIn(0);
    const own = member(0).identity;
    const invented = ground.sodium.crypto_sign_keypair();
    for (const kind of ["membership.suspend", "membership.resume"] as const)
      for (const signer of [own, member(0).deviceKeys, member(1).identity, invented])
        for (const from of [sender, ground.network.founder])
          expect(await said(kind, 1, signer, from)).toBe("signer-not-an-officer");
    expect(await said("membership.resume", 1, ground.network.officer)).toBe("not-suspended");
  });

  it("ends the line of who is suspended, refuses the log-in, and lets neither in nor out before it is lifted", async () => {
    const { officer, network, founder } = ground.network;
    const device = await ground.logIn(2);
    const told = new Promise<unknown>((resolve) => device.socket.once(sessionRevoked.name, resolve));
    const ended = new Promise<void>((resolve) => device.socket.once("disconnect", () => resolve()));
    expect(await said("membership.suspend", 2, officer)).toBe("taken");
    expect(await told).toEqual({ code: "session.suspended" });
    await ended;
    await expect(ground.logIn(2)).rejects.toThrow("session.suspended");
    // Not even an own word of the suspended, carried by somebody else, lifts it.
    expect(await said("membership.resume", 2, member(2).identity)).toBe("signer-not-an-officer");
    expect(await said("membership.suspend", 2, officer)).toBe("suspended-already");
    expect(await said("membership.resume", 2, officer)).toBe("taken");
    const back = await ground.logIn(2);
    expect((await back.call(conversationList, {})).ok).toBe(true);
    expect(await back.call(invitationList, { network })).toMatchObject({ fault: { code: "not-permitted" } });
    expect(founder.socket.connected).toBe(true);
  });

  it("lets no further device of the suspended into the log, and tells nobody else that they are suspended", async () => {
    const { officer, network, founder } = ground.network;
    const fresh = freshKeys(ground.sodium, nodeRandom, member(2).identity);
    const certified = async (identity: SigningKeys) => {
      const read = await founder.call(statementsRead, { network, from: 0 });
      if (!read.ok) throw new Error(read.fault.code);
      const statement = certifyDevice(ground.sodium, { ...fresh, identity }, network, "Tablet", Date.now());
      const expectedSize = read.value.head.size;
      const answer = await founder.call(deviceCertify, { network, expectedSize, statement });
      return answer.ok ? "taken" : answer.fault;
    };
    expect(await said("membership.suspend", 2, officer)).toBe("taken");
    expect(await certified(member(2).identity)).toEqual({ code: "session.suspended" });
    expect(await certified(member(1).identity)).toEqual({
      code: "statement.invalid",
      reason: "signer-not-the-account",
    });
    expect(await said("membership.resume", 2, officer)).toBe("taken");
    expect(await certified(member(2).identity)).toBe("taken");
  });

  it("takes no statement that is dated by a wrong clock, and tells the officer what the time is", async () => {
    const { network, officer, founder } = ground.network;
    const { account } = member(3);
    const suspend = async (lateMs: number) => {
      const read = await founder.call(statementsRead, { network, from: 0 });
      if (!read.ok) throw new Error(read.fault.code);
      const at = Date.now() + lateMs;
      const statement: Statement = { v: 1, kind: "membership.suspend", network, at, account };
      return founder.call(statementsPublish, {
        network,
        expectedSize: read.value.head.size,
        statements: [signStatement(ground.sodium, statement, officer)],
      });
    };
    const minute = 60_000;
    for (const lateMs of [11 * minute, -61 * minute, 365 * 24 * 60 * minute]) {
      const before = Date.now();
      const refused = await suspend(lateMs);
      if (refused.ok || refused.fault.code !== "clock.wrong")
        throw new Error("it was not refused for its date");
      expect(refused.fault.serverTime).toBeGreaterThanOrEqual(before);
      expect(refused.fault.serverTime).toBeLessThanOrEqual(Date.now());
    }
    // Nothing of it stands, and what is only a little off does.
    expect((await suspend(9 * minute)).ok).toBe(true);
    expect(await said("membership.resume", 3, officer)).toBe("taken");
    expect((await suspend(-59 * minute)).ok).toBe(true);
    expect(await said("membership.resume", 3, officer)).toBe("taken");
  });

  it("keeps the last officer able to sign", async () => {
    const { network, officer, founder } = ground.network;
    const read = await founder.call(statementsRead, { network, from: 0 });
    if (!read.ok) throw new Error(read.fault.code);
    const { account } = founder.keys;
    for (const kind of ["membership.suspend", "membership.revoke"] as const) {
      const statement = signStatement(
        ground.sodium,
        { v: 1, kind, network, at: Date.now(), account },
        officer,
      );
      expect(
        await founder.call(statementsPublish, {
          network,
          expectedSize: read.value.head.size,
          statements: [statement],
        }),
      ).toEqual({ ok: false, fault: { code: "statement.invalid", reason: "last-officer" } });
    }
  });
});
