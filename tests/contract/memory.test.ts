import { emptyDisk, soundMedium } from "../simulation/storage/disk.ts";
import { memoryStorage } from "../simulation/storage/memoryStorage.ts";
import { storageContract } from "./storageContract.ts";

storageContract("the simulator's memory", async () => {
  const disk = emptyDisk();
  return {
    open: async () => ({ ok: true, value: memoryStorage(disk, soundMedium()) }),
    drop: async () => undefined,
  };
});
