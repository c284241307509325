import { usePersonText } from "../parts/Person.tsx";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** What must be told loudly: each with what to do, until it is read. */
export function Warnings() {
  const words = useWords();
  const warnings = useEngine((state) => state.warnings);
  const personText = usePersonText();
  if (warnings.length === 0) return null;
  return (
    <section className="warnings" aria-label={words.warning.title} role="alert">
      {warnings.map((warning) => (
        <div key={warning.id} className="warning">
          <p>
            <strong>{words.warning.title}</strong> {words.warning.codes[warning.code]}
            {warning.account === undefined || warning.account === warning.by
              ? null
              : ` ${personText(warning.account)}.`}
            {warning.by === undefined ? null : ` ${words.warning.by(personText(warning.by))}`}
          </p>
          <button type="button" onClick={() => void engine().dismissWarning(warning.id)}>
            {words.warning.dismiss}
          </button>
        </div>
      ))}
    </section>
  );
}
