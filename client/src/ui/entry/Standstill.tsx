import type { Phase, RefusedReason } from "../../engine/facade/views.ts";
import { engine, useEngine } from "../stores/engine.ts";
import type { GuestWords } from "../words/guests/words.ts";
import { useWords } from "../words/language.ts";

/** Phases in which nothing can be done here, with what can be done elsewhere. */
export function Standstill({
  phase,
}: {
  readonly phase: Extract<Phase, { phase: "moved" | "elsewhere" | "refused" }>;
}) {
  const { lock, entry, guests } = useWords();
  const visit = useEngine((state) => state.self?.guest);
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
        : (ofGuest(phase.reason, visit?.vouchedBy, guests) ?? [
            lock.refusedTitle,
            lock.refused[phase.reason],
          ]);
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

/** What is said to somebody who was a guest, of `host`; undefined: it is said to them as to members. */
function ofGuest(
  reason: RefusedReason,
  host: string | undefined,
  words: GuestWords,
): readonly [title: string, text: string] | undefined {
  if (host === undefined) return undefined;
  if (reason === "membership-expired") return [words.refusedTitle, words.refusedOver(host)];
  return reason === "membership-ended" ? [words.refusedTitle, words.refusedEnded(host)] : undefined;
}
