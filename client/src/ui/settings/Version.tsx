import { FaultNote } from "../parts/FaultNote.tsx";
import { useTask } from "../parts/useTask.ts";
import { useBuild } from "../stores/build.ts";
import { type BuildStanding, standingOf } from "../stores/buildStanding.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useDates, useWords } from "../words/language.ts";

/** Which program runs here: its hash, what the networks' officers say of it, and whether this browser holds it fast. */
export function Version() {
  const words = useWords();
  const { running, pinned } = useBuild();
  const networks = useEngine((state) => state.self?.networks) ?? [];
  const sentence = useStandingSentence();
  if (running === undefined) return null;
  const standing = standingOf(running, networks);
  const unnamed = networks.filter(
    ({ officer, builds }) => officer && !builds.some(({ build }) => build === running),
  );
  return (
    <section aria-labelledby="version-title">
      <h3 id="version-title">{words.version.title}</h3>
      <p>
        {words.version.running} <code className="build">{running}</code>
      </p>
      {standing.kind === "unknown" ? (
        <p className="warning" role="alert">
          {words.version.unknown}
        </p>
      ) : (
        <p className="hint">{sentence(standing)}</p>
      )}
      <p className="hint">{pinned ? words.version.pinned : words.version.unpinned}</p>
      {unnamed.map(({ network, name }) => (
        <Publish key={network} network={network} name={name} build={running} />
      ))}
    </section>
  );
}

/** What the logs say of a build, in a sentence. */
export function useStandingSentence(): (standing: BuildStanding) => string {
  const { version } = useWords();
  const dates = useDates();
  return (standing) => {
    switch (standing.kind) {
      case "newest":
        return version.newest(standing.network, dates.day(standing.at));
      case "older":
        return version.older(standing.network, dates.day(standing.at));
      case "none-published":
        return version.nonePublished;
      case "unknown":
        return version.unknown;
    }
  };
}

function Publish({
  network,
  name,
  build,
}: {
  readonly network: Parameters<ReturnType<typeof engine>["publishBuild"]>[0]["network"];
  readonly name: string;
  readonly build: string;
}) {
  const { version } = useWords();
  const task = useTask();
  return (
    <>
      <p className="hint">{version.publishLead(name)}</p>
      <FaultNote fault={task.fault} />
      <div className="actions">
        <button
          type="button"
          disabled={task.busy}
          onClick={() => void task.did(() => engine().publishBuild({ network, build }))}
        >
          {version.publish(name)}
        </button>
      </div>
    </>
  );
}
