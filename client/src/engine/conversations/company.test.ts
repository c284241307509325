import { loadSodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import { AccountId, DeviceId, idOfKey, type NetworkId, OfficerKey } from "@comity/shared/ids";
import { Roster } from "@comity/shared/statements/roster";
import { signStatement } from "@comity/shared/statements/signing";
import type { Statement } from "@comity/shared/statements/statement";
import { beforeEach, describe, expect, it } from "vitest";
import type { LeafIdentity } from "../mls/leaf.ts";
import { keepsCompany, strangerAmong } from "./company.ts";

const sodium = await loadSodium();
const T0 = 1_800_000_000_000;
const HOUR = 3_600_000;
const card = Card.parse({
  ...{ name: "Ama", authority: "Office", country: "GH", roles: ["prosecutor"], competences: [] },
  languages: ["en"],
});

/** A network of its own, with people as they are wanted. */
class Network {
  readonly roster: Roster;
  private readonly officer = sodium.crypto_sign_keypair();

  constructor(name: string) {
    const founding = signStatement(
      sodium,
      {
        ...{ v: 1, kind: "network.found", name, nonce: "0123456789abcdef", at: T0 },
        officerKey: idOfKey(OfficerKey, this.officer.publicKey),
        account: idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey),
      },
      this.officer,
    );
    const found = Roster.found(sodium, founding);
    if (!found.ok) throw new Error(found.fault);
    this.roster = found.value;
  }

  get id(): NetworkId {
    return this.roster.network;
  }

  say(statement: Statement, keys = this.officer): void {
    const taken = this.roster.append(signStatement(sodium, statement, keys));
    if (!taken.ok) throw new Error(taken.fault);
  }

  recognise(...others: readonly Network[]): void {
    for (const { id: other } of others)
      this.say({ v: 1, kind: "network.recognise", network: this.id, at: T0, other });
  }

  withdraw(other: Network, at: number): void {
    this.say({ v: 1, kind: "network.withdraw", network: this.id, at, other: other.id });
  }

  person(): LeafIdentity {
    const identity = sodium.crypto_sign_keypair();
    const account = idOfKey(AccountId, identity.publicKey);
    const device = idOfKey(DeviceId, sodium.crypto_sign_keypair().publicKey);
    const base = { v: 1, network: this.id, at: T0, account } as const;
    this.say({ ...base, kind: "membership.grant", card, validFrom: T0, validUntil: T0 + 1000 * HOUR });
    this.say({ ...base, kind: "device.certify", device, name: "Laptop" }, identity);
    return { account, device };
  }
}

let [west, east, south]: readonly [Network, Network, Network] = [
  new Network("West"),
  new Network("East"),
  new Network("South"),
];
beforeEach(() => {
  [west, east, south] = [new Network("West"), new Network("East"), new Network("South")];
  west.recognise(east, south);
  east.recognise(west);
  south.recognise(west);
});

const held = () => ({ known: () => [west.roster, east.roster, south.roster] });
const adding = (committer: LeafIdentity, ...added: readonly LeafIdentity[]) => ({
  ...{ committer, added, removed: [] },
});

describe("who may be in one room", () => {
  it("is every two people whose networks recognise each other, and no third whom one of them can't check", () => {
    const [ama, bolat, sofia] = [west.person(), east.person(), south.person()];
    expect(keepsCompany(held(), [ama], adding(ama, bolat), T0)).toBe(true);
    expect(keepsCompany(held(), [ama], adding(ama, sofia), T0)).toBe(true);
    expect(keepsCompany(held(), [ama, bolat], adding(ama, sofia), T0)).toBe(false);
    expect(keepsCompany(held(), [ama], adding(ama, bolat, sofia), T0)).toBe(false);
    expect(strangerAmong(held(), [bolat.account], [ama.account])).toBeUndefined();
    expect(strangerAmong(held(), [sofia.account], [ama.account, bolat.account])).toBe(sofia.account);
    east.recognise(south);
    expect(keepsCompany(held(), [ama, bolat], adding(ama, sofia), T0)).toBe(false);
    south.recognise(east);
    expect(keepsCompany(held(), [ama, bolat], adding(ama, sofia), T0)).toBe(true);
    expect(strangerAmong(held(), [sofia.account], [ama.account, bolat.account])).toBeUndefined();
  });

  it("is judged as of when a commit was made, alike before and after a withdrawal is known", () => {
    const [ama, bolat] = [west.person(), east.person()];
    const was = () => keepsCompany(held(), [ama], adding(ama, bolat), T0 + HOUR);
    const later = () => keepsCompany(held(), [ama], adding(ama, bolat), T0 + 3 * HOUR);
    expect([was(), later()]).toEqual([true, true]);
    east.withdraw(west, T0 + 2 * HOUR);
    expect([was(), later()]).toEqual([true, false]);
  });

  it("does not depend on those who are on their way out, or go with the same commit", () => {
    const [ama, kofi, bolat] = [west.person(), west.person(), east.person()];
    west.withdraw(east, T0 + HOUR);
    const at = T0 + 3 * HOUR;
    expect(keepsCompany(held(), [ama, bolat], adding(ama, kofi), at)).toBe(true);
    const exchanged = { committer: ama, added: [kofi], removed: [bolat] };
    expect(keepsCompany(held(), [ama, bolat], exchanged, at)).toBe(true);
    // Nor can whoever has to go bring in somebody of their own.
    expect(keepsCompany(held(), [ama, bolat], adding(ama, east.person()), at)).toBe(false);
  });
});
