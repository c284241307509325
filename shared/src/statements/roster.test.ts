import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { AccountId, DeviceId, idOfKey, LogKey, type NetworkId, OfficerKey } from "../ids.ts";
import { Roster } from "./roster.ts";
import { canonicalText, networkIdOf, readStatement, type SigningKeys, signStatement } from "./signing.ts";
import type { SignedStatement } from "./statement.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const NOW = 1_800_000_000_000;
const card = (name: string) =>
  Card.parse({
    name,
    authority: "Office",
    country: "GH",
    roles: ["prosecutor"],
    competences: [],
    languages: ["en"],
  });
const newKeys = (): SigningKeys => sodium.crypto_sign_keypair();
const account = (keys: SigningKeys) => idOfKey(AccountId, keys.publicKey);
const device = (keys: SigningKeys) => idOfKey(DeviceId, keys.publicKey);

interface Told {
  readonly roster: Roster;
  readonly network: NetworkId;
  readonly officer: SigningKeys;
  readonly founder: SigningKeys;
}

function found(): Told {
  const [officer, founder] = [newKeys(), newKeys()];
  const founding = signStatement(
    sodium,
    {
      v: 1,
      kind: "network.found",
      name: "WACAP",
      officerKey: idOfKey(OfficerKey, officer.publicKey),
      account: account(founder),
      nonce: "0123456789abcdef",
      at: NOW,
    },
    officer,
  );
  const roster = Roster.found(sodium, founding);
  if (!roster.ok) throw new Error(roster.fault);
  return { roster: roster.value, network: networkIdOf(sodium, founding), officer, founder };
}

function grant(told: Told, person: SigningKeys, signer: SigningKeys, until = NOW + 1000): SignedStatement {
  return signStatement(
    sodium,
    {
      v: 1,
      kind: "membership.grant",
      network: told.network,
      at: NOW,
      account: account(person),
      card: card("Ama Mensah"),
      validFrom: NOW,
      validUntil: until,
    },
    signer,
  );
}

function certify(told: Told, person: SigningKeys, unit: SigningKeys, signer = person): SignedStatement {
  return signStatement(
    sodium,
    {
      v: 1,
      kind: "device.certify",
      network: told.network,
      at: NOW,
      account: account(person),
      device: device(unit),
      name: "Laptop",
    },
    signer,
  );
}

describe("a roster", () => {
  it("follows the chain from a device up to the network, and only within the membership's time", () => {
    const told = found();
    const [person, laptop] = [newKeys(), newKeys()];
    expect(told.roster.standing(device(laptop), NOW)).toEqual({ ok: false, fault: "device-unknown" });
    expect(told.roster.append(grant(told, person, told.officer)).ok).toBe(true);
    expect(told.roster.append(certify(told, person, laptop)).ok).toBe(true);
    const standing = told.roster.standing(device(laptop), NOW);
    expect(standing.ok && standing.value.card.name).toBe("Ama Mensah");
    expect(told.roster.standing(device(laptop), NOW - 1)).toEqual({
      ok: false,
      fault: "membership-not-yet-valid",
    });
    expect(told.roster.standing(device(laptop), NOW + 1000)).toEqual({
      ok: false,
      fault: "membership-expired",
    });
    expect(told.roster.size).toBe(3);
  });

  it("takes an officer's word only from an officer, and a device's only from its person", () => {
    const told = found();
    const [person, stranger, laptop] = [newKeys(), newKeys(), newKeys()];
    const refused = (entry: SignedStatement) => {
      const before = told.roster.size;
      const outcome = told.roster.append(entry);
      expect(told.roster.size).toBe(before);
      return outcome.ok ? "taken" : outcome.fault;
    };
    expect(refused(grant(told, person, stranger))).toBe("signer-not-an-officer");
    expect(refused(grant(told, person, person))).toBe("signer-not-an-officer");
    expect(refused(certify(told, person, laptop))).toBe("no-such-member");
    expect(told.roster.append(grant(told, person, told.officer)).ok).toBe(true);
    expect(refused(certify(told, person, laptop, told.officer))).toBe("signer-not-the-account");
    expect(refused(certify(told, person, laptop, stranger))).toBe("signer-not-the-account");
    expect(refused(grant(told, person, told.officer))).toBe("member-already");
    const elsewhere = found();
    expect(refused(grant(elsewhere, newKeys(), elsewhere.officer))).toBe("other-network");
  });

  it("ends a device and a membership, and never lets a taken device belong to somebody else", () => {
    const told = found();
    const [person, other, laptop] = [newKeys(), newKeys(), newKeys()];
    for (const one of [person, other]) told.roster.append(grant(told, one, told.officer));
    expect(told.roster.append(certify(told, person, laptop)).ok).toBe(true);
    expect(told.roster.append(certify(told, other, laptop))).toEqual({ ok: false, fault: "device-taken" });
    const revoke = signStatement(
      sodium,
      { v: 1, kind: "membership.revoke", network: told.network, at: NOW, account: account(person) },
      told.officer,
    );
    expect(told.roster.append(revoke).ok).toBe(true);
    expect(told.roster.standing(device(laptop), NOW)).toEqual({ ok: false, fault: "membership-revoked" });
    expect(told.roster.append(revoke)).toEqual({ ok: false, fault: "no-such-member" });
  });

  it("lets a person rename a device of their own, while it stands, and nobody else", () => {
    const told = found();
    const [person, other, laptop] = [newKeys(), newKeys(), newKeys()];
    for (const one of [person, other]) told.roster.append(grant(told, one, told.officer));
    const { network } = told;
    const rename = (name: string, owner: SigningKeys, signer: SigningKeys) =>
      signStatement(
        sodium,
        {
          ...{ v: 1, kind: "device.rename", network, at: NOW },
          account: account(owner),
          device: device(laptop),
          name,
        },
        signer,
      );
    expect(told.roster.append(rename("Early", person, person))).toEqual({
      ok: false,
      fault: "no-such-device",
    });
    told.roster.append(certify(told, person, laptop));
    expect(told.roster.append(rename("Embassy", person, person)).ok).toBe(true);
    expect(told.roster.device(device(laptop))).toMatchObject({ name: "Embassy", since: NOW, revoked: false });
    for (const [owner, signer, fault] of [
      [person, told.officer, "signer-not-the-account"],
      [person, other, "signer-not-the-account"],
      [other, other, "no-such-device"],
    ] as const)
      expect(told.roster.append(rename("Mine", owner, signer))).toEqual({ ok: false, fault });
    expect(told.roster.device(device(laptop))?.name).toBe("Embassy");
    const revoke = signStatement(
      sodium,
      {
        ...{ v: 1, kind: "device.revoke", network, at: NOW },
        account: account(person),
        device: device(laptop),
      },
      person,
    );
    expect(told.roster.append(revoke).ok).toBe(true);
    expect(told.roster.append(rename("Late", person, person))).toEqual({
      ok: false,
      fault: "no-such-device",
    });
  });

  it("takes a recovery key's number from its person only, and only a higher one", () => {
    const told = found();
    const [person, other] = [newKeys(), newKeys()];
    const issue = (number: number, signer = person) =>
      signStatement(
        sodium,
        {
          v: 1,
          kind: "recovery.issue",
          network: told.network,
          at: NOW + number,
          account: account(person),
          number,
        },
        signer,
      );
    const { roster } = told;
    expect(roster.append(issue(1))).toEqual({ ok: false, fault: "no-such-member" });
    roster.append(grant(told, person, told.officer));
    expect(roster.append(issue(1, other))).toEqual({ ok: false, fault: "signer-not-the-account" });
    expect(roster.append(issue(1, told.officer))).toEqual({ ok: false, fault: "signer-not-the-account" });
    expect(roster.append(issue(2)).ok).toBe(true);
    for (const number of [1, 2])
      expect(roster.append(issue(number))).toEqual({ ok: false, fault: "number-not-higher" });
    expect(roster.append(issue(3)).ok).toBe(true);
    expect(roster.recoveryIssue(account(person))).toEqual({ number: 3, at: NOW + 3 });
    expect(roster.copy().recoveryIssue(account(person))).toEqual({ number: 3, at: NOW + 3 });
    expect(roster.recoveryIssue(account(other))).toBeUndefined();
  });

  it("names the server's key by an officer's word only, from the next entry on, and each key once", () => {
    const told = found();
    const { roster } = told;
    const person = newKeys();
    const keys = [newKeys(), newKeys()].map(({ publicKey }) => idOfKey(LogKey, publicKey));
    const [first = LogKey.parse(""), second = LogKey.parse("")] = keys;
    const name = (logKey: LogKey, signer = told.officer) =>
      signStatement(sodium, { v: 1, kind: "log.key", network: told.network, at: NOW, logKey }, signer);
    expect(roster.logKeyAt(1)).toBeUndefined();
    expect(roster.append(grant(told, person, told.officer)).ok).toBe(true);
    expect(roster.append(name(first, person))).toEqual({ ok: false, fault: "signer-not-an-officer" });
    expect(roster.append(name(first)).ok).toBe(true);
    expect(roster.append(name(first))).toEqual({ ok: false, fault: "key-taken" });
    expect(roster.append(name(second)).ok).toBe(true);
    expect([1, 2, 3, 4].map((size) => roster.copy().logKeyAt(size))).toEqual([
      undefined,
      undefined,
      first,
      second,
    ]);
    expect(roster.append(name(first))).toEqual({ ok: false, fault: "key-taken" });
  });

  it("keeps at least one officer, and takes nothing from one who has left", () => {
    const told = found();
    const [second, person] = [newKeys(), newKeys()];
    const at = NOW;
    const { network } = told;
    const officerKey = idOfKey(OfficerKey, told.officer.publicKey);
    const removal = signStatement(
      sodium,
      { v: 1, kind: "authority.remove", network, at, officerKey },
      told.officer,
    );
    expect(told.roster.append(removal)).toEqual({ ok: false, fault: "last-officer" });
    told.roster.append(grant(told, person, told.officer));
    const added = signStatement(
      sodium,
      {
        v: 1,
        kind: "authority.add",
        network,
        at,
        officerKey: idOfKey(OfficerKey, second.publicKey),
        account: account(person),
      },
      told.officer,
    );
    expect(told.roster.append(added).ok).toBe(true);
    expect(told.roster.append(removal).ok).toBe(true);
    expect(told.roster.append(grant(told, newKeys(), told.officer))).toEqual({
      ok: false,
      fault: "signer-not-an-officer",
    });
    expect(told.roster.append(grant(told, newKeys(), second)).ok).toBe(true);
  });
});

describe("a signed statement", () => {
  it("is refused when one character of it is changed anywhere", () => {
    const told = found();
    const signed = grant(told, newKeys(), told.officer);
    fc.assert(
      fc.property(
        fc.nat({ max: signed.body.length - 1 }),
        fc.constantFrom("x", "0", " ", '"'),
        (at, letter) => {
          fc.pre(signed.body[at] !== letter);
          const body = signed.body.slice(0, at) + letter + signed.body.slice(at + 1);
          expect(readStatement(sodium, { ...signed, body }).ok).toBe(false);
        },
      ),
    );
  });

  it("is refused when its text is not the canonical one, even well signed", () => {
    const told = found();
    const signed = grant(told, newKeys(), told.officer);
    const loose = JSON.stringify(JSON.parse(signed.body), null, 1);
    expect(canonicalText(JSON.parse(loose))).toBe(signed.body);
    const prefix = new TextEncoder().encode("comity/statement/v1");
    const text = new TextEncoder().encode(loose);
    const message = new Uint8Array([...prefix, 0, ...text]);
    const signature = sodium.to_base64(
      sodium.crypto_sign_detached(message, told.officer.privateKey),
      sodium.base64_variants.URLSAFE_NO_PADDING,
    );
    expect(readStatement(sodium, { ...signed, body: loose, signature })).toEqual({
      ok: false,
      fault: "malformed",
    });
  });
});

describe("a log that this device has checked and kept", () => {
  it("gives the same roster without its signatures being looked at again, and is judged all the same", () => {
    const told = found();
    const [person, unit] = [newKeys(), newKeys()];
    const entries = [grant(told, person, told.officer), certify(told, person, unit)];
    const unsigned = entries.map((entry) => ({ ...entry, signature: entry.signature.replace(/.$/, "A") }));
    const recalled = told.roster.copy();
    for (const [at, entry] of entries.entries()) {
      expect(told.roster.append(entry).ok).toBe(true);
      expect(recalled.recall(unsigned[at] ?? entry).ok).toBe(true);
    }
    expect(recalled.size).toBe(told.roster.size);
    expect(recalled.members()).toEqual(told.roster.members());
    expect(recalled.standing(device(unit), NOW)).toEqual(told.roster.standing(device(unit), NOW));
    expect(recalled.recall(grant(told, newKeys(), newKeys()))).toMatchObject({ ok: false });
    expect(recalled.recall({ ...(entries[0] ?? grant(told, person, person)), body: "{}" }).ok).toBe(false);
  });
});
