import type { Handling } from "@comity/shared/content/content";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { Person, usePersonText } from "../parts/Person.tsx";
import { useDates, useWords } from "../words/language.ts";

/** One line of a thread, under a heading where a new day begins. */
export function Line({ item, day }: { readonly item: ThreadItem; readonly day: string | undefined }) {
  return (
    <>
      {day === undefined ? null : <li className="day">{day}</li>}
      <li className={`line line-${item.kind} ${item.kind === "message" && item.mine ? "line-mine" : ""}`}>
        <Body item={item} />
      </li>
    </>
  );
}

function Body({ item }: { readonly item: ThreadItem }) {
  const words = useWords();
  switch (item.kind) {
    case "message":
      return <Message item={item} />;
    case "unreadable":
      return <p className="aside-line">{words.thread.unreadable[item.reason]}</p>;
    case "membership":
      return <Membership item={item} />;
  }
}

function Message({ item }: { readonly item: Extract<ThreadItem, { kind: "message" }> }) {
  const words = useWords();
  const dates = useDates();
  const { content } = item;
  if (content.kind === "room.details")
    return <p className="aside-line">{words.thread.renamed(content.reference, content.title)}</p>;
  const text =
    content.kind === "text"
      ? content.text
      : content.kind === "newer"
        ? words.thread.newer
        : words.thread.damaged;
  return (
    <article className="message">
      <header>
        <Person account={item.author} />
        <time dateTime={new Date(item.at).toISOString()}>{dates.time(item.at)}</time>
      </header>
      <Marking handling={item.handling} />
      <p className={content.kind === "text" ? "text" : "text text-odd"} dir="auto">
        {text}
      </p>
      {item.mine ? (
        <footer className={`delivery delivery-${item.delivery}`}>
          {words.thread.delivery[item.delivery]}
        </footer>
      ) : null}
    </article>
  );
}

/** What the sender allows. Labels of the traffic light protocol are never translated. */
function Marking({ handling }: { readonly handling: Handling | undefined }) {
  const words = useWords();
  if (handling === undefined || (handling.codes.length === 0 && handling.tlp === undefined)) return null;
  return (
    <p className="marking">
      {handling.tlp === undefined ? null : (
        <span className={`tlp tlp-${handling.tlp.slice(4).replace("+", "-").toLowerCase()}`}>
          {handling.tlp}
        </span>
      )}
      {handling.codes.map((code) => (
        <span key={code} className="code">
          <strong>{code}</strong> {words.handling[code]}
        </span>
      ))}
    </p>
  );
}

function Membership({ item }: { readonly item: Extract<ThreadItem, { kind: "membership" }> }) {
  const words = useWords();
  const personText = usePersonText();
  const by = personText(item.by);
  const list = (accounts: readonly Parameters<typeof personText>[0][]) => accounts.map(personText).join("; ");
  const lines = [
    ...(item.created ? [words.thread.created(by)] : []),
    ...(item.added.length > 0 ? [words.thread.added(by, list(item.added))] : []),
    ...(item.removed.length > 0 ? [words.thread.removed(by, list(item.removed))] : []),
    ...item.devices.map(({ account, change }) =>
      change === "added"
        ? words.thread.deviceAdded(personText(account))
        : words.thread.deviceRemoved(personText(account)),
    ),
  ];
  return (
    <>
      {lines.map((line) => (
        <p key={line} className="aside-line">
          {line}
        </p>
      ))}
    </>
  );
}
