import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { AccountId, DeviceId, idOfKey, OfficerKey } from "../ids.ts";
import { COUNTERSIGN_MS, hashOfBody } from "./countersigning.ts";
import { proveOfficerKey } from "./nominations.ts";
import { Roster } from "./roster.ts";
import { networkIdOf, type SigningKeys, signStatement } from "./signing.ts";
import type { Statement } from "./statement.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const T0 = 1_800_000_000_000;
const keys = (): SigningKeys => sodium.crypto_sign_keypair();
const account = (of: SigningKeys) => idOfKey(AccountId, of.publicKey);
const officerKey = (of: SigningKeys) => idOfKey(OfficerKey, of.publicKey);
const card = Card.parse({
  ...{ name: "Ama Mensah", authority: "Office", country: "GH", roles: ["secretariat"] },
  ...{ competences: [], languages: ["en"] },
});

/** A network with three officers (each an account and an officer's key) and one member. */
function network() {
  const people = [keys(), keys(), keys(), keys()] as const;
  const offices = [keys(), keys(), keys()] as const;
  const [adjoa, ama, kofi, member] = people;
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name: "WACAP", nonce: "0123456789abcdef", at: T0 },
      ...{ officerKey: officerKey(offices[0]), account: account(adjoa) },
    },
    offices[0],
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const roster = found.value;
  const id = networkIdOf(sodium, founding);
  let last = { position: 0, hash: "" };
  /** What became of a statement: taken, or the fault. */
  const put = (statement: Statement, signer: SigningKeys) => {
    const signed = signStatement(sodium, statement, signer);
    const position = roster.size;
    const outcome = roster.append(signed);
    if (outcome.ok) last = { position, hash: hashOfBody(sodium, signed.body) };
    return outcome.ok ? "taken" : outcome.fault;
  };
  const entry = (at: number) => ({ v: 1, network: id, at }) as const;
  const grant = (whom: SigningKeys, signer: SigningKeys, at = T0) =>
    put(
      {
        ...{ ...entry(at), kind: "membership.grant", account: account(whom), card },
        ...{ validFrom: T0, validUntil: T0 * 2 },
      },
      signer,
    );
  const ready = (whom: SigningKeys, key: SigningKeys) =>
    put(
      {
        ...{ ...entry(T0), kind: "authority.ready", account: account(whom), officerKey: officerKey(key) },
        proof: proveOfficerKey(sodium, id, account(whom), key),
      },
      whom,
    );
  const add = (whom: SigningKeys, key: SigningKeys, signer: SigningKeys) =>
    put({ ...entry(T0), kind: "authority.add", account: account(whom), officerKey: officerKey(key) }, signer);
  const nominate = (whom: SigningKeys, signer: SigningKeys) =>
    put({ ...entry(T0), kind: "authority.nominate", account: account(whom) }, signer);
  const remove = (key: SigningKeys, signer: SigningKeys) =>
    put({ ...entry(T0), kind: "authority.remove", officerKey: officerKey(key) }, signer);
  const rule = (two: boolean, signer: SigningKeys) =>
    put({ ...entry(T0), kind: "authority.rule", two }, signer);
  const countersign = (signer: SigningKeys, what = last, at = T0) =>
    put({ ...entry(at), kind: "authority.countersign", ...what }, signer);
  const refuse = (signer: SigningKeys, what = last) =>
    put({ ...entry(T0), kind: "authority.refuse", ...what }, signer);
  for (const one of people) expect(grant(one, offices[0])).toBe("taken");
  for (const [at, one] of [ama, kofi].entries()) {
    const key = offices[at + 1] ?? offices[0];
    expect(nominate(one, offices[0])).toBe("taken");
    expect(ready(one, key)).toBe("taken");
    expect(add(one, key, offices[0])).toBe("taken");
  }
  return {
    ...{ roster, id, people, offices, member, put, entry, grant, ready, add, nominate, remove, rule },
    ...{ countersign, refuse, last: () => last },
  };
}

describe("the two-officer rule", () => {
  it("changes nothing while it is off, and is switched on by one of at least three officers", () => {
    const { roster, offices, people, rule, grant, remove, member } = network();
    expect(grant(keys(), offices[1])).toBe("taken");
    for (const signer of [member, people[0], keys()])
      expect(rule(true, signer)).toBe("signer-not-an-officer");
    expect(rule(false, offices[0])).toBe("rule-already");
    const few = roster.copy();
    expect(remove(offices[2], offices[0])).toBe("taken");
    expect(rule(true, offices[0])).toBe("officers-too-few");
    expect(roster.twoOfficerRule).toBe(false);
    expect(few.officersAble).toBe(3);
  });

  it("gives a grant effect with the second officer's signature, and the certificate stands meanwhile", () => {
    const { roster, offices, rule, grant, countersign, put, entry, last } = network();
    const [newcomer, device] = [keys(), keys()];
    expect(rule(true, offices[0])).toBe("taken");
    expect(grant(newcomer, offices[0])).toBe("taken");
    const held = last();
    expect(roster.member(account(newcomer))).toBeUndefined();
    expect(roster.awaitsSecond(account(newcomer))).toBe(true);
    const certified: Statement = {
      ...{ ...entry(T0), kind: "device.certify", account: account(newcomer), name: "Desk" },
      device: idOfKey(DeviceId, device.publicKey),
    };
    expect(put(certified, newcomer)).toBe("taken");
    expect(roster.standing(certified.device, T0 + 1)).toMatchObject({ fault: "not-a-member" });
    expect(countersign(offices[1], held, T0 + 5)).toBe("taken");
    expect(roster.member(account(newcomer))).toMatchObject({
      ...{ vouchedBy: officerKey(offices[0]), vouchedAt: T0 + 5, position: held.position },
    });
    expect(roster.standing(certified.device, T0 + 6).ok).toBe(true);
    expect(roster.awaitsSecond(account(newcomer))).toBe(false);
    expect(roster.heldAt(held.position)).toMatchObject({ state: "signed" });
  });

  it("holds the handing over of an office: until a second officer signs, nobody has left and nobody follows", () => {
    const { roster, offices, people, member, rule, countersign, refuse, put, entry, last } = network();
    const [, , kofi] = people;
    const succeed = () =>
      put({ ...entry(T0 + 1), kind: "office.succeed", from: account(member), to: account(kofi) }, offices[0]);
    expect(rule(true, offices[0])).toBe("taken");
    expect(succeed()).toBe("taken");
    expect(succeed()).toBe("waiting-already");
    expect(roster.membershipFault(account(member), T0 + 2)).toBeUndefined();
    expect(roster.successorOf(account(member))).toBeUndefined();
    expect(countersign(offices[0])).toBe("same-officer");
    expect(refuse(offices[2])).toBe("taken");
    expect(roster.membershipFault(account(member), T0 + 2)).toBeUndefined();
    expect(succeed()).toBe("taken");
    const held = last();
    expect(countersign(offices[1], held, T0 + 5)).toBe("taken");
    expect(roster.membershipFault(account(member), T0 + 6)).toBe("membership-revoked");
    expect(roster.successorOf(account(member))).toBe(account(kofi));
  });

  it("holds the recognition of another network, which one officer withdraws at once", () => {
    const { roster, offices, rule, countersign, refuse, put, entry, last } = network();
    const other = networkIdOf(
      sodium,
      signStatement(
        sodium,
        {
          ...{ v: 1, kind: "network.found", name: "CASC", nonce: "fedcba9876543210", at: T0 },
          ...{ officerKey: officerKey(offices[0]), account: account(keys()) },
        },
        offices[0],
      ),
    );
    const recognise = (signer: SigningKeys) =>
      put({ ...entry(T0 + 1), kind: "network.recognise", other, name: "CASC" }, signer);
    const withdraw = (signer: SigningKeys) =>
      put({ ...entry(T0 + 9), kind: "network.withdraw", other }, signer);
    expect(rule(true, offices[0])).toBe("taken");
    expect(recognise(offices[0])).toBe("taken");
    const held = last();
    expect(recognise(offices[1])).toBe("waiting-already");
    expect(roster.recognises(other)).toBe(false);
    expect(withdraw(offices[1])).toBe("not-recognised");
    expect(countersign(offices[0], held)).toBe("same-officer");
    expect(refuse(offices[0], held)).toBe("taken");
    expect(countersign(offices[1], held)).toBe("not-waiting");
    expect(recognise(offices[1])).toBe("taken");
    expect(countersign(offices[2], last(), T0 + 7)).toBe("taken");
    expect(roster.recognition(other)).toMatchObject({ name: "CASC", since: T0 + 7 });
    expect(withdraw(offices[0])).toBe("taken");
    expect(roster.recognises(other)).toBe(false);
  });

  it("takes no second signature from the first officer, from others than officers, twice, late, or for something else", () => {
    const { roster, offices, people, member, rule, grant, countersign, last } = network();
    const newcomer = keys();
    expect(rule(true, offices[0])).toBe("taken");
    const notHeld = last();
    expect(grant(newcomer, offices[0])).toBe("taken");
    const held = last();
    expect(countersign(offices[0], held)).toBe("same-officer");
    for (const signer of [people[1], member, keys(), newcomer])
      expect(countersign(signer, held)).toBe("signer-not-an-officer");
    expect(countersign(offices[1], { ...held, hash: "A".repeat(43) })).toBe("not-waiting");
    expect(countersign(offices[1], { ...held, position: held.position + 1 })).toBe("not-waiting");
    expect(countersign(offices[1], notHeld)).toBe("not-waiting");
    expect(countersign(offices[1], held, T0 + COUNTERSIGN_MS + 1)).toBe("not-waiting");
    expect(roster.member(account(newcomer))).toBeUndefined();
    expect(grant(newcomer, offices[1])).toBe("waiting-already");
    expect(countersign(offices[1], held, T0 + COUNTERSIGN_MS)).toBe("taken");
    expect(countersign(offices[2], held)).toBe("not-waiting");
  });

  it("lets nobody be both officers with two keys", () => {
    const { offices, people, rule, grant, ready, add, countersign, last } = network();
    const second = keys();
    expect(rule(true, offices[0])).toBe("taken");
    expect(grant(keys(), offices[0])).toBe("taken");
    const held = last();
    expect(ready(people[0], second)).toBe("taken");
    // The own key is replaced alone ...
    expect(add(people[0], second, offices[0])).toBe("taken");
    // ... and is still the same person's.
    expect(countersign(second, held)).toBe("same-officer");
  });

  it("forgets what was refused, and what a removed officer has left behind", () => {
    const { offices, roster, rule, grant, countersign, refuse, remove, member, last } = network();
    expect(rule(true, offices[0])).toBe("taken");
    const [one, other] = [keys(), keys()];
    expect(grant(one, offices[0])).toBe("taken");
    const refused = last();
    expect(refuse(member, refused)).toBe("signer-not-an-officer");
    expect(refuse(offices[1], refused)).toBe("taken");
    expect(refuse(offices[1], refused)).toBe("not-waiting");
    expect(countersign(offices[2], refused)).toBe("not-waiting");
    expect(roster.heldAt(refused.position)).toMatchObject({ state: "refused" });
    expect(grant(other, offices[0])).toBe("taken");
    const left = last();
    expect(remove(offices[0], offices[1])).toBe("taken");
    expect(countersign(offices[2], left)).toBe("not-waiting");
    expect(roster.member(account(other))).toBeUndefined();
  });

  it("brings an officer in with two signatures and a named key only, and keeps two who can sign", () => {
    const { roster, offices, people, member, rule, nominate, ready, add, countersign, remove, put, entry } =
      network();
    const key = keys();
    expect(rule(true, offices[0])).toBe("taken");
    expect(add(member, key, offices[0])).toBe("key-not-named");
    expect(nominate(member, offices[0])).toBe("taken");
    expect(ready(member, key)).toBe("taken");
    expect(add(member, key, offices[0])).toBe("taken");
    expect(roster.isOfficer(account(member))).toBe(false);
    expect(rule(false, key)).toBe("signer-not-an-officer");
    expect(countersign(offices[1])).toBe("taken");
    expect(roster.isOfficer(account(member))).toBe(true);
    for (const gone of [key, offices[2]]) expect(remove(gone, offices[0])).toBe("taken");
    expect(remove(offices[1], offices[0])).toBe("officers-too-few");
    for (const kind of ["membership.suspend", "membership.revoke"] as const)
      expect(put({ ...entry(T0), kind, account: account(people[1]) }, offices[0])).toBe("officers-too-few");
  });

  it("is switched off by two", () => {
    const { roster, offices, rule, countersign, grant } = network();
    expect(rule(true, offices[0])).toBe("taken");
    expect(rule(true, offices[1])).toBe("rule-already");
    expect(rule(false, offices[0])).toBe("taken");
    expect(roster.twoOfficerRule).toBe(true);
    expect(countersign(offices[0])).toBe("same-officer");
    expect(countersign(offices[2])).toBe("taken");
    expect(roster.twoOfficerRule).toBe(false);
    const newcomer = keys();
    expect(grant(newcomer, offices[0])).toBe("taken");
    expect(roster.member(account(newcomer))).toBeDefined();
  });

  it("is carried into copies, and trying on a copy leaves the log as it was", () => {
    const { roster, offices, rule, grant, countersign } = network();
    expect(rule(true, offices[0])).toBe("taken");
    expect(grant(keys(), offices[0])).toBe("taken");
    const copy = roster.copy();
    expect(countersign(offices[1])).toBe("taken");
    expect(copy.heldStatements()[0]).toMatchObject({ state: "waiting" });
    expect(copy.twoOfficerRule).toBe(true);
  });
});
