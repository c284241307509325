import type { Clock } from "@comity/client/engine/ports";
import type { Dice } from "./dice.ts";
import type { Time } from "./time.ts";

/** What never comes: the answer to whoever was killed while waiting for it. */
export const never = <Value>(): Promise<Value> => new Promise(() => undefined);

/**
 * One run of a program, from its start to its end or its death. A dead one does nothing any more: its timers
 * don't fire and nothing that it waits for arrives, just as when the power fails.
 */
export class Process {
  private dead = false;
  private readonly mourners: (() => void)[] = [];

  constructor(
    readonly name: string,
    private readonly time: Time,
    private readonly dice: Dice,
  ) {}

  get alive(): boolean {
    return !this.dead;
  }

  readonly clock: Clock = {
    now: () => this.time.now(),
    after: (ms, callback) =>
      this.time.after(ms, () => {
        if (this.alive) callback();
      }),
  };

  readonly random = (length: number): Uint8Array => this.dice.bytes(length);

  /** Told at the death. */
  onDeath(told: () => void): void {
    this.mourners.push(told);
  }

  die(): void {
    if (this.dead) return;
    this.dead = true;
    for (const told of this.mourners) told();
  }
}
