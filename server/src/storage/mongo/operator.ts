import { fail, ok } from "@comity/shared/result";
import type { OpenOperatorResult } from "../port/operator.ts";
import { declareCollections } from "./collections.ts";
import { connect, whereOf } from "./connection.ts";
import { mongoHeld } from "./held.ts";
import { SCHEMA_VERSION } from "./mongoStorage.ts";
import { mongoPurge } from "./purge.ts";

/** Opens a MongoDB database for an operator's command, beside servers that may run on it. Nothing is made. */
export async function openMongoForOperator(uri: string): Promise<OpenOperatorResult> {
  const connected = await connect(uri);
  if (!connected.ok) return connected;
  const connection = connected.value;
  const where = whereOf(uri);
  const collections = declareCollections(connection);
  try {
    const found = (await collections.meta.findById("schema").lean())?.version;
    if (found !== SCHEMA_VERSION) await connection.close();
    if (found === undefined) return fail({ code: "storage.missing", where });
    if (found > SCHEMA_VERSION) return fail({ code: "storage.newer", where, found, known: SCHEMA_VERSION });
    if (found < SCHEMA_VERSION) return fail({ code: "storage.older", where });
  } catch (error) {
    await connection.close();
    return fail({
      code: "storage.damaged",
      where,
      cause: error instanceof Error ? error.message : String(error),
    });
  }
  return ok({
    ...mongoHeld(collections),
    purge: (ended, { dryRun }) => mongoPurge(collections, ended, dryRun),
    close: () => connection.close(),
  });
}
