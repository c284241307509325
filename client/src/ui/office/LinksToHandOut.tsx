import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { InvitationView } from "../../engine/facade/views.ts";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Standing } from "../parts/Person.tsx";
import { saveFile } from "../parts/saveFile.ts";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** Open invitations whose links were not handed out yet: each goes out once, to its person. */
export function LinksToHandOut({ network }: { readonly network: NetworkId }) {
  const { office } = useWords();
  const dates = useDates();
  const all = useEngine((state) => state.invitations);
  const task = useTask();
  const [saving, setSaving] = useState(false);
  const waiting = all.filter(
    (one) => one.network === network && one.state === "open" && one.handedAt === undefined,
  );
  const copy = async ({ invitation, link = "" }: InvitationView) => {
    await navigator.clipboard.writeText(link);
    await task.did(() => engine().handedOver([invitation]));
  };
  const save = async () => {
    const { linksTable } = await import("./linksTable.ts");
    saveFile("comity-links.csv", "text/csv;charset=utf-8", linksTable(waiting));
    if (await task.did(() => engine().handedOver(waiting.map(({ invitation }) => invitation))))
      setSaving(false);
  };
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="links-title">
      <h3 id="links-title">{office.links}</h3>
      <p>{office.linksLead(waiting.length)}</p>
      <ul className="people">
        {waiting.map((invitation) => (
          <li key={invitation.invitation} className="member">
            <span className="person">
              <bdi className="name">{invitation.card.name}</bdi>
              <Standing card={invitation.card} />
              <span className="under">{dates.both(invitation.createdAt)}</span>
            </span>
            <button type="button" disabled={task.busy} onClick={() => void copy(invitation)}>
              {office.copyOnce}
            </button>
          </li>
        ))}
      </ul>
      <FaultNote fault={task.fault} />
      {saving ? <p className="note">{office.saveLinksLead}</p> : null}
      {waiting.length < 2 ? null : (
        <div className="actions">
          <button type="button" disabled={task.busy} onClick={() => (saving ? void save() : setSaving(true))}>
            {office.saveLinks}
          </button>
        </div>
      )}
    </section>
  );
}
