import type { AccountId, NetworkId } from "@comity/shared/ids";
import { useId, useState } from "react";
import { filterContacts, NO_FILTERS } from "../directory/filters.ts";
import { Field } from "../parts/Field.tsx";
import { Person } from "../parts/Person.tsx";
import { useEngine } from "../stores/engine.ts";
import { useNames, useWords } from "../words/language.ts";

interface OnePersonProps {
  readonly label: string;
  readonly network: NetworkId;
  readonly without: AccountId;
  readonly chosen: AccountId | undefined;
  readonly onChange: (account: AccountId) => void;
}

/** Chooses one member of a network who has standing. */
export function OnePerson({ label, network, without, chosen, onChange }: OnePersonProps) {
  const { tenure } = useWords();
  const names = useNames();
  const contacts = useEngine((state) => state.contacts);
  const group = useId();
  const [text, setText] = useState("");
  const offered = filterContacts(contacts, { ...NO_FILTERS, text }, names.country).filter(
    (one) => one.network === network && one.standing === "current" && one.account !== without,
  );
  return (
    <fieldset className="picker">
      <legend>{label}</legend>
      <Field label={tenure.find} type="search" value={text} onChange={setText} />
      {offered.length === 0 ? <p className="empty">{tenure.nobody}</p> : null}
      <ul className="people one-person">
        {offered.map(({ account }) => (
          <li key={account}>
            <label className="person-row">
              <input
                type="radio"
                name={group}
                checked={account === chosen}
                onChange={() => onChange(account)}
              />
              <Person account={account} />
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
