import type { Database } from "libsql";
import type { TransferStore } from "../port/handOvers.ts";
import { asRow, blob, integer, optionalText } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Vaults on their way to another browser, in SQLite. */
export function sqliteTransfers(database: Database, writer: Writer): TransferStore {
  const begin = database.prepare(
    "INSERT INTO transfers (token_hash, parts, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const find = database.prepare("SELECT * FROM transfers WHERE token_hash = ?");
  const claim = database.prepare("UPDATE transfers SET claimant = ? WHERE token_hash = ?");
  const spend = database.prepare("UPDATE transfers SET spent = 1 WHERE token_hash = ?");
  const putPart = database.prepare("INSERT INTO transfer_parts VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  const findPart = database.prepare("SELECT bytes FROM transfer_parts WHERE token_hash = ? AND part = ?");
  const removeParts = database.prepare("DELETE FROM transfer_parts WHERE token_hash = ?");
  return {
    put: (tokenHash, part, parts, bytes, expiresAt) =>
      writer.write(() => {
        begin.run(tokenHash, parts, expiresAt);
        const row = asRow(find.get(tokenHash));
        if (row !== undefined && integer(row, "spent") === 0) putPart.run(tokenHash, part, bytes);
      }),
    claim: (tokenHash, claimant, now) =>
      writer.write(() => {
        const row = asRow(find.get(tokenHash));
        if (row === undefined || integer(row, "expires_at") <= now) return false;
        const holder = optionalText(row, "claimant");
        if (holder !== undefined) return holder === claimant;
        if (integer(row, "spent") === 1) return false;
        claim.run(claimant, tokenHash);
        return true;
      }),
    async get(tokenHash, part) {
      const row = asRow(find.get(tokenHash));
      const found = asRow(findPart.get(tokenHash, part));
      if (row === undefined || found === undefined) return undefined;
      return { parts: integer(row, "parts"), bytes: blob(found, "bytes") };
    },
    remove: (tokenHash) =>
      writer.write(() => {
        spend.run(tokenHash);
        removeParts.run(tokenHash);
      }),
  };
}
