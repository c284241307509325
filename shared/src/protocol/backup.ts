import { z } from "zod";
import { Token } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { bytesUpTo, defineCall, Nothing } from "./event.ts";

/** Stores the account's sealed backup under the hash of its locator, replacing the former one. */
export const backupPut = defineCall(
  "backup.put",
  z.object({ locatorHash: Token, bytes: bytesUpTo(LIMITS.backupBytes) }),
  Nothing,
);

/** Fetches a sealed backup by its locator (before log-in; derived from the printed recovery key). */
export const backupGet = defineCall(
  "backup.get",
  z.object({ locator: Token }),
  z.object({ bytes: bytesUpTo(LIMITS.backupBytes) }),
);
