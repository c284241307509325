import { fail, ok } from "@comity/shared/result";
import type { OpenResult } from "../port/storage.ts";
import { mongoArchives } from "./archives.ts";
import { mongoBackups } from "./backups.ts";
import { Begun } from "./begun.ts";
import { mongoBlobs } from "./blobs.ts";
import { type Collections, declareCollections } from "./collections.ts";
import { connect, whereOf } from "./connection.ts";
import { mongoConversations } from "./conversations.ts";
import { mongoCursors } from "./cursors.ts";
import { mongoDevices } from "./devices.ts";
import { mongoDisabledAccounts } from "./disabledAccounts.ts";
import { mongoFoundings } from "./foundings.ts";
import { mongoGroupInfos } from "./groupInfos.ts";
import { makeIndexes } from "./indexes.ts";
import { contend, insertOnce } from "./inserting.ts";
import { mongoInvitations } from "./invitations.ts";
import { mongoKeyPackages } from "./keyPackages.ts";
import { mongoLinks } from "./links.ts";
import { mongoLogKeys } from "./logKeys.ts";
import { mongoStatements } from "./statements.ts";
import { mongoTransfers } from "./transfers.ts";

/** The form in which this code writes documents; raise it when an older server would misread them. */
export const SCHEMA_VERSION = 1;

function versionOf({ meta }: Collections): Promise<number> {
  return contend(async () => {
    if (await insertOnce(meta, { _id: "schema", version: SCHEMA_VERSION })) return { value: SCHEMA_VERSION };
    const found = await meta.findById("schema").lean();
    return found === null ? undefined : { value: found.version ?? 0 };
  });
}

/** The driver's errors for a database that can't be reached or does not answer in time. */
const UNREACHABLE =
  /^Mongo(ose)?(Network|ServerSelection|NotConnected|TopologyClosed|PoolCl|ConnectionPool|OperationTimeout)/;
/** The server's own codes for being out of disk, stepping down and shutting down. */
const REFUSING = new Set([14031, 91, 189, 10107, 11600, 11602, 13435, 13436]);

function unavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return UNREACHABLE.test(error.name) || ("code" in error && REFUSING.has(Number(error.code)));
}

/** Opens a MongoDB database: its version first, then its indexes, made and checked. */
export async function openMongo(uri: string): Promise<OpenResult> {
  const connected = await connect(uri);
  if (!connected.ok) return connected;
  const connection = connected.value;
  const where = whereOf(uri);
  const collections = declareCollections(connection);
  try {
    const found = await versionOf(collections);
    if (found > SCHEMA_VERSION) {
      await connection.close();
      return fail({ code: "storage.newer", where, found, known: SCHEMA_VERSION });
    }
    const wrong = await makeIndexes(collections);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
  } catch (error) {
    await connection.close();
    const cause = error instanceof Error ? error.message : String(error);
    return fail({ code: "storage.damaged", where, cause });
  }
  const begun = new Begun();
  return ok({
    devices: begun.counted(mongoDevices(collections)),
    foundings: begun.counted(mongoFoundings(collections)),
    invitations: begun.counted(mongoInvitations(collections)),
    statements: begun.counted(mongoStatements(collections)),
    logKeys: begun.counted(mongoLogKeys(collections)),
    keyPackages: begun.counted(mongoKeyPackages(collections)),
    conversations: begun.counted(mongoConversations(collections)),
    groupInfos: begun.counted(mongoGroupInfos(collections)),
    cursors: begun.counted(mongoCursors(collections)),
    backups: begun.counted(mongoBackups(collections)),
    transfers: begun.counted(mongoTransfers(collections)),
    links: begun.counted(mongoLinks(collections)),
    archives: begun.counted(mongoArchives(collections)),
    blobs: begun.counted(mongoBlobs(collections)),
    disabledAccounts: begun.counted(mongoDisabledAccounts(collections)),
    async ping() {
      const alive = { $set: { at: Date.now() } };
      await collections.meta.updateOne({ _id: "liveness" }, alive, { upsert: true });
    },
    unavailable,
    async close() {
      await begun.finish();
      await connection.close();
    },
  });
}
