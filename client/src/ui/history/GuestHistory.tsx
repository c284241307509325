import type { ConversationId } from "@comity/shared/ids";
import { useId } from "react";
import { Field } from "../parts/Field.tsx";
import { useDates, useWords } from "../words/language.ts";
import { localDay, startOfDay } from "./days.ts";
import { Chosen, useHistoryChoice } from "./PassOn.tsx";
import "./history.css";

interface GuestHistoryProps {
  readonly id: ConversationId;
  /** The guest's name, as far as it was typed. */
  readonly name: string;
  /** The first day; undefined: nothing is passed on. */
  readonly day: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** Whoever invites a guest chooses what the guest gets of what was written before: nothing, or everything since a day. */
export function GuestHistory({ id, name, day, onChange }: GuestHistoryProps) {
  const words = useWords();
  const dates = useDates();
  const group = useId();
  const all = useHistoryChoice(id, undefined, 0);
  const since = day === undefined ? undefined : startOfDay(day);
  const choice = useHistoryChoice(id, undefined, since);
  const first = all?.first;
  if (first === undefined) return null;
  return (
    <fieldset className="guest-history">
      <legend>{words.history.guestTitle}</legend>
      <label>
        <input type="radio" name={group} checked={day === undefined} onChange={() => onChange(undefined)} />
        {words.history.guestNothing}
      </label>
      <label>
        <input
          type="radio"
          name={group}
          checked={day !== undefined}
          onChange={() => onChange(localDay(first))}
        />
        {words.history.guestSince}
      </label>
      {day === undefined ? null : (
        <Field
          label={words.history.since}
          type="date"
          max={localDay(Date.now())}
          value={day}
          onChange={onChange}
          hint={words.history.sinceHint(dates.day(first))}
          required
        />
      )}
      {choice === undefined || since === undefined ? null : (
        <>
          <Chosen choice={choice} since={since} to={name} />
          <p className="hint">{words.history.guestGets(dates.day(since))}</p>
        </>
      )}
    </fieldset>
  );
}
