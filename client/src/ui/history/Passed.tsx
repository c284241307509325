import type { ConversationId } from "@comity/shared/ids";
import type { ThreadItem } from "../../engine/facade/views.ts";
import { Files } from "../files/Files.tsx";
import { Person, usePersonText } from "../parts/Person.tsx";
import { Marking } from "../thread/Marking.tsx";
import { useDates, useWords } from "../words/language.ts";
import "./history.css";

export type PassedItem = Extract<ThreadItem, { kind: "passed" }>;

interface PassedProps {
  readonly item: PassedItem;
  readonly conversation: ConversationId;
  /** It begins a block of what one member has passed on: who that was stands above it. */
  readonly first: boolean;
}

/** A message as somebody has passed it on: whose it is by their word, when by their word, and what it says. */
export function Passed({ item, conversation, first }: PassedProps) {
  const words = useWords();
  const dates = useDates();
  const personText = usePersonText();
  const { author, at, by, order, passedAt, content, handling } = item;
  const text = content.kind === "text" || content.kind === "attachment" ? content.text : words.thread.newer;
  return (
    <>
      {first ? <p className="passed-by">{words.history.block(personText(by), dates.day(passedAt))}</p> : null}
      <article className="message message-passed">
        <header>
          <Person account={author} />
          <time dateTime={new Date(at).toISOString()}>{dates.time(at)}</time>
        </header>
        <Marking handling={handling} />
        {text === undefined ? null : (
          <p className="text" dir="auto">
            {text}
          </p>
        )}
        {content.kind === "attachment" ? (
          <Files conversation={conversation} order={order} files={content.files} />
        ) : null}
      </article>
    </>
  );
}
