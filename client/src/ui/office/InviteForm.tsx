import type { AccountId, NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { InvitationView } from "../../engine/facade/views.ts";
import { CardForm, cardOf, useCardDraft } from "../parts/CardForm.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { Lookalikes } from "../parts/Lookalikes.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { InvitationLink } from "./InvitationLink.tsx";
import { dayOf, endOfDay, LONGEST_MEMBERSHIP_MS } from "./terms.ts";

/** For how many days a link opens its invitation, unless the officer says otherwise. */
export const LINK_DAYS = 14;
/** The longest that a link may wait. */
export const LONGEST_LINK_DAYS = 90;

/** Whether a number of days for a link makes sense. */
export function isLinkDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= LONGEST_LINK_DAYS;
}

/** An officer prepares a person's card and gets the link to hand over. */
export function InviteForm({
  network,
  onClose,
}: {
  readonly network: NetworkId;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [draft, setDraft] = useCardDraft(["focal-point"]);
  const [days, setDays] = useState(String(LINK_DAYS));
  const [until, setUntil] = useState("");
  const [made, setMade] = useState<InvitationView>();
  /** Whom the name can be taken for: looked up when it is first sent. */
  const [alike, setAlike] = useState<{ readonly name: string; readonly people: readonly AccountId[] }>();
  const [told, setTold] = useState(false);
  const task = useTask();
  const card = cardOf(draft);
  const validDays = Number(days);
  const memberUntil = endOfDay(until);
  const complete = card !== undefined && isLinkDays(validDays) && (until === "" || memberUntil !== undefined);
  const asked = alike !== undefined && alike.name === card?.name ? alike.people : undefined;
  const waits = asked !== undefined && asked.length > 0 && !told;
  if (made !== undefined)
    return (
      <Dialog title={words.office.linkTitle} onClose={onClose}>
        <InvitationLink invitation={made} />
      </Dialog>
    );
  const submit = async () => {
    if (card === undefined || !complete || waits) return;
    if (asked === undefined) {
      const compared = await task.run(() => engine().compareNames([card.name]));
      if (compared === undefined) return;
      const people = compared[0]?.people ?? [];
      setAlike({ name: card.name, people });
      setTold(false);
      if (people.length > 0) return;
    }
    const invitation = await task.run(() => engine().invite({ network, card, validDays, memberUntil }));
    if (invitation !== undefined) setMade(invitation);
  };
  return (
    <Dialog title={words.office.invite} onClose={onClose}>
      <Form onSubmit={submit}>
        <p>{words.office.inviteLead}</p>
        <CardForm draft={draft} onChange={setDraft} />
        <div className="row">
          <Field
            label={words.office.validDays}
            type="number"
            min={1}
            max={LONGEST_LINK_DAYS}
            value={days}
            onChange={setDays}
            required
          />
          <Field
            label={`${words.office.memberUntil} (${words.app.optional})`}
            type="date"
            min={dayOf(Date.now())}
            max={dayOf(Date.now() + LONGEST_MEMBERSHIP_MS)}
            value={until}
            onChange={setUntil}
            hint={words.office.memberUntilHint}
          />
        </div>
        <Lookalikes people={asked ?? []} confirmed={told} onConfirm={setTold} />
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="submit" className="primary" disabled={!complete || waits || task.busy}>
            {words.office.make}
          </button>
          <button type="button" onClick={onClose}>
            {words.app.cancel}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
