import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "@comity/shared/result";
import Database from "libsql";
import type { OpenFault } from "../port/storage.ts";
import { makeFolder } from "./folder.ts";
import { MIGRATIONS } from "./migrations.ts";
import { asRow, integer } from "./row.ts";

/** The embedded database is one file (with its write-ahead log beside it) in the data folder. */
export const DATABASE_FILE = "comity.db";

/**
 * An acknowledged write survives a crash of the machine (FULL). A write-ahead log of 16 MB instead of 4
 * rewrites the busy index pages less often, and the cache holds them: together half of an append's cost.
 */
const SETTINGS = [
  "PRAGMA busy_timeout = 5000",
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = FULL",
  "PRAGMA wal_autocheckpoint = 4000",
  "PRAGMA cache_size = -65536",
];

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function versionOf(database: Database.Database): number {
  const row = asRow(database.prepare("PRAGMA user_version").get());
  return row === undefined ? 0 : integer(row, "user_version");
}

/** One transaction a step, so that a crash in between leaves a version that is known. */
function migrate(database: Database.Database, from: number): void {
  for (const [version, steps] of MIGRATIONS.entries()) {
    if (version < from) continue;
    database.exec("BEGIN IMMEDIATE");
    database.exec(steps);
    database.exec(`PRAGMA user_version = ${version + 1}`);
    database.exec("COMMIT");
  }
}

/** Opens the file, makes it if absent, and brings it to the newest version. */
export function openDatabase(folder: string): Result<Database.Database, OpenFault> {
  const where = join(folder, DATABASE_FILE);
  try {
    makeFolder(folder);
    if (existsSync(where)) accessSync(where, constants.R_OK | constants.W_OK);
  } catch (error) {
    return fail({ code: "storage.unwritable", where: folder, cause: causeOf(error) });
  }
  let database: Database.Database | undefined;
  try {
    database = new Database(where);
    for (const setting of SETTINGS) database.exec(setting);
    const found = versionOf(database);
    if (found > MIGRATIONS.length) {
      database.close();
      return fail({ code: "storage.newer", where, found, known: MIGRATIONS.length });
    }
    migrate(database, found);
    return ok(database);
  } catch (error) {
    database?.close();
    return fail({ code: "storage.damaged", where, cause: causeOf(error) });
  }
}
