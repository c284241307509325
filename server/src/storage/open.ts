import type { OpenResult } from "./port/storage.ts";
import { openSqlite } from "./sqlite/sqliteStorage.ts";

/** Opens the storage that the settings name: MongoDB where an address is given, else the embedded database. */
export async function openStorage(settings: {
  readonly dataFolder: string;
  readonly mongodbUri?: string;
}): Promise<OpenResult> {
  if (settings.mongodbUri === undefined) return openSqlite(settings.dataFolder);
  const { openMongo } = await import("./mongo/mongoStorage.ts");
  return openMongo(settings.mongodbUri);
}
