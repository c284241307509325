import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, ok } from "@comity/shared/result";
import Database from "libsql";
import type { OpenOperatorResult, OperatorStorage } from "../port/operator.ts";
import { DATABASE_FILE } from "./database.ts";
import { sqliteHeld } from "./held.ts";
import { MIGRATIONS } from "./migrations.ts";
import { sqlitePurge } from "./purge.ts";
import { asRow, integer } from "./row.ts";

/** Long enough for the running server to finish whatever group it writes. */
const PATIENCE_MS = 30_000;

/** Opens the embedded database for an operator's command, beside a server that may run on it. Nothing is made. */
export function openSqliteForOperator(folder: string): OpenOperatorResult {
  const where = join(folder, DATABASE_FILE);
  if (!existsSync(where)) return fail({ code: "storage.missing", where });
  let database: Database.Database | undefined;
  try {
    database = new Database(where);
    database.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
    database.exec("PRAGMA synchronous = FULL");
    const row = asRow(database.prepare("PRAGMA user_version").get());
    const found = row === undefined ? 0 : integer(row, "user_version");
    const known = MIGRATIONS.length;
    if (found !== known) database.close();
    if (found > known) return fail({ code: "storage.newer", where, found, known });
    if (found < known) return fail({ code: "storage.older", where });
    return ok(operatorOn(database));
  } catch (error) {
    database?.close();
    return fail({
      code: "storage.damaged",
      where,
      cause: error instanceof Error ? error.message : String(error),
    });
  }
}

function operatorOn(database: Database.Database): OperatorStorage {
  return {
    ...sqliteHeld(database),
    purge: async (ended, { dryRun }) => sqlitePurge(database, ended, dryRun),
    close: async () => void database.close(),
  };
}
