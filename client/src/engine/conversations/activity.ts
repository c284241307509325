import type { Clock } from "../ports.ts";

/** What is under way, so that locking and tests can wait for it to end. */
export class Activity {
  private readonly running = new Set<Promise<unknown>>();
  /** Begins each piece of work that only waits for more to come together. */
  private readonly gathering = new Set<() => void>();

  /** Follows a piece of work to its end, whatever that is. */
  track<Value>(work: Promise<Value>): Promise<Value> {
    this.running.add(work);
    const done = () => this.running.delete(work);
    work.then(done, done);
    return work;
  }

  /**
   * Plans work that what has happened calls for, put off so that others may be quicker: it is under way from now on.
   * What waits for better times (a connection, a store with room, another person) is not planned here.
   * The answer cancels what has not begun.
   */
  plan(clock: Clock, ms: number, work: () => Promise<unknown>): () => void {
    return this.putOff(clock, ms, work).cancel;
  }

  /**
   * Plans work that is put off only so that more comes together. Whoever waits for the end of everything doesn't wait
   * for more to come: it begins at once then.
   */
  gather(clock: Clock, ms: number, work: () => Promise<unknown>): () => void {
    const gathered = this.putOff(clock, ms, async () => {
      this.gathering.delete(gathered.begin);
      await work();
    });
    this.gathering.add(gathered.begin);
    return () => {
      this.gathering.delete(gathered.begin);
      gathered.cancel();
    };
  }

  private putOff(
    clock: Clock,
    ms: number,
    work: () => Promise<unknown>,
  ): { readonly begin: () => void; readonly cancel: () => void } {
    let begin: () => void = () => undefined;
    let cancel: () => void = () => undefined;
    const planned = new Promise<void>((resolve, reject) => {
      let begun = false;
      begin = () => {
        if (begun) return;
        begun = true;
        cancelTimer();
        work().then(() => resolve(), reject);
      };
      const cancelTimer = clock.after(ms, begin);
      cancel = () => {
        cancelTimer();
        if (!begun) resolve();
      };
    });
    this.track(planned).catch(() => undefined);
    return { begin, cancel };
  }

  /** Resolves when nothing is under way, what followed from it included. */
  async settled(): Promise<void> {
    while (this.running.size > 0) {
      const running = [...this.running];
      for (const begin of [...this.gathering]) begin();
      await Promise.allSettled(running);
    }
  }
}
