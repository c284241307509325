/** What has been begun and is not finished, so that a database is not closed under it. */
export class Begun {
  private readonly running = new Set<Promise<unknown>>();
  private closing = false;

  /** The same store, its calls counted, and refused once closing has begun. */
  counted<Store extends object>(store: Store): Store {
    return new Proxy(store, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return (...args: unknown[]) => this.track(() => Reflect.apply(method, target, args));
      },
    });
  }

  /** Takes nothing more, and resolves when all is finished. */
  async finish(): Promise<void> {
    this.closing = true;
    await Promise.allSettled([...this.running]);
  }

  private async track(call: () => unknown): Promise<unknown> {
    if (this.closing) throw new Error("the database is closing");
    const running = Promise.resolve(call());
    this.running.add(running);
    try {
      return await running;
    } finally {
      this.running.delete(running);
    }
  }
}
