import { fail, ok, type Result } from "@comity/shared/result";
import mongoose, { type Connection, mongo } from "mongoose";
import type { OpenFault } from "../port/storage.ts";

const DEFAULT_DATABASE = "comity";
const PATIENCE_MS = 5000;

function databaseOf(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/[^/?]*\/([^?]+)/.exec(uri)?.[1] ?? DEFAULT_DATABASE;
}

/**
 * The hosts and the database that an address names: what may be shown. An address that is not in form is not
 * shown at all, since a password with a stray character in it could be taken for a host.
 */
export function whereOf(uri: string): string {
  const hosts = /^mongodb(?:\+srv)?:\/\/(?:[^@/?]*@)?([^@/?]+)(?:[/?][^@]*)?$/.exec(uri)?.[1];
  return hosts === undefined ? "MONGODB_URI" : `${hosts}/${databaseOf(uri)}`;
}

/**
 * Connects. A write has been acknowledged when a majority of the servers has it in its journal, and reads
 * go to the primary, whatever the address asks for. (Mongoose leaves a schema's own write concern out of
 * `insertMany` and `bulkWrite`, so that it has to be said here.)
 */
export async function connect(uri: string): Promise<Result<Connection, OpenFault>> {
  const where = whereOf(uri);
  let connection: Connection | undefined;
  try {
    connection = mongoose.createConnection(uri, {
      dbName: databaseOf(uri),
      appName: "comity",
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      promoteBuffers: true,
      serverSelectionTimeoutMS: PATIENCE_MS,
      connectTimeoutMS: PATIENCE_MS,
      readPreference: "primary",
      writeConcern: { w: "majority", j: true },
    });
    return ok(await connection.asPromise());
  } catch (error) {
    await connection?.close().catch(() => undefined);
    const cause = error instanceof Error ? error.message : String(error);
    const answered =
      error instanceof mongoose.Error.MongooseServerSelectionError ||
      error instanceof mongo.MongoServerSelectionError ||
      error instanceof mongo.MongoNetworkError ||
      error instanceof mongo.MongoServerError;
    return fail({ code: answered ? "storage.unreachable" : "storage.wrong-address", where, cause });
  }
}
