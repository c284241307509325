import type { ScanRange, StoreChange, StoredRecord, VaultStore } from "../engine/ports.ts";

/** A store that lives as long as its process: for tests, the demo and the simulator. */
export class MemoryStore implements VaultStore {
  private readonly records = new Map<string, Map<string, Uint8Array>>();

  async get(table: string, key: string): Promise<Uint8Array | undefined> {
    return this.records.get(table)?.get(key)?.slice();
  }

  async scan(table: string, range: ScanRange = {}): Promise<readonly StoredRecord[]> {
    const { after, before, descending = false, limit } = range;
    const keys = [...(this.records.get(table)?.keys() ?? [])]
      .filter((key) => (after === undefined || key > after) && (before === undefined || key < before))
      .sort();
    if (descending) keys.reverse();
    return keys.slice(0, limit).map((key) => ({ key, value: this.value(table, key) }));
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    for (const change of changes) {
      const records = this.records.get(change.table) ?? new Map<string, Uint8Array>();
      this.records.set(change.table, records);
      if ("value" in change) records.set(change.key, change.value.slice());
      else records.delete(change.key);
    }
  }

  async tables(): Promise<readonly string[]> {
    return [...this.records.keys()].sort();
  }

  async wipe(): Promise<void> {
    this.records.clear();
  }

  private value(table: string, key: string): Uint8Array {
    return this.records.get(table)?.get(key)?.slice() ?? new Uint8Array(0);
  }
}
