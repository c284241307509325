import { useState } from "react";
import type { RecoveryKeyView } from "../../engine/facade/facade.ts";
import { useDates, useWords } from "../words/language.ts";

interface RecoveryKeyProps {
  readonly recovery: RecoveryKeyView;
  readonly onDone: () => void;
}

/** Shows the recovery key once, to print or write down. */
export function RecoveryKey({ recovery, onDone }: RecoveryKeyProps) {
  const words = useWords();
  const dates = useDates();
  const [stored, setStored] = useState(false);
  const groups = recovery.key.split("-");
  return (
    <section className="recovery" aria-labelledby="recovery-title">
      <h1 id="recovery-title">{words.entry.recoveryTitle}</h1>
      <p className="no-print">{words.entry.recoveryLead}</p>
      <div className="recovery-sheet">
        <p>
          {words.app.name} · {words.entry.recoveryNumber(recovery.number, dates.day(recovery.issuedAt))}
        </p>
        <p className="recovery-key" data-testid="recovery-key" dir="ltr">
          {groups.map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one key never change their places
            <span key={`${at}-${group}`}>{group} </span>
          ))}
        </p>
      </div>
      <div className="actions no-print">
        <button type="button" onClick={() => print()}>
          {words.app.print}
        </button>
        <button type="button" onClick={() => void navigator.clipboard.writeText(recovery.key)}>
          {words.app.copy}
        </button>
      </div>
      <label className="tick no-print">
        <input type="checkbox" checked={stored} onChange={(event) => setStored(event.target.checked)} />
        <span>{words.entry.recoveryStored}</span>
      </label>
      <div className="actions no-print">
        <button type="button" className="primary" disabled={!stored} onClick={onDone}>
          {words.app.continue}
        </button>
      </div>
    </section>
  );
}
