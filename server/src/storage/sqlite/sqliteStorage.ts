import { ok } from "@comity/shared/result";
import type { OpenResult } from "../port/storage.ts";
import { sqliteArchives } from "./archives.ts";
import { sqliteBackups } from "./backups.ts";
import { sqliteBlobs } from "./blobs.ts";
import { sqliteConversations } from "./conversations.ts";
import { sqliteCursors } from "./cursors.ts";
import { openDatabase } from "./database.ts";
import { sqliteDevices } from "./devices.ts";
import { sqliteDisabledAccounts } from "./disabledAccounts.ts";
import { sqliteFoundings } from "./foundings.ts";
import { sqliteGroupInfos } from "./groupInfos.ts";
import { sqliteInvitations } from "./invitations.ts";
import { sqliteKeyPackages } from "./keyPackages.ts";
import { sqliteLinks } from "./links.ts";
import { sqliteLogKeys } from "./logKeys.ts";
import { MIGRATIONS } from "./migrations.ts";
import { sqliteStatements } from "./statements.ts";
import { sqliteTransfers } from "./transfers.ts";
import { Writer } from "./writer.ts";

/** SQLite's codes for a disk or a lock that stands in the way, extended ones (`SQLITE_IOERR_FSYNC`) included. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|PROTOCOL)/;

function unavailable(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    UNAVAILABLE.test(error.code)
  );
}

/** Opens the embedded database in a folder (made if absent): WAL, synchronous=FULL, one grouping writer. */
export async function openSqlite(folder: string): Promise<OpenResult> {
  const opened = openDatabase(folder);
  if (!opened.ok) return opened;
  const database = opened.value;
  const writer = new Writer(database, () => conversations.forget());
  const conversations = sqliteConversations(database, writer);
  return ok({
    devices: sqliteDevices(database, writer),
    foundings: sqliteFoundings(database, writer),
    invitations: sqliteInvitations(database, writer),
    statements: sqliteStatements(database, writer),
    logKeys: sqliteLogKeys(database, writer),
    keyPackages: sqliteKeyPackages(database, writer),
    conversations,
    groupInfos: sqliteGroupInfos(database, writer),
    cursors: sqliteCursors(database, writer),
    backups: sqliteBackups(database, writer),
    transfers: sqliteTransfers(database, writer),
    links: sqliteLinks(database, writer),
    archives: sqliteArchives(database, writer),
    blobs: sqliteBlobs(database, writer),
    disabledAccounts: sqliteDisabledAccounts(database, writer),
    // Writes the version that stands there anyway, so that a full disk or a read-only one is noticed.
    ping: () =>
      writer.write(() => {
        database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
      }),
    unavailable,
    async close() {
      writer.close();
      // Brings everything into the one file; the driver's close may leave that to the next opening.
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      database.close();
    },
  });
}
