import type { NetworkId } from "@comity/shared/ids";
import { useState } from "react";
import { daysLeft, dueNote, type NoteDays } from "../office/terms.ts";
import { usePersonText } from "../parts/Person.tsx";
import { useEngine } from "../stores/engine.ts";
import { useDates, useList, useWords } from "../words/language.ts";

const KEPT = "comity.term-seen";

/** Which note about which membership was put away on this device. The end belongs to it: a renewed one is another. */
const markOf = (network: NetworkId, validUntil: number) => `${KEPT}.${network}.${validUntil}`;

/** Says calmly, 60, 14 and 3 days before a membership ends, that it does and whom to ask. */
export function TermNotes() {
  const words = useWords();
  const dates = useDates();
  const list = useList();
  const personText = usePersonText();
  const networks = useEngine((state) => state.self?.networks);
  const contacts = useEngine((state) => state.contacts);
  const [, setSeen] = useState(0);
  const now = Date.now();
  const due = (networks ?? []).flatMap((one) => {
    const seen = Number(localStorage.getItem(markOf(one.network, one.validUntil)) ?? "");
    const days = dueNote(one.validUntil, now, seen === 0 ? undefined : seen);
    return days === undefined ? [] : [{ ...one, days }];
  });
  if (due.length === 0) return null;
  const later = (network: NetworkId, validUntil: number, days: NoteDays) => {
    localStorage.setItem(markOf(network, validUntil), String(days));
    setSeen((count) => count + 1);
  };
  return (
    <section className="storage-notes" aria-label={words.term.title} role="status">
      {due.map(({ network, name, officer, validUntil, days }) => {
        const officers = contacts.filter(
          (one) => one.network === network && one.officer && !one.self && one.standing === "current",
        );
        return (
          <div key={network} className="warning warning-calm">
            <p>
              {words.term.ends(name, dates.day(validUntil), daysLeft(validUntil, now))}{" "}
              {officer
                ? words.term.askOwn
                : officers.length === 0
                  ? ""
                  : words.term.ask(list(officers.map(({ account }) => personText(account))))}
            </p>
            <button type="button" onClick={() => later(network, validUntil, days)}>
              {words.term.later}
            </button>
          </div>
        );
      })}
    </section>
  );
}
