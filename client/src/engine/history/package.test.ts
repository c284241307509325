import type { Content, Handling } from "@comity/shared/content/content";
import { HISTORY } from "@comity/shared/content/history";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { AccountId, ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { expect, it } from "vitest";
import { comitySuite, DEFAULT_SUITE } from "../mls/provider/suite.ts";
import { mayBePassedOn } from "./choosing.ts";
import { cut, join, makeKeys, openPart, type PassedLine, sealPart } from "./package.ts";

const sodium = await loadSodium();
const { hpke } = comitySuite(sodium, DEFAULT_SUITE);
const random = (bytes: number) => sodium.randombytes_buf(bytes);
const line = (order: number, text: string): PassedLine => ({
  ...{ order, at: order, author: idOfKey(AccountId, random(32)), messageId: idOfKey(MessageId, random(16)) },
  text,
});
const place = {
  ...{ conversation: idOfKey(ConversationId, random(16)), offer: idOfKey(MessageId, random(16)) },
  ...{ attempt: 1, index: 0, of: 2 },
};

it("comes together from its parts as it was, also where a letter is cut in two", () => {
  const lines = Array.from({ length: 40 }, (_, n) => line(n + 1, `${n} ${"Ærøskøbing 𝔄 ".repeat(90)}`));
  const parts = cut(lines) ?? [];
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.every(({ length }) => length <= HISTORY.partBytes)).toBe(true);
  expect(join(parts)).toEqual(lines);
  expect(join([...parts].reverse())).toBeUndefined();
  expect(join(parts.slice(1))).toBeUndefined();
  expect(join([])).toBeUndefined();
});

it("is not cut where it is more than can be passed on at a time", () => {
  const one = line(1, "x");
  expect(cut(Array.from({ length: HISTORY.messages + 1 }, () => one))).toBeUndefined();
  expect(cut(Array.from({ length: 100 }, () => line(1, "x".repeat(60_000))))).toBeUndefined();
});

it("opens with the one key, at the one place, and is nothing where the key is none", async () => {
  const { key, secret } = await makeKeys(hpke);
  const other = await makeKeys(hpke);
  const part = random(HISTORY.partBytes);
  const sealed = await sealPart(hpke, key, place, part);
  if (sealed === undefined) throw new Error("the key is one");
  expect(await openPart(hpke, secret, place, sealed)).toEqual(part);
  expect(await openPart(hpke, other.secret, place, sealed)).toBeUndefined();
  for (const elsewhere of [
    { ...place, index: 1 },
    { ...place, of: 3 },
    { ...place, attempt: 2 },
    { ...place, offer: idOfKey(MessageId, random(16)) },
    { ...place, conversation: idOfKey(ConversationId, random(16)) },
  ])
    expect(await openPart(hpke, secret, elsewhere, sealed)).toBeUndefined();
  for (const broken of [
    { ...sealed, sealed: "" },
    { ...sealed, enc: sealed.enc.slice(4) },
    { ...sealed, enc: "é" },
  ])
    expect(await openPart(hpke, secret, place, broken)).toBeUndefined();
  for (const none of ["", "AAAA", "é", key.slice(4)])
    expect(await sealPart(hpke, none, place, part)).toBeUndefined();
});

it("keeps with those who have it what may go on with its provider's leave only, and from guests what is for the inside", () => {
  const said = (handling?: Handling): Content => ({ kind: "text", text: "x", handling });
  for (const code of ["H2", "H3"] as const)
    expect(mayBePassedOn(said({ codes: ["H1", code] }), false)).toBe(false);
  expect(mayBePassedOn(said({ codes: [], tlp: "TLP:RED" }), false)).toBe(false);
  for (const tlp of ["TLP:AMBER", "TLP:AMBER+STRICT"] as const) {
    expect(mayBePassedOn(said({ codes: [], tlp }), false)).toBe(true);
    expect(mayBePassedOn(said({ codes: [], tlp }), true)).toBe(false);
  }
  expect(mayBePassedOn(said({ codes: ["H0", "H1"], tlp: "TLP:GREEN" }), true)).toBe(true);
  expect(mayBePassedOn(said(), true)).toBe(true);
});
