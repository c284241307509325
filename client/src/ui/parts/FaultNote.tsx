import type { EngineFault } from "../../engine/facade/fault.ts";
import { useDates, useWords } from "../words/language.ts";

/** What went wrong, in words: what happened, what was kept, what to do. */
export function FaultNote({ fault }: { readonly fault: EngineFault | undefined }) {
  const words = useWords();
  const dates = useDates();
  if (fault === undefined) return null;
  return (
    <p className="note note-bad" role="alert">
      {fault.code === "recovery.outdated"
        ? words.entry.recoveryOutdated(fault.number, dates.day(fault.issuedAt))
        : words.fault[fault.code]}
    </p>
  );
}
