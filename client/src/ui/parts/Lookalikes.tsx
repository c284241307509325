import type { AccountId } from "@comity/shared/ids";
import { useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { Person } from "./Person.tsx";

interface LookalikesProps {
  /** People whose names can be taken for the one that is meant. */
  readonly people: readonly AccountId[];
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Shows whom a name can be taken for, and asks that somebody has looked. Shows nothing where there is nobody. */
export function Lookalikes({ people, confirmed, onConfirm }: LookalikesProps) {
  const words = useWords();
  if (people.length === 0) return null;
  return (
    <div className="note note-look" role="status">
      <p>{words.office.alike(people.length)}</p>
      <ul className="people">
        {people.map((account) => (
          <li key={account}>
            <Person account={account} />
          </li>
        ))}
      </ul>
      <label className="tick">
        <input type="checkbox" checked={confirmed} onChange={(event) => onConfirm(event.target.checked)} />
        <span>{words.office.alikeConfirm}</span>
      </label>
    </div>
  );
}

/** Everybody whose name can be taken for one of these people's, and who is not one of them. */
export function useLookalikes(chosen: readonly AccountId[]): readonly AccountId[] {
  const contacts = useEngine((state) => state.contacts);
  const found = contacts
    .filter(({ account }) => chosen.includes(account))
    .flatMap(({ lookalikes }) => lookalikes)
    .filter((account) => !chosen.includes(account));
  return [...new Set(found)];
}
