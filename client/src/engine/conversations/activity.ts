import type { Clock } from "../ports.ts";

/** What is under way, so that locking and tests can wait for it to end. */
export class Activity {
  private readonly running = new Set<Promise<unknown>>();

  /** Follows a piece of work to its end, whatever that is. */
  track<Value>(work: Promise<Value>): Promise<Value> {
    this.running.add(work);
    const done = () => this.running.delete(work);
    work.then(done, done);
    return work;
  }

  /**
   * Plans work that what has happened calls for, put off only so that more comes together: it is under way from
   * now on. What waits for better times (a connection, a store with room, another person) is not planned here.
   * The answer cancels what has not begun.
   */
  plan(clock: Clock, ms: number, work: () => Promise<unknown>): () => void {
    let cancel: () => void = () => undefined;
    const planned = new Promise<void>((resolve, reject) => {
      let begun = false;
      const cancelTimer = clock.after(ms, () => {
        begun = true;
        work().then(() => resolve(), reject);
      });
      cancel = () => {
        cancelTimer();
        if (!begun) resolve();
      };
    });
    this.track(planned).catch(() => undefined);
    return cancel;
  }

  /** Resolves when nothing is under way, what followed from it included. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
  }
}
