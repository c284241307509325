import { Card } from "@comity/shared/directory/card";
import { COMPETENCES, type Competence, GUEST_ROLES, ROLES, type Role } from "@comity/shared/directory/codes";
import { useState } from "react";
import { useLanguage, useNames, useWords } from "../words/language.ts";
import { COUNTRIES, WORKING_LANGUAGES } from "./countries.ts";
import { Choice, Field, Ticks } from "./Field.tsx";

/** A card being written: everything may still be missing. */
export interface CardDraft {
  readonly name: string;
  readonly authority: string;
  readonly country: string;
  readonly roles: readonly Role[];
  readonly competences: readonly Competence[];
  readonly languages: readonly string[];
  readonly email: string;
  readonly telephone: string;
}

/** The card that a draft makes, if it is complete. */
export function cardOf(draft: CardDraft): Card | undefined {
  const { email, telephone, ...rest } = draft;
  return Card.safeParse({
    ...rest,
    name: draft.name.trim(),
    authority: draft.authority.trim(),
    ...(email.trim() === "" ? {} : { email: email.trim() }),
    ...(telephone.trim() === "" ? {} : { telephone: telephone.trim() }),
  }).data;
}

/** The draft that a card makes, to be amended. */
export function draftOf({ email = "", telephone = "", ...card }: Card): CardDraft {
  return { ...card, email, telephone };
}

/** A card draft with the reader's own language and the given roles ticked. */
export function useCardDraft(roles: readonly Role[]) {
  const language = useLanguage((state) => state.language);
  return useState<CardDraft>({
    name: "",
    authority: "",
    country: "",
    roles,
    competences: [],
    languages: [language],
    email: "",
    telephone: "",
  });
}

interface CardFormProps {
  readonly draft: CardDraft;
  readonly onChange: (draft: CardDraft) => void;
  /** A guest's card: a practitioner's roles only, and no competences. */
  readonly guest?: boolean;
}

/** All fields of a directory card, or of a guest's. */
export function CardForm({ draft, onChange, guest = false }: CardFormProps) {
  const words = useWords();
  const names = useNames();
  const { language } = useLanguage();
  const set = (change: Partial<CardDraft>) => onChange({ ...draft, ...change });
  const byName = ([, one]: readonly [string, string], [, other]: readonly [string, string]) =>
    one.localeCompare(other, language);
  const countries = COUNTRIES.map((code) => [code, names.country(code)] as const).sort(byName);
  const languages = WORKING_LANGUAGES.map((code) => [code, names.language(code)] as const);
  return (
    <>
      <Field
        label={words.directory.name}
        value={draft.name}
        onChange={(name) => set({ name })}
        required
        maxLength={120}
        autoComplete="off"
      />
      <Field
        label={words.directory.authority}
        value={draft.authority}
        onChange={(authority) => set({ authority })}
        required
        maxLength={200}
        autoComplete="off"
      />
      <Choice
        label={words.directory.countryLabel}
        value={draft.country}
        onChange={(country) => set({ country })}
        options={[["", "—"], ...countries]}
        required
      />
      <Ticks
        label={words.directory.roles}
        chosen={draft.roles}
        onChange={(roles) => set({ roles })}
        options={(guest ? GUEST_ROLES : ROLES).map((role) => [role, words.roles[role]])}
      />
      <Ticks
        label={words.directory.languages}
        chosen={draft.languages}
        onChange={(chosen) => set({ languages: chosen })}
        options={languages}
      />
      {!guest && (
        <Ticks
          label={words.directory.competences}
          chosen={draft.competences}
          onChange={(competences) => set({ competences })}
          options={COMPETENCES.map((code) => [code, words.competences[code]])}
        />
      )}
      <div className="row">
        <Field
          label={`${words.directory.email} (${words.app.optional})`}
          type="email"
          value={draft.email}
          onChange={(email) => set({ email })}
          autoComplete="off"
        />
        <Field
          label={`${words.directory.telephone} (${words.app.optional})`}
          type="tel"
          value={draft.telephone}
          onChange={(telephone) => set({ telephone })}
          autoComplete="off"
        />
      </div>
    </>
  );
}
