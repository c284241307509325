import type { Database } from "libsql";
import { asRow, integer } from "./row.ts";

interface Job {
  readonly run: () => void;
  readonly resolve: () => void;
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
  private readonly begin;
  private readonly commit;
  private readonly version;
  private seenVersion = -1;

  constructor(
    private readonly database: Database,
    /** Called when what jobs remember from former transactions may no longer be what the database holds. */
    private readonly forget: () => void,
  ) {
    this.begin = database.prepare("BEGIN IMMEDIATE");
    this.commit = database.prepare("COMMIT");
    this.version = database.prepare("PRAGMA data_version");
  }

  /** Runs `job` inside a transaction, a second time where its group failed. Resolves once that is durable. */
  write<Value>(job: () => Value): Promise<Value> {
    if (this.closing) return Promise.reject(new Error("the database is closing"));
    return new Promise((resolve, reject) => {
      let answer: { readonly value: Value } | undefined;
      this.queue.push({
        run: () => {
          answer = { value: job() };
        },
        resolve: () => {
          if (answer === undefined) reject(new Error("a job was acknowledged that never ran"));
          else resolve(answer.value);
        },
        reject,
      });
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
      this.begin.run();
    } catch (reason) {
      // Another process keeps the write lock longer than the patience set: none of these would fare better.
      for (const job of jobs) job.reject(reason);
      return;
    }
    try {
      this.finish(jobs);
    } catch (reason) {
      if (jobs.length === 1) jobs[0]?.reject(reason);
      else for (const job of jobs) this.alone(job);
      return;
    }
    for (const job of jobs) job.resolve();
  }

  private alone(job: Job): void {
    try {
      this.begin.run();
      this.finish([job]);
    } catch (reason) {
      job.reject(reason);
      return;
    }
    job.resolve();
  }

  /** Runs jobs in the transaction that has been begun, and commits it or rolls it back. */
  private finish(jobs: readonly Job[]): void {
    try {
      this.noticeOthers();
      for (const job of jobs) job.run();
      this.commit.run();
    } catch (reason) {
      this.forget();
      if (this.database.inTransaction) this.database.exec("ROLLBACK");
      throw reason;
    }
  }

  /** SQLite changes `data_version` when another process has written (an operator's command, say). */
  private noticeOthers(): void {
    const row = asRow(this.version.get());
    const version = row === undefined ? -1 : integer(row, "data_version");
    if (version === this.seenVersion) return;
    this.seenVersion = version;
    this.forget();
  }
}
