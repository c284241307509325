import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { Card } from "../directory/card.ts";
import { idOfKey, NetworkId, OfficerKey } from "../ids.ts";
import {
  checkEnrolment,
  deriveInvitation,
  hashToken,
  macEnrolment,
  openCard,
  sealCard,
} from "./invitation.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});

describe("an invitation's secret", () => {
  it("gives three keys that tell nothing of one another, the same every time", () => {
    const secret = new Uint8Array(16).fill(1);
    const keys = deriveInvitation(sodium, secret);
    expect(deriveInvitation(sodium, secret)).toEqual(keys);
    expect(keys.macKey).not.toEqual(keys.cardKey);
    expect(hashToken(sodium, keys.token)).not.toBe(keys.token);
    expect(deriveInvitation(sodium, new Uint8Array(16).fill(2)).token).not.toBe(keys.token);
  });

  it("seals the card so that only its holder opens it, and only unchanged", () => {
    const { cardKey } = deriveInvitation(sodium, new Uint8Array(16).fill(1));
    const card = {
      v: 1,
      network: idOfKey(NetworkId, new Uint8Array(32).fill(3)),
      networkName: "WACAP",
      officerKey: idOfKey(OfficerKey, new Uint8Array(32).fill(4)),
      invitedBy: "Adjoa Lawson",
      card: Card.parse({
        name: "Ama",
        authority: "Office",
        country: "GH",
        roles: ["judge"],
        competences: [],
        languages: ["en"],
      }),
    } as const;
    const sealed = sealCard(sodium, card, cardKey, sodium.randombytes_buf(24));
    expect(openCard(sodium, sealed, cardKey)).toEqual(card);
    expect(openCard(sodium, sealed, new Uint8Array(32))).toBeUndefined();
    sealed[30] = (sealed[30] ?? 0) ^ 1;
    expect(openCard(sodium, sealed, cardKey)).toBeUndefined();
    expect(openCard(sodium, new Uint8Array(3), cardKey)).toBeUndefined();
  });

  it("shows when the server has exchanged the enrolment", () => {
    const { macKey } = deriveInvitation(sodium, new Uint8Array(16).fill(1));
    const mac = macEnrolment(sodium, "the keys", macKey);
    expect(checkEnrolment(sodium, "the keys", mac, macKey)).toBe(true);
    expect(checkEnrolment(sodium, "other keys", mac, macKey)).toBe(false);
    expect(checkEnrolment(sodium, "the keys", mac, new Uint8Array(32))).toBe(false);
    expect(checkEnrolment(sodium, "the keys", "", macKey)).toBe(false);
  });
});
