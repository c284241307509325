import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { AccountId, idOfKey, OfficerKey } from "../ids.ts";
import { Roster } from "./roster.ts";
import { networkIdOf, type SigningKeys, signStatement } from "./signing.ts";
import type { Statement } from "./statement.ts";
import { LONGEST_ABSENCE_MS } from "./tenures.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const T0 = 1_800_000_000_000;
const DAY = 86_400_000;
const card = Card.parse({
  ...{ name: "Ama Mensah", authority: "Central Authority", country: "GH", roles: ["focal-point"] },
  ...{ competences: [], languages: ["en"] },
});

/** A network with an officer, its founder and three members, who leave nothing to be said about but their offices. */
function ground() {
  const keys = (): SigningKeys => sodium.crypto_sign_keypair();
  const accountOf = (of: SigningKeys) => idOfKey(AccountId, of.publicKey);
  const [officer, founder, ama, kofi, esi] = [keys(), keys(), keys(), keys(), keys()];
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name: "WACAP", nonce: "0123456789abcdef", at: T0 },
      officerKey: idOfKey(OfficerKey, officer.publicKey),
      account: accountOf(founder),
    },
    officer,
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const roster = found.value;
  const network = networkIdOf(sodium, founding);
  const say = (statement: Statement, signer: SigningKeys) => {
    const size = roster.size;
    const outcome = roster.append(signStatement(sodium, statement, signer));
    expect(roster.size).toBe(outcome.ok ? size + 1 : size);
    return outcome.ok ? "taken" : outcome.fault;
  };
  const grant = (whom: SigningKeys, at = T0, validUntil = T0 + 2000 * DAY) =>
    say(
      {
        ...{ v: 1, kind: "membership.grant", network, at, account: accountOf(whom), card },
        ...{ validFrom: at, validUntil },
      },
      officer,
    );
  for (const one of [founder, ama, kofi, esi]) expect(grant(one)).toBe("taken");
  const about = (kind: "membership.revoke" | "membership.suspend", whom: SigningKeys, at: number) =>
    say({ v: 1, kind, network, at, account: accountOf(whom) }, officer);
  const standIn = (
    signer: SigningKeys,
    { absent = ama, alternate = kofi, from = T0 + DAY, until = T0 + 9 * DAY, at = T0 + 10 } = {},
  ) =>
    say(
      {
        ...{ v: 1, kind: "office.standIn", network, at, from, until },
        ...{ absent: accountOf(absent), alternate: accountOf(alternate) },
      },
      signer,
    );
  const comeBack = (signer: SigningKeys, at = T0 + 2 * DAY) =>
    say({ v: 1, kind: "office.return", network, at, absent: accountOf(ama) }, signer);
  const succeed = (from: SigningKeys, to: SigningKeys, at = T0 + 20, signer = officer) =>
    say({ v: 1, kind: "office.succeed", network, at, from: accountOf(from), to: accountOf(to) }, signer);
  const people = { officer, founder, ama, kofi, esi };
  return { roster, ...people, keys, accountOf, grant, about, standIn, comeBack, succeed };
}

describe("standing in for somebody", () => {
  it("is said by an officer or by the absent, holds for its dates and ends by itself", () => {
    const { roster, officer, ama, kofi, esi, accountOf, standIn } = ground();
    expect(standIn(ama)).toBe("taken");
    const seen = (at: number) => roster.standsIn(accountOf(ama), at)?.alternate;
    expect(seen(T0 + DAY - 1)).toBeUndefined();
    expect(seen(T0 + DAY)).toBe(accountOf(kofi));
    expect(seen(T0 + 9 * DAY - 1)).toBe(accountOf(kofi));
    expect(seen(T0 + 9 * DAY)).toBeUndefined();
    // The newest word counts.
    expect(standIn(officer, { alternate: esi })).toBe("taken");
    expect(seen(T0 + DAY)).toBe(accountOf(esi));
    expect(roster.copy().standsIn(accountOf(ama), T0 + DAY)?.alternate).toBe(accountOf(esi));
  });

  it("is refused from anybody else, for oneself, for strangers, reversed, past and endless", () => {
    const { officer, ama, kofi, esi, keys, about, standIn } = ground();
    for (const signer of [kofi, esi, keys()]) expect(standIn(signer)).toBe("signer-not-the-account");
    expect(standIn(ama, { alternate: ama })).toBe("same-person");
    expect(standIn(officer, { alternate: keys() })).toBe("no-such-member");
    expect(standIn(officer, { absent: keys() })).toBe("no-such-member");
    expect(standIn(ama, { from: T0 + DAY, until: T0 + DAY })).toBe("validity-reversed");
    expect(standIn(ama, { from: T0, until: T0 + 5, at: T0 + 10 })).toBe("validity-reversed");
    const long = { from: T0, until: T0 + LONGEST_ABSENCE_MS };
    expect(standIn(ama, { ...long, until: long.until + 1 })).toBe("absence-too-long");
    expect(standIn(ama, long)).toBe("taken");
    about("membership.suspend", ama, T0 + 11);
    expect(standIn(ama, { at: T0 + 12 })).toBe("no-such-member");
    expect(standIn(officer, { at: T0 + 12 })).toBe("no-such-member");
    about("membership.revoke", kofi, T0 + 13);
    expect(standIn(officer, { absent: esi, at: T0 + 14 })).toBe("no-such-member");
  });

  it("ends when it is taken back, once, by whoever may say it, and shows nobody without standing", () => {
    const { roster, officer, ama, kofi, accountOf, about, standIn, comeBack } = ground();
    expect(comeBack(ama)).toBe("not-absent");
    standIn(ama);
    expect(comeBack(kofi)).toBe("signer-not-the-account");
    expect(comeBack(ama)).toBe("taken");
    expect(roster.standsIn(accountOf(ama), T0 + 3 * DAY)).toBeUndefined();
    expect(comeBack(officer)).toBe("not-absent");
    standIn(officer);
    expect(comeBack(ama, T0 + 9 * DAY)).toBe("not-absent");
    about("membership.suspend", kofi, T0 + 2 * DAY);
    expect(roster.standsIn(accountOf(ama), T0 + 3 * DAY)).toBeUndefined();
    expect(roster.absence(accountOf(ama))).toMatchObject({ alternate: accountOf(kofi) });
  });
});

describe("handing over an office", () => {
  it("ends the one's membership from there on and says who follows", () => {
    const { roster, ama, kofi, accountOf, standIn, succeed } = ground();
    standIn(ama);
    expect(succeed(ama, kofi)).toBe("taken");
    expect(roster.member(accountOf(ama))).toMatchObject({ revoked: true, revokedAt: T0 + 20 });
    expect(roster.membershipFault(accountOf(ama), T0 + 20)).toBe("membership-revoked");
    expect(roster.membershipFault(accountOf(kofi), T0 + 20)).toBeUndefined();
    const handed = { from: accountOf(ama), to: accountOf(kofi), at: T0 + 20, position: roster.size - 1 };
    expect(roster.successionOf(accountOf(ama))).toEqual(handed);
    expect(roster.successions()).toEqual([handed]);
    expect(roster.copy().successorOf(accountOf(ama))).toBe(accountOf(kofi));
    expect(roster.absence(accountOf(ama))).toBeUndefined();
  });

  it("is an officer's to say, about two different members, and once", () => {
    const { roster, ama, kofi, esi, founder, keys, accountOf, about, grant, succeed } = ground();
    for (const signer of [ama, kofi, founder, keys()])
      expect(succeed(ama, kofi, T0 + 20, signer)).toBe("signer-not-an-officer");
    expect(succeed(ama, ama)).toBe("same-person");
    expect(succeed(ama, keys())).toBe("no-such-member");
    expect(succeed(keys(), kofi)).toBe("no-such-member");
    expect(roster.membershipFault(accountOf(ama), T0 + 20)).toBeUndefined();
    const brief = keys();
    grant(brief, T0, T0 + 10);
    expect(succeed(ama, brief)).toBe("no-such-member");
    about("membership.suspend", esi, T0 + 5);
    expect(succeed(ama, esi)).toBe("no-such-member");
    expect(succeed(ama, kofi)).toBe("taken");
    expect(succeed(ama, kofi, T0 + 21)).toBe("no-such-member");
    expect(succeed(ama, founder, T0 + 21)).toBe("no-such-member");
  });

  it("never takes away the last who can sign", () => {
    const { roster, founder, ama, accountOf, succeed } = ground();
    expect(succeed(founder, ama)).toBe("last-officer");
    expect(roster.successions()).toEqual([]);
    expect(roster.membershipFault(accountOf(founder), T0 + 20)).toBeUndefined();
  });

  it("goes on from one to the next and never round: whoever has left can't follow before they are a member again", () => {
    const { roster, ama, kofi, esi, accountOf, grant, succeed } = ground();
    expect(succeed(ama, kofi, T0 + 20)).toBe("taken");
    expect(succeed(kofi, ama, T0 + 21)).toBe("no-such-member");
    expect(succeed(kofi, esi, T0 + 22)).toBe("taken");
    expect(roster.successorOf(accountOf(ama))).toBe(accountOf(esi));
    expect(roster.successorOf(accountOf(esi))).toBeUndefined();
    expect(grant(ama, T0 + 30)).toBe("taken");
    // A member again holds an office of their own: nobody stands for them.
    expect(roster.successionOf(accountOf(ama))).toBeUndefined();
    expect(succeed(esi, ama, T0 + 40)).toBe("taken");
    expect(roster.successorOf(accountOf(kofi))).toBe(accountOf(ama));
    expect(roster.successorOf(accountOf(ama))).toBeUndefined();
  });
});
