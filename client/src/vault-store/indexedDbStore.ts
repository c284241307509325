import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { ScanRange, StoreChange, StoredRecord, VaultStore } from "../engine/ports.ts";

/** One object store; the key is [table, key], so that a table is one range. */
interface Schema extends DBSchema {
  records: { key: [string, string]; value: Uint8Array };
}

const NAME = "comity";

/** The device's records in the browser's IndexedDB. A write is one transaction of strict durability. */
export class IndexedDbStore implements VaultStore {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  static async open(): Promise<IndexedDbStore> {
    const database = await openDB<Schema>(NAME, 1, {
      upgrade(opened) {
        opened.createObjectStore("records");
      },
    });
    return new IndexedDbStore(database);
  }

  get(table: string, key: string): Promise<Uint8Array | undefined> {
    return this.database.get("records", [table, key]);
  }

  async scan(table: string, range: ScanRange = {}): Promise<readonly StoredRecord[]> {
    const { after, before, descending = false, limit = Number.POSITIVE_INFINITY } = range;
    // An array sorts after every text, so [table, []] ends the table.
    const bounds = IDBKeyRange.bound([table, after ?? ""], [table, before ?? []], after !== undefined, true);
    const found: StoredRecord[] = [];
    const transaction = this.database.transaction("records");
    let cursor = await transaction.store.openCursor(bounds, descending ? "prev" : "next");
    while (cursor !== null && found.length < limit) {
      found.push({ key: cursor.key[1], value: cursor.value });
      cursor = found.length < limit ? await cursor.continue() : null;
    }
    return found;
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    const transaction = this.database.transaction("records", "readwrite", { durability: "strict" });
    const steps = changes.map((change) =>
      "value" in change
        ? transaction.store.put(change.value, [change.table, change.key])
        : transaction.store.delete([change.table, change.key]),
    );
    await Promise.all([...steps, transaction.done]);
  }

  async tables(): Promise<readonly string[]> {
    const keys = await this.database.getAllKeys("records");
    return [...new Set(keys.map(([table]) => table))];
  }

  wipe(): Promise<void> {
    return this.database.clear("records");
  }
}
