import type { OpenResult, Storage } from "@comity/server/storage/port/storage";
import { afterAll, beforeAll } from "vitest";

/** A place for one database that nobody else uses. */
export interface Ground {
  open(): Promise<OpenResult>;
  /** Removes it with all that it holds. */
  drop(): Promise<void>;
}

export type FreshGround = () => Promise<Ground>;

/** Opens, or fails the test with the reason. */
export async function opened(ground: Ground): Promise<Storage> {
  const result = await ground.open();
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** One storage for all tests of the describe block around; ask for it inside a test. */
export function useStorage(fresh: FreshGround): () => Storage {
  let ground: Ground | undefined;
  let storage: Storage | undefined;
  beforeAll(async () => {
    ground = await fresh();
    storage = await opened(ground);
  });
  afterAll(async () => {
    await storage?.close();
    await ground?.drop();
  });
  return () => {
    if (storage === undefined) throw new Error("the storage is not open");
    return storage;
  };
}
