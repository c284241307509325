import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadSodium } from "../crypto/sodium.ts";
import { idOfKey, NetworkId, SignerKey, TreeHash } from "../ids.ts";
import { entryBytes, headHolds, headText, rootOf, SignedHead, signHead, treeOf } from "./head.ts";
import { headCode, printHeadCode, readHeadCode } from "./headCode.ts";

const sodium = await loadSodium();
const keys = sodium.crypto_sign_seed_keypair(new Uint8Array(32).fill(7));
const network = idOfKey(NetworkId, new Uint8Array(32).fill(1));
const root = idOfKey(TreeHash, new Uint8Array(32).fill(2));
const entry = (body: string) => ({
  body,
  signer: idOfKey(SignerKey, new Uint8Array(32).fill(3)),
  signature: "A".repeat(86),
});

describe("a signed head", () => {
  it("has one text, which anybody can write", () => {
    expect(headText({ network, size: 41, root, at: 1_800_000_000_000 })).toBe(
      `{"at":1800000000000,"kind":"log.head","network":"${network}","root":"${root}","size":41,"v":1}`,
    );
  });

  it("holds as it was signed and in no other form", () => {
    const head = signHead(sodium, { network, size: 41, root, at: 5 }, keys);
    expect(SignedHead.parse(head)).toEqual(head);
    expect(headHolds(sodium, head)).toBe(true);
    const other = sodium.crypto_sign_keypair();
    const changed: Partial<SignedHead>[] = [
      { size: 42 },
      { at: 6 },
      { root: idOfKey(TreeHash, new Uint8Array(32)) },
      { network: idOfKey(NetworkId, new Uint8Array(32)) },
      { key: signHead(sodium, head, other).key },
      { signature: signHead(sodium, head, other).signature },
      { signature: "!".repeat(86) },
    ];
    for (const change of changed) expect(headHolds(sodium, { ...head, ...change })).toBe(false);
  });
});

describe("a log's entry as a leaf", () => {
  it("stands for body, signer and signature", () => {
    expect(new TextDecoder().decode(entryBytes(entry("{}")))).toBe(
      `{"body":"{}","signature":"${"A".repeat(86)}","signer":"${entry("").signer}"}`,
    );
    const log = ["a", "b", "c"].map(entry);
    expect(rootOf(treeOf(sodium, log), 2)).toBe(rootOf(treeOf(sodium, log.slice(0, 2))));
    expect(rootOf(treeOf(sodium, log))).not.toBe(rootOf(treeOf(sodium, [...log].reverse())));
  });
});

describe("a head's code", () => {
  it("is thirty digits after the size, read back whatever stands between them", () => {
    const code = headCode({ size: 41, root });
    expect(printHeadCode(code)).toMatch(/^41: (\d{5} ){5}\d{5}$/);
    const arabic = printHeadCode(code).replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    for (const typed of [printHeadCode(code), `41${code.digits}`, ` 41 / ${code.digits}. `, arabic])
      expect(readHeadCode(typed)).toEqual(code);
  });

  it("is read from nothing else", () => {
    for (const typed of ["", "41", "12345 67890", "1".repeat(30), `0: ${"1".repeat(30)}`, "forty-one"])
      expect(readHeadCode(typed)).toBeUndefined();
  });

  it("differs for different roots", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (one, other) => {
          fc.pre(one.slice(0, 30).some((byte, at) => byte !== other[at]));
          const codes = [one, other].map(
            (bytes) => headCode({ size: 1, root: idOfKey(TreeHash, bytes) }).digits,
          );
          expect(codes[0]).not.toBe(codes[1]);
        },
      ),
    );
  });
});
