import { chmod, copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openStorage } from "@comity/server/storage/open";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { opened } from "./ground.ts";
import { aNetwork, aToken, someBytes } from "./samples.ts";
import { sqliteGround } from "./sqliteGround.ts";

const isRoot = process.getuid?.() === 0;

describe("opening SQLite", () => {
  it("makes a folder that only its owner may enter, with one database in it", async () => {
    const ground = await sqliteGround();
    const dataFolder = join(ground.dataFolder, "below", "it");
    const storage = await openStorage({ dataFolder });
    expect(storage.ok).toBe(true);
    expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataFolder, "comity.db"))).size).toBeGreaterThan(0);
    if (storage.ok) await storage.value.close();
    await ground.drop();
  });

  it("has everything in one file once it is closed, and a write-ahead log while it is open", async () => {
    const ground = await sqliteGround();
    const storage = await opened(ground);
    const token = aToken();
    await storage.foundings.issue(token, 1);
    const log = join(ground.dataFolder, "comity.db-wal");
    expect((await stat(log)).size).toBeGreaterThan(0);
    await storage.close();
    const copied = await sqliteGround();
    await mkdir(copied.dataFolder, { recursive: true });
    await copyFile(join(ground.dataFolder, "comity.db"), join(copied.dataFolder, "comity.db"));
    const copy = await opened(copied);
    expect(await copy.foundings.spend(token, aNetwork())).toBe(true);
    await copy.close();
    await ground.drop();
    await copied.drop();
  });

  it("refuses a database of a newer version and leaves it as it is", async () => {
    const ground = await sqliteGround();
    await (await opened(ground)).close();
    const where = join(ground.dataFolder, "comity.db");
    const raw = new Database(where);
    raw.exec("PRAGMA user_version = 99");
    raw.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    raw.close();
    const before = await readFile(where);
    expect(await ground.open()).toEqual({
      ok: false,
      fault: { code: "storage.newer", where, found: 99, known: expect.any(Number) },
    });
    expect((await readFile(where)).equals(before)).toBe(true);
    await ground.drop();
  });

  it("refuses a file that is no database and leaves it as it is", async () => {
    const ground = await sqliteGround();
    await mkdir(ground.dataFolder, { recursive: true });
    const where = join(ground.dataFolder, "comity.db");
    const content = someBytes(20_000);
    await writeFile(where, content);
    expect(await ground.open()).toMatchObject({ ok: false, fault: { code: "storage.damaged", where } });
    expect((await readFile(where)).equals(content)).toBe(true);
    await ground.drop();
  });

  it("refuses a database whose tables are torn", async () => {
    const ground = await sqliteGround();
    await (await opened(ground)).close();
    const where = join(ground.dataFolder, "comity.db");
    const content = await readFile(where);
    content.fill(0xaa, 200, 4096);
    await writeFile(where, content);
    expect(await ground.open()).toMatchObject({ ok: false, fault: { code: "storage.damaged", where } });
    await ground.drop();
  });

  it("refuses a folder that is a file, or lies below one", async () => {
    const ground = await sqliteGround();
    await mkdir(ground.dataFolder, { recursive: true });
    const file = join(ground.dataFolder, "file");
    await writeFile(file, "not a folder");
    for (const dataFolder of [file, join(file, "data")])
      expect(await openStorage({ dataFolder })).toMatchObject({
        ok: false,
        fault: { code: "storage.unwritable", where: dataFolder },
      });
    await ground.drop();
  });

  it.skipIf(process.platform !== "linux")("refuses a folder in which nothing can be made", async () => {
    const dataFolder = "/proc/comity-data/below";
    expect(await openStorage({ dataFolder })).toMatchObject({
      ok: false,
      fault: { code: "storage.unwritable", where: dataFolder },
    });
  });

  // Whoever is root may write everywhere.
  it.skipIf(isRoot)("refuses a folder that it may not write to", async () => {
    const ground = await sqliteGround();
    await mkdir(ground.dataFolder, { recursive: true });
    await chmod(ground.dataFolder, 0o500);
    expect(await ground.open()).toMatchObject({ ok: false, fault: { code: "storage.unwritable" } });
    await chmod(ground.dataFolder, 0o700);
    await ground.drop();
  });
});
