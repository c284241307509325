import { AccountId, idOfKey, OfficerKey } from "@comity/shared/ids";
import { statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { proveOfficerKey } from "@comity/shared/statements/nominations";
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

/** What the server says to a statement that somebody signs and a member sends. */
async function said(statement: Statement, signer: SigningKeys): Promise<string> {
  const { network, founder } = ground.network;
  const read = await founder.call(statementsRead, { network, from: 0 });
  if (!read.ok) return read.fault.code;
  const published = await founder.call(statementsPublish, {
    network,
    expectedSize: read.value.head.size,
    statements: [signStatement(ground.sodium, statement, signer)],
  });
  if (published.ok) return "taken";
  return published.fault.code === "statement.invalid" ? published.fault.reason : published.fault.code;
}

describe("the office of an officer", () => {
  it("is offered, switched to two signatures, signed second and refused by officers only", async () => {
    const { network } = ground.network;
    const about = { v: 1, network, at: Date.now() } as const;
    const which = { position: 1, hash: "A".repeat(43) };
    const account = member(1).account;
    const officerKey = idOfKey(OfficerKey, ground.sodium.crypto_sign_keypair().publicKey);
    const statements: readonly Statement[] = [
      { ...about, kind: "authority.nominate", account },
      { ...about, kind: "authority.withdraw", account },
      { ...about, kind: "authority.add", account, officerKey },
      { ...about, kind: "authority.remove", officerKey },
      { ...about, kind: "authority.rule", two: true },
      { ...about, kind: "authority.countersign", ...which },
      { ...about, kind: "authority.refuse", ...which },
    ];
    const strangers = [member(0).identity, member(1).identity, member(1).deviceKeys];
    for (const statement of statements)
      for (const signer of [...strangers, ground.sodium.crypto_sign_keypair()])
        expect(await said(statement, signer)).toBe("signer-not-an-officer");
  });

  it("is taken up by the person themselves, with a key that they hold, and only when it was offered", async () => {
    const { sodium } = ground;
    const { network, officer } = ground.network;
    const person = member(0);
    const [own, other] = [sodium.crypto_sign_keypair(), sodium.crypto_sign_keypair()];
    const ready = (account: AccountId, prover: SigningKeys): Statement => ({
      ...{ v: 1, network, at: Date.now(), kind: "authority.ready", account },
      officerKey: idOfKey(OfficerKey, own.publicKey),
      proof: proveOfficerKey(sodium, network, account, prover),
    });
    expect(await said(ready(person.account, own), person.identity)).toBe("not-nominated");
    const offer = { v: 1, network, at: Date.now(), kind: "authority.nominate" } as const;
    expect(await said({ ...offer, account: idOfKey(AccountId, other.publicKey) }, officer)).toBe(
      "no-such-member",
    );
    expect(await said({ ...offer, account: person.account }, officer)).toBe("taken");
    expect(await said(ready(person.account, own), member(1).identity)).toBe("signer-not-the-account");
    expect(await said(ready(person.account, own), officer)).toBe("signer-not-the-account");
    expect(await said(ready(person.account, other), person.identity)).toBe("bad-signature");
    expect(await said(ready(person.account, own), person.identity)).toBe("taken");
    // Whoever was offered an office can't take the offer back for others, nor anybody twice.
    const back: Statement = { ...offer, kind: "authority.withdraw", account: person.account };
    expect(await said(back, person.identity)).toBe("signer-not-an-officer");
    expect(await said({ ...back, account: member(1).account }, officer)).toBe("not-nominated");
    // The name alone is no office.
    expect(await said({ ...offer, account: member(1).account }, own)).toBe("signer-not-an-officer");
    expect(await said({ v: 1, network, at: Date.now(), kind: "authority.rule", two: true }, officer)).toBe(
      "officers-too-few",
    );
  });
});
