import type { Clock } from "../engine/ports.ts";

/** How often it looks: timers stand still while a laptop sleeps, the clock does not. */
const LOOK_MS = 10_000;

/**
 * Locks when no tab was touched for a time. It counts in the worker and not in the tabs: one clock for all of
 * them, and one that runs on while a browser puts its hidden tabs to sleep.
 */
export class IdleLock {
  private last: number;

  constructor(
    private readonly clock: Clock,
    private idleMs: number,
    private readonly lock: () => void,
  ) {
    this.last = clock.now();
    this.look();
  }

  /** A tab was touched; `idleMs` is the time that its person has chosen. */
  touched(idleMs: number): void {
    this.last = this.clock.now();
    this.idleMs = idleMs;
  }

  private look(): void {
    if (this.clock.now() - this.last >= this.idleMs) {
      this.last = this.clock.now();
      this.lock();
    }
    this.clock.after(LOOK_MS, () => this.look());
  }
}
