import { randomBytes } from "node:crypto";
import { connect } from "@comity/server/storage/mongo/connection";
import { openStorage } from "@comity/server/storage/open";
import { mongodbUri } from "../setup/engines.ts";
import type { Ground } from "./ground.ts";

/** The database's own connection, to look at it or to change it from outside. */
export type MongoGround = Ground & {
  readonly uri: string;
  outside<Value>(work: (database: OutsideDatabase) => Promise<Value>): Promise<Value>;
};

type Connected = Extract<Awaited<ReturnType<typeof connect>>, { ok: true }>["value"];
type OutsideDatabase = NonNullable<Connected["db"]>;

/** A database of a name of its own on the server that the test set-up started. */
export async function mongoGround(): Promise<MongoGround> {
  const server = new URL(mongodbUri ?? "mongodb://missing.invalid/");
  server.pathname = `/comity_contract_${randomBytes(8).toString("hex")}`;
  const uri = server.href;
  const outside: MongoGround["outside"] = async (work) => {
    const connected = await connect(uri);
    if (!connected.ok) throw new Error(JSON.stringify(connected.fault));
    try {
      const { db } = connected.value;
      if (db === undefined) throw new Error("connected without a database");
      return await work(db);
    } finally {
      await connected.value.close();
    }
  };
  return {
    uri,
    outside,
    open: () => openStorage({ dataFolder: "never-made", mongodbUri: uri }),
    drop: async () => void (await outside((database) => database.dropDatabase())),
  };
}
