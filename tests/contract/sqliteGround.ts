import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "@comity/server/storage/open";
import type { Ground } from "./ground.ts";

/** A data folder in the temporary folder. */
export async function sqliteGround(): Promise<Ground & { readonly dataFolder: string }> {
  const top = await mkdtemp(join(tmpdir(), "comity-contract-"));
  const dataFolder = join(top, "data");
  return {
    dataFolder,
    open: () => openStorage({ dataFolder }),
    drop: () => rm(top, { recursive: true, force: true }),
  };
}
