import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { AccountId, DeviceId, idOfKey, type NetworkId, OfficerKey } from "../ids.ts";
import { Roster } from "./roster.ts";
import { networkIdOf, type SigningKeys, signStatement } from "./signing.ts";
import type { Statement } from "./statement.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const NOW = 1_800_000_000_000;
const card = Card.parse({
  ...{ name: "Ama Mensah", authority: "Office", country: "GH" },
  ...{ roles: ["prosecutor"], competences: [], languages: ["en"] },
});

/** A network with its founder as a member and one person with one device, and who signs what. */
function network() {
  const keys = (): SigningKeys => sodium.crypto_sign_keypair();
  const [officer, founder, person, laptop] = [keys(), keys(), keys(), keys()];
  const accountOf = (one: SigningKeys) => idOfKey(AccountId, one.publicKey);
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name: "WACAP", nonce: "0123456789abcdef", at: NOW },
      officerKey: idOfKey(OfficerKey, officer.publicKey),
      account: accountOf(founder),
    },
    officer,
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const roster = found.value;
  const id: NetworkId = networkIdOf(sodium, founding);
  const device = idOfKey(DeviceId, laptop.publicKey);
  /** What became of a statement: taken, or the fault. */
  const say = (statement: Statement, signer: SigningKeys) => {
    const outcome = roster.append(signStatement(sodium, statement, signer));
    return outcome.ok ? "taken" : outcome.fault;
  };
  const about = <Kind extends string>(kind: Kind, one: SigningKeys, at = NOW) =>
    ({ v: 1, kind, network: id, at, account: accountOf(one) }) as const;
  const vouch = (kind: "membership.grant" | "membership.amend", one: SigningKeys) =>
    ({ ...about(kind, one), card, validFrom: NOW, validUntil: NOW + 1000 }) as const;
  expect(say(vouch("membership.grant", founder), officer)).toBe("taken");
  expect(say(vouch("membership.grant", person), officer)).toBe("taken");
  expect(say({ ...about("device.certify", person), device, name: "Laptop" }, person)).toBe("taken");
  return { roster, id, officer, founder, person, device, keys, accountOf, say, about, vouch };
}

describe("a suspension", () => {
  it("takes away every standing of a person's devices until it is lifted, and is carried into copies", () => {
    const { roster, officer, person, device, accountOf, say, about } = network();
    expect(say(about("membership.suspend", person, NOW + 5), officer)).toBe("taken");
    for (const one of [roster, roster.copy()]) {
      expect(one.standing(device, NOW + 10)).toEqual({ ok: false, fault: "membership-suspended" });
      expect(one.member(accountOf(person))?.suspendedAt).toBe(NOW + 5);
    }
    expect(say(about("membership.suspend", person), officer)).toBe("suspended-already");
    expect(say(about("membership.resume", person), officer)).toBe("taken");
    expect(roster.standing(device, NOW + 10).ok).toBe(true);
    expect(roster.member(accountOf(person))).not.toHaveProperty("suspendedAt");
    expect(say(about("membership.resume", person), officer)).toBe("not-suspended");
  });

  it("outlasts a changed card, ends with the membership, and is an officer's to say", () => {
    const { roster, officer, person, device, keys, say, about, vouch } = network();
    expect(say(about("membership.suspend", keys()), officer)).toBe("no-such-member");
    for (const signer of [person, keys()])
      expect(say(about("membership.suspend", person), signer)).toBe("signer-not-an-officer");
    expect(say(about("membership.suspend", person), officer)).toBe("taken");
    expect(say(vouch("membership.amend", person), officer)).toBe("taken");
    expect(roster.standing(device, NOW + 10)).toEqual({ ok: false, fault: "membership-suspended" });
    expect(say(about("membership.resume", person), person)).toBe("signer-not-an-officer");
    expect(say(about("membership.revoke", person), officer)).toBe("taken");
    expect(say(about("membership.resume", person), officer)).toBe("no-such-member");
    expect(say(about("membership.suspend", person), officer)).toBe("no-such-member");
    expect(say(vouch("membership.grant", person), officer)).toBe("taken");
    expect(roster.standing(device, NOW + 10).ok).toBe(true);
  });

  it("takes the signature of an officer along, and never the last one's", () => {
    const { id, officer, founder, person, keys, say, about, vouch } = network();
    const second = keys();
    const officerKey = idOfKey(OfficerKey, second.publicKey);
    const add = { ...about("authority.add", person), officerKey } as const;
    for (const kind of ["membership.suspend", "membership.revoke"] as const)
      expect(say(about(kind, founder), officer)).toBe("last-officer");
    expect(say(about("membership.suspend", person), officer)).toBe("taken");
    expect(say(add, officer)).toBe("no-such-member");
    expect(say(about("membership.resume", person), officer)).toBe("taken");
    expect(say(add, officer)).toBe("taken");
    expect(say(about("membership.suspend", founder), second)).toBe("taken");
    expect(say(vouch("membership.grant", keys()), officer)).toBe("signer-not-an-officer");
    expect(say(about("membership.resume", founder), officer)).toBe("signer-not-an-officer");
    // Whoever is left can't be put out of office either: nobody else could sign.
    expect(say({ v: 1, kind: "authority.remove", network: id, at: NOW, officerKey }, second)).toBe(
      "last-officer",
    );
    expect(say(about("membership.suspend", person), second)).toBe("last-officer");
    expect(say(about("membership.resume", founder), second)).toBe("taken");
    expect(say(vouch("membership.grant", keys()), officer)).toBe("taken");
  });
});

describe("what was", () => {
  it("is remembered of whoever stands again: suspended, run out or ended at a time that is over", () => {
    const { roster, officer, person, device, say, about, vouch } = network();
    const renewed = (kind: "membership.grant" | "membership.amend", at: number) =>
      say({ ...vouch(kind, person), at, validUntil: at + 1000 }, officer);
    expect(say(about("membership.suspend", person, NOW + 100), officer)).toBe("taken");
    expect(say(about("membership.resume", person, NOW + 200), officer)).toBe("taken");
    expect(renewed("membership.amend", NOW + 1500)).toBe("taken");
    expect(say(about("membership.revoke", person, NOW + 2000), officer)).toBe("taken");
    expect(renewed("membership.grant", NOW + 2100)).toBe("taken");
    for (const one of [roster, roster.copy()]) {
      const lapsed = [50, 150, 250, 900, 1200, 1600, 2050, 2200, 3200].filter((ms) =>
        one.lapsed(device, NOW + ms, NOW + ms),
      );
      expect(lapsed).toEqual([150, 1200, 2050, 3200]);
      expect(one.lapsed(device, NOW + 50, NOW + 120)).toBe(true);
    }
  });

  it("is remembered of whoever was in office", () => {
    const { roster, id, officer, person, keys, accountOf, say, about } = network();
    const officerKey = idOfKey(OfficerKey, keys().publicKey);
    const add = { ...about("authority.add", person, NOW + 10), officerKey } as const;
    expect(say(add, officer)).toBe("taken");
    const removal = { v: 1, kind: "authority.remove", network: id, at: NOW + 20, officerKey } as const;
    expect(say(removal, officer)).toBe("taken");
    expect(roster.isOfficer(accountOf(person))).toBe(false);
    const served = [5, 15, 25].map((ms) => roster.copy().wasOfficer(accountOf(person), NOW + ms, NOW + ms));
    expect(served).toEqual([false, true, false]);
  });
});
