import { loadSodium } from "@comity/shared/crypto/sodium";
import fc from "fast-check";
import { expect, it } from "vitest";
import { deriveRecovery, printRecoveryKey, readRecoveryKey } from "./recoveryKey.ts";

it("can be typed back with dashes, spaces and small letters, and tells every single typo", async () => {
  const sodium = await loadSodium();
  const secret = sodium.randombytes_buf(20);
  const key = printRecoveryKey(sodium, secret);
  expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(readRecoveryKey(sodium, key)).toEqual(secret);
  expect(readRecoveryKey(sodium, ` ${key.toLowerCase().replaceAll("-", " ")} `)).toEqual(secret);
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  fc.assert(
    fc.property(fc.nat({ max: key.length - 1 }), fc.constantFrom(...letters), (at, letter) => {
      fc.pre(key[at] !== "-" && key[at] !== letter);
      expect(readRecoveryKey(sodium, key.slice(0, at) + letter + key.slice(at + 1))).toBeUndefined();
    }),
  );
});

it("leads to a place and a key that differ for every secret", async () => {
  const sodium = await loadSodium();
  const one = deriveRecovery(sodium, new Uint8Array(20).fill(1));
  const other = deriveRecovery(sodium, new Uint8Array(20).fill(2));
  expect(one.locator).not.toBe(other.locator);
  expect(one.key).not.toEqual(other.key);
  expect(one.key).toHaveLength(32);
});
