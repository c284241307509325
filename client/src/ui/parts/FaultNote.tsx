import type { EngineFault } from "../../engine/facade/fault.ts";
import { useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { usePersonText } from "./Person.tsx";

/** What went wrong, in words: what happened, what was kept, what to do. */
export function FaultNote({ fault }: { readonly fault: EngineFault | undefined }) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const stay = useEngine((state) => state.self?.guest?.stay);
  if (fault === undefined) return null;
  const said = () => {
    if (fault.code === "recovery.outdated")
      return words.entry.recoveryOutdated(fault.number, dates.day(fault.issuedAt));
    // To a guest no secretariat has to say why: their time is over.
    if (fault.code === "session.revoked" && stay !== undefined)
      return words.guests.stayOver(personText(stay.host));
    return words.fault[fault.code];
  };
  return (
    <p className="note note-bad" role="alert">
      {said()}
    </p>
  );
}
