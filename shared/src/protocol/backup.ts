import { z } from "zod";
import { Token } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { bytesUpTo, defineCall, Nothing } from "./event.ts";

/**
 * Stores the account's sealed backup under the hash of its locator, replacing the former one. Where the
 * recovery key has been renewed, `former` leaves a note in the former key's place, sealed under that key:
 * who tries it is told that it is outdated, and nothing can be stored there again (`backup.outdated`).
 */
export const backupPut = defineCall(
  "backup.put",
  z.object({
    locatorHash: Token,
    bytes: bytesUpTo(LIMITS.backupBytes),
    former: z.object({ locatorHash: Token, note: bytesUpTo(LIMITS.backupNoteBytes) }).optional(),
  }),
  Nothing,
);

/** Fetches what lies under a locator (before log-in; derived from the printed recovery key). */
export const backupGet = defineCall(
  "backup.get",
  z.object({ locator: Token }),
  z.discriminatedUnion("state", [
    z.object({ state: z.literal("current"), bytes: bytesUpTo(LIMITS.backupBytes) }),
    z.object({ state: z.literal("outdated"), note: bytesUpTo(LIMITS.backupNoteBytes) }),
  ]),
);
