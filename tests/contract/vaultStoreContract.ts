import type { StoreChange, VaultStore } from "@comity/client/engine/ports";
import { utf8 } from "@comity/shared/bytes/bytes";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

/** An empty store, how to reach the same records again as after a restart, and how to be rid of it. */
export interface VaultGround {
  readonly open: () => Promise<VaultStore>;
  readonly drop: () => Promise<void>;
}

const put = (table: string, key: string, text: string): StoreChange => ({ table, key, value: utf8(text) });
const remove = (table: string, key: string): StoreChange => ({ table, key, remove: true });

/** What every store of a vault promises, whatever it is made of. */
export function vaultStoreContract(name: string, fresh: () => Promise<VaultGround>): void {
  describe(name, () => {
    let ground: VaultGround;
    let store: VaultStore;
    beforeAll(async () => {
      ground = await fresh();
      store = await ground.open();
    });
    afterAll(() => ground.drop());
    beforeEach(() => store.wipe());

    it("gives back exactly the bytes, empty ones too, and nothing for what is not there", async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
      await store.write([{ table: "a", key: "1", value: bytes }, put("a", "2", "")]);
      expect(await store.get("a", "1")).toEqual(bytes);
      expect(await store.get("a", "2")).toEqual(new Uint8Array(0));
      expect(await store.get("a", "3")).toBeUndefined();
      expect(await store.get("b", "1")).toBeUndefined();
    });

    it("keeps its own copy: what a caller does with its bytes afterwards changes nothing", async () => {
      const mine = utf8("before");
      await store.write([{ table: "a", key: "1", value: mine }]);
      mine.fill(0);
      const got = await store.get("a", "1");
      got?.fill(1);
      expect(await store.get("a", "1")).toEqual(utf8("before"));
    });

    it("does the changes of one write in their order: the last word on a key counts", async () => {
      await store.write([put("a", "1", "x"), remove("a", "1"), put("a", "1", "y"), put("a", "2", "z")]);
      await store.write([remove("a", "2"), remove("a", "never there")]);
      expect(await store.get("a", "1")).toEqual(utf8("y"));
      expect(await store.get("a", "2")).toBeUndefined();
    });

    it("scans within bounds that are exclusive, both ways, and no further than asked", async () => {
      await store.write(["c/1", "c/2", "c/3", "d/1"].map((key) => put("t", key, key)));
      const keys = async (range?: Parameters<VaultStore["scan"]>[1]) =>
        (await store.scan("t", range)).map(({ key }) => key);
      expect(await keys()).toEqual(["c/1", "c/2", "c/3", "d/1"]);
      expect(await keys({ after: "c/", before: "c/~" })).toEqual(["c/1", "c/2", "c/3"]);
      expect(await keys({ after: "c/1", before: "c/3" })).toEqual(["c/2"]);
      expect(await keys({ before: "d/1", descending: true, limit: 2 })).toEqual(["c/3", "c/2"]);
      expect(await keys({ after: "x" })).toEqual([]);
      expect(await keys({ limit: 0 })).toEqual([]);
      expect(await store.scan("other")).toEqual([]);
    });

    it("names its tables, each once, and holds nothing after a wipe", async () => {
      await store.write([put("b", "1", "x"), put("a", "1", "x"), put("a", "2", "x")]);
      expect([...(await store.tables())].sort()).toEqual(["a", "b"]);
      await store.wipe();
      expect(await store.scan("a")).toEqual([]);
    });

    it("takes many writes at once, and each is whole", async () => {
      await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          store.write([
            put("one", String(index), "x"),
            put("other", String(index), "x"),
            put("t", "n", `${index}`),
          ]),
        ),
      );
      expect(await store.scan("one")).toHaveLength(60);
      expect(await store.scan("other")).toHaveLength(60);
      expect(await store.get("t", "n")).toEqual(utf8("59"));
    });

    it("is there again after it was opened anew", async () => {
      await store.write([put("a", "1", "stays")]);
      store = await ground.open();
      expect(await store.get("a", "1")).toEqual(utf8("stays"));
    });

    it("does with any row of writes what a plain map does", async () => {
      const key = fc.constantFrom("1", "2", "3", "10");
      const change = fc.record({
        table: fc.constantFrom("a", "b"),
        key,
        bytes: fc.option(fc.uint8Array({ maxLength: 9 })),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 8 }), async (writes) => {
          await store.wipe();
          const plain = new Map<string, Uint8Array>();
          for (const write of writes) {
            for (const { table, key, bytes } of write) {
              if (bytes === null) plain.delete(`${table}/${key}`);
              else plain.set(`${table}/${key}`, bytes);
            }
            await store.write(
              write.map(({ table, key, bytes }) =>
                bytes === null ? remove(table, key) : { table, key, value: bytes },
              ),
            );
          }
          for (const table of ["a", "b"]) {
            const expected = [...plain]
              .filter(([place]) => place.startsWith(table))
              .sort(([one], [other]) => (one < other ? -1 : 1));
            const held = (await store.scan(table)).map(({ key, value }) => [`${table}/${key}`, value]);
            expect(held).toEqual(expected);
          }
        }),
        { numRuns: 40, seed: 11 },
      );
    });
  });
}
