import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import { DeviceId, idOfKey } from "@comity/shared/ids";
import { beforeAll, describe, expect, it } from "vitest";
import {
  agreeAsNew,
  agreeAsSignedIn,
  checkReceipt,
  commitmentOf,
  newSide,
  openPackage,
  receiptOf,
  revealOf,
  sealPackage,
  signedInSide,
} from "./agreement.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});
const random = (n: number) => sodium.randombytes_buf(n);
const CODE = "ABCDEFGH";

function meeting(code = CODE) {
  const [mine, theirs] = [newSide(sodium, random), signedInSide(sodium, random)];
  const deviceKeys = sodium.crypto_sign_keypair();
  const greeting = { device: idOfKey(DeviceId, deviceKeys.publicKey), deviceName: "Tablet" };
  const agreed = agreeAsNew(sodium, code, mine, theirs.publicKey);
  if (agreed === undefined) throw new Error("no agreement");
  const reveal = revealOf(sodium, random, mine, agreed, greeting, deviceKeys);
  return { mine, theirs, agreed, greeting, reveal, commitment: commitmentOf(sodium, mine) };
}

describe("two devices that agree through a server", () => {
  it("come to the same number and keys, and the package opens for the new device only", () => {
    const { mine, theirs, agreed, greeting, reveal, commitment } = meeting();
    const revealed = agreeAsSignedIn(sodium, CODE, theirs, commitment, reveal);
    if (revealed === undefined) throw new Error("refused");
    expect(revealed.agreed).toEqual(agreed);
    expect(revealed.greeting).toEqual(greeting);
    expect(agreed.number).toMatch(/^\d{3} \d{3}$/);
    const secret = random(500);
    const parcel = sealPackage(sodium, random, revealed, secret);
    expect(openPackage(sodium, mine, agreed, parcel)).toEqual(secret);
    expect(openPackage(sodium, newSide(sodium, random), agreed, parcel)).toBeUndefined();
    expect(openPackage(sodium, mine, meeting().agreed, parcel)).toBeUndefined();
    const receipt = receiptOf(sodium, random, agreed);
    expect(checkReceipt(sodium, agreed, receipt)).toBe(true);
    expect(checkReceipt(sodium, meeting().agreed, receipt)).toBe(false);
  });

  it("refuses what differs anywhere from what was committed to, and another code", () => {
    const { theirs, reveal, commitment } = meeting();
    for (const at of [0, 31, 32, 1247, 1248, 1279, 1280, reveal.length - 1]) {
      const changed = reveal.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(agreeAsSignedIn(sodium, CODE, theirs, commitment, changed)).toBeUndefined();
    }
    expect(agreeAsSignedIn(sodium, "HGFEDCBA", theirs, commitment, reveal)).toBeUndefined();
    expect(agreeAsSignedIn(sodium, CODE, signedInSide(sodium, random), commitment, reveal)).toBeUndefined();
    expect(agreeAsSignedIn(sodium, CODE, theirs, commitment, reveal.slice(0, 1280))).toBeUndefined();
    expect(agreeAsNew(sodium, CODE, newSide(sodium, random), new Uint8Array(32))).toBeUndefined();
    expect(agreeAsNew(sodium, CODE, newSide(sodium, random), new Uint8Array(31))).toBeUndefined();
  });

  it("gives somebody in between two meetings with two numbers", () => {
    const honest = meeting();
    // The one in between plays the signed-in device to the new one, and a new device to the signed-in one.
    const between = signedInSide(sodium, random);
    const shown = agreeAsNew(sodium, CODE, honest.mine, between.publicKey);
    const forged = meeting();
    const seen = agreeAsSignedIn(sodium, CODE, forged.theirs, forged.commitment, forged.reveal);
    expect(shown?.transcript).not.toEqual(seen?.agreed.transcript);
    expect(shown?.fromSignedIn).not.toEqual(seen?.agreed.fromSignedIn);
  });
});
