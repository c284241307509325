import type { AccountId, ConversationId } from "@comity/shared/ids";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { endedStaysIn, stayEndText } from "../guests/stayEnds.ts";
import { Passed } from "../history/Passed.tsx";
import { PassOnButtons } from "../history/PassOn.tsx";
import { useNetworkName } from "../parts/Network.tsx";
import { usePersonText } from "../parts/Person.tsx";
import { useConversation, useEngine } from "../stores/engine.ts";
import { type Handovers, handoversIn } from "../tenure/tenures.ts";
import { useDates, useSeries, useWords } from "../words/language.ts";
import { Message } from "./Message.tsx";
import { lineId } from "./soughtLine.ts";
import { Unreadable } from "./Unreadable.tsx";

interface LineProps {
  readonly item: ThreadItem;
  readonly conversation: ConversationId;
  readonly day: string | undefined;
  /** Of what was passed on: it begins a block. */
  readonly first: boolean;
}

/** One line of a thread, under a heading where a new day begins. */
export function Line({ item, conversation, day, first }: LineProps) {
  return (
    <>
      {day === undefined ? null : <li className="day">{day}</li>}
      <li
        id={lineId(item.order)}
        className={`line line-${item.kind} ${item.kind === "message" && item.mine ? "line-mine" : ""}`}
      >
        <Body item={item} conversation={conversation} first={first} />
      </li>
    </>
  );
}

function Body({ item, conversation, first }: Omit<LineProps, "day">) {
  switch (item.kind) {
    case "message":
      return <Message item={item} conversation={conversation} />;
    case "unreadable":
      return <Unreadable item={item} conversation={conversation} />;
    case "passed":
      return <Passed item={item} conversation={conversation} first={first} />;
    case "membership":
      return <Membership item={item} conversation={conversation} />;
  }
}

/** Who came in by this line, as successors or otherwise: what was written before may be passed on to them. */
function newcomersIn(
  { created, added }: MembershipProps["item"],
  passed: Handovers["passed"],
  followed: Handovers["followed"],
): readonly AccountId[] {
  if (created) return [];
  const heirs = [...passed, ...followed].map(({ to }) => to).filter((to) => added.includes(to));
  return [...new Set([...heirs, ...added])];
}

interface MembershipProps {
  readonly item: Extract<ThreadItem, { kind: "membership" }>;
  readonly conversation: ConversationId;
}

function Membership({ item, conversation }: MembershipProps) {
  const words = useWords();
  const changes = useConversation(conversation)?.keyChanges ?? [];
  // Whoever came, and whoever opened it, under another account than the reader knew them by.
  const came = item.created && item.by !== undefined ? [...item.added, item.by] : item.added;
  const personText = usePersonText();
  const nameOf = useNetworkName();
  const contacts = useEngine((state) => state.contacts);
  const by = personText(item.by);
  const series = useSeries();
  const list = (accounts: readonly Parameters<typeof personText>[0][]) => series(accounts.map(personText));
  const { recognition } = item;
  const guests = useEngine((state) => state.guests);
  const dates = useDates();
  const { passed, followed, added, removed: left } = handoversIn(item, contacts);
  const { ended, removed } = endedStaysIn({ removed: left, at: item.at }, guests);
  const gone =
    recognition === undefined
      ? words.thread.removed(by, list(removed))
      : words.recognition.parted(nameOf(recognition.by), nameOf(recognition.from), list(removed));
  const lines = [
    ...(item.restarted ? [words.thread.restarted(by)] : []),
    ...(item.created ? [words.thread.created(by)] : []),
    ...passed.map(({ from, to }) => words.tenure.handedOver(personText(from), personText(to), by)),
    ...followed.map(({ from, to }) => words.tenure.follows(personText(to), personText(from), by)),
    ...(added.length > 0 ? [words.thread.added(by, list(added))] : []),
    ...ended.map((stay) => stayEndText(words.guests, stay, personText, dates.day)),
    ...(removed.length > 0 ? [gone] : []),
    ...changes
      .filter(({ account }) => came.includes(account))
      .map(({ account }) => words.verification.changedLine(personText(account))),
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
      <PassOnButtons id={conversation} accounts={newcomersIn(item, passed, followed)} order={item.order} />
    </>
  );
}
