import { utf8 } from "@comity/shared/bytes/bytes";
import { decode } from "@msgpack/msgpack";
import { describe, expect, it } from "vitest";
import { MemoryStore } from "../../vault-store/memoryStore.ts";
import type { VaultStore } from "../ports.ts";
import { packStore } from "./move.ts";

/** A store in which a log grows while it is read: entry and length in one write, between two tables' reading. */
async function growing(times: number): Promise<VaultStore> {
  const store = new MemoryStore();
  const grow = (size: number) =>
    store.write([
      { table: "log-entry", key: String(size).padStart(4, "0"), value: utf8("an entry") },
      { table: "log-size", key: "size", value: utf8(String(size)) },
    ]);
  await grow(1);
  let left = times;
  return {
    tables: () => store.tables(),
    get: (table, key) => store.get(table, key),
    write: (changes) => store.write(changes),
    wipe: () => store.wipe(),
    scan: async (table, range) => {
      const found = await store.scan(table, range);
      if (left > 0) await grow(times - --left + 1);
      return found;
    },
  };
}

const read = (packed: Uint8Array) => {
  const records = decode(packed);
  if (!Array.isArray(records)) throw new Error("no list");
  const of = (table: string) => records.filter((record) => record.table === table);
  return { entries: of("log-entry").length, size: Number(new TextDecoder().decode(of("log-size")[0].value)) };
};

describe("a vault that is packed while its directory grows", () => {
  it("is of one moment: a log is as long as it says", async () => {
    for (const times of [1, 2, 3, 7]) {
      const packed = await packStore(await growing(times));
      if (!packed.ok) throw new Error(packed.fault.code);
      expect(read(packed.value)).toEqual({ entries: times + 1, size: times + 1 });
    }
  });

  it("does not go where the growing has no end", async () => {
    expect(await packStore(await growing(1000))).toEqual({ ok: false, fault: { code: "not-ready" } });
  });
});
