import type { Counts } from "./world/chronicle.ts";

export const NOTHING_COUNTED: Counts = {
  steps: 0,
  messages: 0,
  commits: 0,
  deviceCrashes: 0,
  serverCrashes: 0,
  faults: 0,
  quiescences: 0,
};

/** Both together. */
export function added(one: Counts, other: Counts): Counts {
  return {
    steps: one.steps + other.steps,
    messages: one.messages + other.messages,
    commits: one.commits + other.commits,
    deviceCrashes: one.deviceCrashes + other.deviceCrashes,
    serverCrashes: one.serverCrashes + other.serverCrashes,
    faults: one.faults + other.faults,
    quiescences: one.quiescences + other.quiescences,
  };
}

export interface Totals {
  readonly played: number;
  readonly counts: Counts;
  readonly virtualMs: number;
  readonly realMs: number;
  readonly failed: readonly number[];
}

/** The figures of a run of many seeds, as they stand in docs/reliability.md. */
export function summary({ played, counts, virtualMs, realMs, failed }: Totals): string {
  const rows: readonly (readonly [string, string])[] = [
    ["seeds", String(played)],
    ["steps", String(counts.steps)],
    ["messages taken by the server", String(counts.messages)],
    ["commits taken by the server", String(counts.commits)],
    ["crashes of devices", String(counts.deviceCrashes)],
    ["crashes of the server", String(counts.serverCrashes)],
    ["faults injected", String(counts.faults)],
    ["times that everything was checked", String(counts.quiescences)],
    ["virtual time", `${(virtualMs / 86_400_000).toFixed(1)} days`],
    ["real time", `${(realMs / 60_000).toFixed(1)} minutes`],
    ["failed seeds", failed.length === 0 ? "none" : failed.join(", ")],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}
