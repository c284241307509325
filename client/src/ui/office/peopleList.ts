import { Card } from "@comity/shared/directory/card";
import { COMPETENCES, ROLES } from "@comity/shared/directory/codes";
import Papa from "papaparse";
import type { Invitee } from "../../engine/facade/officeCalls.ts";
import { COUNTRIES } from "../parts/countries.ts";
import { endOfDay, LONGEST_MEMBERSHIP_MS } from "./terms.ts";

/** The columns of a list of people to invite, in the order of the template. */
export const COLUMNS = [
  "name",
  "authority",
  "country",
  "roles",
  "languages",
  "competences",
  "email",
  "telephone",
  "member_until",
] as const;
export type Column = (typeof COLUMNS)[number];

const DEMANDED: readonly Column[] = ["name", "authority", "country", "roles", "languages"];

/** At most so many people at once; more are invited with a second list. */
export const LIST_LIMIT = 500;

/** What is wrong with a list as a whole. */
export type ListFault =
  | { readonly code: "not-utf8" }
  | { readonly code: "empty" }
  | { readonly code: "columns-missing"; readonly columns: readonly Column[] }
  | { readonly code: "columns-unknown"; readonly columns: readonly string[] }
  | { readonly code: "too-many"; readonly limit: number };

/** What is wrong with a line. `value` is what stands there. */
export type LineFault =
  | { readonly code: "missing"; readonly column: Column }
  | { readonly code: "unknown"; readonly column: Column; readonly value: string }
  | { readonly code: "malformed"; readonly column: Column; readonly value: string }
  | { readonly code: "past"; readonly column: Column; readonly value: string }
  | { readonly code: "far"; readonly column: Column; readonly value: string }
  /** More or fewer fields than columns, or a quotation mark that is not closed. */
  | { readonly code: "torn" }
  | { readonly code: "doubled"; readonly line: number };

/** One line of a list: what it says, and what is wrong with it. */
export interface ListedPerson {
  /** Where it stands in the file, counted from 1 with the header as line 1. */
  readonly line: number;
  readonly name: string;
  readonly faults: readonly LineFault[];
  /** The invitation that it makes; undefined while something is wrong. */
  readonly invitee: Invitee | undefined;
}

export type PeopleList =
  | { readonly ok: true; readonly people: readonly ListedPerson[] }
  | { readonly ok: false; readonly fault: ListFault };

/** An example for every column, to fill in. */
export function listTemplate(): string {
  const line = [
    "Ama Mensah",
    "Office of the Attorney-General",
    "GH",
    "focal-point central-authority",
    "en fr",
    "mla.f extradition",
    "ama.mensah@example.org",
    "+233 30 000 0000",
    "2028-12-31",
  ];
  return Papa.unparse([[...COLUMNS], line], { newline: "\r\n" });
}

/** The text of a file. Undefined: it is not UTF-8, and accents would come out wrong. */
export function listText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Reads a list of people from CSV (RFC 4180; comma, semicolon or tab). `now`: milliseconds since 1970, for dates
 * that lie in the past. Cells with several codes have them apart by spaces, commas, semicolons or bars.
 */
export function readPeople(text: string | undefined, now: number): PeopleList {
  if (text === undefined) return { ok: false, fault: { code: "not-utf8" } };
  const parsed = Papa.parse<string[]>(text.trim(), { skipEmptyLines: false });
  const [header, ...rows] = parsed.data;
  if (header === undefined || rows.length === 0) return { ok: false, fault: { code: "empty" } };
  const found = header.map((title) =>
    title
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
  );
  const unknown = found.filter((title) => !COLUMNS.some((column) => column === title));
  const missing = DEMANDED.filter((column) => !found.includes(column));
  if (missing.length > 0) return { ok: false, fault: { code: "columns-missing", columns: missing } };
  if (unknown.length > 0) return { ok: false, fault: { code: "columns-unknown", columns: unknown } };
  const torn = new Set(parsed.errors.flatMap(({ row, type }) => (type === "Quotes" ? [row] : [])));
  const people = rows.flatMap((row, at) => {
    if (row.every((cell) => cell.trim() === "")) return [];
    const cells = new Map(found.map((column, index) => [column, (row[index] ?? "").trim()]));
    const whole = row.length === found.length && !torn.has(at + 1);
    return [readPerson(at + 2, (column) => cells.get(column) ?? "", whole, now)];
  });
  if (people.length === 0) return { ok: false, fault: { code: "empty" } };
  if (people.length > LIST_LIMIT) return { ok: false, fault: { code: "too-many", limit: LIST_LIMIT } };
  return { ok: true, people: withDoubled(people) };
}

function readPerson(
  line: number,
  cell: (column: Column) => string,
  whole: boolean,
  now: number,
): ListedPerson {
  const faults: LineFault[] = whole ? [] : [{ code: "torn" }];
  for (const column of DEMANDED) if (cell(column) === "") faults.push({ code: "missing", column });
  const many = (column: Column, known: (code: string) => boolean) => {
    const codes = cell(column)
      .split(/[\s,;|]+/)
      .filter(Boolean);
    for (const value of codes) if (!known(value)) faults.push({ code: "unknown", column, value });
    return codes;
  };
  const country = cell("country").toUpperCase();
  if (country !== "" && !COUNTRIES.includes(country))
    faults.push({ code: "unknown", column: "country", value: cell("country") });
  const roles = many("roles", (code) => ROLES.some((role) => role === code));
  const competences = many("competences", (code) => COMPETENCES.some((one) => one === code));
  const languages = many("languages", isLanguage).map((code) => code.toLowerCase());
  const memberUntil = readUntil(cell("member_until"), now, faults);
  const optional = (column: "email" | "telephone") => (cell(column) === "" ? {} : { [column]: cell(column) });
  const card = Card.safeParse({
    ...{ name: cell("name"), authority: cell("authority"), country, roles, competences, languages },
    ...optional("email"),
    ...optional("telephone"),
  });
  for (const issue of card.error?.issues ?? []) {
    const column = COLUMNS.find((one) => one === issue.path[0]);
    if (column !== undefined && !faults.some((fault) => "column" in fault && fault.column === column))
      faults.push({ code: "malformed", column, value: cell(column) });
  }
  const invitee = card.success && faults.length === 0 ? { card: card.data, memberUntil } : undefined;
  return { line, name: cell("name"), faults, invitee };
}

const LANGUAGE_NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

function isLanguage(code: string): boolean {
  if (!/^[a-z]{2}$/i.test(code)) return false;
  return LANGUAGE_NAMES.of(code) !== undefined;
}

/** The end of a day (UTC), written YYYY-MM-DD; undefined: none is given, or it is wrong. */
function readUntil(value: string, now: number, faults: LineFault[]): number | undefined {
  if (value === "") return undefined;
  const end = endOfDay(value);
  if (end === undefined) faults.push({ code: "malformed", column: "member_until", value });
  else if (end <= now) faults.push({ code: "past", column: "member_until", value });
  else if (end > now + LONGEST_MEMBERSHIP_MS) faults.push({ code: "far", column: "member_until", value });
  return end;
}

/** Marks whoever stands in the list before: by e-mail address, or by name, country and authority. */
function withDoubled(people: readonly ListedPerson[]): readonly ListedPerson[] {
  const seen = new Map<string, number>();
  return people.map((person) => {
    const { invitee, line } = person;
    if (invitee === undefined) return person;
    const { name, country, authority, email } = invitee.card;
    const marks = [
      [name, country, authority].join("\n").toLowerCase(),
      ...(email === undefined ? [] : [email.toLowerCase()]),
    ];
    const former = marks.map((mark) => seen.get(mark)).find((one) => one !== undefined);
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, line);
    if (former === undefined) return person;
    return { ...person, faults: [{ code: "doubled", line: former }], invitee: undefined };
  });
}
