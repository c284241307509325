import type { AccountId, NetworkId } from "@comity/shared/ids";
import { useEffect, useState } from "react";
import type { InvitationView } from "../../engine/facade/views.ts";
import { SecondNote } from "../officers/SecondNote.tsx";
import { CardDetails } from "../parts/CardDetails.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Lookalikes } from "../parts/Lookalikes.tsx";
import { Standing } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { InvitationLink } from "./InvitationLink.tsx";
import { LINK_DAYS } from "./InviteForm.tsx";
import { SignStatement } from "./SignStatement.tsx";

/** The invitations that this client has made, and what each waits for. */
export function Invitations({ network }: { readonly network: NetworkId }) {
  const words = useWords();
  const all = useEngine((state) => state.invitations);
  // Here and not in its row, which goes elsewhere when the former invitation ends.
  const [renewing, setRenewing] = useState<InvitationView>();
  const invitations = all.filter((one) => one.network === network);
  const past = invitations.filter(({ state }) => state === "granted" || state === "cancelled");
  const waiting = invitations.filter((one) => !past.includes(one));
  return (
    <section aria-labelledby="invitations-title">
      <h3 id="invitations-title">{words.office.invitations}</h3>
      {invitations.length === 0 ? <p className="empty">{words.office.noInvitations}</p> : null}
      <ul className="people">
        {waiting.map((invitation) => (
          <InvitationRow key={invitation.invitation} invitation={invitation} onRenew={setRenewing} />
        ))}
      </ul>
      {past.length === 0 ? null : (
        <details open={past.length <= FEW}>
          <summary>{words.office.past}</summary>
          <ul className="people">
            {past.map((invitation) => (
              <InvitationRow key={invitation.invitation} invitation={invitation} onRenew={setRenewing} />
            ))}
          </ul>
        </details>
      )}
      {renewing === undefined ? null : (
        <RenewInvitation invitation={renewing} onClose={() => setRenewing(undefined)} />
      )}
    </section>
  );
}

/** So many past invitations don't stand in the way of anything. */
const FEW = 5;

/** Of these a new link can be made. */
const RENEWABLE: readonly InvitationView["state"][] = ["open", "expired", "cancelled", "tampered"];
const ENDABLE: readonly InvitationView["state"][] = ["open", "arrived", "tampered", "expired"];

interface InvitationRowProps {
  readonly invitation: InvitationView;
  readonly onRenew: (invitation: InvitationView) => void;
}

function InvitationRow({ invitation, onRenew }: InvitationRowProps) {
  const words = useWords();
  const dates = useDates();
  const [shown, setShown] = useState<"link" | "signature">();
  const task = useTask();
  const { state, card, handedAt } = invitation;
  const close = () => setShown(undefined);
  return (
    <li className={`member invitation invitation-${state}`}>
      <span className="person">
        <bdi className="name">{card.name}</bdi>
        <Standing card={card} />
        <span className="under">
          {words.office.state[state]} · {dates.both(invitation.createdAt)}
          {handedAt === undefined ? "" : ` · ${words.office.handed(dates.both(handedAt))}`}
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
        {RENEWABLE.includes(state) ? (
          <button type="button" onClick={() => onRenew(invitation)}>
            {words.office.renewInvitation}
          </button>
        ) : null}
        {ENDABLE.includes(state) ? (
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

interface InvitationProps {
  readonly invitation: InvitationView;
  readonly onClose: () => void;
}

/** A new link with the same card. */
function RenewInvitation({ invitation, onClose }: InvitationProps) {
  const { office, app } = useWords();
  const task = useTask();
  const [made, setMade] = useState<InvitationView>();
  if (made !== undefined)
    return (
      <Dialog title={office.linkTitle} onClose={onClose}>
        <InvitationLink invitation={made} />
      </Dialog>
    );
  const renew = async () => {
    const { invitation: id } = invitation;
    setMade(await task.run(() => engine().renewInvitation({ invitation: id, validDays: LINK_DAYS })));
  };
  return (
    <Dialog title={office.renewTitle(invitation.card.name)} onClose={onClose}>
      <p>{office.renewLead}</p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button type="button" className="primary" disabled={task.busy} onClick={() => void renew()}>
          {office.renewInvitation}
        </button>
        <button type="button" onClick={onClose}>
          {app.cancel}
        </button>
      </div>
    </Dialog>
  );
}

/** Shows in words what an officer is about to sign, and whom the name can be taken for. */
function SignMembership({ invitation, onClose }: InvitationProps) {
  const words = useWords();
  const dates = useDates();
  const [alike, setAlike] = useState<readonly AccountId[]>();
  const [told, setTold] = useState(false);
  const { card, network, memberUntil } = invitation;
  const { name } = card;
  useEffect(() => {
    let closed = false;
    void engine()
      .compareNames([name])
      .then((compared) => {
        if (!closed) setAlike(compared.ok ? (compared.value[0]?.people ?? []) : []);
      });
    return () => {
      closed = true;
    };
  }, [name]);
  const networks = useEngine((state) => state.self?.networks);
  const networkName = networks?.find((one) => one.network === network)?.name ?? "";
  return (
    <Dialog title={words.office.signTitle(name)} onClose={onClose}>
      <p>{words.office.signLead(networkName)}</p>
      <SignStatement
        network={network}
        says={undefined}
        waits={alike === undefined || (alike.length > 0 && !told)}
        sign={() => engine().grant(invitation.invitation)}
        onClose={onClose}
      >
        <CardDetails card={card} />
        <p>
          {memberUntil === undefined
            ? words.office.memberUntilHint
            : `${words.office.memberUntil}: ${dates.day(memberUntil)}`}
        </p>
        <SecondNote network={invitation.network} />
        <Lookalikes people={alike ?? []} confirmed={told} onConfirm={setTold} />
      </SignStatement>
    </Dialog>
  );
}
