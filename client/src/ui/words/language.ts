import { create } from "zustand";
import { en, type Words } from "./en.ts";

/** The languages of the networks. Each catalogue is loaded when it is chosen. */
export const LANGUAGES = {
  en: "English",
  fr: "Français",
  pt: "Português",
  es: "Español",
  ru: "Русский",
  ar: "العربية",
} as const;
export type Language = keyof typeof LANGUAGES;

const CATALOGUES: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => en,
  fr: async () => (await import("./fr.ts")).fr,
  pt: async () => (await import("./pt.ts")).pt,
  es: async () => (await import("./es.ts")).es,
  ar: async () => (await import("./ar.ts")).ar,
  ru: async () => (await import("./ru.ts")).ru,
};

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar"]);

const KEPT = "comity.language";

function isLanguage(text: string | null | undefined): text is Language {
  return text !== null && text !== undefined && Object.hasOwn(LANGUAGES, text);
}

/** The language chosen before on this device, else the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

interface LanguageState {
  readonly language: Language;
  readonly words: Words;
}

export const useLanguage = create<LanguageState>(() => ({ language: "en", words: en }));

/** Loads a catalogue and turns the page to it, writing direction included. */
export async function speak(language: Language): Promise<void> {
  const words = await CATALOGUES[language]();
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
  useLanguage.setState({ language, words });
}

/** The words in the reader's language. */
export function useWords(): Words {
  return useLanguage((state) => state.words);
}

/** Puts the parts of a list together as the reader's script does: the Arabic comma is another one. */
export function useList(): (parts: readonly string[]) => string {
  const comma = useRightToLeft() ? "، " : ", ";
  return (parts) => parts.join(comma);
}

/** The same for parts that have commas of their own. */
export function useSeries(): (parts: readonly string[]) => string {
  const semicolon = useRightToLeft() ? "؛ " : "; ";
  return (parts) => parts.join(semicolon);
}

/** A country's or a language's name in the reader's language. */
export function useNames(): {
  readonly country: (code: string) => string;
  readonly language: (code: string) => string;
} {
  const language = useLanguage((state) => state.language);
  const countries = new Intl.DisplayNames([language], { type: "region" });
  const languages = new Intl.DisplayNames([language], { type: "language" });
  return { country: (code) => countries.of(code) ?? code, language: (code) => languages.of(code) ?? code };
}

/** The reader's own region of a language where the browser knows it (en-GB writes dates otherwise than en-US). */
function regional(language: Language): string {
  const region = navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
  // Dates of the networks are Gregorian everywhere, and figures look like those in references and counts.
  return language === "ar"
    ? new Intl.Locale(region, { calendar: "gregory", numberingSystem: "latn" }).toString()
    : region;
}

/** Whether the page runs from right to left. */
export function useRightToLeft(): boolean {
  return useLanguage((state) => RIGHT_TO_LEFT.has(state.language));
}

/** Dates and times as the reader writes them, in the reader's own time zone. */
export function useDates() {
  const language = useLanguage((state) => state.language);
  const locale = regional(language);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const both = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return {
    day: (at: number) => day.format(at),
    time: (at: number) => time.format(at),
    both: (at: number) => both.format(at),
  };
}

/** Counts, shares and amounts of bytes as the reader writes them. */
export function useNumbers() {
  const language = useLanguage((state) => state.language);
  const locale = regional(language);
  const plain = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  const amount = (unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, maximumSignificantDigits: 2 });
  const units = [1, 1e3, 1e6, 1e9] as const;
  const bytes = new Intl.NumberFormat(locale, { style: "unit", unit: "byte", unitDisplay: "long" });
  const amounts = [bytes, amount("kilobyte"), amount("megabyte"), amount("gigabyte")] as const;
  // 999 999 is a megabyte to whoever reads it.
  const unitOf = (bytes: number) =>
    Math.max(
      0,
      units.findLastIndex((unit) => bytes >= unit * 0.995),
    );
  return {
    count: (count: number) => plain.format(count),
    share: (share: number) => percent.format(share),
    bytes: (bytes: number) => {
      const unit = unitOf(bytes);
      return amounts[unit]?.format(bytes / (units[unit] ?? 1)) ?? "";
    },
  };
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** A duration in the largest unit that it fills, in the reader's language. */
export function useDurations(): (ms: number) => string {
  const language = useLanguage((state) => state.language);
  return (ms) => {
    const [unit, size] = UNITS.find(([, one]) => ms >= one) ?? UNITS[3];
    const style = { style: "unit", unit, unitDisplay: "long" } as const;
    return new Intl.NumberFormat(language, style).format(Math.round(ms / size));
  };
}
