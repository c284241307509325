import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { AccountId, ConversationId, DeviceId, idOfKey, LogKey, NetworkId, OfficerKey } from "../ids.ts";
import { proveOfficerKey } from "./nominations.ts";
import { Roster } from "./roster.ts";
import { networkIdOf, type SigningKeys, signStatement } from "./signing.ts";
import type { SignedStatement, Statement } from "./statement.ts";
import { VisibleEntries } from "./visible.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const T0 = 1_800_000_000_000;
const DAY = 86_400_000;
const account = (of: SigningKeys) => idOfKey(AccountId, of.publicKey);
const ROOMS = ["A", "B"].map((one) => ConversationId.parse(one + "A".repeat(21)));
const card = Card.parse({
  ...{ name: "Ama Mensah", authority: "Office", country: "GH", roles: ["prosecutor"] },
  ...{ competences: [], languages: ["en"] },
});

/** The same numbers for the same seed. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** A log of many kinds of entries: whatever stands out of some thousand that people and officers might say. */
function lively(seed: number) {
  const roll = dice(seed);
  const people = Array.from({ length: 9 }, () => sodium.crypto_sign_keypair());
  const offices = Array.from({ length: 4 }, () => sodium.crypto_sign_keypair());
  const machines = people.map(() => [sodium.crypto_sign_keypair(), sodium.crypto_sign_keypair()]);
  const any = <One>(list: readonly One[]): One => {
    const one = list[roll(list.length)];
    if (one === undefined) throw new Error("nothing to choose from");
    return one;
  };
  const [office, founder] = [any(offices.slice(0, 1)), any(people.slice(0, 1))];
  const officerKey = (of: SigningKeys) => idOfKey(OfficerKey, of.publicKey);
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name: "WACAP", nonce: "0123456789abcdef", at: T0 },
      ...{ officerKey: officerKey(office), account: account(founder) },
    },
    office,
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const [roster, network, log] = [found.value, networkIdOf(sodium, founding), [founding]];
  let at = T0;
  const say = (statement: Statement, signer: SigningKeys): boolean => {
    const signed = signStatement(sodium, statement, signer);
    const stands = roster.append(signed).ok;
    if (stands) log.push(signed);
    return stands;
  };
  const base = () => ({ v: 1, network, at }) as const;
  const held = (): { position: number; hash: string } | undefined => {
    const waiting = roster.heldStatements().filter(({ state }) => state === "waiting");
    return waiting.length === 0 ? undefined : any(waiting);
  };
  // Three officers to begin with, and the rule of two in every second log.
  for (const [index, key] of offices.slice(0, 3).entries()) {
    const whom = account(people[index] ?? founder);
    say(
      {
        ...{ ...base(), kind: "membership.grant", account: whom, card },
        ...{ validFrom: T0, validUntil: T0 + 9000 * DAY },
      },
      office,
    );
    say({ ...base(), kind: "authority.nominate", account: whom }, office);
    const named = { account: whom, officerKey: officerKey(key) };
    const proof = proveOfficerKey(sodium, network, whom, key);
    say({ ...base(), kind: "authority.ready", ...named, proof }, people[index] ?? founder);
    say({ ...base(), kind: "authority.add", ...named }, office);
  }
  if (seed % 2 === 0) say({ ...base(), kind: "authority.rule", two: true }, office);
  for (let turn = 0; turn < 350; turn++) {
    at += roll(3) * DAY;
    const [one, two, key] = [any(people), any(people), any(offices)];
    const machine = idOfKey(DeviceId, any(machines[people.indexOf(one)] ?? []).publicKey);
    const term = { card, validFrom: at - DAY, validUntil: at + (5 + roll(300)) * DAY };
    switch (roll(22)) {
      case 0:
      case 1:
        say({ ...base(), kind: "membership.grant", account: account(one), ...term }, key);
        break;
      case 2:
        say({ ...base(), kind: "membership.amend", account: account(one), ...term }, key);
        break;
      case 3:
        if (roll(2) === 0) say({ ...base(), kind: "membership.revoke", account: account(one) }, key);
        break;
      case 4:
        say({ ...base(), kind: "membership.suspend", account: account(one) }, key);
        break;
      case 5:
        say({ ...base(), kind: "membership.resume", account: account(one) }, key);
        break;
      case 6:
      case 7: {
        const device = { ...base(), account: account(one), device: machine, name: "Laptop" } as const;
        say({ ...device, kind: "device.certify" }, one);
        break;
      }
      case 8:
        say({ ...base(), kind: "device.revoke", account: account(one), device: machine }, any([one, key]));
        break;
      case 9:
      case 10:
        say(
          {
            ...{ ...base(), kind: "guest.admit", account: account(one), ...term },
            ...{ conversation: any(ROOMS), validUntil: at + 3 * DAY },
          },
          two,
        );
        break;
      case 11:
        say({ ...base(), kind: "guest.end", account: account(one) }, any([two, key]));
        break;
      case 12: {
        const kind = roll(4) === 0 ? "authority.withdraw" : "authority.nominate";
        say({ ...base(), kind, account: account(one) }, key);
        break;
      }
      case 13: {
        const proof = proveOfficerKey(sodium, network, account(one), key);
        const ready = { ...base(), kind: "authority.ready", account: account(one), proof } as const;
        say({ ...ready, officerKey: officerKey(key) }, one);
        break;
      }
      case 14:
      case 15: {
        const add = { ...base(), kind: "authority.add", account: account(one) } as const;
        say({ ...add, officerKey: officerKey(any(offices)) }, key);
        break;
      }
      case 16:
        if (roll(8) === 0)
          say({ ...base(), kind: "authority.remove", officerKey: officerKey(any(offices)) }, key);
        break;
      case 17:
        say({ ...base(), kind: "authority.rule", two: roll(3) > 0 }, key);
        break;
      case 18: {
        const waiting = held();
        const kind = roll(3) > 0 ? "authority.countersign" : "authority.refuse";
        if (waiting !== undefined)
          say({ ...base(), kind, position: waiting.position, hash: waiting.hash }, key);
        break;
      }
      case 19:
        say({ ...base(), kind: "office.succeed", from: account(one), to: account(two) }, key);
        break;
      case 20: {
        const absence = { absent: account(one), alternate: account(two), from: at, until: at + 5 * DAY };
        if (!say({ ...base(), kind: "office.standIn", ...absence }, any([one, key])))
          say({ ...base(), kind: "office.return", absent: account(one) }, one);
        break;
      }
      default:
        if (roll(4) === 0) {
          const logKey = idOfKey(LogKey, sodium.crypto_sign_keypair().publicKey);
          say({ ...base(), kind: "log.key", logKey }, key);
        } else
          say(
            {
              ...{ ...base(), kind: "network.recognise", name: "CASC" },
              other: NetworkId.parse(`C${"A".repeat(42)}`),
            },
            key,
          );
    }
  }
  return { roster, log, roll, at, everybody: people.map(account) };
}

/** What is visible of a log, replayed with everything else passed over. */
function replay(log: readonly SignedStatement[], open: ReadonlySet<number>): Roster {
  const [founding, ...rest] = log;
  const found = founding === undefined ? undefined : Roster.found(sodium, founding);
  if (found?.ok !== true) throw new Error("there is no founding");
  for (const [at, entry] of rest.entries()) {
    if (open.has(at + 1))
      expect([at + 1, entry.body, found.value.append(entry)]).toMatchObject({ 2: { ok: true } });
    else found.value.pass();
  }
  return found.value;
}

function indexOf(log: readonly SignedStatement[]): VisibleEntries {
  const index = new VisibleEntries();
  for (const entry of log) index.take(JSON.parse(entry.body), entry);
  return index;
}

describe("what a guest may read of a log", () => {
  const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);

  it.each(seeds)("stands by itself, and says of its people what the whole says (seed %i)", (seed) => {
    const { roster, log, roll, at, everybody } = lively(seed);
    const index = indexOf(log);
    for (let turn = 0; turn < 8; turn++) {
      const met = everybody.filter(() => roll(4) === 0);
      const size = turn === 0 ? log.length : 1 + roll(log.length);
      const open = new Set(index.openFor(met, size));
      const whole = size === log.length ? roster : replay(log.slice(0, size), new Set(log.keys()));
      const part = replay(log.slice(0, size), open);
      expect(part.size).toBe(size);
      expect(part.currentOfficers()).toEqual(whole.currentOfficers());
      expect(part.twoOfficerRule).toBe(whole.twoOfficerRule);
      expect(part.namedLogKeys()).toEqual(whole.namedLogKeys());
      expect(part.allRecognitions()).toEqual(whole.allRecognitions());
      for (const one of met) {
        expect(part.member(one)).toEqual(whole.member(one));
        expect(part.guest(one)).toEqual(whole.guest(one));
        expect(part.allDevicesOf(one)).toEqual(whole.allDevicesOf(one));
        for (const { device } of whole.allDevicesOf(one)) {
          expect(part.standing(device, at).ok).toBe(whole.standing(device, at).ok);
          expect(part.guestStanding(device, at)).toEqual(whole.guestStanding(device, at));
        }
      }
    }
  });

  it("holds nothing about anybody else but officers, hosts and successors", () => {
    let hidden = 0;
    for (const seed of seeds) {
      const { log } = lively(seed);
      const open = indexOf(log).openFor([]);
      hidden += log.length - open.length;
      for (const position of open) {
        const said = JSON.parse(log[position]?.body ?? "{}");
        if (!("card" in said)) continue;
        const named = log.some(({ body, signer }) => {
          const one = JSON.parse(body);
          const [host, next] = [one.kind === "guest.admit" && String(signer), one.to];
          const officer = /^(authority.add|network.found)$/.test(one.kind) && one.account;
          return [officer, host, next].includes(said.account);
        });
        expect(named).toBe(true);
      }
    }
    expect(hidden).toBeGreaterThan(100);
  });
});
