import type { Phase } from "../../engine/facade/views.ts";
import { CardDetails } from "../parts/CardDetails.tsx";
import { ConnectionState } from "../shell/ConnectionState.tsx";
import { engine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Enrolled; an officer's signature is still missing. */
export function Waiting({ phase }: { readonly phase: Extract<Phase, { phase: "waiting" }> }) {
  const words = useWords();
  const guest = phase.guestUntil !== undefined;
  return (
    <>
      <h1>{guest ? words.guests.waitingTitle : words.entry.waitingTitle}</h1>
      <p role="status">
        {guest
          ? words.guests.waitingLead(phase.invitedBy)
          : phase.second === true
            ? words.second.personWaits
            : words.entry.waitingLead(phase.invitedBy, phase.networkName)}
      </p>
      {guest ? null : <p>{words.entry.waitingNext}</p>}
      <CardDetails card={phase.card} />
      <div className="actions">
        <ConnectionState />
        <button type="button" onClick={() => void engine().connectNow()}>
          {words.entry.waitingLook}
        </button>
        <button type="button" onClick={() => void engine().lock()}>
          {words.lock.lock}
        </button>
      </div>
    </>
  );
}
