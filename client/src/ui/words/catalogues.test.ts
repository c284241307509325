import { describe, expect, it } from "vitest";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";

/** Every text of a catalogue by its path; functions are called with counts or names. */
function texts(part: unknown, path = ""): Map<string, string> {
  if (typeof part === "string") return new Map([[path, part]]);
  if (typeof part === "function") {
    const of = (value: unknown) => String(part(value, value, value));
    return new Map([...[1, 2, 5, 11].map((count) => [`${path}(${count})`, of(count)] as const)]);
  }
  if (typeof part !== "object" || part === null) return new Map();
  return new Map(Object.entries(part).flatMap(([key, value]) => [...texts(value, `${path}.${key}`)]));
}

/** Single words may be the same in two languages by right; several in a row were forgotten. */
const SEVERAL_WORDS = /\p{L}{2,}\P{L}+\p{L}{2,}/u;

/** Names of things that have another one in docs/glossary.md: each was used beside it once. */
const GIVEN_UP: Readonly<Record<string, RegExp>> = {
  fr: /\bregistres?\b|mot de passe|(Nouveau|Ouvrir le) dossier|reste(nt)? en arrière/i,
  pt: /frase-passe|palavra-passe|salas? de processo|cartão|\bvocê\b|fica(m)? para trás/i,
  es: /persona operadora|\basientos?\b|sin marcado/i,
  ru: /бесед|должностн\p{L}+ лиц|ответственное лицо|уполномоченный|(?<!\p{L})член(ы|ов|ам)?(?!\p{L})|без отметки/iu,
  ar: /تأشيرة|مسؤول الأمانة|(?<!موظف )مسؤول في الأمانة|مسؤولي الشبكة|توقّع ثانيًا/u,
};

describe("the catalogues", () => {
  const english = texts(en);
  for (const [language, catalogue] of Object.entries({ fr, pt, es, ru, ar }))
    it(`${language}: nothing is left in English or empty`, () => {
      const words = texts(catalogue);
      expect([...words.keys()]).toEqual(expect.arrayContaining([...english.keys()]));
      const left = [...words].filter(
        ([path, text]) => text.trim() === "" || (text === english.get(path) && SEVERAL_WORDS.test(text)),
      );
      expect(left).toEqual([]);
    });

  it("ar, ru: every text is in the language's own script", () => {
    for (const [catalogue, script] of [
      [ar, /\p{Script=Arabic}/u],
      [ru, /\p{Script=Cyrillic}/u],
    ] as const)
      for (const [path, text] of texts(catalogue))
        if (/\p{L}{3}/u.test(text) && path !== ".app.name") expect(text, path).toMatch(script);
  });

  it("call each thing by one name", () => {
    for (const [language, catalogue] of Object.entries({ fr, pt, es, ru, ar }))
      for (const [path, text] of texts(catalogue))
        expect(text, `${language}${path}`).not.toMatch(GIVEN_UP[language] ?? /^/);
  });

  it("count as each language counts", () => {
    expect([1, 2, 3, 11, 100].map(ar.room.devices)).toEqual([
      "جهاز واحد",
      "جهازان",
      "3 أجهزة",
      "11 جهازًا",
      "100 جهاز",
    ]);
    const share = (catalogue: typeof en, total: number) =>
      catalogue.progressOf.messages("1", String(total), total);
    expect([1, 5000].map((total) => share(en, total))).toEqual(["1 of 1 message", "1 of 5000 messages"]);
    expect([1, 21, 22, 5000].map((total) => share(ru, total))).toEqual([
      "1 из 1 сообщения",
      "1 из 21 сообщения",
      "1 из 22 сообщений",
      "1 из 5000 сообщений",
    ]);
    expect([1, 2, 5, 11, 100].map((total) => share(ar, total))).toEqual([
      "1 من أصل رسالة واحدة",
      "1 من أصل رسالتين",
      "1 من أصل 5 رسائل",
      "1 من أصل 11 رسالة",
      "1 من أصل 100 رسالة",
    ]);
    expect([1, 2, 5].map(ru.room.devices)).toEqual(["1 устройство", "2 устройства", "5 устройств"]);
    expect([0, 1, 2].map(fr.room.devices)).toEqual(["0 appareil", "1 appareil", "2 appareils"]);
    expect([0, 1, 2].map(es.room.devices)).toEqual(["0 dispositivos", "1 dispositivo", "2 dispositivos"]);
  });
});
