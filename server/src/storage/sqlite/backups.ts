import type { Database } from "libsql";
import type { BackupStore } from "../port/archives.ts";
import { asRow, blob, text } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Accounts' sealed backups, in SQLite. */
export function sqliteBackups(database: Database, writer: Writer): BackupStore {
  const find = database.prepare("SELECT account, bytes FROM backups WHERE locator_hash = ?");
  const put = database.prepare("INSERT OR REPLACE INTO backups VALUES (?, ?, ?, ?)");
  const findNote = database.prepare("SELECT account, note FROM backup_notes WHERE locator_hash = ?");
  const putNote = database.prepare("INSERT INTO backup_notes VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
  return {
    put: (account, locatorHash, bytes, at) =>
      writer.write(() => {
        const taken = asRow(find.get(locatorHash));
        if (taken !== undefined && text(taken, "account") !== account) return false;
        put.run(account, locatorHash, bytes, at);
        return true;
      }),
    async get(locatorHash) {
      const row = asRow(find.get(locatorHash));
      return row === undefined ? undefined : blob(row, "bytes");
    },
    retire: (account, locatorHash, note, at) =>
      writer.write(() => {
        putNote.run(locatorHash, account, note, at);
        const row = asRow(findNote.get(locatorHash));
        return row !== undefined && text(row, "account") === account;
      }),
    async note(locatorHash) {
      const row = asRow(findNote.get(locatorHash));
      return row === undefined ? undefined : blob(row, "note");
    },
  };
}
