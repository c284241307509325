import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { InvitationView } from "../../engine/facade/views.ts";
import { CardDetails } from "../parts/CardDetails.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Standing } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { InvitationLink } from "./InvitationLink.tsx";

/** The invitations that this client has made, and what each waits for. */
export function Invitations({ network }: { readonly network: NetworkId }) {
  const words = useWords();
  const all = useEngine((state) => state.invitations);
  const invitations = all.filter((one) => one.network === network);
  return (
    <section aria-labelledby="invitations-title">
      <h3 id="invitations-title">{words.office.invitations}</h3>
      {invitations.length === 0 ? <p className="empty">{words.office.noInvitations}</p> : null}
      <ul className="people">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.invitation} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
}

function InvitationRow({ invitation }: { readonly invitation: InvitationView }) {
  const words = useWords();
  const dates = useDates();
  const [shown, setShown] = useState<"link" | "signature">();
  const task = useTask();
  const { state, card } = invitation;
  const close = () => setShown(undefined);
  return (
    <li className={`member invitation invitation-${state}`}>
      <span className="person">
        <bdi className="name">{card.name}</bdi>
        <Standing card={card} />
        <span className="under">
          {words.office.state[state]} · {dates.both(invitation.createdAt)}
        </span>
      </span>
      <span className="actions">
        {state === "arrived" ? (
          <button type="button" className="primary" onClick={() => setShown("signature")}>
            {words.office.check}
          </button>
        ) : null}
        {state === "open" ? (
          <button type="button" onClick={() => setShown("link")}>
            {words.office.showLink}
          </button>
        ) : null}
        {state === "open" || state === "arrived" || state === "tampered" ? (
          <button
            type="button"
            disabled={task.busy}
            onClick={() => void task.did(() => engine().cancelInvitation(invitation.invitation))}
          >
            {words.office.cancelInvitation}
          </button>
        ) : null}
      </span>
      <FaultNote fault={task.fault} />
      {shown === "link" ? (
        <Dialog title={words.office.linkTitle} onClose={close}>
          <InvitationLink invitation={invitation} />
        </Dialog>
      ) : null}
      {shown === "signature" ? <SignMembership invitation={invitation} onClose={close} /> : null}
    </li>
  );
}

interface SignMembershipProps {
  readonly invitation: InvitationView;
  readonly onClose: () => void;
}

/** Shows in words what an officer is about to sign. */
function SignMembership({ invitation, onClose }: SignMembershipProps) {
  const words = useWords();
  const task = useTask();
  const networks = useEngine((state) => state.self?.networks);
  const networkName = networks?.find((one) => one.network === invitation.network)?.name ?? "";
  const sign = async () => {
    if (await task.did(() => engine().grant(invitation.invitation))) onClose();
  };
  return (
    <Dialog title={words.office.signTitle(invitation.card.name)} onClose={onClose}>
      <p>{words.office.signLead(networkName)}</p>
      <CardDetails card={invitation.card} />
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="button" className="primary" disabled={task.busy} onClick={() => void sign()}>
          {task.busy ? words.app.working : words.office.sign}
        </button>
        <button type="button" onClick={onClose}>
          {words.app.cancel}
        </button>
      </div>
    </Dialog>
  );
}
