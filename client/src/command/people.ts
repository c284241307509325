import { AccountId, ConversationId } from "@comity/shared/ids";
import type { EngineState } from "../engine/facade/mirror.ts";
import type { ContactView, ConversationView } from "../engine/facade/views.ts";
import { folded } from "../ui/directory/filters.ts";
import { EXITS, Stop } from "./exits.ts";
import { visible } from "./output.ts";
import { words } from "./words.ts";

/** The name that the directory gives an account, or a guest's host; the account's own id for a stranger. */
export function nameOf(state: EngineState, account: string | undefined): string {
  if (account === undefined) return words.thread.somebody;
  const known = [...state.contacts, ...state.guests].find((one) => one.account === account);
  return known?.card.name ?? account;
}

/** Finds one person: by account id, e-mail address or name; several or none end the command in words. */
export function findPerson(state: EngineState, whom: string): AccountId {
  const id = AccountId.safeParse(whom);
  if (id.success && state.contacts.some(({ account }) => account === id.data)) return id.data;
  const wanted = folded(whom.trim());
  const found = new Map<AccountId, ContactView>();
  for (const contact of state.contacts)
    if (folded(contact.card.name) === wanted || folded(contact.card.email ?? "") === wanted)
      found.set(contact.account, contact);
  const [first, ...others] = found.values();
  if (first !== undefined && others.length === 0) return first.account;
  if (first === undefined)
    throw new Stop(
      EXITS.refused,
      "contact.unknown",
      `Nobody in your directory is called "${visible(whom)}". comity directory --text … helps to find the name, e-mail address or id.`,
    );
  const choice = [first, ...others].map(({ account, card }) => `  ${account}  ${visible(card.authority)}`);
  throw new Stop(
    EXITS.refused,
    "contact.ambiguous",
    `Several people are called "${visible(whom)}". Say which by id:\n${choice.join("\n")}`,
  );
}

/** How a conversation is called: a room by reference and title, a channel by its other person. */
export function titleOf(state: EngineState, conversation: ConversationView): string {
  const { kind, peer, reference, title, network } = conversation;
  if (kind === "direct") return nameOf(state, peer);
  if (kind === "board") {
    const name = state.self?.networks.find((one) => one.network === network)?.name;
    return name === undefined ? words.nav.notices : `${words.nav.notices}: ${name}`;
  }
  const parts = [reference, title].filter((part) => part !== undefined);
  return parts.length === 0 ? words.room.untitled : parts.join(" · ");
}

/** Finds a conversation that is there: by id, a room's reference or title, or the other person's name. */
export function findConversation(state: EngineState, text: string): ConversationView | undefined {
  const id = ConversationId.safeParse(text);
  const byId = id.success ? state.conversations.find((one) => one.id === id.data) : undefined;
  if (byId !== undefined) return byId;
  const wanted = folded(text.trim());
  const emails = new Map(state.contacts.map(({ account, card }) => [account, card.email]));
  const found = state.conversations.filter((one) => {
    if (one.kind === "room")
      return [one.reference, one.title, titleOf(state, one)].some((name) => folded(name ?? "") === wanted);
    if (one.kind === "board") return folded(titleOf(state, one)) === wanted;
    return (
      one.peer === text ||
      folded(nameOf(state, one.peer)) === wanted ||
      (one.peer !== undefined && folded(emails.get(one.peer) ?? "") === wanted)
    );
  });
  if (found.length < 2) return found[0];
  const choice = found.map((one) => `  ${one.id}  ${visible(titleOf(state, one))}`);
  throw new Stop(
    EXITS.refused,
    "conversation.ambiguous",
    `Several conversations are called "${visible(text)}". Say which by id:\n${choice.join("\n")}`,
  );
}

/** The same, where there must be one. */
export function theConversation(state: EngineState, text: string): ConversationView {
  const found = findConversation(state, text);
  if (found !== undefined) return found;
  throw new Stop(
    EXITS.refused,
    "conversation.unknown",
    `There is no conversation "${visible(text)}" on this device. comity room list and comity directory help to find it.`,
  );
}
