import type { Ground } from "./ground.ts";

/** So long a piece of work may bring nothing before the next begins beside it. */
const STALLED_MS = 8000;

/** A piece of work; it says each time when something has come of it. */
export type Task = (progressed: () => void) => Promise<void>;

/**
 * Works off what is to be done: the first alone, then some at a time. A piece that brings nothing for seconds gives its
 * place to the next and goes on beside it: whoever holds up one answer holds up nothing else.
 */
export class Turns {
  private readonly stalled = new Set<Promise<void>>();

  constructor(
    private readonly ground: Ground,
    private readonly atOnce: number,
  ) {}

  /** Whether something goes on that has given up its place. */
  get waiting(): boolean {
    return this.stalled.size > 0;
  }

  /** Resolves when each piece has ended or has given up its place. `goesOn` is asked before each one begins. */
  async work(tasks: readonly Task[], goesOn: () => boolean): Promise<void> {
    const waiting = [...tasks];
    const next = async (): Promise<boolean> => {
      const task = waiting.shift();
      if (task === undefined || !goesOn()) return false;
      await this.turn(task);
      return true;
    };
    const worker = async (): Promise<void> => {
      while (await next());
    };
    await next();
    await Promise.all(Array.from({ length: this.atOnce }, worker));
  }

  /** Resolves when nothing goes on any more. */
  async ended(): Promise<void> {
    while (this.stalled.size > 0) await Promise.all(this.stalled);
  }

  private turn(task: Task): Promise<void> {
    const { activity, context } = this.ground;
    return new Promise((passOn) => {
      let over = false;
      let cancel: () => void = () => undefined;
      const watch = () => {
        cancel();
        if (over) return;
        cancel = context.clock.after(STALLED_MS, () => {
          this.stalled.add(ended);
          passOn();
        });
      };
      // One that fails must not keep the others from their turn.
      const ended = activity
        .track(task(watch))
        .catch(() => undefined)
        .then(() => {
          over = true;
          cancel();
          this.stalled.delete(ended);
          passOn();
        });
      watch();
    });
  }
}
