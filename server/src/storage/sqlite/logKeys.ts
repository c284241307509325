import type { Database } from "libsql";
import type { LogKeyStore } from "../port/logs.ts";
import { asRow, asRows, blob } from "./row.ts";
import type { Writer } from "./writer.ts";

/** The server's own keys under the logs' heads, in SQLite. */
export function sqliteLogKeys(database: Database, writer: Writer): LogKeyStore {
  const keep = database.prepare("INSERT INTO log_keys VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  const find = database.prepare("SELECT seed FROM log_keys WHERE number = ?");
  const all = database.prepare("SELECT seed FROM log_keys ORDER BY number");
  return {
    keep: (number, seed, at) =>
      writer.write(() => {
        keep.run(number, seed, at);
        const row = asRow(find.get(number));
        return row === undefined ? seed : blob(row, "seed");
      }),
    all: async () => asRows(all.all()).map((row) => blob(row, "seed")),
  };
}
