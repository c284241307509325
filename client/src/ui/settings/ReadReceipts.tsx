import { useEffect, useState } from "react";
import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Whether others are told what was read here, and what they have read is shown. */
export function ReadReceipts() {
  const words = useWords();
  const on = useEngine((state) => state.preferences.readReceipts);
  // What was chosen is shown at once; the engine says the same a moment later, or why not.
  const [chosen, setChosen] = useState<boolean>();
  const task = useTask();
  const choose = async (next: boolean) => {
    setChosen(next);
    if (!(await task.did(() => engine().setReadReceipts(next)))) setChosen(undefined);
  };
  useEffect(() => setChosen((wanted) => (wanted === on ? undefined : wanted)), [on]);
  return (
    <section>
      <h3>{words.settings.receiptsTitle}</h3>
      <p>{words.settings.receiptsLead}</p>
      <label className="tick">
        <input
          type="checkbox"
          checked={chosen ?? on}
          onChange={(event) => void choose(event.target.checked)}
        />
        <span>{words.settings.receiptsOn}</span>
      </label>
      <FaultNote fault={task.fault} />
    </section>
  );
}
