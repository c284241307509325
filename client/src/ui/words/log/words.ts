import type { LogAlarmView } from "../../../engine/facade/views.ts";

/** The network's log: how it stands, and what to do when the server was caught at something. */
export interface LogWords {
  readonly title: string;
  readonly lead: string;
  readonly code: string;
  readonly checked: string;
  readonly never: string;
  readonly key: string;
  readonly keyNamed: string;
  readonly keyUnnamed: string;
  readonly save: string;
  readonly alarm: string;
  readonly codes: Record<LogAlarmView["code"], (network: string) => string>;
  readonly seen: (when: string) => string;
  readonly stopped: string;
  readonly todo: string;
  readonly steps: readonly [call: string, compare: string, proof: string];
  readonly here: string;
  readonly server: string;
  readonly typed: string;
  readonly hint: string;
  readonly settle: string;
  readonly proof: string;
  readonly former: string;
  readonly settled: (when: string) => string;
}
