import type { ConversationId } from "@comity/shared/ids";
import { useState } from "react";
import type { ContactView, GuestInvitationView } from "../../engine/facade/views.ts";
import { PassOn } from "../history/PassOn.tsx";
import { FaultNote } from "../parts/FaultNote.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useConversation, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";
import { AdmitGuest, EndStay, ProlongStay } from "./GuestStatements.tsx";
import { GuestLink, InviteGuest } from "./InviteGuest.tsx";
import "./guests.css";

type Asked =
  | { readonly what: "invite" }
  | { readonly what: "prolong" | "end" | "history"; readonly guest: ContactView }
  | { readonly what: "admit" | "link"; readonly invitation: GuestInvitationView };

/** The guests of a room and the invitations that are on their way; for members, what to do about them. */
export function RoomGuests({ id }: { readonly id: ConversationId }) {
  const words = useWords();
  const self = useEngine((state) => state.self);
  const guests = useEngine((state) => state.guests);
  const invitations = useEngine((state) => state.guestInvitations);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  if (self === undefined || self.guest !== undefined) return null;
  const staying = guests.filter((one) => one.stay?.conversation === id && one.standing === "current");
  const waiting = invitations.filter(
    (one) => one.conversation === id && one.state !== "granted" && one.state !== "cancelled",
  );
  return (
    <section aria-labelledby="guests-title">
      <h3 id="guests-title">{words.guests.title}</h3>
      {staying.length + waiting.length === 0 ? null : (
        <ul className="guest-list">
          {staying.map((guest) => (
            <Stay key={guest.account} id={id} guest={guest} onAsk={(what) => setAsked({ what, guest })} />
          ))}
          {waiting.map((one) => (
            <Pending
              key={one.invitation}
              invitation={one}
              onAsk={(what) => setAsked({ what, invitation: one })}
            />
          ))}
        </ul>
      )}
      <div className="actions">
        <button type="button" onClick={() => setAsked({ what: "invite" })}>
          {words.guests.invite}
        </button>
      </div>
      {asked === undefined ? null : <Dialogs id={id} asked={asked} onClose={close} />}
    </section>
  );
}

function Dialogs({
  id,
  asked,
  onClose,
}: {
  readonly id: ConversationId;
  readonly asked: Asked;
  readonly onClose: () => void;
}) {
  switch (asked.what) {
    case "invite":
      return <InviteGuest id={id} onClose={onClose} />;
    case "link":
      return <GuestLink invitation={asked.invitation} onClose={onClose} />;
    case "admit":
      return <AdmitGuest invitation={asked.invitation} onClose={onClose} />;
    case "prolong":
      return <ProlongStay guest={asked.guest} onClose={onClose} />;
    case "history":
      return <PassOn id={id} to={asked.guest.account} onClose={onClose} />;
    case "end":
      return <EndStay guest={asked.guest} onClose={onClose} />;
  }
}

interface StayProps {
  readonly id: ConversationId;
  readonly guest: ContactView;
  readonly onAsk: (what: "prolong" | "end" | "history") => void;
}

function Stay({ id, guest, onAsk }: StayProps) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const self = useEngine((state) => state.self);
  const conversation = useConversation(id);
  const task = useTask();
  const { account, network, validUntil, stay } = guest;
  const host = stay?.host === self?.account;
  const officer = self?.networks.some((one) => one.network === network && one.officer) ?? false;
  const inside = conversation?.members.some((member) => member.account === account) ?? false;
  const underWay = conversation?.passings.some((one) => one.to === account && one.by === self?.account);
  const bring = () => task.did(() => engine().addMembers({ conversation: id, accounts: [account] }));
  return (
    <li>
      <Person account={account} />
      <span className="under">{words.guests.stays(dates.day(validUntil), personText(stay?.host))}</span>
      <FaultNote fault={task.fault} />
      <span className="actions">
        {inside ? null : (
          <button type="button" disabled={task.busy} onClick={() => void bring()}>
            {words.guests.bring}
          </button>
        )}
        {inside && !underWay ? (
          <button type="button" onClick={() => onAsk("history")}>
            {words.history.passOn}
          </button>
        ) : null}
        {host ? (
          <button type="button" onClick={() => onAsk("prolong")}>
            {words.guests.prolong}
          </button>
        ) : null}
        {host || officer ? (
          <button type="button" onClick={() => onAsk("end")}>
            {words.guests.end}
          </button>
        ) : null}
      </span>
    </li>
  );
}

interface PendingProps {
  readonly invitation: GuestInvitationView;
  readonly onAsk: (what: "admit" | "link") => void;
}

function Pending({ invitation, onAsk }: PendingProps) {
  const words = useWords();
  const dates = useDates();
  const task = useTask();
  const { card, state, validUntil } = invitation;
  const takeBack = () => task.did(() => engine().cancelGuestInvitation(invitation.invitation));
  return (
    <li>
      <span className="name">
        <bdi>{card.name}</bdi>
      </span>
      <span className="under">
        {words.guests.invited(dates.day(validUntil))} · {words.guests.states[state]}
      </span>
      <FaultNote fault={task.fault} />
      <span className="actions">
        {state === "arrived" ? (
          <button type="button" className="primary" onClick={() => onAsk("admit")}>
            {words.guests.admit}
          </button>
        ) : null}
        {state === "open" ? (
          <button type="button" onClick={() => onAsk("link")}>
            {words.guests.link}
          </button>
        ) : null}
        <button type="button" disabled={task.busy} onClick={() => void takeBack()}>
          {words.guests.takeBack}
        </button>
      </span>
    </li>
  );
}
