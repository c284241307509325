import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";

it("gives every byte string one text form, the one of RFC 4648", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64url(bytes);
      const standard = btoa(String.fromCharCode(...bytes));
      expect(text).toBe(standard.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""));
      expect(fromBase64url(text)).toEqual(bytes);
    }),
  );
});

it("refuses foreign letters, impossible lengths and spare bits", () => {
  for (const text of ["A", "AAAAA", "A+", "A/", "AA==", "AB", "é", " A"])
    expect(fromBase64url(text)).toBeUndefined();
});
