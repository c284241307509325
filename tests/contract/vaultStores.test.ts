import "fake-indexeddb/auto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileStore } from "@comity/client/node/fileStore";
import { IndexedDbStore } from "@comity/client/vault-store/indexedDbStore";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { vaultStoreContract } from "./vaultStoreContract.ts";

vaultStoreContract("in memory", async () => {
  const store = new MemoryStore();
  return { open: async () => store, drop: async () => undefined };
});

vaultStoreContract("in a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "comity-vault-"));
  let store: FileStore | undefined;
  return {
    open: async () => {
      store?.close();
      const opened = FileStore.open(folder);
      if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
      store = opened.value;
      return store;
    },
    drop: async () => {
      store?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

vaultStoreContract("in IndexedDB", async () => ({
  open: () => IndexedDbStore.open(),
  drop: async () => undefined,
}));
