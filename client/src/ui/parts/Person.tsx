import type { Card } from "@comity/shared/directory/card";
import type { AccountId } from "@comity/shared/ids";
import { useContact, useEngine } from "../stores/engine.ts";
import { VerifiedMark } from "../verification/VerifiedMark.tsx";
import { isolatedIn } from "../words/isolation.ts";
import { useList, useNames, useRightToLeft, useWords } from "../words/language.ts";
import "../guests/guests.css";
import { ForeignNetwork } from "./Network.tsx";

/** Country, authority and role: what stands beside every name, since names alone can be spoofed. */
export function Standing({ card }: { readonly card: Card }) {
  const names = useNames();
  const words = useWords();
  const list = useList();
  return (
    <span className="standing">
      <bdi>{names.country(card.country)}</bdi> · <bdi>{card.authority}</bdi> ·{" "}
      {list(card.roles.map((role) => words.roles[role]))}
    </span>
  );
}

/** A person by account: name, then who that is. */
export function Person({ account }: { readonly account: AccountId }) {
  const contact = useContact(account);
  const words = useWords();
  const self = useEngine((state) => state.self?.account);
  if (contact === undefined) return <span className="person">{words.thread.somebody}</span>;
  return (
    <span className="person">
      <span className="name">
        <bdi>{contact.card.name}</bdi>
        {account === self ? ` (${words.app.you})` : ""} <VerifiedMark account={account} />
      </span>
      {contact.stay === undefined ? null : (
        <span className="guest-badge">{words.guests.badge(contact.vouchedBy)}</span>
      )}
      <ForeignNetwork contact={contact} />
      <Standing card={contact.card} />
    </span>
  );
}

/** "Ama Mensah (Ghana, Office of …, Prosecutor)" as text for a sentence. */
export function usePersonText(): (account: AccountId | undefined) => string {
  const contacts = useEngine((state) => state.contacts);
  const guests = useEngine((state) => state.guests);
  const names = useNames();
  const words = useWords();
  const rightToLeft = useRightToLeft();
  const list = useList();
  return (account) => {
    const contact =
      contacts.find((one) => one.account === account) ?? guests.find((one) => one.account === account);
    if (contact === undefined) return words.thread.somebody;
    const { name, country, authority, roles } = contact.card;
    const inner = (text: string) => isolatedIn(text, rightToLeft);
    const place = list([
      inner(names.country(country)),
      inner(authority),
      ...roles.map((role) => words.roles[role]),
      ...(contact.stay === undefined ? [] : [words.guests.kind]),
      ...(contact.foreign ? [inner(contact.networkName)] : []),
    ]);
    return inner(`${inner(name)} (${place})`);
  };
}

/** Two letters that help the eye along a list; hidden from screen readers. */
export function Badge({ name }: { readonly name: string }) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.slice(0, 1))
    .join("");
  return (
    <span className="badge" aria-hidden="true">
      {letters}
    </span>
  );
}
