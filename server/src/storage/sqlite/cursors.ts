import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { CursorStore } from "../port/conversations.ts";
import { asRow, integer } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Devices' cursors, in SQLite. */
export function sqliteCursors(database: Database, writer: Writer): CursorStore {
  const move = database.prepare(
    "INSERT INTO cursors VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = MAX(seq, excluded.seq)",
  );
  const find = database.prepare("SELECT seq FROM cursors WHERE device = ? AND conversation = ?");
  return {
    acknowledge: (device, cursors) =>
      writer.write(() => {
        for (const { conversation, seq } of cursors) move.run(device, conversation, seq);
      }),
    async of(device, conversations) {
      const found = new Map<ConversationId, number>();
      for (const conversation of conversations) {
        const row = asRow(find.get(device, conversation));
        if (row !== undefined) found.set(conversation, integer(row, "seq"));
      }
      return found;
    },
    async among(conversation, devices) {
      const found = new Map<DeviceId, number>();
      for (const device of devices) {
        const row = asRow(find.get(device, conversation));
        if (row !== undefined) found.set(device, integer(row, "seq"));
      }
      return found;
    },
  };
}
