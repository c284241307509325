import { loadSodium } from "@comity/shared/crypto/sodium";
import { expect, it } from "vitest";
import { linkOfCode, linkPlace, newLinkCode, printLinkCode, readLinkCode } from "./linkCode.ts";

it("can be typed with dashes, spaces, small letters and look-alikes, or pasted as a link", async () => {
  const sodium = await loadSodium();
  const code = newLinkCode((n) => sodium.randombytes_buf(n));
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(readLinkCode(printLinkCode(code))).toBe(code);
  expect(readLinkCode(` ${code.toLowerCase().slice(0, 3)} ${code.slice(3)} `)).toBe(code);
  expect(readLinkCode(linkOfCode("https://comity.example", code))).toBe(code);
  expect(readLinkCode("oil0-1234")).toBe("01101234");
  for (const wrong of ["", "ABCD-EFG", "ABCD-EFGHJ", "ABCD-EFGU", "https://comity.example/#invite=ABCDEFGH"])
    expect(readLinkCode(wrong)).toBeUndefined();
  expect(linkPlace(sodium, code)).not.toBe(linkPlace(sodium, "00000000"));
});
