import type { ReactNode } from "react";
import type { Phase } from "../../engine/facade/views.ts";
import { useDates, useWords } from "../words/language.ts";

export type LostPhase = Extract<Phase, { phase: "lost" }>;

/** What became of the keys that stood in this browser. Below it, `children` are the ways to come back. */
export function Lost({ phase, children }: { readonly phase: LostPhase; readonly children: ReactNode }) {
  const words = useWords();
  const dates = useDates();
  const { reason, mark } = phase;
  return (
    <>
      <h1>{words.lost.title[reason]}</h1>
      <p role="alert">{words.lost.lead[reason]}</p>
      {mark === undefined ? null : (
        <p className="note">{words.lost.mark(mark.recoveryNumber, dates.day(mark.recoveryIssuedAt))}</p>
      )}
      {reason === "unavailable" ? (
        <div className="actions">
          <button type="button" className="primary" onClick={() => location.reload()}>
            {words.lock.reload}
          </button>
        </div>
      ) : (
        <>
          <h2>{words.lost.here}</h2>
          {children}
          <p className="hint">{words.lost.invitation}</p>
        </>
      )}
    </>
  );
}
