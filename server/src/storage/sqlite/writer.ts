import type { Database } from "libsql";

interface Job {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The one writer. Everything that arrives within one turn of the event loop goes into one transaction, and
 * is acknowledged after its commit: one fsync for all. A job that fails takes nobody with it: the group is
 * rolled back and each job is run again by itself.
 */
export class Writer {
  private queue: Job[] = [];
  private scheduled = false;
  private closing = false;

  constructor(
    private readonly database: Database,
    /** Called when a transaction was rolled back, so that what was derived inside it is forgotten. */
    private readonly onRollback: () => void,
  ) {}

  /** Runs `job` inside a transaction. Resolves with its answer once that is durable. */
  write<Value>(job: () => Value): Promise<Value> {
    if (this.closing) return Promise.reject(new Error("the database is closing"));
    return new Promise((resolve, reject) => {
      this.queue.push({ run: job, resolve: (value) => resolve(value as Value), reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => this.flush());
    });
  }

  /** Commits what waits, and takes nothing more. */
  close(): void {
    this.closing = true;
    this.flush();
  }

  private flush(): void {
    this.scheduled = false;
    const jobs = this.queue;
    this.queue = [];
    if (jobs.length === 0) return;
    try {
      const values = this.transaction(jobs);
      for (const [at, job] of jobs.entries()) job.resolve(values[at]);
    } catch (reason) {
      if (jobs.length === 1) jobs[0]?.reject(reason);
      else for (const job of jobs) this.alone(job);
    }
  }

  private alone(job: Job): void {
    try {
      job.resolve(this.transaction([job])[0]);
    } catch (reason) {
      job.reject(reason);
    }
  }

  private transaction(jobs: readonly Job[]): unknown[] {
    this.database.exec("BEGIN IMMEDIATE");
    try {
      const values = jobs.map((job) => job.run());
      this.database.exec("COMMIT");
      return values;
    } catch (reason) {
      this.onRollback();
      if (this.database.inTransaction) this.database.exec("ROLLBACK");
      throw reason;
    }
  }
}
