import type { HealthView, UnreadableReason } from "../../engine/facade/views.ts";
import { useEngine } from "../stores/engine.ts";
import { useStorage } from "../stores/storage.ts";
import { useDates, useDurations, useSeries, useWords } from "../words/language.ts";

const REASONS: readonly UnreadableReason[] = [
  "before-you-joined",
  "device-added-later",
  "damaged",
  "keys-gone",
  "gap",
  "server-restored",
  "unknown-sender",
  "refused-sender",
];

const COUNTED: readonly (keyof HealthView["counts"])[] = [
  "refusedCommits",
  "refusedWelcomes",
  "refusedLeaves",
  "heals",
  "reconnects",
  "resendsAsked",
  "resendsReceived",
  "resendsAnswered",
  "deviceDifferences",
  "directoryWaits",
];

/** What went wrong on this device lately and what was mended: figures that never leave it. */
export function Health() {
  const words = useWords();
  const health = useEngine((state) => state.health);
  if (health === undefined) return null;
  return (
    <section aria-labelledby="health-title">
      <h3 id="health-title">{words.health.title}</h3>
      <p>{words.health.lead(health.days)}</p>
      <Figures health={health} />
    </section>
  );
}

function Figures({ health }: { readonly health: HealthView }) {
  const words = useWords();
  const dates = useDates();
  const duration = useDurations();
  const series = useSeries();
  const persistent = useStorage((state) => state.persistent);
  const reasons = REASONS.flatMap((reason) => {
    const count = health.unreadable[reason] ?? 0;
    return count === 0 ? [] : [`${words.health.reasons[reason]}: ${count}`];
  });
  const keeps = persistent === undefined ? "unknown" : persistent ? "yes" : "no";
  const rows: readonly (readonly [name: string, value: string])[] = [
    [words.health.unreadable, reasons.length === 0 ? words.health.fine : series(reasons)],
    ...COUNTED.map((name) => [words.health.counts[name], String(health.counts[name])] as const),
    [words.health.longest, duration(health.longestQueuedMs)],
    [
      words.health.caughtUp,
      health.caughtUpAt === undefined ? words.health.never : dates.both(health.caughtUpAt),
    ],
    [words.health.storage, words.health.keeps[keeps]],
  ];
  return (
    <dl className="figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
