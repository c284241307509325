import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { AccountId, idOfKey, OfficerKey } from "../ids.ts";
import { NOMINATION_MS, proveOfficerKey } from "./nominations.ts";
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

function network() {
  const [officer, founder, ama, kofi] = [keys(), keys(), keys(), keys()];
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name: "WACAP", nonce: "0123456789abcdef", at: T0 },
      ...{ officerKey: officerKey(officer), account: account(founder) },
    },
    officer,
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const roster = found.value;
  const id = networkIdOf(sodium, founding);
  /** What became of a statement: taken, or the fault. */
  const put = (statement: Statement, signer: SigningKeys) => {
    const outcome = roster.append(signStatement(sodium, statement, signer));
    return outcome.ok ? "taken" : outcome.fault;
  };
  const about = (whom: SigningKeys, at: number) =>
    ({ v: 1, network: id, at, account: account(whom) }) as const;
  const grant = (whom: SigningKeys) =>
    put({ ...about(whom, T0), kind: "membership.grant", card, validFrom: T0, validUntil: T0 * 2 }, officer);
  for (const one of [founder, ama, kofi]) expect(grant(one)).toBe("taken");
  const nominate = (whom: SigningKeys, at = T0, signer = officer) =>
    put({ ...about(whom, at), kind: "authority.nominate" }, signer);
  const name = (
    whom: SigningKeys,
    key: SigningKeys,
    how: { at?: number; signer?: SigningKeys; prover?: SigningKeys; proof?: string } = {},
  ) =>
    put(
      {
        ...{ ...about(whom, how.at ?? T0), kind: "authority.ready", officerKey: officerKey(key) },
        proof: how.proof ?? proveOfficerKey(sodium, id, account(whom), how.prover ?? key),
      },
      how.signer ?? whom,
    );
  const add = (whom: SigningKeys, key: SigningKeys, signer = officer) =>
    put({ ...about(whom, T0), kind: "authority.add", officerKey: officerKey(key) }, signer);
  const remove = (key: SigningKeys, signer: SigningKeys) =>
    put({ v: 1, network: id, at: T0, kind: "authority.remove", officerKey: officerKey(key) }, signer);
  return { roster, id, officer, founder, ama, kofi, nominate, name, add, remove, put, about };
}

describe("coming into office", () => {
  it("goes from an officer's offer over the member's own key to an officer's signature", () => {
    const { roster, ama, nominate, name, add, officer } = network();
    const own = keys();
    expect(nominate(ama)).toBe("taken");
    expect(roster.openNominations()).toMatchObject([{ account: account(ama), named: undefined }]);
    expect(name(ama, own)).toBe("taken");
    expect(roster.openNominations()[0]?.named).toMatchObject({ key: officerKey(own) });
    expect(roster.isOfficer(account(ama))).toBe(false);
    expect(add(ama, own)).toBe("taken");
    expect(roster.openNominations()).toEqual([]);
    expect(roster.isOwnKey(officerKey(own))).toBe(true);
    expect(roster.currentOfficers().at(-1)).toMatchObject({
      key: officerKey(own),
      addedBy: officerKey(officer),
    });
    expect(nominate(ama)).toBe("officer-already");
  });

  it("is over once an officer has taken the offer back: no key is named for it, and none of before counts for the next", () => {
    const { roster, ama, kofi, nominate, name, put, about, officer } = network();
    const withdraw = (signer = officer) => put({ ...about(ama, T0), kind: "authority.withdraw" }, signer);
    expect(withdraw()).toBe("not-nominated");
    expect(nominate(ama)).toBe("taken");
    const own = keys();
    expect(name(ama, own)).toBe("taken");
    for (const signer of [ama, kofi, keys()]) expect(withdraw(signer)).toBe("signer-not-an-officer");
    expect(withdraw()).toBe("taken");
    expect(roster.openNominations()).toEqual([]);
    expect(name(ama, keys())).toBe("not-nominated");
    expect(nominate(ama)).toBe("taken");
    expect(roster.openNominations()).toMatchObject([{ account: account(ama), named: undefined }]);
    expect(name(ama, own)).toBe("key-taken");
  });

  it("is offered by officers only, and to members only", () => {
    const { ama, kofi, nominate, put, about, officer } = network();
    for (const signer of [ama, kofi, keys()]) expect(nominate(ama, T0, signer)).toBe("signer-not-an-officer");
    expect(nominate(keys())).toBe("no-such-member");
    expect(put({ ...about(ama, T0), kind: "membership.suspend" }, officer)).toBe("taken");
    expect(nominate(ama)).toBe("no-such-member");
  });

  it("takes no key that was named without an offer, too late, by somebody else or without being held", () => {
    const { ama, kofi, nominate, name, officer, id } = network();
    expect(name(ama, keys())).toBe("not-nominated");
    expect(nominate(ama)).toBe("taken");
    expect(name(kofi, keys())).toBe("not-nominated");
    for (const signer of [kofi, officer, keys()])
      expect(name(ama, keys(), { signer })).toBe("signer-not-the-account");
    expect(name(ama, keys(), { prover: keys() })).toBe("bad-signature");
    expect(name(ama, keys(), { proof: "A".repeat(86) })).toBe("bad-signature");
    const key = keys();
    // A proof for another account is none, whoever holds the key.
    expect(name(ama, key, { proof: proveOfficerKey(sodium, id, account(kofi), key) })).toBe("bad-signature");
    expect(name(ama, keys(), { at: T0 + NOMINATION_MS + 1 })).toBe("not-nominated");
    expect(name(ama, keys(), { at: T0 + NOMINATION_MS })).toBe("taken");
  });

  it("gives nobody a key that another person has named or held", () => {
    const { ama, kofi, founder, nominate, name, add, officer } = network();
    const own = keys();
    for (const one of [ama, kofi]) expect(nominate(one)).toBe("taken");
    expect(name(ama, own)).toBe("taken");
    expect(name(kofi, own)).toBe("key-taken");
    expect(add(kofi, own)).toBe("key-taken");
    expect(name(founder, officer)).toBe("key-taken");
    expect(add(ama, own)).toBe("taken");
  });

  it("shows a key as not the person's own word when they have never named it, as in logs of before", () => {
    const { roster, kofi, add, officer } = network();
    const given = keys();
    expect(add(kofi, given)).toBe("taken");
    expect(roster.isOwnKey(officerKey(given))).toBe(false);
    expect(roster.isOwnKey(officerKey(officer))).toBe(true);
    expect(roster.isOwnKey(officerKey(keys()))).toBe(false);
  });

  it("changes keys by name, addition and removal; the former key signs nothing from then on", () => {
    const { roster, founder, ama, officer, name, add, remove, nominate } = network();
    const next = keys();
    expect(name(founder, next)).toBe("taken");
    expect(add(founder, next, officer)).toBe("taken");
    expect(remove(officer, next)).toBe("taken");
    expect(roster.currentOfficers().map(({ key }) => key)).toEqual([officerKey(next)]);
    expect(nominate(ama)).toBe("signer-not-an-officer");
    expect(nominate(ama, T0, next)).toBe("taken");
    // What has left office never comes back.
    expect(add(founder, officer, next)).toBe("key-taken");
    expect(name(founder, officer)).toBe("key-taken");
    expect(remove(next, next)).toBe("last-officer");
  });

  it("is carried into copies, and copies do not change what they come from", () => {
    const { roster, ama, nominate, name } = network();
    expect(nominate(ama)).toBe("taken");
    const copy = roster.copy();
    expect(name(ama, keys())).toBe("taken");
    expect(copy.openNominations()[0]?.named).toBeUndefined();
    expect(copy.openNominations()).toHaveLength(1);
    expect(roster.openNominations()[0]?.named).toBeDefined();
  });
});
