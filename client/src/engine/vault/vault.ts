import type { Sodium } from "@comity/shared/crypto/sodium";
import { fail, ok, type Result } from "@comity/shared/result";
import type {
  DeriveKey,
  RandomBytes,
  ScanRange,
  StoreChange,
  StoredRecord,
  Vault,
  VaultStore,
} from "../ports.ts";
import { argon2id, type PassphraseCost, unwrapVaultKey, wrapVaultKey } from "./passphrase.ts";
import { open, seal } from "./sealing.ts";

const HEADER_TABLE = "header";
const HEADER_KEY = "vault";
const MOVED_KEY = "moved";

/** A record that does not open: the store was damaged or tampered with. Nothing sensible can follow. */
export class DamagedRecord extends Error {}

/** What stands in a store before any passphrase is known. */
export async function vaultState(store: VaultStore): Promise<"none" | "present" | "moved" | "remains"> {
  if ((await store.get(HEADER_TABLE, MOVED_KEY)) !== undefined) return "moved";
  if ((await store.get(HEADER_TABLE, HEADER_KEY)) !== undefined) return "present";
  // Header and first records are one write: records without it are what is left of a vault that was lost.
  return (await store.tables()).length === 0 ? "none" : "remains";
}

/** The change that marks a store's vault as moved away for good. */
export function movedMark(): StoreChange {
  return { table: HEADER_TABLE, key: MOVED_KEY, value: new Uint8Array([1]) };
}

/** Each record's place is authenticated with it, so that a store can't pass one record off as another. */
const placeOf = (table: string, key: string) => `comity/record/v1/${table}/${key}`;

/** The device's records, opened. Everything that the store sees is sealed under the vault key. */
export class SealedVault implements Vault {
  private closed = false;

  private constructor(
    private readonly sodium: Sodium,
    private readonly random: RandomBytes,
    private readonly store: VaultStore,
    private readonly key: Uint8Array,
    private readonly derive: DeriveKey,
  ) {}

  /** Makes a vault in an empty store, with its first records in the same write. */
  static async create(
    sodium: Sodium,
    random: RandomBytes,
    store: VaultStore,
    passphrase: string,
    cost: PassphraseCost,
    first: readonly StoreChange[],
    derive: DeriveKey = argon2id(sodium),
  ): Promise<SealedVault> {
    const key = random(32);
    const vault = new SealedVault(sodium, random, store, key, derive);
    const header = await wrapVaultKey(sodium, random, derive, key, passphrase, cost);
    await store.write([
      { table: HEADER_TABLE, key: HEADER_KEY, value: header },
      ...first.map((change) => vault.sealed(change)),
    ]);
    return vault;
  }

  /** Opens the vault of a store. Costs a second and 256 MiB, whether the passphrase is right or not. */
  static async open(
    sodium: Sodium,
    random: RandomBytes,
    store: VaultStore,
    passphrase: string,
    derive: DeriveKey = argon2id(sodium),
  ): Promise<Result<SealedVault, "passphrase.wrong" | "vault.damaged" | "vault.missing">> {
    const header = await store.get(HEADER_TABLE, HEADER_KEY);
    if (header === undefined) return fail("vault.missing");
    const key = await unwrapVaultKey(sodium, derive, header, passphrase);
    return key.ok ? ok(new SealedVault(sodium, random, store, key.value, derive)) : key;
  }

  /** Whether this is the vault's passphrase. */
  async accepts(passphrase: string): Promise<boolean> {
    const header = await this.store.get(HEADER_TABLE, HEADER_KEY);
    if (header === undefined) return false;
    const key = await unwrapVaultKey(this.sodium, this.derive, header, passphrase);
    if (key.ok) this.sodium.memzero(key.value);
    return key.ok;
  }

  /** Wraps the same vault key under another passphrase. */
  async rewrap(passphrase: string, cost: PassphraseCost): Promise<void> {
    const value = await wrapVaultKey(this.sodium, this.random, this.derive, this.key, passphrase, cost);
    await this.store.write([{ table: HEADER_TABLE, key: HEADER_KEY, value }]);
  }

  async get(table: string, key: string): Promise<Uint8Array | undefined> {
    const sealed = await this.store.get(table, key);
    return sealed === undefined ? undefined : this.opened(table, key, sealed);
  }

  async scan(table: string, range?: ScanRange): Promise<readonly StoredRecord[]> {
    const records = await this.store.scan(table, range);
    return records.map(({ key, value }) => ({ key, value: this.opened(table, key, value) }));
  }

  async write(changes: readonly StoreChange[]): Promise<void> {
    if (this.closed) throw new Error("the vault is locked");
    await this.store.write(changes.map((change) => this.sealed(change)));
  }

  /** Wipes the vault key from memory. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.sodium.memzero(this.key);
  }

  private sealed(change: StoreChange): StoreChange {
    if (!("value" in change)) return change;
    const { table, key, value } = change;
    return { table, key, value: seal(this.sodium, this.random, this.key, placeOf(table, key), value) };
  }

  private opened(table: string, key: string, sealed: Uint8Array): Uint8Array {
    if (this.closed) throw new Error("the vault is locked");
    const plain = open(this.sodium, this.key, placeOf(table, key), sealed);
    if (plain === undefined) throw new DamagedRecord(`${table}/${key}`);
    return plain;
  }
}
