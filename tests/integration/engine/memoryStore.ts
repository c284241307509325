import {
  type ScanRange,
  type StoreChange,
  type StoredRecord,
  StoreFull,
  type Vault,
} from "@comity/client/engine/ports";

/** A power cut: from the chosen write on, nothing is stored any more. */
export class PowerCut extends Error {}

/** A device's records in memory, with atomic writes, and a power cut at a chosen one. */
export class MemoryStore implements Vault {
  private readonly tables = new Map<string, Map<string, Uint8Array>>();
  private cut: ((changes: readonly StoreChange[]) => "before" | "after" | undefined) | undefined;
  private dead = false;
  /** No space is left: reads go on, writes are refused. */
  full = false;

  /** Cuts the power at the first write for which `choose` says so: before it is stored, or right after. */
  cutAt(choose: (changes: readonly StoreChange[]) => "before" | "after" | undefined): void {
    this.cut = choose;
  }

  /** The power is back: what was stored is there. */
  restore(): void {
    this.cut = undefined;
    this.dead = false;
  }

  /** A copy of everything, as a backup program makes one. */
  copy(): ReadonlyMap<string, ReadonlyMap<string, Uint8Array>> {
    return new Map([...this.tables].map(([name, table]) => [name, new Map(table)]));
  }

  /** Puts an old copy back in the place of everything. */
  putBack(copy: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>): void {
    this.tables.clear();
    for (const [name, table] of copy) this.tables.set(name, new Map(table));
  }

  /** Loses a table. */
  lose(table: string): void {
    this.tables.delete(table);
  }

  get powerless(): boolean {
    return this.dead;
  }

  async get(table: string, key: string): Promise<Uint8Array | undefined> {
    return this.tables.get(table)?.get(key)?.slice();
  }

  async scan(table: string, range: ScanRange = {}): Promise<readonly StoredRecord[]> {
    const { after, before, descending = false, limit = Number.POSITIVE_INFINITY } = range;
    const keys = [...(this.tables.get(table)?.keys() ?? [])]
      .filter((key) => (after === undefined || key > after) && (before === undefined || key < before))
      .sort();
    if (descending) keys.reverse();
    return keys.slice(0, limit).map((key) => {
      const value = this.tables.get(table)?.get(key) ?? new Uint8Array();
      return { key, value: value.slice() };
    });
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    if (this.dead) throw new PowerCut();
    if (this.full) throw new StoreFull();
    const when = this.cut?.(changes);
    if (when !== undefined) this.dead = true;
    if (when === "before") throw new PowerCut();
    for (const change of changes) {
      const table = this.tables.get(change.table) ?? new Map<string, Uint8Array>();
      this.tables.set(change.table, table);
      if ("value" in change) table.set(change.key, change.value.slice());
      else table.delete(change.key);
    }
    if (when === "after") throw new PowerCut();
  }
}
