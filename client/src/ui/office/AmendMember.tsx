import { useState } from "react";
import { vouchedChanges } from "../../engine/facade/cardChanges.ts";
import type { ContactView } from "../../engine/facade/views.ts";
import { CardForm, cardOf, draftOf } from "../parts/CardForm.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { Person } from "../parts/Person.tsx";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { SignStatement } from "./SignStatement.tsx";
import { DAY_MS, dayOf, endOfDay, LONGEST_MEMBERSHIP_MS } from "./terms.ts";
import { VouchedChanges } from "./VouchedChanges.tsx";

interface AmendMemberProps {
  readonly contact: ContactView;
  /** Only the time is to be changed. */
  readonly renewing: boolean;
  readonly onClose: () => void;
}

/** Two years on from now or from the present end, whichever is later: what a renewal mostly is. */
function renewed(validUntil: number): string {
  return dayOf(Math.max(validUntil, Date.now()) + 2 * 365 * DAY_MS);
}

/** A new card or a new time for a member: written first, then shown as old and new, then signed. */
export function AmendMember({ contact, renewing, onClose }: AmendMemberProps) {
  const words = useWords();
  // What the officer looked at, whatever comes in while the form is open.
  const [before] = useState(contact);
  const [draft, setDraft] = useState(() => draftOf(before.card));
  const [until, setUntil] = useState(() =>
    renewing ? renewed(before.validUntil) : dayOf(before.validUntil),
  );
  const [reviewing, setReviewing] = useState(false);
  const card = cardOf(draft);
  const validUntil = until === dayOf(before.validUntil) ? before.validUntil : endOfDay(until);
  const { network, account, validFrom } = before;
  const now = Date.now();
  const timely = validUntil !== undefined && validUntil > now && validUntil <= now + LONGEST_MEMBERSHIP_MS;
  const after =
    card !== undefined && validUntil !== undefined && (timely || validUntil === before.validUntil)
      ? { card, validFrom, validUntil }
      : undefined;
  const changes = after === undefined ? [] : vouchedChanges(before, after);
  const title = (renewing ? words.office.renewMemberTitle : words.office.amendTitle)(before.card.name);
  if (reviewing && after !== undefined)
    return (
      <Dialog title={title} onClose={onClose}>
        <SignStatement
          network={network}
          says="amend"
          sign={() => engine().amendMember({ network, account, ...after, seen: before.position })}
          onClose={onClose}
        >
          <Person account={account} />
          <VouchedChanges changes={changes} />
        </SignStatement>
      </Dialog>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={() => setReviewing(changes.length > 0)}>
        {renewing ? <Person account={account} /> : <CardForm draft={draft} onChange={setDraft} />}
        <Field
          label={words.office.memberUntil}
          type="date"
          value={until}
          min={dayOf(now)}
          max={dayOf(now + LONGEST_MEMBERSHIP_MS)}
          onChange={setUntil}
          required
        />
        {changes.length === 0 ? <p className="hint">{words.office.unchanged}</p> : null}
        <div className="actions">
          <button type="submit" className="primary" disabled={changes.length === 0}>
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
