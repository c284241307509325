import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import type { ContactView, ConversationView } from "../../engine/facade/views.ts";
import { filterContacts, NO_FILTERS } from "../directory/filters.ts";
import { Field } from "../parts/Field.tsx";
import { Standing } from "../parts/Person.tsx";
import { useEngine } from "../stores/engine.ts";
import { AbsenceEnd, AbsenceForm } from "../tenure/AbsenceForm.tsx";
import { NameSuccessor } from "../tenure/NameSuccessor.tsx";
import { useAwayText } from "../tenure/TenureFacts.tsx";
import { useDates, useNames, useWords } from "../words/language.ts";
import { AmendMember } from "./AmendMember.tsx";
import { type Ending, EndMembership } from "./EndMembership.tsx";
import { daysLeft, ENDING_DAYS } from "./terms.ts";

type Doing = "amend" | "renew" | "absence" | "back" | "successor" | Ending;

/** Everybody who is vouched for in a network, and what an officer can sign about them. */
export function Members({ network }: { readonly network: NetworkId }) {
  const words = useWords();
  const names = useNames();
  const contacts = useEngine((state) => state.contacts);
  const [text, setText] = useState("");
  const [doing, setDoing] = useState<{ readonly contact: ContactView; readonly what: Doing }>();
  const members = contacts.filter((contact) => contact.network === network);
  const now = Date.now();
  const ending = members
    .filter(({ standing, validUntil }) => standing === "current" && daysLeft(validUntil, now) <= ENDING_DAYS)
    .sort((one, other) => one.validUntil - other.validUntil);
  const close = () => setDoing(undefined);
  const row = (contact: ContactView) => (
    <MemberRow key={contact.account} contact={contact} onDo={(what) => setDoing({ contact, what })} />
  );
  return (
    <>
      {ending.length === 0 ? null : (
        <section aria-labelledby="ending-title">
          <h3 id="ending-title">{words.office.ending}</h3>
          <p className="hint">{words.office.endingLead}</p>
          <ul className="people">{ending.map(row)}</ul>
        </section>
      )}
      <section aria-labelledby="members-title">
        <h3 id="members-title">{words.office.members}</h3>
        <Field label={words.office.find} type="search" value={text} onChange={setText} />
        <ul className="people">{filterContacts(members, { ...NO_FILTERS, text }, names.country).map(row)}</ul>
      </section>
      {doing === undefined ? null : <Act contact={doing.contact} what={doing.what} onClose={close} />}
    </>
  );
}

interface ActProps {
  readonly contact: ContactView;
  readonly what: Doing;
  readonly onClose: () => void;
}

function Act({ contact, what, onClose }: ActProps) {
  switch (what) {
    case "amend":
    case "renew":
      return <AmendMember contact={contact} renewing={what === "renew"} onClose={onClose} />;
    case "absence":
      return <AbsenceForm contact={contact} onClose={onClose} />;
    case "back":
      return <AbsenceEnd contact={contact} onClose={onClose} />;
    case "successor":
      return <NameSuccessor contact={contact} onClose={onClose} />;
    default:
      return <EndMembership contact={contact} how={what} onClose={onClose} />;
  }
}

interface MemberRowProps {
  readonly contact: ContactView;
  readonly onDo: (what: Doing) => void;
}

function MemberRow({ contact, onDo }: MemberRowProps) {
  const { office, directory, app, tenure } = useWords();
  const away = useAwayText()(contact);
  const dates = useDates();
  const { standing, self, validUntil, card } = contact;
  const left = daysLeft(validUntil, Date.now());
  const offered: readonly (readonly [Doing, string])[] =
    standing === "revoked"
      ? []
      : [
          ["renew", office.renew],
          ["amend", office.amend],
          ...(standing === "current" ? [["absence", tenure.absence] as const] : []),
          ...(contact.absence === undefined ? [] : [["back", tenure.back] as const]),
          ...(self ? [] : [standing === "suspended" ? RESUME(office.resume) : SUSPEND(office.suspend)]),
          ...(self ? [] : [["successor", tenure.successor] as const]),
          ...(self ? [] : [["revoke", office.revoke] as const]),
        ];
  return (
    <li className={`member member-${standing}`}>
      <span className="person">
        <span className="name">
          <bdi>{card.name}</bdi>
          {self ? ` (${app.you})` : ""}
        </span>
        <Standing card={card} />
        <span className="under">
          {standing !== "current"
            ? directory.standing[standing]
            : left <= ENDING_DAYS
              ? office.endsIn(left, dates.day(validUntil))
              : directory.validUntil(dates.day(validUntil))}
        </span>
        {away === undefined ? null : <span className="under">{away}</span>}
        <Carried contact={contact} />
      </span>
      {offered.length === 0 ? null : (
        <details className="member-acts">
          <summary>{office.change}</summary>
          <span className="actions">
            {offered.map(([what, label]) => (
              <button
                key={what}
                type="button"
                onClick={(event) => {
                  event.currentTarget.closest("details")?.removeAttribute("open");
                  onDo(what);
                }}
              >
                {label}
              </button>
            ))}
          </span>
        </details>
      )}
    </li>
  );
}

const RESUME = (label: string) => ["resume", label] as const;
const SUSPEND = (label: string) => ["suspend", label] as const;

/** How far somebody without standing has been taken out of the conversations that this device is in. */
function Carried({ contact: { account, standing } }: { readonly contact: ContactView }) {
  const { office } = useWords();
  const conversations = useEngine((state) => state.conversations);
  if (standing === "current" || standing === "not-yet") return null;
  const left = stillIn(conversations, account);
  return (
    <span className="under" role="status">
      {left === 0 ? office.carriedAll : office.carried(left)} · {office.carriedElsewhere}
    </span>
  );
}

/** In how many conversations of this device somebody's devices still are. */
function stillIn(conversations: readonly ConversationView[], account: ContactView["account"]): number {
  return conversations.filter(
    ({ state, members }) =>
      state === "active" && members.some((member) => member.account === account && member.devices.length > 0),
  ).length;
}
