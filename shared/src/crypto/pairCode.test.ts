import { describe, expect, it } from "vitest";
import { AccountId, idOfKey } from "../ids.ts";
import { pairCode, printPairPicture, readPairPicture } from "./pairCode.ts";
import { loadSodium } from "./sodium.ts";

const sodium = await loadSodium();
const account = () => idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey);

describe("the code that two people compare", () => {
  it("is the same on both sides, in groups that can be read out", () => {
    const [ama, kofi] = [account(), account()];
    expect(pairCode(sodium, ama, kofi)).toBe(pairCode(sodium, kofi, ama));
    expect(pairCode(sodium, ama, kofi)).toMatch(/^\d{5}( \d{5}){5}$/);
  });

  it("is another one for every other pair, also where one of the two is the same", () => {
    const people = Array.from({ length: 24 }, account);
    const codes = people.flatMap((one, at) =>
      people.slice(at + 1).map((other) => pairCode(sodium, one, other)),
    );
    expect(new Set(codes).size).toBe((24 * 23) / 2);
  });
});

describe("the picture that one shows to the other", () => {
  it("says whose it is and for whom it is meant", () => {
    const [ama, kofi] = [account(), account()];
    const text = printPairPicture(ama, kofi);
    expect(readPairPicture(text)).toEqual({ shownBy: ama, meantFor: kofi });
    for (const other of [
      "",
      "https://example.org/#link=ABCD-EFGH",
      text.slice(0, -1),
      `${text}.${ama}`,
      ` ${text}`,
    ])
      expect(readPairPicture(other)).toBeUndefined();
  });
});
