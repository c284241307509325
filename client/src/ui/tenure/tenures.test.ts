import { Card } from "@comity/shared/directory/card";
import { AccountId, NetworkId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import type { ContactView } from "../../engine/facade/views.ts";
import { awayAt, handoversIn, successorOf } from "./tenures.ts";

const T0 = 1_800_000_000_000;
const account = (letter: string) => AccountId.parse(`${letter.repeat(42)}A`);
const [AMA, KOFI, ESI, YAW] = [account("A"), account("B"), account("C"), account("D")];

function contact(who: AccountId, change: Partial<ContactView> = {}): ContactView {
  return {
    ...{ account: who, network: NetworkId.parse("A".repeat(43)), networkName: "WACAP" },
    card: Card.parse({
      ...{ name: "Somebody", authority: "Office", country: "GH", roles: ["prosecutor"] },
      ...{ competences: [], languages: ["en"] },
    }),
    ...{ standing: "current", foreign: false, officer: false, self: false, validFrom: T0, validUntil: T0 },
    ...{ vouchedBy: "", vouchedAt: T0, position: 1, lookalikes: [], devices: [] },
    ...{ stay: undefined, absence: undefined, handedTo: [], tookOver: [] },
    ...change,
  };
}

/** Ama handed over to Kofi, and Kofi to Esi later. */
const contacts = [
  contact(AMA, { standing: "revoked", handedTo: [{ account: KOFI, at: T0 }] }),
  contact(KOFI, { standing: "revoked", handedTo: [{ account: ESI, at: T0 + 86_400_000 }] }),
  contact(ESI),
  contact(YAW),
];

describe("what a change of a room has to do with offices", () => {
  it("is one event where the leaver goes and the successor comes, or is there already", () => {
    const at = T0 + 1000;
    expect(handoversIn({ added: [KOFI, YAW], removed: [AMA], at }, contacts)).toEqual({
      passed: [{ from: AMA, to: KOFI }],
      ...{ followed: [], added: [YAW], removed: [] },
    });
    expect(handoversIn({ added: [], removed: [AMA, YAW], at }, contacts)).toEqual({
      passed: [{ from: AMA, to: KOFI }],
      ...{ followed: [], added: [], removed: [YAW] },
    });
  });

  it("is the successor's coming alone where the leaver went before, and goes through to the last", () => {
    const late = T0 + 2 * 86_400_000;
    expect(handoversIn({ added: [ESI], removed: [], at: late }, contacts).followed).toEqual([
      { from: AMA, to: ESI },
    ]);
    expect(handoversIn({ added: [ESI], removed: [AMA], at: late }, contacts).passed).toEqual([
      { from: AMA, to: ESI },
    ]);
  });

  it("is nothing where people came or went before anything was signed", () => {
    const at = T0 - 3_600_000;
    expect(handoversIn({ added: [KOFI], removed: [AMA], at }, contacts)).toEqual({
      ...{ passed: [], followed: [], added: [KOFI], removed: [AMA] },
    });
  });
});

describe("who is there in somebody's place", () => {
  it("is whoever holds the office in the end, and nobody for those who are members", () => {
    expect(successorOf(contacts, AMA)).toBe(ESI);
    expect(successorOf(contacts, ESI)).toBeUndefined();
    const again = contacts.map((one) =>
      one.account === AMA ? { ...one, standing: "current" as const } : one,
    );
    expect(successorOf(again, AMA)).toBeUndefined();
  });

  it("is the stand-in between the first and the last moment of an absence", () => {
    const away = contact(AMA, { absence: { alternate: YAW, from: T0, until: T0 + 10 } });
    expect([T0 - 1, T0, T0 + 9, T0 + 10].map((at) => awayAt(away, at)?.alternate)).toEqual([
      ...[undefined, YAW, YAW, undefined],
    ]);
  });
});
