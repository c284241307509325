import { type ReactNode, useState } from "react";
import type { RecoveryKeyView } from "../engine/facade/identityCalls.ts";
import { Entry } from "./entry/Entry.tsx";
import { MovedLink } from "./entry/MovedLink.tsx";
import { RecoveryKey } from "./entry/RecoveryKey.tsx";
import { Standstill } from "./entry/Standstill.tsx";
import { Stopped } from "./entry/Stopped.tsx";
import { Unlock } from "./entry/Unlock.tsx";
import { Waiting } from "./entry/Waiting.tsx";
import { BuildNotes } from "./shell/BuildNotes.tsx";
import { Shell } from "./shell/Shell.tsx";
import { useEngine } from "./stores/engine.ts";
import { useWords } from "./words/language.ts";

/** A page of one column, before or outside the main view. */
function Door({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  return (
    <div className="door">
      <header className="door-head no-print">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span>{words.app.name}</span>
      </header>
      <BuildNotes />
      <main className="door-body" id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** The whole application: which screen depends on the engine's phase. */
export function App({ openedWith }: { readonly openedWith: string | undefined }) {
  const words = useWords();
  const phase = useEngine((state) => state.phase);
  const stopped = useEngine((state) => state.stopped);
  const [link, setLink] = useState(openedWith);
  const [movedTo, setMovedTo] = useState<string>();
  const [recovery, setRecovery] = useState<RecoveryKeyView>();
  if (recovery !== undefined)
    return (
      <Door>
        <RecoveryKey recovery={recovery} onDone={() => setRecovery(undefined)} />
      </Door>
    );
  if (movedTo !== undefined)
    return (
      <Door>
        <MovedLink link={movedTo} />
      </Door>
    );
  if (stopped)
    return (
      <Door>
        <Stopped />
      </Door>
    );
  if (phase === undefined)
    return (
      <Door>
        <p role="status">{words.app.loading}</p>
      </Door>
    );
  switch (phase.phase) {
    case "empty":
      return (
        <Door>
          <Entry link={link} onLink={setLink} onRecovery={setRecovery} />
        </Door>
      );
    case "lost":
      return (
        <Door>
          <Entry lost={phase} link={link} onLink={setLink} onRecovery={setRecovery} />
        </Door>
      );
    case "locked":
      return (
        <Door>
          <Unlock />
        </Door>
      );
    case "waiting":
      return (
        <Door>
          <Waiting phase={phase} />
        </Door>
      );
    case "ready":
      return (
        <Shell
          onRecovery={setRecovery}
          onMoved={setMovedTo}
          linkCode={link?.includes("#link=") ? link : undefined}
          onLinkCodeUsed={() => setLink(undefined)}
        />
      );
    default:
      return (
        <Door>
          <Standstill phase={phase} />
        </Door>
      );
  }
}
