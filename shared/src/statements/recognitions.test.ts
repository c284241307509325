import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { AccountId, idOfKey, NetworkId, OfficerKey } from "../ids.ts";
import { areMutual, readableBy, wereMutual } from "./recognitions.ts";
import { Roster } from "./roster.ts";
import { networkIdOf, type SigningKeys, signStatement } from "./signing.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

const T0 = 1_800_000_000_000;
const ELSEWHERE = NetworkId.parse("A".repeat(43));

function network(name: string) {
  const keys = (): SigningKeys => sodium.crypto_sign_keypair();
  const [officer, founder] = [keys(), keys()];
  const founding = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "network.found", name, nonce: "0123456789abcdef", at: T0 },
      officerKey: idOfKey(OfficerKey, officer.publicKey),
      account: idOfKey(AccountId, founder.publicKey),
    },
    officer,
  );
  const found = Roster.found(sodium, founding);
  if (!found.ok) throw new Error(found.fault);
  const roster = found.value;
  const id = networkIdOf(sodium, founding);
  /** What became of a statement about another network: taken, or the fault. */
  const say = (what: "recognise" | "withdraw", other: NetworkId, at: number, signer = officer) => {
    const statement = { v: 1, kind: `network.${what}`, network: id, at, other } as const;
    const outcome = roster.append(signStatement(sodium, statement, signer));
    return outcome.ok ? "taken" : outcome.fault;
  };
  return { roster, id, founder, keys, say };
}

describe("recognition between networks", () => {
  it("is an officer's to say and to withdraw, and nobody else's", () => {
    const { roster, founder, keys, say } = network("WACAP");
    expect(say("recognise", ELSEWHERE, T0, keys())).toBe("signer-not-an-officer");
    expect(say("recognise", ELSEWHERE, T0, founder)).toBe("signer-not-an-officer");
    expect(say("recognise", ELSEWHERE, T0 + 1)).toBe("taken");
    expect(say("withdraw", ELSEWHERE, T0 + 2, keys())).toBe("signer-not-an-officer");
    expect(roster.recognises(ELSEWHERE)).toBe(true);
    expect(say("withdraw", ELSEWHERE, T0 + 3)).toBe("taken");
    expect(roster.recognises(ELSEWHERE)).toBe(false);
    expect(roster.recognisedNetworks()).toEqual([]);
  });

  it("can't be withdrawn where it does not stand, and is carried into copies", () => {
    const { roster, say } = network("WACAP");
    expect(say("withdraw", ELSEWHERE, T0)).toBe("not-recognised");
    expect(say("recognise", ELSEWHERE, T0 + 1)).toBe("taken");
    // Logs of before may say it twice: it changes nothing.
    expect(say("recognise", ELSEWHERE, T0 + 9)).toBe("taken");
    const copy = roster.copy();
    expect(say("withdraw", ELSEWHERE, T0 + 20)).toBe("taken");
    expect(say("withdraw", ELSEWHERE, T0 + 21)).toBe("not-recognised");
    expect(copy.recognition(ELSEWHERE)).toMatchObject({ since: T0 + 1, position: 1 });
    expect(copy.recognises(ELSEWHERE)).toBe(true);
    expect(roster.recognition(ELSEWHERE)).toMatchObject({ since: T0 + 1, until: T0 + 20, position: 3 });
    expect(say("recognise", ELSEWHERE, T0 + 30)).toBe("taken");
    expect(roster.recognisedTimes(ELSEWHERE)).toEqual([
      { from: T0 + 1, until: T0 + 20 },
      { from: T0 + 30, until: Number.POSITIVE_INFINITY },
    ]);
  });

  it("takes effect when both say so, for as long as both do", () => {
    const [west, east] = [network("West"), network("East")];
    const were = (from: number, to = from) => {
      const there = wereMutual(west.roster, east.roster, from, to);
      expect(wereMutual(east.roster, west.roster, from, to)).toBe(there);
      return there;
    };
    expect(west.say("recognise", east.id, T0 + 10)).toBe("taken");
    expect(areMutual(west.roster, east.roster)).toBe(false);
    expect(were(T0, T0 + 100)).toBe(false);
    expect(east.say("recognise", west.id, T0 + 20)).toBe("taken");
    expect(areMutual(west.roster, east.roster)).toBe(true);
    expect([were(T0 + 10), were(T0 + 19), were(T0 + 20), were(T0 + 500)]).toEqual([false, false, true, true]);
    expect(east.say("withdraw", west.id, T0 + 30)).toBe("taken");
    expect(areMutual(west.roster, east.roster)).toBe(false);
    expect([were(T0 + 29), were(T0 + 30), were(T0, T0 + 20), were(T0 + 30, T0 + 99)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(west.say("withdraw", east.id, T0 + 40)).toBe("taken");
    expect(east.say("recognise", west.id, T0 + 50)).toBe("taken");
    expect(were(T0 + 31, T0 + 99)).toBe(false);
    expect(west.say("recognise", east.id, T0 + 60)).toBe("taken");
    expect([were(T0 + 59), were(T0 + 60), were(T0 + 25)]).toEqual([false, true, true]);
  });

  it("lets the other's members read a log while it is mutual, and up to a withdrawal that the log itself says", () => {
    const [west, east] = [network("West"), network("East")];
    const reads = () => readableBy(west.roster, east.roster);
    expect(reads()).toBeUndefined();
    west.say("recognise", east.id, T0 + 10);
    expect(reads()).toBeUndefined();
    east.say("recognise", west.id, T0 + 20);
    expect(reads()).toBe(Number.POSITIVE_INFINITY);
    west.say("withdraw", east.id, T0 + 30);
    expect(reads()).toBe(3);
    east.say("withdraw", west.id, T0 + 40);
    expect(reads()).toBeUndefined();
  });

  it("shows nothing to a network that came to recognise only after the other had withdrawn", () => {
    const [west, east] = [network("West"), network("East")];
    west.say("recognise", east.id, T0 + 10);
    west.say("withdraw", east.id, T0 + 30);
    east.say("recognise", west.id, T0 + 40);
    expect(readableBy(west.roster, east.roster)).toBeUndefined();
  });
});
