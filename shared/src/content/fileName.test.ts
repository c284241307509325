import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanFileName, cutInTheMiddle } from "./fileName.ts";

test.each([
  ["statement of witness 3.pdf", "statement of witness 3.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Windows\\system32\\evil.exe", "evil.exe"],
  ["/", "file"],
  ["..", "file"],
  [".bashrc", "bashrc"],
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["a\u0000b\nc.txt", "abc.txt"],
  ["\u200Bhidden\u2066.doc", "hidden.doc"],
  ["what?<now>.txt", "what__now_.txt"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["console.txt", "console.txt"],
  ["report.pdf. . .", "report.pdf"],
  ["Côte d’Ivoire — №7.docx", "Côte d’Ivoire — №7.docx"],
  ["قرار المحكمة.pdf", "قرار المحكمة.pdf"],
  ["постановление суда.pdf", "постановление суда.pdf"],
])("%j is saved as %j", (sent, saved) => {
  expect(cleanFileName(sent)).toBe(saved);
});

test("whatever a sender calls a file, it is saved in the chosen folder, under a name that is what it looks like", () => {
  const nasty = fc.constantFrom(
    "/",
    "\\",
    "..",
    ".",
    " ",
    "\u202E",
    "\u2067",
    "\u0000",
    "\u200F",
    ":",
    "con",
    "a",
  );
  const name = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(nasty).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(name, (sent) => {
      const clean = cleanFileName(sent);
      expect(clean).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]/u);
      expect(clean).not.toMatch(/^[. ]|[. ]$/);
      expect(clean.length).toBeGreaterThan(0);
      expect(clean.length).toBeLessThanOrEqual(121);
      expect(cleanFileName(clean)).toBe(clean);
    }),
  );
});

test("a long name is cut in the middle where everybody sees it, and keeps its extension", () => {
  const name = `${"the long title of a request for assistance in the matter of ".repeat(3)}Annex 12.pdf`;
  expect(cutInTheMiddle(name, 40)).toMatch(/^the long title .*….*nex 12\.pdf$/);
  expect(cutInTheMiddle(name, 40).length).toBeLessThanOrEqual(40);
  expect(cutInTheMiddle("short.pdf", 40)).toBe("short.pdf");
  expect(cutInTheMiddle(`${"x".repeat(100)}.exe`, 20)).toMatch(/…x*\.exe$/);
});
