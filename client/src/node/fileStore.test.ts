import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utf8 } from "@comity/shared/bytes/bytes";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreDamaged } from "../engine/ports.ts";
import { FileStore, VAULT_FILE } from "./fileStore.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comity-file-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(): FileStore {
  const store = FileStore.open(folder);
  if (!store.ok) throw new Error(JSON.stringify(store.fault));
  return store.value;
}

describe("a vault's file", () => {
  it("can be read by its owner alone", async () => {
    const store = opened();
    await store.write([{ table: "a", key: "1", value: utf8("x") }]);
    for (const name of [VAULT_FILE, `${VAULT_FILE}-wal`])
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    store.close();
  });

  it("is open in one place at a time", () => {
    const store = opened();
    expect(FileStore.open(folder)).toEqual({ ok: false, fault: { code: "store.busy" } });
    store.close();
    opened().close();
  });

  it("holds nothing any more of what was removed or written over", async () => {
    const store = opened();
    const secret = "ratchet-key-of-long-ago";
    await store.write([{ table: "a", key: "1", value: utf8(secret) }]);
    await store.write([{ table: "a", key: "2", value: utf8(`${secret}-too`) }]);
    await store.write([{ table: "a", key: "1", remove: true }]);
    await store.write([{ table: "a", key: "2", value: utf8("other") }]);
    store.close();
    expect(readFileSync(join(folder, VAULT_FILE)).includes(secret)).toBe(false);
  });

  it("says so when it is no database, or one of a newer version", () => {
    writeFileSync(join(folder, VAULT_FILE), "this is no database ".repeat(500));
    expect(FileStore.open(folder)).toMatchObject({ ok: false, fault: { code: "store.damaged" } });
    rmSync(join(folder, VAULT_FILE));
    const file = join(folder, "not-a-folder");
    writeFileSync(file, "");
    expect(FileStore.open(file)).toMatchObject({ ok: false, fault: { code: "store.unwritable" } });
  });

  it("never gives out a record that is not what was written, whatever happened to the file", async () => {
    const store = opened();
    const value = (index: number) => utf8(`${index}:`.repeat(200));
    for (let index = 0; index < 60; index++)
      await store.write([{ table: "a", key: String(index), value: value(index) }]);
    store.close();
    const whole = readFileSync(join(folder, VAULT_FILE));
    let noticed = 0;
    for (let place = 4200; place < whole.length; place += 3777) {
      const torn = Uint8Array.from(whole);
      torn.fill(0x5a, place, place + 48);
      writeFileSync(join(folder, VAULT_FILE), torn);
      const again = FileStore.open(folder);
      if (!again.ok) {
        expect(again.fault.code).toBe("store.damaged");
        noticed += 1;
        continue;
      }
      for (let index = 0; index < 60; index++) {
        try {
          const read = await again.value.get("a", String(index));
          if (read === undefined) noticed += 1;
          else expect(read).toEqual(value(index));
        } catch (error) {
          expect(error).toBeInstanceOf(StoreDamaged);
          noticed += 1;
        }
      }
      again.value.close();
    }
    expect(noticed).toBeGreaterThan(5);
  });

  it("survives a write-ahead log that ends in the middle of a write", async () => {
    const store = opened();
    for (let index = 0; index < 20; index++)
      await store.write([
        { table: "a", key: String(index), value: utf8(`left ${index}`) },
        { table: "b", key: String(index), value: utf8(`right ${index}`) },
      ]);
    const log = readFileSync(join(folder, `${VAULT_FILE}-wal`));
    const base = readFileSync(join(folder, VAULT_FILE));
    store.close();
    for (let length = log.length; length > 0; length -= 9001) {
      writeFileSync(join(folder, VAULT_FILE), base);
      writeFileSync(join(folder, `${VAULT_FILE}-wal`), log);
      truncateSync(join(folder, `${VAULT_FILE}-wal`), length);
      const again = opened();
      const [left, right] = [await again.scan("a"), await again.scan("b")];
      expect(left.map(({ key }) => key)).toEqual(right.map(({ key }) => key));
      again.close();
    }
  });
});

describe("a process that dies while it writes", () => {
  it("leaves every acknowledged write, each whole, and no lock", async () => {
    const program = join(folder, "writing.mts");
    const module = new URL("./fileStore.ts", import.meta.url).href;
    writeFileSync(
      program,
      `import { FileStore } from ${JSON.stringify(module)};
      const { value: store } = FileStore.open(${JSON.stringify(folder)});
      for (let n = 0; ; n++) {
        const value = new TextEncoder().encode(String(n));
        await store.write([{ table: "a", key: "n", value }, { table: "b", key: "n", value }]);
        process.send(n);
      }`,
    );
    let floor = -1;
    for (let round = 0; round < 4; round++) {
      const child = fork(program, { execArgv: ["--import", "tsx"], stdio: "ignore" });
      let told = -1;
      child.on("message", (n) => {
        told = Number(n);
      });
      const enough = 5 + round * 13;
      while (told < enough) await once(child, "message");
      child.kill("SIGKILL");
      await once(child, "exit");
      const store = opened();
      const [one, other] = [await store.get("a", "n"), await store.get("b", "n")];
      store.close();
      expect(one).toEqual(other);
      floor = Number(new TextDecoder().decode(one));
      expect(floor).toBeGreaterThanOrEqual(told);
    }
    expect(floor).toBeGreaterThan(0);
  });
});
