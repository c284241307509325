import { useState } from "react";
import type { ConversationView } from "../../engine/facade/views.ts";
import { Badge } from "../parts/Person.tsx";
import { engine, useContact, useEngine } from "../stores/engine.ts";
import { go, type Place, usePlace } from "../stores/place.ts";
import { useDates, useNames, useWords } from "../words/language.ts";
import { ConnectionState } from "./ConnectionState.tsx";

/** The left pane: networks, sections and conversations. */
export function Sidebar() {
  const words = useWords();
  const self = useEngine((state) => state.self);
  const conversations = useEngine((state) => state.conversations);
  const guest = self?.guest !== undefined;
  const [filter, setFilter] = useState("");
  const shown = conversations.filter((one) => one.kind !== "board");
  return (
    <nav className="sidebar" aria-label={words.nav.main}>
      <header className="sidebar-head">
        <h1>
          {self?.networks.map(({ name }) => name).join(" · ") || self?.guest?.networkName || words.app.name}
        </h1>
        <ConnectionState />
      </header>
      <Sections />
      {guest ? null : (
        <div className="sidebar-actions">
          <button
            type="button"
            className="primary"
            onClick={() => go({ at: "directory", person: undefined })}
          >
            {words.nav.newMessage}
          </button>
          <button type="button" onClick={() => go({ at: "new-room", with: undefined })}>
            {words.nav.newRoom}
          </button>
        </div>
      )}
      <h2 id="conversations-title">{words.nav.conversations}</h2>
      {shown.length > 6 ? (
        <div className="filter-box">
          <input
            type="search"
            aria-label={words.nav.find}
            placeholder={words.nav.find}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </div>
      ) : null}
      {shown.length === 0 ? <p className="empty-small">{words.nav.noConversations}</p> : null}
      <ul className="conversations" aria-labelledby="conversations-title">
        {shown.map((one) => (
          <ConversationRow key={one.id} conversation={one} filter={filter} />
        ))}
      </ul>
    </nav>
  );
}

function Sections() {
  const words = useWords();
  const here = usePlace((state) => state.place.at);
  const officer = useEngine((state) => state.self?.networks.some((network) => network.officer) ?? false);
  const arrived = useEngine((state) => state.invitations.filter((one) => one.state === "arrived").length);
  const unanswered = useEngine((state) => state.notices.filter((one) => one.mine === undefined).length);
  const guest = useEngine((state) => state.self?.guest !== undefined);
  const membersOnly: readonly (readonly [Place, string, number])[] = [
    [{ at: "notices" }, words.nav.notices, unanswered],
    [{ at: "directory", person: undefined }, words.nav.directory, 0],
  ];
  const sections: readonly (readonly [Place, string, number])[] = [
    ...(guest ? [] : membersOnly),
    ...(officer ? ([[{ at: "office" }, words.nav.office, arrived]] as const) : []),
    [{ at: "settings" }, words.nav.settings, 0],
  ];
  return (
    <ul className="sections">
      {sections.map(([place, name, count]) => (
        <li key={place.at}>
          <button
            type="button"
            className="section"
            aria-current={here === place.at ? "page" : undefined}
            onClick={() => go(place)}
          >
            <span>{name}</span>
            {count > 0 ? <span className="count">{count}</span> : null}
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="section" onClick={() => void engine().lock()}>
          {words.lock.lock}
        </button>
      </li>
    </ul>
  );
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function ConversationRow({
  conversation,
  filter,
}: {
  readonly conversation: ConversationView;
  readonly filter: string;
}) {
  const words = useWords();
  const dates = useDates();
  const place = usePlace((state) => state.place);
  const peer = useContact(conversation.peer);
  const title =
    conversation.kind === "direct"
      ? (peer?.card.name ?? words.thread.somebody)
      : (conversation.title ?? words.room.untitled);
  const under = useUnder(conversation);
  if (filter !== "" && !plain([title, ...Object.values(under)].join(" ")).includes(plain(filter)))
    return null;
  const open = place.at === "conversation" && place.id === conversation.id;
  return (
    <li>
      <button
        type="button"
        className="conversation"
        aria-current={open ? "page" : undefined}
        onClick={() => go({ at: "conversation", id: conversation.id, details: false })}
      >
        <Badge name={title} />
        <span className="conversation-text">
          <span className="conversation-top">
            <bdi className="name">{title}</bdi>
            <time>{conversation.lastActivity > 0 ? dates.time(conversation.lastActivity) : ""}</time>
          </span>
          <Under {...under} muted={conversation.mutedUntil !== undefined} />
          {/* What does not fit is left out at the text's own end, whichever way it runs. */}
          <bdi className="preview">{conversation.preview?.text ?? ""}</bdi>
        </span>
        {conversation.unread > 0 ? (
          <span
            className={conversation.mutedUntil === undefined ? "count" : "count count-quiet"}
            title={words.nav.unread(conversation.unread)}
          >
            <span className="visually-hidden">{words.nav.unread(conversation.unread)}</span>
            <span aria-hidden="true">{conversation.unread}</span>
          </span>
        ) : null}
      </button>
    </li>
  );
}

interface UnderParts {
  readonly country: string;
  /** The authority, or a room's reference. */
  readonly main: string;
  readonly kind: string;
}

/** Who or what a conversation is with: what stands below its name. */
function useUnder({ kind, peer, reference }: ConversationView): UnderParts {
  const words = useWords();
  const names = useNames();
  const card = useContact(peer)?.card;
  if (kind !== "direct") return { country: "", main: reference ?? "", kind: words.nav.room };
  if (card === undefined) return { country: "", main: "", kind: "" };
  const roles = card.roles.map((role) => words.roles[role]).join(" · ");
  return { country: names.country(card.country), main: card.authority, kind: roles };
}

/** In one line: what does not fit is left out of the kind first, and of each at its own end, whichever way it runs. */
function Under({ country, main, kind, muted }: UnderParts & { readonly muted: boolean }) {
  const words = useWords();
  return (
    <span className="under">
      {country === "" ? null : (
        <>
          <bdi className="under-country">{country}</bdi>
          <span>{" · "}</span>
        </>
      )}
      <bdi>{main}</bdi>
      {kind === "" ? null : <bdi className="under-kind">{main === "" ? kind : ` · ${kind}`}</bdi>}
      {muted ? <span>{` · ${words.mute.quiet}`}</span> : null}
    </span>
  );
}
