import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Whether others are told what was read here, and what they have read is shown. */
export function ReadReceipts() {
  const words = useWords();
  const on = useEngine((state) => state.preferences.readReceipts);
  const task = useTask();
  return (
    <section>
      <h3>{words.settings.receiptsTitle}</h3>
      <p>{words.settings.receiptsLead}</p>
      <label className="tick">
        <input
          type="checkbox"
          checked={on}
          disabled={task.busy}
          onChange={(event) => {
            const { checked } = event.target;
            void task.did(() => engine().setReadReceipts(checked));
          }}
        />
        <span>{words.settings.receiptsOn}</span>
      </label>
      <FaultNote fault={task.fault} />
    </section>
  );
}
