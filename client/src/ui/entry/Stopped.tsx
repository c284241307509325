import { useWords } from "../words/language.ts";

/** The engine's worker can't be started: what is kept, and what to do. */
export function Stopped() {
  const { lock } = useWords();
  return (
    <>
      <h1>{lock.stoppedTitle}</h1>
      <p role="alert">{lock.stoppedLead}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => location.reload()}>
          {lock.reload}
        </button>
      </div>
    </>
  );
}
