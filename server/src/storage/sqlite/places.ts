import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { CommitRecord, ConversationStore, EnvelopeDraft, Place } from "../port/conversations.ts";
import { asRow, asRows, blob, integer, optionalInteger, type Row, text, textList } from "./row.ts";

type Change = NonNullable<EnvelopeDraft["change"]>;

function commitRecord(row: Row): CommitRecord {
  return {
    seq: integer(row, "seq"),
    sender: text<DeviceId>(row, "sender"),
    at: integer(row, "at"),
    epochAfter: integer(row, "epoch_after"),
    devices: textList<DeviceId>(row, "devices"),
    added: textList<DeviceId>(row, "added"),
    removed: textList<DeviceId>(row, "removed"),
    welcome: row["welcome"] === null ? undefined : blob(row, "welcome"),
  };
}

function place(row: Row): Place {
  return {
    conversation: text<ConversationId>(row, "conversation"),
    joined: integer(row, "joined"),
    left: optionalInteger(row, "left_at"),
  };
}

/** What commits did to the devices, in SQLite. `record` belongs into the transaction that appends the commit. */
export function sqlitePlaces(database: Database): Pick<
  ConversationStore,
  "commit" | "places" | "place" | "arrivals"
> & {
  record(
    conversation: ConversationId,
    entry: { seq: number; sender: DeviceId; at: number },
    did: Change,
  ): void;
} {
  const insert = database.prepare("INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const enter = database.prepare(
    "INSERT INTO places VALUES (?, ?, ?, NULL) ON CONFLICT DO UPDATE SET joined = excluded.joined, left_at = NULL",
  );
  const leave = database.prepare("UPDATE places SET left_at = ? WHERE device = ? AND conversation = ?");
  const findCommit = database.prepare("SELECT * FROM commits WHERE conversation = ? AND seq = ?");
  const places = database.prepare(
    "SELECT * FROM places WHERE device = ? AND conversation > ? ORDER BY conversation LIMIT ?",
  );
  const arrivals = database.prepare(
    "SELECT seq, added FROM commits WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?",
  );
  const findPlace = database.prepare("SELECT * FROM places WHERE device = ? AND conversation = ?");
  return {
    record(conversation, { seq, sender, at }, { epochAfter, devices, added, removed, welcome }) {
      const lists = [devices, added, removed].map((list) => JSON.stringify(list));
      insert.run(conversation, seq, sender, at, epochAfter, ...lists, welcome ?? null);
      for (const device of removed) leave.run(seq, device, conversation);
      for (const device of added) enter.run(device, conversation, seq);
    },
    async commit(conversation, seq) {
      const row = asRow(findCommit.get(conversation, seq));
      return row === undefined ? undefined : commitRecord(row);
    },
    places: async (device, after, limit) => asRows(places.all(device, after ?? "", limit)).map(place),
    async place(device, conversation) {
      const row = asRow(findPlace.get(device, conversation));
      return row === undefined ? undefined : place(row);
    },
    arrivals: async (conversation, after, limit) =>
      asRows(arrivals.all(conversation, after, limit)).map((row) => ({
        seq: integer(row, "seq"),
        added: textList<DeviceId>(row, "added"),
      })),
  };
}
