import type { AccountId } from "@comity/shared/ids";
import { CardDetails } from "../parts/CardDetails.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Person } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useContact } from "../stores/engine.ts";
import { go } from "../stores/place.ts";
import { OwnAbsence, TenureFacts } from "../tenure/TenureFacts.tsx";
import { PersonVerified } from "../verification/PersonVerified.tsx";
import { Vouchings } from "../verification/Vouchings.tsx";
import { useWords } from "../words/language.ts";

/** A person's card: what the secretariat signed, who signed it and when, and how to write. */
export function ContactPanel({ account }: { readonly account: AccountId | undefined }) {
  const words = useWords();
  const contact = useContact(account);
  const task = useTask();
  if (contact === undefined || account === undefined)
    return (
      <aside className="panel">
        <p className="empty">{words.directory.choose}</p>
      </aside>
    );
  const write = async () => {
    const id = await task.run(() => engine().openDirect(account));
    if (id !== undefined) go({ at: "conversation", id, details: false });
  };
  return (
    <aside className="panel panel-open" aria-label={words.directory.card}>
      <button
        type="button"
        className="quiet panel-close"
        onClick={() => go({ at: "directory", person: undefined })}
      >
        {words.app.close}
      </button>
      <CardDetails card={contact.card} />
      {contact.self && contact.standing === "current" ? <OwnAbsence contact={contact} /> : null}
      {contact.self ? null : (
        <div className="actions">
          <button
            type="button"
            className="primary"
            disabled={task.busy || contact.standing !== "current"}
            onClick={() => void write()}
          >
            {words.directory.write}
          </button>
          <button
            type="button"
            disabled={contact.standing !== "current"}
            onClick={() => go({ at: "new-room", with: account })}
          >
            {words.nav.newRoom}
          </button>
        </div>
      )}
      <FaultNote fault={task.fault} />
      {contact.self ? null : <PersonVerified key={account} account={account} />}
      {contact.lookalikes.length === 0 ? null : (
        <div className="note note-look">
          <p>{words.office.alike(contact.lookalikes.length)}</p>
          <ul className="people">
            {contact.lookalikes.map((one) => (
              <li key={one}>
                <Person account={one} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <ul className="facts">
        <li>{words.directory.standing[contact.standing]}</li>
        <TenureFacts contact={contact} />
        <Vouchings key={`${contact.account}${contact.network}`} contact={contact} />
        <li>
          {contact.networkName} ·{" "}
          {words.room.devices(contact.devices.filter(({ revoked }) => !revoked).length)}
        </li>
        {contact.officer ? <li>{words.directory.officer}</li> : null}
      </ul>
    </aside>
  );
}
