import "./tenure.css";
import type { AccountId } from "@comity/shared/ids";
import { LONGEST_ABSENCE_MS } from "@comity/shared/statements/tenures";
import { useState } from "react";
import type { ContactView } from "../../engine/facade/views.ts";
import { SignStatement } from "../office/SignStatement.tsx";
import { DAY_MS, dayOf, endOfDay } from "../office/terms.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { Lookalikes, useLookalikes } from "../parts/Lookalikes.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { OnePerson } from "./OnePerson.tsx";

interface AbsenceFormProps {
  readonly contact: ContactView;
  readonly onClose: () => void;
}

/** The first and the last moment of an absence of whole days; undefined: the days don't fit. */
function termOf(first: string, last: string, now: number) {
  const firstEnd = endOfDay(first);
  const until = endOfDay(last);
  if (firstEnd === undefined || until === undefined) return undefined;
  const from = firstEnd + 1 - DAY_MS;
  return until < now || until < from || until - from > LONGEST_ABSENCE_MS ? undefined : { from, until };
}

/** Says when somebody is away and who stands in: written first, then shown in words, then signed. */
export function AbsenceForm({ contact, onClose }: AbsenceFormProps) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const { network, networkName, account, absence } = contact;
  const [now] = useState(() => Date.now());
  const [first, setFirst] = useState(() => dayOf(absence?.from ?? now));
  const [last, setLast] = useState(() => dayOf(absence === undefined ? now + 7 * DAY_MS : absence.until - 1));
  const [alternate, setAlternate] = useState<AccountId | undefined>(absence?.alternate);
  const [told, setTold] = useState(false);
  const [reviewing, setReviewing] = useState(false);
  const alike = useLookalikes(alternate === undefined ? [] : [alternate]);
  const term = termOf(first, last, now);
  const title = words.tenure.absenceTitle(contact.card.name);
  if (reviewing && term !== undefined && alternate !== undefined)
    return (
      <Dialog title={title} onClose={onClose}>
        <SignStatement
          network={network}
          says={undefined}
          waits={alike.length > 0 && !told}
          sign={() => engine().standIn({ network, absent: account, alternate, ...term })}
          onClose={onClose}
        >
          <p>
            <strong>
              {words.tenure.absenceSays(
                networkName,
                personText(account),
                personText(alternate),
                dates.day(term.from),
                dates.day(term.until),
              )}
            </strong>
          </p>
          <Lookalikes people={alike} confirmed={told} onConfirm={setTold} />
        </SignStatement>
      </Dialog>
    );
  const ready = term !== undefined && alternate !== undefined;
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={() => setReviewing(ready)}>
        <p>{words.tenure.absenceLead}</p>
        <Field label={words.tenure.from} type="date" value={first} onChange={setFirst} required />
        <Field
          label={words.tenure.until}
          type="date"
          value={last}
          min={dayOf(now)}
          onChange={setLast}
          required
          {...(term === undefined ? { hint: words.tenure.dates } : {})}
        />
        <OnePerson
          label={words.tenure.alternate}
          network={network}
          without={account}
          chosen={alternate}
          onChange={(one) => {
            setAlternate(one);
            setTold(false);
          }}
        />
        <div className="actions">
          <button type="submit" className="primary" disabled={!ready}>
            {words.office.review}
          </button>
          <button type="button" onClick={onClose}>
            {words.app.cancel}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

/** Ends an absence before its time. */
export function AbsenceEnd({ contact, onClose }: AbsenceFormProps) {
  const { tenure } = useWords();
  const personText = usePersonText();
  const { network, networkName, account } = contact;
  return (
    <Dialog title={tenure.backTitle(contact.card.name)} onClose={onClose}>
      <SignStatement
        network={network}
        says={undefined}
        sign={() => engine().comeBack({ network, absent: account })}
        onClose={onClose}
      >
        <p>
          <strong>{tenure.backSays(networkName, personText(account))}</strong>
        </p>
      </SignStatement>
    </Dialog>
  );
}
