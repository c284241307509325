import type { ConversationId } from "@comity/shared/ids";
import { useId } from "react";
import { engine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

const HOUR_MS = 3_600_000;
/** The last moment that a date can hold: until it is turned off. */
const ALWAYS = 8_640_000_000_000_000;
const SPANS = { hours: 8 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;

interface MuteProps {
  readonly id: ConversationId;
  readonly until: number | undefined;
}

/** Whether a conversation keeps quiet: on all devices of this person, and nobody else learns of it. */
export function Mute({ id, until }: MuteProps) {
  const words = useWords();
  const dates = useDates();
  const field = useId();
  const choose = (value: string) => {
    const span = value === "hours" || value === "week" ? Date.now() + SPANS[value] : ALWAYS;
    void engine().mute({ conversation: id, until: value === "off" ? undefined : span });
  };
  const present = until === undefined ? "off" : until === ALWAYS ? "always" : "until";
  return (
    <div className="field">
      <label htmlFor={field}>{words.mute.title}</label>
      <select id={field} value={present} onChange={(event) => choose(event.target.value)}>
        <option value="off">{words.mute.off}</option>
        {present === "until" && until !== undefined ? (
          <option value="until">{words.mute.until(dates.both(until))}</option>
        ) : null}
        <option value="hours">{words.mute.hours(8)}</option>
        <option value="week">{words.mute.week}</option>
        <option value="always">{words.mute.always}</option>
      </select>
    </div>
  );
}
