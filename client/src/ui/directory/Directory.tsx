import { COMPETENCES, ROLES } from "@comity/shared/directory/codes";
import type { AccountId } from "@comity/shared/ids";
import { useState } from "react";
import { Choice, Field } from "../parts/Field.tsx";
import { ForeignNetwork } from "../parts/Network.tsx";
import { Badge, Standing } from "../parts/Person.tsx";
import { useEngine } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { useList, useNames, useWords } from "../words/language.ts";
import { type Filters, filterContacts, NO_FILTERS } from "./filters.ts";

/** The shared contact directory: filters, and a list of everybody who fits. */
export function Directory({ chosen }: { readonly chosen: AccountId | undefined }) {
  const words = useWords();
  const names = useNames();
  const list = useList();
  const contacts = useEngine((state) => state.contacts);
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const found = filterContacts(contacts, filters, names.country);
  return (
    <section className="page" aria-labelledby="directory-title">
      <PageHead id="directory-title" title={words.directory.title} />
      <FilterBar filters={filters} onChange={setFilters} />
      <p className="hint" role="status">
        {words.directory.found(found.length)}
      </p>
      {found.length === 0 ? <p className="empty">{words.directory.nobody}</p> : null}
      <ul className="people" aria-label={words.directory.title}>
        {found.map((contact) => (
          <li key={`${contact.network}-${contact.account}`}>
            <button
              type="button"
              className="person-row"
              aria-current={chosen === contact.account ? "true" : undefined}
              onClick={() => go({ at: "directory", person: contact.account })}
            >
              <Badge name={contact.card.name} />
              <span className="person">
                <span className="name">
                  <bdi>{contact.card.name}</bdi>
                  {contact.self ? ` (${words.app.you})` : ""}
                </span>
                <ForeignNetwork contact={contact} />
                <Standing card={contact.card} />
                <span className="under">
                  {list(contact.card.languages.map(names.language))}
                  {contact.standing === "current" ? "" : ` · ${words.directory.standing[contact.standing]}`}
                  {contact.officer ? ` · ${words.directory.officer}` : ""}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A page's title, with the way back on a narrow screen. */
export function PageHead({ id, title }: { readonly id: string; readonly title: string }) {
  const words = useWords();
  return (
    <header className="page-head">
      <button type="button" className="quiet narrow-only" onClick={() => go({ at: "conversations" })}>
        {words.app.back}
      </button>
      <h2 id={id}>{title}</h2>
    </header>
  );
}

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** Free text and the four filters. Only what somebody in the directory has can be chosen. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const words = useWords();
  const names = useNames();
  const everybody = useEngine((state) => state.contacts);
  const contacts = everybody.filter(({ standing }) => standing !== "unrecognised");
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  const any = ["", words.directory.any] as const;
  const countries = [...new Set(contacts.map(({ card }) => card.country))].map(
    (code) => [code, names.country(code)] as const,
  );
  const languages = [...new Set(contacts.flatMap(({ card }) => card.languages))].map(
    (code) => [code, names.language(code)] as const,
  );
  const networks = new Map(contacts.map(({ network, networkName }) => [network, networkName] as const));
  const competences = COMPETENCES.filter((code) =>
    contacts.some(({ card }) => card.competences.includes(code)),
  );
  const roles = ROLES.filter((role) => contacts.some(({ card }) => card.roles.includes(role)));
  return (
    <search className="filters">
      <Field
        label={words.directory.search}
        type="search"
        value={filters.text}
        onChange={(text) => set({ text })}
      />
      <Choice
        label={words.directory.country}
        value={filters.country}
        onChange={(country) => set({ country })}
        options={[any, ...countries]}
      />
      <Choice
        label={words.directory.competence}
        value={filters.competence}
        onChange={(competence) => set({ competence })}
        options={[any, ...competences.map((code) => [code, words.competences[code]] as const)]}
      />
      <Choice
        label={words.directory.language}
        value={filters.language}
        onChange={(language) => set({ language })}
        options={[any, ...languages]}
      />
      <Choice
        label={words.directory.role}
        value={filters.role}
        onChange={(role) => set({ role })}
        options={[any, ...roles.map((role) => [role, words.roles[role]] as const)]}
      />
      {networks.size < 2 ? null : (
        <Choice
          label={words.recognition.network}
          value={filters.network}
          onChange={(network) => set({ network })}
          options={[any, ...networks]}
        />
      )}
      <button type="button" onClick={() => onChange(NO_FILTERS)}>
        {words.directory.clear}
      </button>
    </search>
  );
}
