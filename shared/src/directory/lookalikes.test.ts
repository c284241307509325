import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lookalikes, nameKeys } from "./lookalikes.ts";

const alike = (one: string, other: string) => {
  const keys = new Set(nameKeys(one));
  return nameKeys(other).some((key) => keys.has(key));
};

describe("names that can be confused", () => {
  for (const [one, other, why] of [
    ["Ama Mensah", "Ama Mensah", "the same"],
    ["Ama Mensah", "MENSAH, Ama", "another order, capitals and a comma"],
    ["Aïssatou Traoré", "Aissatou Traore", "without accents"],
    ["Ama Mensah", "Аma Mensah", "a Cyrillic А"],
    ["Ivan Petrov", "Ivаn Рetrоv", "Cyrillic letters among Latin ones"],
    ["Ian Lamin", "lan Iamin", "l and I"],
    ["Chidi Okonkwo", "Chidi 0konkwo", "a zero"],
    ["Ama Mensah", "Ａｍａ Ｍｅｎｓａｈ", "wide letters"],
    ["Ama Mensah", "Ama\u200b Mensah", "a character without width"],
    ["Иван Петров", "Ivan Petrov", "another script"],
    ["Юлия Хасанова", "Yuliya Hasanova", "another romanisation"],
    ["Юлия Хасанова", "Iuliia Khasanova", "a passport's romanisation"],
    ["Нурлан Әбдіқалықов", "Nurlan Abdikalykov", "Kazakh letters"],
    ["مُحَمَّد الأمين", "محمد الأمين", "Arabic vowel marks"],
  ] as const)
    it(`${one} and ${other}: ${why}`, () => {
      expect(alike(one, other)).toBe(true);
      expect(alike(other, one)).toBe(true);
    });

  for (const [one, other] of [
    ["Ama Mensah", "Ama Boateng"],
    ["Chidi Okonkwo", "Helena Tavares"],
    ["Иван Петров", "Иван Павлов"],
    ["محمد الأمين", "أحمد الأمين"],
  ] as const)
    it(`not ${one} and ${other}`, () => {
      expect(alike(one, other)).toBe(false);
    });

  it("have keys for whatever text, and are like themselves", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
        expect(alike(name, name)).toBe(true);
      }),
    );
  });

  it("are found among many, each person once", () => {
    const lookalikes = new Lookalikes<number>();
    lookalikes.know([
      { who: 1, name: "Ama Mensah" },
      { who: 2, name: "Аma Mensah" },
      { who: 3, name: "Chidi Okonkwo" },
      { who: 1, name: "Ama Mensah" },
    ]);
    expect([...lookalikes.of("Mensah Ama")].sort()).toEqual([1, 2]);
    expect(lookalikes.of("Helena Tavares")).toEqual([]);
    lookalikes.know([]);
    expect(lookalikes.of("Ama Mensah")).toEqual([]);
  });
});
