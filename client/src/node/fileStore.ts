import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { fail, ok, type Result } from "@comity/shared/result";
import Database from "libsql";
import {
  type ScanRange,
  type StoreChange,
  StoreDamaged,
  type StoredRecord,
  StoreFull,
  type VaultStore,
} from "../engine/ports.ts";
import { makePrivateFolder } from "./privateFolder.ts";

/** The vault of a profile is one file (with its write-ahead log beside it while it is open). */
export const VAULT_FILE = "vault.db";

/** Why a folder's vault can't be used; `cause` is for whoever mends it and never holds content. */
export type FileStoreFault =
  /** Another process has it open. Two engines on one vault would use the same ratchet keys twice. */
  | { readonly code: "store.busy" }
  | { readonly code: "store.unwritable"; readonly cause: string }
  | { readonly code: "store.damaged"; readonly cause: string }
  /** Written by a newer version. */
  | { readonly code: "store.newer" };

/**
 * An acknowledged write survives a crash of the machine (FULL). What is deleted is overwritten with zeros, so
 * that used keys don't linger in the file. The lock is the operating system's, so it ends with its process.
 */
const SETTINGS = [
  "PRAGMA locking_mode = EXCLUSIVE",
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = FULL",
  "PRAGMA secure_delete = ON",
  "PRAGMA cache_size = -16384",
];
const VERSION = 1;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS records (
    part TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (part, key)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;
/** SQLite's codes for a file that is none of ours or has been mangled. */
const DAMAGED = new Set(["SQLITE_CORRUPT", "SQLITE_NOTADB"]);
const BUSY = new Set(["SQLITE_BUSY", "SQLITE_LOCKED"]);

interface Job {
  readonly changes: readonly StoreChange[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * A device's records in a file, for Node. Writes that arrive within one turn of the event loop share one
 * transaction and one fsync; each is still whole or not at all. Keys are ordered by their UTF-8 bytes, which
 * for ours (ASCII) is their text order.
 */
export class FileStore implements VaultStore {
  private waiting: Job[] = [];
  private closed = false;
  private readonly statements;

  private constructor(private readonly database: Database.Database) {
    this.statements = {
      get: database.prepare("SELECT value, sum FROM records WHERE part = ? AND key = ?"),
      put: database.prepare("INSERT OR REPLACE INTO records (part, key, value, sum) VALUES (?, ?, ?, ?)"),
      remove: database.prepare("DELETE FROM records WHERE part = ? AND key = ?"),
      parts: database.prepare("SELECT DISTINCT part FROM records ORDER BY part"),
      scan: {
        up: database.prepare(scanning("ASC")),
        down: database.prepare(scanning("DESC")),
      },
    };
  }

  /** Opens the vault of a folder, makes both if absent, and locks it until it is closed or the process ends. */
  static open(folder: string): Result<FileStore, FileStoreFault> {
    const file = join(folder, VAULT_FILE);
    try {
      makePrivateFolder(folder);
      // Made here, so that nobody else may read it: SQLite's own files take over its mode.
      if (!existsSync(file)) closeSync(openSync(file, "a", 0o600));
    } catch (error) {
      return fail({ code: "store.unwritable", cause: causeOf(error) });
    }
    let database: Database.Database | undefined;
    try {
      database = new Database(file);
      for (const setting of SETTINGS) database.exec(setting);
      database.exec("BEGIN EXCLUSIVE");
      const version = numberIn(database.prepare("PRAGMA user_version").get(), "user_version");
      if (version > VERSION) {
        letGo(database);
        return fail({ code: "store.newer" });
      }
      database.exec(SCHEMA);
      database.exec("COMMIT");
      const check = database.prepare("PRAGMA quick_check(1)").get();
      if (fieldOf(check, "quick_check") !== "ok") {
        letGo(database);
        return fail({ code: "store.damaged", cause: "pages of the file don't fit together" });
      }
      return ok(new FileStore(database));
    } catch (error) {
      if (database !== undefined) letGo(database);
      const code = codeOf(error);
      if (BUSY.has(code)) return fail({ code: "store.busy" });
      if (DAMAGED.has(code)) return fail({ code: "store.damaged", cause: causeOf(error) });
      return fail({ code: "store.unwritable", cause: causeOf(error) });
    }
  }

  async get(table: string, key: string): Promise<Uint8Array | undefined> {
    const row = this.reading(() => this.statements.get.get(table, key));
    return row === undefined || row === null ? undefined : checked(table, key, row);
  }

  async scan(table: string, range: ScanRange = {}): Promise<readonly StoredRecord[]> {
    const { after = "", before, descending = false, limit = -1 } = range;
    if (limit === 0) return [];
    const statement = this.statements.scan[descending ? "down" : "up"];
    const most = Number.isFinite(limit) ? limit : -1;
    const rows = this.reading(() => statement.all(table, after, before ?? null, before ?? null, most));
    return rows.map((row) => {
      const key = fieldOf(row, "key");
      if (typeof key !== "string") throw new StoreDamaged("a key that is no text");
      return { key, value: checked(table, key, row) };
    });
  }

  write(changes: readonly StoreChange[]): Promise<void> {
    if (this.closed) return Promise.reject(new Error("the store is closed"));
    return new Promise((resolve, reject) => {
      this.waiting.push({ changes, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  async tables(): Promise<readonly string[]> {
    return this.reading(() => this.statements.parts.all()).map((row) => String(fieldOf(row, "part")));
  }

  async wipe(): Promise<void> {
    this.flush();
    this.commit(() => this.database.exec("DELETE FROM records"));
    this.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** Stores what waits, brings everything into the one file and lets go of the lock. */
  close(): void {
    if (this.closed) return;
    this.flush();
    this.closed = true;
    letGo(this.database);
  }

  private flush(): void {
    const jobs = this.waiting;
    this.waiting = [];
    if (jobs.length === 0) return;
    try {
      this.commit(() => {
        for (const { changes } of jobs) this.apply(changes);
      });
    } catch (reason) {
      // One that can't be stored takes nobody with it.
      if (jobs.length === 1) jobs[0]?.reject(reason);
      else for (const job of jobs) this.alone(job);
      return;
    }
    for (const { resolve } of jobs) resolve();
  }

  private alone(job: Job): void {
    try {
      this.commit(() => this.apply(job.changes));
    } catch (reason) {
      job.reject(reason);
      return;
    }
    job.resolve();
  }

  private commit(work: () => void): void {
    if (this.closed) throw new Error("the store is closed");
    try {
      this.database.exec("BEGIN IMMEDIATE");
      work();
      this.database.exec("COMMIT");
    } catch (error) {
      if (this.database.inTransaction) this.database.exec("ROLLBACK");
      throw told(error);
    }
  }

  private apply(changes: readonly StoreChange[]): void {
    for (const change of changes) {
      const { table, key } = change;
      if ("value" in change)
        this.statements.put.run(table, key, change.value, sumOf(table, key, change.value));
      else this.statements.remove.run(table, key);
    }
  }

  private reading<Value>(read: () => Value): Value {
    if (this.closed) throw new Error("the store is closed");
    try {
      return read();
    } catch (error) {
      throw told(error);
    }
  }
}

/**
 * Brings everything into the one file and unlocks it. Closing alone would leave the lock to the garbage
 * collector, since the driver keeps statements open until then; leaving WAL is what gives an exclusive lock up.
 */
function letGo(database: Database.Database): void {
  try {
    if (database.inTransaction) database.exec("ROLLBACK");
    database.exec("PRAGMA journal_mode = DELETE");
    database.exec("PRAGMA locking_mode = NORMAL");
    database.exec("SELECT count(*) FROM sqlite_schema");
  } catch {
    // Damaged, somebody else's, or a full disk: the log stays beside the file and is read at the next opening.
  }
  database.close();
}

function scanning(order: "ASC" | "DESC"): string {
  return `SELECT key, value, sum FROM records
    WHERE part = ? AND key > ? AND (? IS NULL OR key < ?) ORDER BY key ${order} LIMIT ?`;
}

/** A checksum over the whole record: a page that was half written is noticed even where it can be parsed. */
function sumOf(table: string, key: string, value: Uint8Array): number {
  const place = crc32(`${table}\n${key}\n`);
  // Of no bytes at all zlib may say its own beginning instead of ours.
  return value.length === 0 ? place : crc32(value, place);
}

function checked(table: string, key: string, row: unknown): Uint8Array {
  const value = bytesOf(fieldOf(row, "value"));
  if (value === undefined || fieldOf(row, "sum") !== sumOf(table, key, value))
    throw new StoreDamaged(`a record of the table ${table} is not what was written`);
  return value;
}

/** Rows of `all` carry bare buffers, those of `get` Node's. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

function fieldOf(row: unknown, name: string): unknown {
  return typeof row === "object" && row !== null && name in row
    ? Object.getOwnPropertyDescriptor(row, name)?.value
    : undefined;
}

function numberIn(row: unknown, name: string): number {
  const value = fieldOf(row, name);
  return typeof value === "number" ? value : 0;
}

function codeOf(error: unknown): string {
  return String(fieldOf(error, "code") ?? "");
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The store's own words for what SQLite says. */
function told(error: unknown): unknown {
  const code = codeOf(error);
  if (code === "SQLITE_FULL" || code.startsWith("SQLITE_IOERR")) return new StoreFull(causeOf(error));
  return DAMAGED.has(code) ? new StoreDamaged(causeOf(error)) : error;
}
