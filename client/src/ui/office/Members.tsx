import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { ContactView } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Standing, usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** Everybody who is vouched for in a network, and ending a membership. */
export function Members({ network }: { readonly network: NetworkId }) {
  const words = useWords();
  const dates = useDates();
  const contacts = useEngine((state) => state.contacts);
  const [ending, setEnding] = useState<ContactView>();
  return (
    <section aria-labelledby="members-title">
      <h3 id="members-title">{words.office.members}</h3>
      <ul className="people">
        {contacts
          .filter((contact) => contact.network === network)
          .map((contact) => (
            <li key={contact.account} className="member">
              <span className="person">
                <bdi className="name">{contact.card.name}</bdi>
                <Standing card={contact.card} />
                <span className="under">
                  {contact.standing === "current"
                    ? words.directory.validUntil(dates.day(contact.validUntil))
                    : words.directory.standing[contact.standing]}
                </span>
              </span>
              {contact.standing === "current" && !contact.self ? (
                <button type="button" onClick={() => setEnding(contact)}>
                  {words.office.revoke}
                </button>
              ) : null}
            </li>
          ))}
      </ul>
      {ending === undefined ? null : <EndMembership contact={ending} onClose={() => setEnding(undefined)} />}
    </section>
  );
}

function EndMembership({
  contact,
  onClose,
}: {
  readonly contact: ContactView;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const personText = usePersonText();
  const task = useTask();
  const { network, account } = contact;
  const end = async () => {
    if (await task.did(() => engine().revokeMember({ network, account }))) onClose();
  };
  return (
    <Dialog title={words.office.revokeTitle(personText(account))} onClose={onClose}>
      <p>{words.office.revokeLead}</p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="button" className="danger" disabled={task.busy} onClick={() => void end()}>
          {words.office.revoke}
        </button>
        <button type="button" onClick={onClose}>
          {words.app.cancel}
        </button>
      </div>
    </Dialog>
  );
}
