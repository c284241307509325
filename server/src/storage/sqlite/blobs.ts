import { chargedBytes, chunksOf } from "@comity/shared/content/blobSize";
import type { AccountId, BlobId, ConversationId, DeviceId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { Database } from "libsql";
import type { BlobRecord, BlobStore } from "../port/blobs.ts";
import { asRow, asRows, blob as bytesIn, integer, text } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Encrypted files, in SQLite. */
export function sqliteBlobs(database: Database, writer: Writer): BlobStore {
  const find = database.prepare("SELECT * FROM blobs WHERE blob = ?");
  const insert = database.prepare("INSERT INTO blobs VALUES (?, ?, ?, ?, ?, ?, ?)");
  const declared = database.prepare(
    `SELECT COALESCE(SUM(MAX(bytes, ${LIMITS.blobChunkBytes})), 0) AS bytes FROM blobs WHERE account = ? AND at >= ?`,
  );
  const findChunk = database.prepare("SELECT bytes FROM blob_chunks WHERE blob = ? AND place = ?");
  const insertChunk = database.prepare("INSERT INTO blob_chunks VALUES (?, ?, ?)");
  const places = database.prepare("SELECT place FROM blob_chunks WHERE blob = ? ORDER BY place");
  const recordOf = (blob: BlobId): BlobRecord | undefined => {
    const row = asRow(find.get(blob));
    return row === undefined
      ? undefined
      : {
          blob,
          conversation: text<ConversationId>(row, "conversation"),
          uploader: text<DeviceId>(row, "uploader"),
          account: text<AccountId>(row, "account"),
          bytes: integer(row, "bytes"),
          at: integer(row, "at"),
        };
  };
  return {
    begin: (record, quota) =>
      writer.write(() => {
        const { blob, conversation, uploader, account, bytes, at } = record;
        const known = recordOf(blob);
        if (known !== undefined) return known;
        if (quota !== undefined) {
          const row = asRow(declared.get(account, quota.since));
          const before = row === undefined ? 0 : integer(row, "bytes");
          if (before + chargedBytes(bytes) > quota.bytes) return "over";
        }
        insert.run(blob, conversation, uploader, account, bytes, chunksOf(bytes), at);
        return "begun";
      }),
    find: async (blob) => recordOf(blob),
    put: (blob, index, chunk) =>
      writer.write(() => {
        if (asRow(find.get(blob)) === undefined) return "unknown";
        const known = asRow(findChunk.get(blob, index));
        if (known !== undefined)
          return Buffer.compare(bytesIn(known, "bytes"), chunk) === 0 ? "kept" : "taken";
        insertChunk.run(blob, index, chunk);
        return "kept";
      }),
    present: async (blob) => asRows(places.all(blob)).map((row) => integer(row, "place")),
    async read(blob, index) {
      const row = asRow(findChunk.get(blob, index));
      return row === undefined ? undefined : bytesIn(row, "bytes");
    },
  };
}
