import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import {
  type ScanRange,
  type StoreChange,
  type StoredRecord,
  StoreFull,
  StoreGone,
  type VaultStore,
} from "../engine/ports.ts";

/** One object store; the key is [table, key], so that a table is one range. */
interface Schema extends DBSchema {
  records: { key: [string, string]; value: Uint8Array };
}

const NAME = "comity";

/** The device's records in the browser's IndexedDB. A write is one transaction of strict durability. */
export class IndexedDbStore implements VaultStore {
  private isGone = false;

  private constructor(
    private readonly database: IDBPDatabase<Schema>,
    /** Resolves when the database is taken away while it is in use: deleted, or its storage cleared. */
    readonly gone: Promise<void>,
  ) {
    void gone.then(() => {
      this.isGone = true;
    });
  }

  /** Opens the database, making it if there is none. Rejects where the browser does not give it. */
  static async open(): Promise<IndexedDbStore> {
    let vanish: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      vanish = resolve;
    });
    const database = await openDB<Schema>(NAME, 1, {
      upgrade(opened) {
        opened.createObjectStore("records");
      },
      // Somebody deletes it. Holding on would only put that off until this browser closes, unseen.
      blocking(_current, _blocked, event) {
        vanish();
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: vanish,
    });
    return new IndexedDbStore(database, gone);
  }

  get(table: string, key: string): Promise<Uint8Array | undefined> {
    return this.named(() => this.database.get("records", [table, key]));
  }

  scan(table: string, range: ScanRange = {}): Promise<readonly StoredRecord[]> {
    const { after, before, descending = false, limit = Number.POSITIVE_INFINITY } = range;
    // An array sorts after every text, so [table, []] ends the table.
    const bounds = IDBKeyRange.bound([table, after ?? ""], [table, before ?? []], after !== undefined, true);
    return this.named(async () => {
      // To IndexedDB, a count of none means all.
      if (limit < 1) return [];
      const transaction = this.database.transaction("records");
      if (!descending) {
        // Two questions for the whole range: a cursor would be one for each record.
        const count = Number.isFinite(limit) ? limit : undefined;
        const [keys, values] = await Promise.all([
          transaction.store.getAllKeys(bounds, count),
          transaction.store.getAll(bounds, count),
        ]);
        return keys.flatMap(([, key], at) => {
          const value = values[at];
          return value === undefined ? [] : [{ key, value }];
        });
      }
      const found: StoredRecord[] = [];
      let cursor = await transaction.store.openCursor(bounds, "prev");
      while (cursor !== null && found.length < limit) {
        found.push({ key: cursor.key[1], value: cursor.value });
        cursor = found.length < limit ? await cursor.continue() : null;
      }
      return found;
    });
  }

  write(changes: readonly StoreChange[]): Promise<void> {
    return this.named(async () => {
      const transaction = this.database.transaction("records", "readwrite", { durability: "strict" });
      const steps = changes.map((change) =>
        "value" in change
          ? transaction.store.put(change.value, [change.table, change.key])
          : transaction.store.delete([change.table, change.key]),
      );
      // Each step may reject with less than the transaction knows; its own reason decides.
      await Promise.all([transaction.done, ...steps.map((step) => step.catch(() => undefined))]);
    });
  }

  async tables(): Promise<readonly string[]> {
    const keys = await this.named(() => this.database.getAllKeys("records"));
    return [...new Set(keys.map(([table]) => table))];
  }

  wipe(): Promise<void> {
    return this.named(() => this.database.clear("records"));
  }

  /** Gives what the browser throws the names that the engine knows. */
  private async named<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.isGone) throw new StoreGone();
    try {
      return await work();
    } catch (error) {
      const name = error instanceof DOMException ? error.name : "";
      if (name === "QuotaExceededError") throw new StoreFull();
      // A closed database answers so, a moment before its closing is told.
      if (this.isGone || name === "InvalidStateError") throw new StoreGone();
      throw error;
    }
  }
}
