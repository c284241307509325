import type { ThreadItem } from "../../engine/facade/views.ts";
import { Person } from "../parts/Person.tsx";
import { Marking } from "../thread/Marking.tsx";
import { useDates } from "../words/language.ts";

export type PassedItem = Extract<ThreadItem, { kind: "passed" }>;

/** A message as somebody has passed it on: whose it is by their word, when by their word, and what it says. */
export function Passed({ item }: { readonly item: PassedItem }) {
  const dates = useDates();
  const { author, at, content, handling } = item;
  return (
    <article className="message message-passed">
      <header>
        <Person account={author} />
        <time dateTime={new Date(at).toISOString()}>{dates.time(at)}</time>
      </header>
      <Marking handling={handling} />
      <p className="text" dir="auto">
        {content.kind === "text" ? content.text : ""}
      </p>
    </article>
  );
}
