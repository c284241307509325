import type { Database } from "libsql";
import type { FoundingStore } from "../port/enrolment.ts";
import { asRow, optionalText } from "./row.ts";
import type { Writer } from "./writer.ts";

/** One-time rights to found a network, in SQLite. */
export function sqliteFoundings(database: Database, writer: Writer): FoundingStore {
  const issue = database.prepare("INSERT INTO foundings VALUES (?, ?, NULL) ON CONFLICT DO NOTHING");
  const find = database.prepare("SELECT network FROM foundings WHERE token_hash = ?");
  const spend = database.prepare("UPDATE foundings SET network = ? WHERE token_hash = ?");
  return {
    issue: (tokenHash, at) =>
      writer.write(() => {
        issue.run(tokenHash, at);
      }),
    spend: (tokenHash, network) =>
      writer.write(() => {
        const row = asRow(find.get(tokenHash));
        if (row === undefined) return false;
        const spentOn = optionalText(row, "network");
        if (spentOn !== undefined) return spentOn === network;
        spend.run(network, tokenHash);
        return true;
      }),
  };
}
