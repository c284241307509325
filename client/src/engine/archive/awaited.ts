import type { Conversation } from "../conversations/conversation.ts";
import { orderKey, TABLES, ThreadRecord } from "../conversations/records.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import type { CoverageRecord } from "./archiveRecords.ts";
import { without } from "./ranges.ts";

/** Of what the archive lacks between two of its parts, so many of the newest lines are looked over. */
const LOOKED_OVER = 100;

/**
 * Places of a thread whose messages were encrypted before this device was added, and got their place after it: the
 * person's other devices can read them, and the archive has them from none yet.
 */
export async function awaitedPlaces(
  vault: Vault,
  { id, record: { joined, cursor } }: Conversation,
  { ranges }: CoverageRecord,
): Promise<readonly number[]> {
  const places: number[] = [];
  for (const [from, to] of without([joined, cursor], ranges)) {
    const found = await vault.scan(TABLES.thread, {
      after: orderKey(id, from - 1),
      before: orderKey(id, to + 1),
      descending: true,
      limit: LOOKED_OVER,
    });
    for (const { value } of found) {
      const line = readJson(ThreadRecord, value);
      if (line?.kind === "unreadable" && line.reason === "device-added-later") places.push(line.order);
    }
  }
  return places;
}
