import { z } from "zod";
import { Competence, CountryCode, GUEST_ROLES, LanguageCode, Role } from "./codes.ts";

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text === text.trim() && !/\p{Cc}/u.test(text), { message: "one trimmed line" });

/** Lists are sets: without doubles, sorted, so that one card has one canonical form. */
const sorted = <Item extends string>(items: readonly Item[]): Item[] => [...new Set(items)].sort();

/** A contact card: what a secretariat signs about a person, and what the directory shows. */
export const Card = z.strictObject({
  name: line(120),
  /** The office that the person works for, in its own words. */
  authority: line(200),
  country: CountryCode,
  roles: z.array(Role).min(1).max(7).transform(sorted),
  competences: z.array(Competence).max(32).transform(sorted),
  languages: z.array(LanguageCode).min(1).max(12).transform(sorted),
  email: z.email().max(200).optional(),
  telephone: line(40).optional(),
});
export type Card = z.infer<typeof Card>;

/**
 * The card of a guest for one case: a practitioner's. It names no office and no competence of a network, so that
 * no member can let somebody stand in a room as its secretariat.
 */
export const GuestCard = Card.refine(
  ({ roles, competences }) =>
    competences.length === 0 && roles.every((role) => GUEST_ROLES.some((one) => one === role)),
  { message: "a practitioner's roles, and no competences" },
);
