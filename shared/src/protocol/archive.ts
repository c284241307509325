import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { bytesUpTo, defineCall, Nothing } from "./event.ts";

const Count = z.number().int().min(0).max(LIMITS.archiveSegments);
const Index = z
  .number()
  .int()
  .min(0)
  .max(LIMITS.archiveSegments - 1);

/**
 * An account's history archive: a list of segments that its devices have sealed, which only grows. Each
 * event is about the caller's own account. How many segments there are.
 */
export const archiveHead = defineCall("archive.head", Nothing, z.object({ count: Count }));

/**
 * Appends a segment if the archive has exactly `index` of them; otherwise `archive.moved` says how many
 * there are, and the loser reads those first.
 */
export const archiveAppend = defineCall(
  "archive.append",
  z.object({ index: Index, segment: bytesUpTo(LIMITS.archiveSegmentBytes) }),
  z.object({ count: Count }),
);

/** Reads one segment; `archive.unknown` where there is none. */
export const archiveRead = defineCall(
  "archive.read",
  z.object({ index: Index }),
  z.object({ segment: bytesUpTo(LIMITS.archiveSegmentBytes) }),
);
