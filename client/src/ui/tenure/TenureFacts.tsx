import "./tenure.css";
import { useState } from "react";
import type { ContactView } from "../../engine/facade/views.ts";
import { usePersonText } from "../parts/Person.tsx";
import { useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { AbsenceEnd, AbsenceForm } from "./AbsenceForm.tsx";
import { awayAt } from "./tenures.ts";

/** "Away until …; … stands in", as text; undefined: neither away nor going to be. */
export function useAwayText(): (contact: ContactView) => string | undefined {
  const { tenure } = useWords();
  const dates = useDates();
  const personText = usePersonText();
  return (contact) => {
    const { absence } = contact;
    const now = Date.now();
    if (absence === undefined || absence.until <= now) return undefined;
    const until = dates.day(absence.until);
    const alternate = personText(absence.alternate);
    return awayAt(contact, now) === undefined
      ? tenure.awayFrom(dates.day(absence.from), until, alternate)
      : tenure.away(until, alternate);
  };
}

/** What a card says of absences and of who took over from whom. */
export function TenureFacts({ contact }: { readonly contact: ContactView }) {
  const { tenure } = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const awayText = useAwayText();
  const contacts = useEngine((state) => state.contacts);
  const { account, network, handedTo, tookOver } = contact;
  const away = awayText(contact);
  const now = Date.now();
  const standingIn = contacts.filter(
    (one) => one.network === network && awayAt(one, now)?.alternate === account,
  );
  return (
    <>
      {away === undefined ? null : (
        <li>
          <strong className="away">{away}</strong>
        </li>
      )}
      {standingIn.map((one) => (
        <li key={one.account}>
          {tenure.standsInFor(personText(one.account), dates.day(one.absence?.until ?? now))}
        </li>
      ))}
      {handedTo.map((one) => (
        <li key={`to-${one.at}`}>{tenure.handedTo(personText(one.account), dates.day(one.at))}</li>
      ))}
      {tookOver.map((one) => (
        <li key={`from-${one.at}`}>{tenure.tookOver(personText(one.account), dates.day(one.at))}</li>
      ))}
    </>
  );
}

/** Where a person says of themselves that they are going to be away, or are back. */
export function OwnAbsence({ contact }: { readonly contact: ContactView }) {
  const { tenure } = useWords();
  const [open, setOpen] = useState<"form" | "end">();
  const close = () => setOpen(undefined);
  return (
    <div className="actions">
      <button type="button" onClick={() => setOpen("form")}>
        {tenure.ownAbsence}
      </button>
      {contact.absence === undefined ? null : (
        <button type="button" onClick={() => setOpen("end")}>
          {tenure.back}
        </button>
      )}
      {open === "form" ? <AbsenceForm contact={contact} onClose={close} /> : null}
      {open === "end" ? <AbsenceEnd contact={contact} onClose={close} /> : null}
    </div>
  );
}
