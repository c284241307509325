import {
  type ScanRange,
  type StoreChange,
  type StoredRecord,
  StoreFull,
  type VaultStore,
} from "@comity/client/engine/ports";
import type { Chronicle } from "./chronicle.ts";
import type { Dice } from "./dice.ts";
import { never, type Process } from "./process.ts";
import type { Storm } from "./storm.ts";
import type { Time } from "./time.ts";

/** What lies on a device's disk, by table and key. */
export type Records = Map<string, Map<string, Uint8Array>>;

/** Where a device dies at its next write: before the batch is on the disk, or right after. */
export type Death = { readonly inWrites: number; readonly when: "before" | "after" };

/** A device's disk. What is on it outlives the processes that write to it; a batch is on it whole or not at all. */
export class VaultDisk {
  full = false;
  /** Whether there is no room for records of a table, though there may be for others. */
  lacksRoomFor: (table: string) => boolean = () => false;
  death: Death | undefined;

  constructor(
    private readonly name: string,
    public records: Records,
    private readonly time: Time,
    private readonly dice: Dice,
    private readonly storm: Storm,
    private readonly chronicle: Chronicle,
    private readonly written: (changes: readonly StoreChange[]) => void,
  ) {}

  /** All is well with it from now on. */
  mend(): void {
    this.full = false;
    this.lacksRoomFor = () => false;
    this.death = undefined;
  }

  /** The store port for one process: a dead one gets no answer. */
  openedBy(process: Process): VaultStore {
    const table = (name: string) => this.records.get(name);
    const alive = async <Value>(value: () => Value): Promise<Value> => (process.alive ? value() : never());
    return {
      get: (name, key) => alive(() => table(name)?.get(key)?.slice()),
      scan: (name, range) => alive(() => scanned(table(name), range)),
      tables: () => alive(() => [...this.records.keys()].sort()),
      write: (changes) => this.write(process, changes),
      wipe: () =>
        alive(() => {
          this.records = new Map();
        }),
    };
  }

  private async write(process: Process, changes: readonly StoreChange[]): Promise<void> {
    // What the caller does to its bytes while the disk is busy must not get on it.
    const batch = changes.map((change) =>
      "value" in change ? { ...change, value: change.value.slice() } : change,
    );
    if (this.storm.writeMs > 0) await this.time.wait(this.dice.whole(0, this.storm.writeMs));
    if (!process.alive) return never();
    const death = this.dies();
    if (death === "before") return this.kill(process, "before", changes);
    if (this.full || changes.some(({ table }) => this.lacksRoomFor(table))) throw new StoreFull();
    for (const change of batch) {
      const table = this.records.get(change.table) ?? new Map<string, Uint8Array>();
      this.records.set(change.table, table);
      if ("value" in change) table.set(change.key, change.value);
      else table.delete(change.key);
    }
    this.written(batch);
    if (death === "after") return this.kill(process, "after", changes);
  }

  private dies(): Death["when"] | undefined {
    if (this.death !== undefined) {
      const { inWrites, when } = this.death;
      this.death = inWrites <= 1 ? undefined : { inWrites: inWrites - 1, when };
      return inWrites <= 1 ? when : undefined;
    }
    const { deviceDiesAtWrite } = this.storm;
    if (deviceDiesAtWrite === 0 || !this.dice.chance(deviceDiesAtWrite)) return undefined;
    return this.dice.chance(0.5) ? "before" : "after";
  }

  private kill(process: Process, when: Death["when"], changes: readonly StoreChange[]): Promise<never> {
    const tables = [...new Set(changes.map(({ table }) => table))].join(", ");
    this.chronicle.fault(`${this.name} loses power ${when} a write of ${tables}`);
    process.die();
    return never();
  }
}

function scanned(
  table: ReadonlyMap<string, Uint8Array> | undefined,
  { after, before, descending = false, limit }: ScanRange = {},
): readonly StoredRecord[] {
  const found = [...(table ?? [])]
    .filter(([key]) => (after === undefined || key > after) && (before === undefined || key < before))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => ({ key, value: value.slice() }));
  if (descending) found.reverse();
  return found.slice(0, limit);
}
