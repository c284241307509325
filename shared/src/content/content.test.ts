import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeContent, encodeContent } from "./content.ts";

it("gives back what was written", () => {
  const content = {
    kind: "text",
    text: "Привет\n‏مرحبا",
    handling: { codes: ["H1"], tlp: "TLP:RED" },
  } as const;
  const text = encodeContent({ ...content, handling: { codes: ["H1"], tlp: "TLP:RED" } }, 5);
  expect(decodeContent(text)).toEqual({ sentAt: 5, content });
});

it("tells what a newer version sent from what is damaged, and never throws", () => {
  const newer = JSON.stringify({ v: 1, sentAt: 9, content: { kind: "reaction", sign: "ok" } });
  expect(decodeContent(newer)).toEqual({ sentAt: 9, content: { kind: "newer", named: "reaction" } });
  const broken = JSON.stringify({ v: 1, sentAt: 9, content: { kind: "text", text: 7 } });
  expect(decodeContent(broken).content.kind).toBe("damaged");
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(["damaged", "newer"]).toContain(decodeContent(text).content.kind);
    }),
  );
});
