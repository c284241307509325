/**
 * Runs jobs of one key one after the other and jobs of different keys at once: within this process nobody
 * races for the same document. What other processes do is settled by the unique indexes.
 */
export class Lanes {
  private readonly ends = new Map<string, Promise<void>>();

  run<Value>(key: string, job: () => Promise<Value>): Promise<Value> {
    const before = this.ends.get(key) ?? Promise.resolve();
    const answer = before.then(job);
    const end = answer.then(
      () => undefined,
      () => undefined,
    );
    this.ends.set(key, end);
    void end.then(() => {
      if (this.ends.get(key) === end) this.ends.delete(key);
    });
    return answer;
  }
}
