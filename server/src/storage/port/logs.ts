import type { NetworkId } from "@comity/shared/ids";
import type { SignedStatement } from "@comity/shared/statements/statement";

/** Each network's append-only log of signed statements; entry 0 founds it. */
export interface StatementStore {
  /** Appends all or none if the log has exactly `expectedSize` entries (compare-and-set). */
  append(
    network: NetworkId,
    expectedSize: number,
    statements: readonly SignedStatement[],
  ): Promise<{ readonly appended: boolean; readonly size: number }>;
  /** Entries from position `from` on, at most `limit`. */
  read(network: NetworkId, from: number, limit: number): Promise<readonly SignedStatement[]>;
  size(network: NetworkId): Promise<number>;
  /** Every network that has been founded, sorted. */
  networks(): Promise<readonly NetworkId[]>;
}

/** The server's own keys under the heads of the networks' logs. Nothing is ever changed or deleted. */
export interface LogKeyStore {
  /** Keeps a key's seed (32 bytes) as number `number`, unless one stands there; answers what stands there then. */
  keep(number: number, seed: Uint8Array, at: number): Promise<Uint8Array>;
  /** All seeds, by their numbers, which begin at 0. */
  all(): Promise<readonly Uint8Array[]>;
}
