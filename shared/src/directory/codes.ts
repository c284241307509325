import { z } from "zod";

/** ISO 3166-1 alpha-2. Names of countries come from the reader's own language (Intl.DisplayNames). */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .brand<"CountryCode">();
export type CountryCode = z.infer<typeof CountryCode>;

/** ISO 639-1 working language. */
export const LanguageCode = z
  .string()
  .regex(/^[a-z]{2}$/)
  .brand<"LanguageCode">();
export type LanguageCode = z.infer<typeof LanguageCode>;

/** What a person is in the network. Each stands beside the name wherever the name stands. */
export const ROLES = [
  "secretariat",
  "focal-point",
  "alternate-focal-point",
  "central-authority",
  "prosecutor",
  "judge",
  "investigator",
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What a guest for one case can be. Whoever holds an office in a network is a member of it, and nobody's guest. */
export const GUEST_ROLES = ["prosecutor", "judge", "investigator"] as const satisfies readonly Role[];

/**
 * What an authority may be asked for. `mla.a` to `mla.i` are UNTOC article 18(3)(a) to (i); the other
 * codes are the further forms of co-operation that the convention and the MLA Tool name.
 */
export const COMPETENCES = [
  "mla.a",
  "mla.b",
  "mla.c",
  "mla.d",
  "mla.e",
  "mla.f",
  "mla.g",
  "mla.h",
  "mla.i",
  "confiscation",
  "spontaneous-information",
  "extradition",
  "transfer-of-sentenced-persons",
  "transfer-of-proceedings",
  "joint-investigations",
  "controlled-delivery",
  "videoconference",
  "preservation-of-stored-data",
  "access-to-stored-data",
  "real-time-traffic-data",
  "contact-point-24-7",
] as const;
export const Competence = z.enum(COMPETENCES);
export type Competence = z.infer<typeof Competence>;

/** Europol handling codes: what a piece of information may be used for. H0 is the default. */
export const HANDLING_CODES = ["H0", "H1", "H2", "H3"] as const;
export const HandlingCode = z.enum(HANDLING_CODES);
export type HandlingCode = z.infer<typeof HandlingCode>;

/** FIRST TLP 2.0: who may see it next. Labels are never translated. */
export const TLP_LABELS = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"] as const;
export const TlpLabel = z.enum(TLP_LABELS);
export type TlpLabel = z.infer<typeof TlpLabel>;
