import type { ThreadItem } from "../../engine/facade/views.ts";
import { Person, usePersonText } from "../parts/Person.tsx";
import { Marking } from "../thread/Marking.tsx";
import { useDates, useWords } from "../words/language.ts";
import "./history.css";

export type PassedItem = Extract<ThreadItem, { kind: "passed" }>;

interface PassedProps {
  readonly item: PassedItem;
  /** It begins a block of what one member has passed on: who that was stands above it. */
  readonly first: boolean;
}

/** A message as somebody has passed it on: whose it is by their word, when by their word, and what it says. */
export function Passed({ item, first }: PassedProps) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const { author, at, by, passedAt, content, handling } = item;
  return (
    <>
      {first ? <p className="passed-by">{words.history.block(personText(by), dates.day(passedAt))}</p> : null}
      <article className="message message-passed">
        <header>
          <Person account={author} />
          <time dateTime={new Date(at).toISOString()}>{dates.time(at)}</time>
        </header>
        <Marking handling={handling} />
        <p className="text" dir="auto">
          {content.kind === "text" ? content.text : words.thread.newer}
        </p>
      </article>
    </>
  );
}
