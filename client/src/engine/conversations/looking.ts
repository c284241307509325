import { decodeContent } from "@comity/shared/content/content";
import { archiveRecord, CoverageRecord, coverageKey } from "../archive/archiveRecords.ts";
import { common, covers, minus, type Range, type Ranges, stored, union } from "../archive/ranges.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import type { Draft } from "./draft.ts";
import { fewer } from "./places.ts";
import { type ConversationRecord, orderKey, TABLES, ThreadRecord } from "./records.ts";
import { unreadAfter } from "./thread.ts";

const LINES_PER_SCAN = 200;

/**
 * Somebody has a thread before their eyes, down to a place. What this device could not show them there is looked at again
 * with every look: until then it is not read, though what stands behind it is.
 */
export async function lookDownTo(vault: Vault, draft: Draft, order: number): Promise<void> {
  const { record } = draft;
  // What stands before an own message and is not here yet is not read with it.
  const end = Math.min(order, record.cursor);
  const readOrder = Math.max(record.readOrder, end);
  const { upTo, except } = record.looked;
  const anew = union(common(except, [[1, end]]), [[upTo + 1, end]]);
  const left = union(minus(except, anew), await unseenIn(vault, record, anew));
  draft.note({
    readOrder,
    unread: await unreadAfter(vault, record.id, readOrder),
    looked: { upTo: Math.max(upTo, end), except: stored(fewer(left)) },
  });
}

/**
 * Which of these places can't be read on this device: lines that say so, what it has passed while it was out of step, and
 * what was there before it came and has not come to it.
 */
async function unseenIn(
  vault: Vault,
  { id, joined, missed }: ConversationRecord,
  places: Ranges,
): Promise<Ranges> {
  if (places.length === 0) return [];
  const {
    ranges = [],
    had = [],
    cameIn = joined,
  } = (await archiveRecord(vault, CoverageRecord, coverageKey(id))) ?? {};
  const notHere = minus([[1, cameIn - 1]], union(ranges, had));
  const lacking = common(places, union(missed, notHere));
  const unreadable: Range[] = [];
  const shown: Range[] = [];
  for (const [from, to] of places)
    for await (const line of linesIn(vault, id, from, to)) {
      if (!isLegible(line)) unreadable.push([line.order, line.order]);
      else if (covers(lacking, line.order)) shown.push([line.order, line.order]);
    }
  return union(minus(lacking, shown), unreadable);
}

async function* linesIn(
  vault: Vault,
  id: ConversationRecord["id"],
  from: number,
  to: number,
): AsyncGenerator<ThreadRecord> {
  for (let after = orderKey(id, from - 1); ; ) {
    const page = await vault.scan(TABLES.thread, {
      after,
      before: orderKey(id, to + 1),
      limit: LINES_PER_SCAN,
    });
    for (const { value } of page) {
      const line = readJson(ThreadRecord, value);
      if (line !== undefined) yield line;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < LINES_PER_SCAN) return;
    after = last.key;
  }
}

/** Whether a person can read a line here: what a later version has written, they can't. */
function isLegible(line: ThreadRecord): boolean {
  if (line.kind === "unreadable") return false;
  if (line.kind !== "message" || line.mine) return true;
  const { kind } = decodeContent(line.text).content;
  return kind !== "newer" && kind !== "damaged";
}
