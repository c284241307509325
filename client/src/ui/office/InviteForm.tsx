import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { InvitationView } from "../../engine/facade/views.ts";
import { CardForm, cardOf, useCardDraft } from "../parts/CardForm.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";
import { InvitationLink } from "./InvitationLink.tsx";

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
  const [days, setDays] = useState("14");
  const [made, setMade] = useState<InvitationView>();
  const task = useTask();
  const card = cardOf(draft);
  const validDays = Number(days);
  const valid = Number.isInteger(validDays) && validDays >= 1 && validDays <= 90;
  if (made !== undefined)
    return (
      <Dialog title={words.office.linkTitle} onClose={onClose}>
        <InvitationLink invitation={made} />
      </Dialog>
    );
  const submit = async () => {
    if (card === undefined || !valid) return;
    const invitation = await task.run(() => engine().invite({ network, card, validDays }));
    if (invitation !== undefined) setMade(invitation);
  };
  return (
    <Dialog title={words.office.invite} onClose={onClose}>
      <Form onSubmit={submit}>
        <p>{words.office.inviteLead}</p>
        <CardForm draft={draft} onChange={setDraft} />
        <Field
          label={words.office.validDays}
          type="number"
          min={1}
          max={90}
          value={days}
          onChange={setDays}
          required
        />
        <FaultNote fault={task.fault} />
        <div className="actions">
          <button type="submit" className="primary" disabled={card === undefined || !valid || task.busy}>
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
