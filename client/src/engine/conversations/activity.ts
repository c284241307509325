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

  /** Resolves when nothing is under way, what followed from it included. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
  }
}
