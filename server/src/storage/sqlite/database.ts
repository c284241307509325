import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "@comity/shared/result";
import Database from "libsql";
import type { OpenFault } from "../port.ts";
import { MIGRATIONS } from "./migrations.ts";
import { asRow, integer } from "./row.ts";

/** The embedded database is one file (with its write-ahead log beside it) in the data folder. */
export const DATABASE_FILE = "comity.db";

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function versionOf(database: Database.Database): number {
  const row = asRow(database.prepare("PRAGMA user_version").get());
  return row === undefined ? 0 : integer(row, "user_version");
}

/** Opens the file, makes it if absent, and brings it to the newest version, one transaction a step. */
export function openDatabase(folder: string): Result<Database.Database, OpenFault> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    return fail({ code: "storage.unwritable", where: folder, cause: causeOf(error) });
  }
  const where = join(folder, DATABASE_FILE);
  try {
    if (existsSync(where)) accessSync(where, constants.R_OK | constants.W_OK);
  } catch (error) {
    return fail({ code: "storage.unwritable", where, cause: causeOf(error) });
  }
  try {
    const database = new Database(where);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA busy_timeout = 5000");
    const found = versionOf(database);
    if (found > MIGRATIONS.length) {
      database.close();
      return fail({ code: "storage.newer", where, found, known: MIGRATIONS.length });
    }
    for (const [version, steps] of MIGRATIONS.entries()) {
      if (version < found) continue;
      database.exec("BEGIN IMMEDIATE");
      database.exec(steps);
      database.exec(`PRAGMA user_version = ${version + 1}`);
      database.exec("COMMIT");
    }
    return ok(database);
  } catch (error) {
    return fail({ code: "storage.damaged", where, cause: causeOf(error) });
  }
}
