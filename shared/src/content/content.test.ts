import fc from "fast-check";
import { expect, it } from "vitest";
import { MessageId } from "../ids.ts";
import { decodeContent, encodeContent, isSilent, type KnownContent } from "./content.ts";

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
  const silent = JSON.stringify({ v: 1, sentAt: 9, silent: true, content: { kind: "typing" } });
  expect(decodeContent(silent)).toEqual({ sentAt: 9, content: { kind: "newer-silent" } });
  const broken = JSON.stringify({ v: 1, sentAt: 9, content: { kind: "text", text: 7 } });
  expect(decodeContent(broken).content.kind).toBe("damaged");
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(["damaged", "newer", "newer-silent"]).toContain(decodeContent(text).content.kind);
    }),
  );
});

it("marks what devices send by themselves as silent, for versions that don't know the kind", () => {
  const kinds: readonly KnownContent[] = [
    { kind: "receipt", upTo: 7 },
    { kind: "resend.request", order: 7 },
    { kind: "resend", order: 7, messageId: MessageId.parse("A".repeat(22)), encoded: "{}" },
  ];
  for (const content of kinds) {
    expect(JSON.parse(encodeContent(content, 5))).toMatchObject({ silent: true });
    expect(isSilent(decodeContent(encodeContent(content, 5)).content)).toBe(true);
  }
  expect(isSilent({ kind: "text", text: "shown" })).toBe(false);
  expect(isSilent({ kind: "newer", named: "poll" })).toBe(false);
  expect(JSON.parse(encodeContent({ kind: "text", text: "shown" }, 5))).not.toHaveProperty("silent");
});
