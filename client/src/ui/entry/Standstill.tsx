import type { Phase } from "../../engine/facade/views.ts";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Phases in which nothing can be done here, with what can be done elsewhere. */
export function Standstill({
  phase,
}: {
  readonly phase: Extract<Phase, { phase: "moved" | "elsewhere" | "refused" }>;
}) {
  const { lock, entry } = useWords();
  // What an officer, or the operator, may lift at any time: the device asks now and then by itself.
  const mendable =
    phase.phase === "refused" &&
    (phase.reason === "membership-suspended" ||
      phase.reason === "membership-expired" ||
      phase.reason === "account-disabled");
  const [title, text] =
    phase.phase === "moved"
      ? [lock.movedTitle, lock.movedLead]
      : phase.phase === "elsewhere"
        ? [lock.elsewhereTitle, lock.elsewhereLead]
        : [lock.refusedTitle, lock.refused[phase.reason]];
  return (
    <>
      <h1>{title}</h1>
      <p role="status">{text}</p>
      {mendable ? (
        <div className="actions">
          <button type="button" className="primary" onClick={() => void engine().connectNow()}>
            {entry.waitingLook}
          </button>
        </div>
      ) : null}
    </>
  );
}
