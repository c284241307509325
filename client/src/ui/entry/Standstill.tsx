import type { Phase } from "../../engine/facade/views.ts";
import { useWords } from "../words/language.ts";

/** Phases in which nothing can be done here, with what can be done elsewhere. */
export function Standstill({
  phase,
}: {
  readonly phase: Extract<Phase, { phase: "moved" | "elsewhere" | "refused" }>;
}) {
  const { lock } = useWords();
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
    </>
  );
}
