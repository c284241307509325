import { createServer, type Socket } from "node:net";
import { openStorage } from "@comity/server/storage/open";
import { describe, expect, it } from "vitest";
import { mongodbUri } from "../setup/engines.ts";
import { opened } from "./ground.ts";
import { mongoGround } from "./mongoGround.ts";

const open = (uri: string) => openStorage({ dataFolder: "never-made", mongodbUri: uri });

describe("opening MongoDB at a wrong address", () => {
  it.each(["", "nonsense", "http://127.0.0.1:27017/", "mongodb://", "mongodb+srv://database.invalid/comity"])(
    "says that %j is none",
    async (uri) => {
      expect(await open(uri)).toMatchObject({ ok: false, fault: { code: "storage.wrong-address" } });
    },
  );

  it("says within eight seconds that nobody answers, where, and never the password", async () => {
    const started = performance.now();
    const result = await open("mongodb://clerk:hunter2@127.0.0.1:1/cases?authSource=admin");
    expect(performance.now() - started).toBeLessThan(8000);
    expect(result).toMatchObject({
      ok: false,
      fault: { code: "storage.unreachable", where: "127.0.0.1:1/cases" },
    });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });

  it.each(["mongodb://clerk:hunter/2@127.0.0.1:1/cases", "mongodb://clerk:hunter?2@127.0.0.1:1/cases"])(
    "shows nothing of the password in an address that is not in form, like %j",
    async (uri) => {
      const result = await open(uri);
      expect(result).toMatchObject({ ok: false, fault: { where: "MONGODB_URI" } });
      expect(JSON.stringify(result)).not.toContain("hunter");
    },
  );

  it("says so too of a server that listens and never speaks", async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => void sockets.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const started = performance.now();
    const result = await open(`mongodb://127.0.0.1:${port}/`);
    expect(performance.now() - started).toBeLessThan(8000);
    expect(result).toMatchObject({
      ok: false,
      fault: { code: "storage.unreachable", where: `127.0.0.1:${port}/comity` },
    });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });
});

describe.skipIf(mongodbUri === undefined)("opening a MongoDB database", () => {
  it("refuses one of a newer version", async () => {
    const ground = await mongoGround();
    await (await opened(ground)).close();
    await ground.outside(async (database) => {
      await database.collection<{ _id: string }>("meta").replaceOne({ _id: "schema" }, { version: 99 });
    });
    expect(await ground.open()).toMatchObject({
      ok: false,
      fault: { code: "storage.newer", found: 99, known: 1 },
    });
    await ground.drop();
  });

  it("refuses one in which a unique index can't be made", async () => {
    const ground = await mongoGround();
    await ground.outside(async (database) => {
      const entry = { conversation: "one", seq: 1, sender: "one" };
      await database.collection("envelopes").insertMany([
        { ...entry, messageId: "a" },
        { ...entry, messageId: "b" },
      ]);
    });
    expect(await ground.open()).toMatchObject({ ok: false, fault: { code: "storage.damaged" } });
    await ground.drop();
  });

  it("refuses one in which an index of that name is there and not unique", async () => {
    const ground = await mongoGround();
    await ground.outside(async (database) => {
      await database.createCollection("envelopes");
      await database.collection("envelopes").createIndex({ conversation: 1, seq: 1 });
    });
    expect(await ground.open()).toMatchObject({ ok: false, fault: { code: "storage.damaged" } });
    await ground.drop();
  });

  it("opens the same one for several processes at once", async () => {
    const ground = await mongoGround();
    const all = await Promise.all([opened(ground), opened(ground), opened(ground)]);
    for (const storage of all) await storage.close();
    await ground.drop();
  });
});
