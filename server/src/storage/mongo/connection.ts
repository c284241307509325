import { fail, ok, type Result } from "@comity/shared/result";
import mongoose, { type Connection, mongo } from "mongoose";
import type { OpenFault } from "../port.ts";

const DEFAULT_DATABASE = "comity";
const PATIENCE_MS = 5000;

/** The hosts and the database of an address: what may be shown, unlike its password. */
function partsOf(uri: string): { readonly hosts: string; readonly database: string } {
  const parts = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)(?:\/([^?]*))?/.exec(uri);
  return { hosts: parts?.[1] ?? "", database: parts?.[2] || DEFAULT_DATABASE };
}

/** Where an address leads, without its password. */
export function whereOf(uri: string): string {
  const { hosts, database } = partsOf(uri);
  return `${hosts}/${database}`;
}

/**
 * Connects. A write has been acknowledged when a majority of the servers has it in its journal; a read sees
 * only what a majority has, so that nothing is shown to people that a failover could take back.
 */
export async function connect(uri: string): Promise<Result<Connection, OpenFault>> {
  const where = whereOf(uri);
  let connection: Connection | undefined;
  try {
    connection = mongoose.createConnection(uri, {
      dbName: partsOf(uri).database,
      appName: "comity",
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      promoteBuffers: true,
      serverSelectionTimeoutMS: PATIENCE_MS,
      connectTimeoutMS: PATIENCE_MS,
      writeConcern: { w: "majority", j: true },
      readConcern: { level: "majority" },
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
