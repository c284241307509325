import { createHash, type Hash } from "node:crypto";

/** What is counted over a run. */
export interface Counts {
  steps: number;
  messages: number;
  commits: number;
  deviceCrashes: number;
  serverCrashes: number;
  faults: number;
  quiescences: number;
}

const START_LINES_KEPT = 40_000;

/** The readable trace of a run, what was counted, and a hash over everything that happened. */
export class Chronicle {
  readonly lines: string[] = [];
  readonly counts: Counts = {
    steps: 0,
    messages: 0,
    commits: 0,
    deviceCrashes: 0,
    serverCrashes: 0,
    faults: 0,
    quiescences: 0,
  };
  private readonly hash: Hash = createHash("sha256");
  private readonly start: number;

  constructor(
    private readonly now: () => number,
    /** Told each line as it comes. */
    private readonly told: (line: string) => void = () => undefined,
  ) {
    this.start = now();
  }

  /** Writes a line of the trace. */
  say(line: string): void {
    const stamped = `${this.stamp()} ${line}`;
    this.hash.update(stamped);
    if (this.lines.length < START_LINES_KEPT) this.lines.push(stamped);
    this.told(stamped);
  }

  /** Goes into the hash only: a frame on the wire. */
  frame(from: string, bytes: Uint8Array): void {
    this.hash.update(`${this.now()} ${from}`);
    this.hash.update(bytes);
  }

  fault(line: string): void {
    this.counts.faults += 1;
    this.say(`! ${line}`);
  }

  /** The same for two runs that did exactly the same. */
  digest(): string {
    return this.hash.copy().digest("hex");
  }

  private stamp(): string {
    const ms = this.now() - this.start;
    const days = Math.floor(ms / 86_400_000);
    const seconds = ((ms % 86_400_000) / 1000).toFixed(3).padStart(9, "0");
    return days > 0 ? `${days}d+${seconds}` : `+${seconds}`;
  }
}
