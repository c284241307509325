import type { DeviceId } from "@comity/shared/ids";
import type { Database } from "libsql";
import type { KeyPackageStore } from "../port/keyPackages.ts";
import { asRow, blob, integer } from "./row.ts";
import type { Writer } from "./writer.ts";

/** Pools of key packages, in SQLite. */
export function sqliteKeyPackages(database: Database, writer: Writer): KeyPackageStore {
  const where = "device = ? AND suite = ?";
  const known = database.prepare(`SELECT 1 AS known FROM key_packages WHERE ${where} AND bytes = ?`);
  const add = database.prepare(
    "INSERT INTO key_packages (device, suite, last_resort, added_at, bytes) VALUES (?, ?, ?, ?, ?)",
  );
  const count = database.prepare(
    `SELECT COUNT(*) AS count FROM key_packages WHERE ${where} AND last_resort = ?`,
  );
  const oldest = database.prepare(
    `SELECT id, bytes FROM key_packages WHERE ${where} AND last_resort = ? ORDER BY id LIMIT 1`,
  );
  const remove = database.prepare("DELETE FROM key_packages WHERE id = ?");
  const dropLastResort = database.prepare(`DELETE FROM key_packages WHERE ${where} AND last_resort = 1`);
  const forget = database.prepare("DELETE FROM key_packages WHERE device = ?");
  const countOf = (device: DeviceId, suite: number, lastResort: 0 | 1): number => {
    const row = asRow(count.get(device, suite, lastResort));
    return row === undefined ? 0 : integer(row, "count");
  };
  return {
    add: (device, suite, packages, at) =>
      writer.write(() => {
        for (const bytes of packages)
          if (known.get(device, suite, bytes) === undefined) add.run(device, suite, 0, at, bytes);
        return countOf(device, suite, 0);
      }),
    setLastResort: (device, suite, keyPackage, at) =>
      writer.write(() => {
        dropLastResort.run(device, suite);
        add.run(device, suite, 1, at, keyPackage);
      }),
    count: async (device, suite) => ({
      oneTime: countOf(device, suite, 0),
      lastResort: countOf(device, suite, 1) > 0,
    }),
    take: (device, suite) =>
      writer.write(() => {
        const oneTime = asRow(oldest.get(device, suite, 0));
        if (oneTime !== undefined) {
          remove.run(integer(oneTime, "id"));
          return { keyPackage: blob(oneTime, "bytes"), left: countOf(device, suite, 0) };
        }
        const lastResort = asRow(oldest.get(device, suite, 1));
        return lastResort === undefined ? undefined : { keyPackage: blob(lastResort, "bytes"), left: 0 };
      }),
    forget: (device) =>
      writer.write(() => {
        forget.run(device);
      }),
  };
}
