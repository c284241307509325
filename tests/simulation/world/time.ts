interface Event {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** Resolves when everything has run that waits for nothing but the processor. */
export const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Virtual time. Nothing happens but in events, one after the other; between two of them everything that can
 * go on without waiting for time goes on. Events of the same moment come in the order in which they were set.
 */
export class Time {
  private readonly heap: Event[] = [];
  private order = 0;
  private current: number;

  constructor(start: number) {
    this.current = start;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.current;
  }

  /** Runs `run` once after `ms`; the answer cancels. */
  after(ms: number, run: () => void): () => void {
    const event: Event = { at: this.current + Math.max(0, ms), order: this.order++, run };
    this.push(event);
    return () => {
      event.run = undefined;
    };
  }

  /** Resolves after `ms`. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    const until = this.current + ms;
    await drained();
    for (let next = this.heap[0]; next !== undefined && next.at <= until; next = this.heap[0]) {
      this.pop();
      if (next.run === undefined) continue;
      this.current = Math.max(this.current, next.at);
      next.run();
      await drained();
    }
    this.current = until;
  }

  private push(event: Event): void {
    const { heap } = this;
    heap.push(event);
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && this.before(left, least)) least = left;
      if (right < heap.length && this.before(right, least)) least = right;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private before(one: number, other: number): boolean {
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.at === b.at ? a.order < b.order : a.at < b.at;
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a === undefined || b === undefined) return;
    this.heap[one] = b;
    this.heap[other] = a;
  }
}
