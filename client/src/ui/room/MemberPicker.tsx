import type { AccountId } from "@comity/shared/ids";
import { useState } from "react";
import { FilterBar } from "../directory/Directory.tsx";
import { type Filters, filterContacts, NO_FILTERS } from "../directory/filters.ts";
import { ForeignNetwork } from "../parts/Network.tsx";
import { Standing, usePersonText } from "../parts/Person.tsx";
import { useEngine } from "../stores/engine.ts";
import { useList, useNames, useWords } from "../words/language.ts";

interface MemberPickerProps {
  readonly chosen: readonly AccountId[];
  readonly onChange: (chosen: AccountId[]) => void;
  /** People who can't be chosen: they are in already. */
  readonly without: readonly AccountId[];
}

/** Chooses people from the directory. Country, authority and role stand beside every name. */
export function MemberPicker({ chosen, onChange, without }: MemberPickerProps) {
  const words = useWords();
  const names = useNames();
  const list = useList();
  const personText = usePersonText();
  const contacts = useEngine((state) => state.contacts);
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const offered = filterContacts(contacts, filters, names.country).filter(
    (contact) => contact.standing === "current" && !contact.self && !without.includes(contact.account),
  );
  const toggle = (account: AccountId) =>
    onChange(chosen.includes(account) ? chosen.filter((one) => one !== account) : [...chosen, account]);
  return (
    <fieldset className="picker">
      <legend>{words.room.choosePeople}</legend>
      <FilterBar filters={filters} onChange={setFilters} />
      <p className="hint" role="status">
        {words.room.chosen(chosen.length)}
      </p>
      <ul className="people">
        {offered.map((contact) => (
          <li key={`${contact.network}-${contact.account}`}>
            <label className="person-row">
              <input
                type="checkbox"
                checked={chosen.includes(contact.account)}
                onChange={() => toggle(contact.account)}
              />
              <span className="person">
                <bdi className="name">{contact.card.name}</bdi>
                <ForeignNetwork contact={contact} />
                <Standing card={contact.card} />
                {contact.lookalikes.length === 0 ? null : (
                  <span className="under">
                    {words.office.alikeLine(list(contact.lookalikes.map(personText)))}
                  </span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
