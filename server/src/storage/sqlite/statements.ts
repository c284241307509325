import type { NetworkId, SignerKey } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { StatementStore } from "../port/logs.ts";
import { asRow, asRows, integer, text } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Each network's log of statements, in SQLite. */
export function sqliteStatements(database: Database, writer: Writer): StatementStore {
  const size = database.prepare(
    "SELECT COALESCE(MAX(position) + 1, 0) AS size FROM statements WHERE network = ?",
  );
  const add = database.prepare("INSERT INTO statements VALUES (?, ?, ?, ?, ?)");
  const read = database.prepare(
    "SELECT body, signer, signature FROM statements WHERE network = ? AND position >= ? ORDER BY position LIMIT ?",
  );
  const networks = database.prepare("SELECT network FROM statements WHERE position = 0 ORDER BY network");
  const sizeOf = (network: NetworkId): number => {
    const row = asRow(size.get(network));
    return row === undefined ? 0 : integer(row, "size");
  };
  return {
    append: (network, expectedSize, statements) =>
      writer.write(() => {
        const found = sizeOf(network);
        if (found !== expectedSize) return { appended: false, size: found };
        for (const [at, { body, signer, signature }] of statements.entries())
          add.run(network, expectedSize + at, body, signer, signature);
        return { appended: true, size: expectedSize + statements.length };
      }),
    read: async (network, from, limit) =>
      asRows(read.all(network, from, limit)).map((row) => ({
        body: text(row, "body"),
        signer: text<SignerKey>(row, "signer"),
        signature: text(row, "signature"),
      })),
    size: async (network) => sizeOf(network),
    networks: async () => asRows(networks.all()).map((row) => text<NetworkId>(row, "network")),
  };
}
