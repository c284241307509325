import { useState } from "react";
import { useStandingSentence } from "../settings/Version.tsx";
import { useBuild } from "../stores/build.ts";
import { standingOf } from "../stores/buildStanding.ts";
import { useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

/** Another program that the server has: asked about before it is taken. What does not fit is an alarm. */
export function BuildNotes() {
  const { version } = useWords();
  const { offered, alarm, later, take } = useBuild();
  const networks = useEngine((state) => state.self?.networks) ?? [];
  const sentence = useStandingSentence();
  const [busy, setBusy] = useState(false);
  if (alarm !== undefined)
    return (
      <section className="build-notes" aria-label={version.title}>
        <div className="warning" role="alert">
          <p>{version.tampered(alarm.path)}</p>
        </div>
      </section>
    );
  if (offered === undefined || later) return null;
  const standing = standingOf(offered, networks);
  const known = standing.kind === "unknown" ? version.offeredUnknown : sentence(standing);
  const said = networks.length === 0 ? version.notKnownYet : known;
  return (
    <section className="build-notes" aria-label={version.title} role="status">
      <div className={standing.kind === "newest" ? "warning warning-calm" : "warning"}>
        <div>
          <p>
            {version.offered} <code className="build">{offered}</code>
          </p>
          <p>{said}</p>
          <p>{version.takeLead}</p>
        </div>
        <button
          type="button"
          disabled={busy}
          onClick={() => {
            setBusy(true);
            void take(offered).finally(() => setBusy(false));
          }}
        >
          {version.take}
        </button>
        <button type="button" onClick={() => useBuild.setState({ later: true })}>
          {version.later}
        </button>
      </div>
    </section>
  );
}
