import { utf8 } from "@comity/shared/bytes/bytes";
import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import { beforeAll, describe, expect, it } from "vitest";
import { MemoryStore } from "../../vault-store/memoryStore.ts";
import { moderateCost } from "./passphrase.ts";
import { DamagedRecord, SealedVault } from "./vault.ts";

const CHEAP = { passes: 1, memory: 8192 };
let sodium: Sodium;
beforeAll(async () => {
  sodium = await loadSodium();
});
const random = (n: number) => sodium.randombytes_buf(n);
const SECRET = "the witness lives in Lomé";

async function made(cost = CHEAP) {
  const store = new MemoryStore();
  const vault = await SealedVault.create(sodium, random, store, "right words here", cost, []);
  await vault.write([{ table: "notes", key: "1", value: utf8(SECRET) }]);
  return { store, vault };
}

describe("a vault", () => {
  it("opens with its passphrase and no other; the store sees no plaintext", async () => {
    const { store } = await made();
    const wrong = await SealedVault.open(sodium, random, store, "wrong words here");
    expect(wrong).toEqual({ ok: false, fault: "passphrase.wrong" });
    const right = await SealedVault.open(sodium, random, store, "right words here");
    expect(right.ok && (await right.value.get("notes", "1"))).toEqual(utf8(SECRET));
    for (const table of await store.tables())
      for (const { value } of await store.scan(table))
        expect(Buffer.from(value).includes("witness")).toBe(false);
  });

  it("makes a try cost at least Argon2id's moderate setting unless told otherwise", async () => {
    const cost = moderateCost(sodium);
    expect([cost.passes, cost.memory]).toEqual([3, 256 * 1024 * 1024]);
    const { store } = await made(cost);
    const header = Buffer.from((await store.get("header", "vault")) ?? []).toString();
    expect(JSON.parse(header)).toMatchObject({ passes: 3, memory: 268435456 });
  });

  it("notices a record that was changed, or passed off as another", async () => {
    const { store, vault } = await made();
    await vault.write([{ table: "notes", key: "2", value: utf8("other") }]);
    const other = await store.get("notes", "2");
    await store.write([{ table: "notes", key: "1", value: other ?? new Uint8Array() }]);
    await expect(vault.get("notes", "1")).rejects.toBeInstanceOf(DamagedRecord);
  });

  it("keeps everything when the passphrase changes, and forgets the former one", async () => {
    const { store, vault } = await made();
    await vault.rewrap("newer words here", CHEAP);
    expect((await SealedVault.open(sodium, random, store, "right words here")).ok).toBe(false);
    const opened = await SealedVault.open(sodium, random, store, "newer words here");
    expect(opened.ok && (await opened.value.get("notes", "1"))).toEqual(utf8(SECRET));
  });

  it("writes and reads nothing once it is locked", async () => {
    const { vault } = await made();
    vault.close();
    await expect(vault.get("notes", "1")).rejects.toThrow("locked");
    await expect(vault.write([{ table: "notes", key: "3", value: utf8("x") }])).rejects.toThrow("locked");
  });
});
