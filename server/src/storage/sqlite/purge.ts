import type { DeviceId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { Ended, Purged } from "../port/operator.ts";
import { asRow, asRows, integer, optionalInteger, type Row, text, textList } from "./row.ts";

/** So many messages are emptied in one transaction: a server beside it never waits long for its turn. */
const AT_ONCE = 500;

const ENDED_INVITATIONS = "(state IN ('granted', 'cancelled') AND created_at < ?) OR expires_at < ?";
const STORED_MESSAGES = "conversation = ? AND seq <= ? AND kind = 0 AND at < ? AND LENGTH(bytes) > 0";

const HAND_OVERS = [
  ["transfer_parts", "token_hash IN (SELECT token_hash FROM transfers WHERE expires_at < ?)"],
  ["transfers", "expires_at < ?"],
  ["link_steps", "expires_at < ?"],
  ["links", "expires_at < ?"],
] as const;

/** Deletes what has ended, or counts it, in SQLite. */
export function sqlitePurge(database: Database, ended: Ended, dryRun: boolean): Purged {
  return {
    invitations: ended.invitations === undefined ? 0 : invitations(database, ended.invitations, dryRun),
    handOvers: ended.handOvers === undefined ? 0 : handOvers(database, ended.handOvers, dryRun),
    ...(ended.messages === undefined
      ? { messages: 0, messageBytes: 0 }
      : messages(database, ended.messages, dryRun)),
    ...files(database, ended, dryRun),
  };
}

function count(row: Row | undefined): number {
  return row === undefined ? 0 : integer(row, "count");
}

function invitations(database: Database, before: number, dryRun: boolean): number {
  const found = database.prepare(`SELECT COUNT(*) AS count FROM invitations WHERE ${ENDED_INVITATIONS}`);
  if (dryRun) return count(asRow(found.get(before, before)));
  return database.prepare(`DELETE FROM invitations WHERE ${ENDED_INVITATIONS}`).run(before, before).changes;
}

function handOvers(database: Database, before: number, dryRun: boolean): number {
  const found = ["transfers", "links"].map((table) =>
    count(asRow(database.prepare(`SELECT COUNT(*) AS count FROM ${table} WHERE expires_at < ?`).get(before))),
  );
  if (!dryRun) {
    database.exec("BEGIN IMMEDIATE");
    for (const [table, which] of HAND_OVERS)
      database.prepare(`DELETE FROM ${table} WHERE ${which}`).run(before);
    database.exec("COMMIT");
  }
  return found.reduce((sum, one) => sum + one, 0);
}

function messages(
  database: Database,
  before: number,
  dryRun: boolean,
): Pick<Purged, "messages" | "messageBytes"> {
  const total = { messages: 0, messageBytes: 0 };
  const logs = database.prepare(
    "SELECT DISTINCT names.id, name FROM envelopes JOIN names ON names.id = conversation",
  );
  const size = database.prepare(
    `SELECT COUNT(*) AS count, COALESCE(SUM(LENGTH(bytes)), 0) AS size FROM envelopes WHERE ${STORED_MESSAGES}`,
  );
  const empty = database.prepare(
    `UPDATE envelopes SET bytes = x'' WHERE rowid IN
     (SELECT rowid FROM envelopes WHERE ${STORED_MESSAGES} LIMIT ${AT_ONCE})`,
  );
  for (const log of asRows(logs.all())) {
    const which = [integer(log, "id"), storedByAll(database, text(log, "name")), before];
    const row = asRow(size.get(which));
    if (row === undefined) continue;
    total.messages += count(row);
    total.messageBytes += integer(row, "size");
    while (!dryRun && empty.run(which).changes > 0);
  }
  return total;
}

/** Up to where every device that is in a conversation has stored it. */
function storedByAll(database: Database, conversation: string): number {
  const newest = asRow(
    database
      .prepare("SELECT devices FROM commits WHERE conversation = ? ORDER BY seq DESC LIMIT 1")
      .get(conversation),
  );
  const devices = newest === undefined ? [] : textList<DeviceId>(newest, "devices");
  const cursor = database.prepare(
    "SELECT MAX(seq) AS seq FROM cursors WHERE device = ? AND conversation = ?",
  );
  const reached = devices.map((device) => {
    const row = asRow(cursor.get(device, conversation));
    return (row === undefined ? undefined : optionalInteger(row, "seq")) ?? 0;
  });
  return reached.length === 0 ? 0 : Math.min(...reached);
}

function files(
  database: Database,
  ended: Ended,
  dryRun: boolean,
): Pick<Purged, "uploads" | "files" | "fileBytes"> {
  const total = { uploads: 0, files: 0, fileBytes: 0 };
  // Nothing was begun before 1970: what no policy names stays.
  const { uploads = 0, files: whole = 0 } = ended;
  const found = database.prepare(
    `SELECT blob, chunks, at, (SELECT COUNT(*) FROM blob_chunks WHERE blob_chunks.blob = blobs.blob) AS present,
       (SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM blob_chunks WHERE blob_chunks.blob = blobs.blob) AS size
     FROM blobs WHERE at < ?`,
  );
  const remove = ["blob_chunks", "blobs"].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE blob = ?`),
  );
  for (const row of asRows(found.all(Math.max(uploads, whole)))) {
    const finished = integer(row, "present") === integer(row, "chunks");
    if (finished && integer(row, "at") >= whole) continue;
    if (finished) total.files++;
    else total.uploads++;
    total.fileBytes += integer(row, "size");
    if (dryRun) continue;
    // One file in one transaction: a server beside it never waits long for its turn.
    database.exec("BEGIN IMMEDIATE");
    for (const statement of remove) statement.run(text(row, "blob"));
    database.exec("COMMIT");
  }
  return total;
}
