import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { NetworkId } from "@comity/shared/ids";
import { SignedHead } from "@comity/shared/transparency/head";
import { LogEntry } from "@comity/shared/transparency/logEntry";
import { readJson, writeJson } from "../mls/json.ts";
import type { StoreChange, Vault } from "../ports.ts";

const HEADS = "log-heads";
const tableOf = (network: NetworkId) => `log-${network}`;
const positionKey = (position: number) => String(position).padStart(10, "0");

/** A network's log and the head that was pinned with it, as they stand in the vault. */
export interface StoredLog {
  readonly entries: readonly LogEntry[];
  readonly head: SignedHead | undefined;
}

/** Reads a log whole. Each entry was checked before it was stored, and a record that somebody changed does not open. */
export async function readLog(vault: Vault, network: NetworkId): Promise<StoredLog> {
  const [records, head] = await Promise.all([vault.scan(tableOf(network)), vault.get(HEADS, network)]);
  return {
    entries: records.map(({ value }) => LogEntry.parse(JSON.parse(fromUtf8(value) ?? "null"))),
    head: head === undefined ? undefined : readJson(SignedHead, head),
  };
}

/** What stores entries from a position on. */
export function entryChanges(network: NetworkId, from: number, entries: readonly LogEntry[]): StoreChange[] {
  return entries.map((entry, at) => entryChange(network, from + at, entry));
}

/** What stores one entry at its place. */
export function entryChange(network: NetworkId, position: number, entry: LogEntry): StoreChange {
  return { table: tableOf(network), key: positionKey(position), value: utf8(JSON.stringify(entry)) };
}

/** What takes entries away that are not in the log any more which the secretariat has confirmed. */
export function removalChanges(network: NetworkId, from: number, to: number): StoreChange[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => ({
    table: tableOf(network),
    key: positionKey(from + at),
    remove: true as const,
  }));
}

/** What pins a head. */
export function headChange(head: SignedHead): StoreChange {
  return { table: HEADS, key: head.network, value: writeJson(head) };
}
