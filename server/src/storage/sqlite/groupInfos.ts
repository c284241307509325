import type { Database } from "libsql";
import type { GroupInfoStore } from "../port/conversations.ts";
import { asRow, blob, integer } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Groups' public states, in SQLite. */
export function sqliteGroupInfos(database: Database, writer: Writer): GroupInfoStore {
  const find = database.prepare("SELECT epoch, bytes FROM group_infos WHERE conversation = ?");
  const put = database.prepare(
    `INSERT INTO group_infos VALUES (?, ?, ?, ?) ON CONFLICT (conversation) DO UPDATE
     SET epoch = excluded.epoch, bytes = excluded.bytes, at = excluded.at WHERE excluded.epoch >= epoch`,
  );
  return {
    put: (conversation, epoch, groupInfo, at) =>
      writer.write(() => {
        put.run(conversation, epoch, groupInfo, at);
      }),
    async get(conversation) {
      const row = asRow(find.get(conversation));
      return row === undefined ? undefined : { epoch: integer(row, "epoch"), groupInfo: blob(row, "bytes") };
    },
  };
}
