import { conversationList } from "@comity/shared/protocol/conversation";
import { sessionRevoked } from "@comity/shared/protocol/session";
import { statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
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

const DAY = 86_400_000;

function member(index: number) {
  const keys = ground.network.members[index];
  if (keys === undefined) throw new Error("there is no such member");
  return keys;
}

/** What the server says to a statement that somebody signs and somebody sends. */
async function said(
  statement: Statement,
  signer: SigningKeys,
  sender = ground.network.founder,
): Promise<string> {
  const { network } = ground.network;
  const read = await sender.call(statementsRead, { network, from: 0 });
  if (!read.ok) return read.fault.code;
  const published = await sender.call(statementsPublish, {
    network,
    expectedSize: read.value.head.size,
    statements: [signStatement(ground.sodium, statement, signer)],
  });
  if (published.ok) return "taken";
  return published.fault.code === "statement.invalid" ? published.fault.reason : published.fault.code;
}

function succession(from: number, to: number): Statement {
  const { network } = ground.network;
  return {
    ...{ v: 1, kind: "office.succeed", network, at: Date.now() },
    ...{ from: member(from).account, to: member(to).account },
  };
}

function standIn(absent: number, alternate: number, from = Date.now(), until = Date.now() + DAY): Statement {
  const { network } = ground.network;
  return {
    ...{ v: 1, kind: "office.standIn", network, at: Date.now(), from, until },
    ...{ absent: member(absent).account, alternate: member(alternate).account },
  };
}

describe("absences and succession, at the server", () => {
  it("takes nobody's word but an officer's for a succession, whoever sends it", async () => {
    const sender = await ground.logIn(0);
    const invented = ground.sodium.crypto_sign_keypair();
    const signers = [member(0).identity, member(0).deviceKeys, member(1).identity, invented];
    for (const signer of signers)
      for (const from of [sender, ground.network.founder])
        expect(await said(succession(0, 1), signer, from)).toBe("signer-not-an-officer");
    expect(await said(succession(1, 1), ground.network.officer)).toBe("same-person");
    expect((await sender.call(conversationList, {})).ok).toBe(true);
  });

  it("takes nobody's word but an officer's and the absent's own for an absence, and none without an end", async () => {
    const { officer } = ground.network;
    for (const signer of [member(1).identity, member(0).deviceKeys, ground.sodium.crypto_sign_keypair()])
      expect(await said(standIn(0, 1), signer)).toBe("signer-not-the-account");
    expect(await said(standIn(0, 0), officer)).toBe("same-person");
    const now = Date.now();
    expect(await said(standIn(0, 1, now, now + 3_000 * DAY), officer)).toBe("absence-too-long");
    expect(await said(standIn(0, 1, now, now - 1), officer)).toBe("validity-reversed");
    expect(await said(standIn(0, 1), member(0).identity)).toBe("taken");
    const { network } = ground.network;
    const back = { v: 1, kind: "office.return", network, at: Date.now(), absent: member(0).account } as const;
    expect(await said(back, member(1).identity)).toBe("signer-not-the-account");
    expect(await said(back, officer)).toBe("taken");
    expect(await said(back, officer)).toBe("not-absent");
  });

  it("ends the leaver's line at once, lets them in no more, and is said once", async () => {
    const { officer } = ground.network;
    const device = await ground.logIn(2);
    const told = new Promise<unknown>((resolve) => device.socket.once(sessionRevoked.name, resolve));
    const ended = new Promise<void>((resolve) => device.socket.once("disconnect", () => resolve()));
    expect(await said(succession(2, 1), officer)).toBe("taken");
    expect(await told).toEqual({ code: "session.succeeded" });
    await ended;
    await expect(ground.logIn(2)).rejects.toThrow("session.succeeded");
    expect(await said(succession(2, 0), officer)).toBe("no-such-member");
    // Not back by being named as somebody's successor.
    expect(await said(succession(1, 2), officer)).toBe("no-such-member");
    expect(await said(standIn(2, 1), member(2).identity)).toBe("no-such-member");
  });
});
