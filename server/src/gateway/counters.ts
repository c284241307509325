import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** What the server counts: names of events and codes of faults, never who or what. */
export class Counters {
  readonly registry = new Registry();
  private readonly events = new Counter({
    name: "comity_events_total",
    help: "Requests by event and outcome",
    labelNames: ["event", "outcome"],
    registers: [this.registry],
  });
  private readonly refusedConnections = new Counter({
    name: "comity_connections_refused_total",
    help: "Connections refused, by reason",
    labelNames: ["reason"],
    registers: [this.registry],
  });
  private readonly sockets = new Gauge({
    name: "comity_sockets",
    help: "Sockets that are open",
    registers: [this.registry],
  });
  private readonly badFrames = new Counter({
    name: "comity_bad_frames_total",
    help: "Frames that were no packet; each closed its connection",
    registers: [this.registry],
  });
  private readonly answered = new Map<string, () => void>();

  /** Also counts what the process uses; once for each process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts one request. `outcome` is `ok` or a fault's code; `event` is one of ours or `unknown`. */
  event(event: string, outcome: string): void {
    const key = `${event} ${outcome}`;
    let count = this.answered.get(key);
    if (count === undefined) {
      const child = this.events.labels(event, outcome);
      count = () => child.inc();
      this.answered.set(key, count);
    }
    count();
  }

  refusedConnection(reason: "origin" | "rate"): void {
    this.refusedConnections.inc({ reason });
  }

  opened(): void {
    this.sockets.inc();
  }

  closed(): void {
    this.sockets.dec();
  }

  badFrame(): void {
    this.badFrames.inc();
  }
}
