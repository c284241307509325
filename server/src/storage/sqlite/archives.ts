import type { AccountId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { ArchiveHead, ArchiveStore } from "../port/archives.ts";
import { asRow, blob, integer } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Accounts' history archives, in SQLite. */
export function sqliteArchives(database: Database, writer: Writer): ArchiveStore {
  const last = database.prepare(
    "SELECT place, total FROM archive_segments WHERE account = ? ORDER BY place DESC LIMIT 1",
  );
  const insert = database.prepare("INSERT INTO archive_segments VALUES (?, ?, ?, ?, ?)");
  const find = database.prepare("SELECT bytes FROM archive_segments WHERE account = ? AND place = ?");
  const headOf = (account: AccountId): ArchiveHead => {
    const row = asRow(last.get(account));
    return row === undefined
      ? { count: 0, bytes: 0 }
      : { count: integer(row, "place") + 1, bytes: integer(row, "total") };
  };
  return {
    append: (account, index, segment, at) =>
      writer.write(() => {
        const head = headOf(account);
        if (head.count !== index) return { appended: false, head };
        const bytes = head.bytes + segment.length;
        insert.run(account, index, segment, bytes, at);
        return { appended: true, head: { count: index + 1, bytes } };
      }),
    head: async (account) => headOf(account),
    async read(account, index) {
      const row = asRow(find.get(account, index));
      return row === undefined ? undefined : blob(row, "bytes");
    },
  };
}
