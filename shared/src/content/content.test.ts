import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadSodium } from "../crypto/sodium.ts";
import { idOfKey, MessageId, NetworkId, TreeHash } from "../ids.ts";
import { signHead } from "../transparency/head.ts";
import { carriedHeads, decodeContent, encodeContent, isSilent, type KnownContent } from "./content.ts";

const sodium = await loadSodium();

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

describe("heads of logs beside content", () => {
  const head = signHead(
    sodium,
    {
      network: idOfKey(NetworkId, new Uint8Array(32).fill(1)),
      size: 41,
      root: idOfKey(TreeHash, new Uint8Array(32).fill(2)),
      at: 1_800_000_000_000,
    },
    sodium.crypto_sign_seed_keypair(new Uint8Array(32).fill(3)),
  );
  const text = { kind: "text", text: "Bonjour" } as const;

  it("come back as they were signed, change nothing of the content and are small", () => {
    const plain = encodeContent(text, 5);
    const carrying = encodeContent(text, 5, [head]);
    expect(carriedHeads(carrying)).toEqual([head]);
    expect(decodeContent(carrying)).toEqual(decodeContent(plain));
    expect(carriedHeads(plain)).toEqual([]);
    expect(carrying.length - plain.length).toBeLessThan(320);
  });

  it("are passed over where they are none, and the content is read all the same", () => {
    const damaged = encodeContent(text, 5, [head]).replace(head.signature, "short");
    expect(carriedHeads(damaged)).toEqual([]);
    expect(decodeContent(damaged).content).toEqual(text);
    for (const nonsense of [
      '"heads"',
      '{"v":1,"heads":7}',
      '{"v":1,"heads":[null,[1,2,3,4,5,6]]}',
      '{"v":2,"heads":[]}',
    ])
      expect(carriedHeads(nonsense)).toEqual([]);
  });
});
