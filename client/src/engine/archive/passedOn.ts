import type { ConversationId } from "@comity/shared/ids";
import type { Draft } from "../conversations/draft.ts";
import { orderKey } from "../conversations/records.ts";
import { HISTORY_TABLES, PassedRecord, type PlacedRecord } from "../history/historyRecords.ts";
import { dropPassing, passingOf } from "../history/passings.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import type { CoverageRecord } from "./archiveRecords.ts";
import type { Chunk } from "./segment.ts";

type Passed = Chunk["passed"];

const LINES_PER_SCAN = 100;

/**
 * Gathers what members have passed on to this person and the archive has not yet, offer by offer in the log's order,
 * until `room` bytes are full: a person's other devices get it, and it comes back after a recovery.
 */
export async function gatherPassed(
  vault: Vault,
  id: ConversationId,
  placed: readonly PlacedRecord[],
  { passed: covered = [] }: CoverageRecord,
  room: number,
): Promise<{ readonly passed: Passed; readonly bytes: number; readonly more: boolean }> {
  const passed: Passed[number][] = [];
  let bytes = 0;
  let more = false;
  for (const { offer, from, to } of placed) {
    const upTo = covered.find((one) => one.offer === offer)?.upTo ?? from - 1;
    if (upTo >= to) continue;
    if (bytes >= room) return { passed, bytes, more: true };
    const lines: PassedRecord[] = [];
    let reached = to;
    for (let after = orderKey(id, Math.max(upTo, from - 1)); ; ) {
      const range = { after, before: orderKey(id, to + 1), limit: LINES_PER_SCAN };
      const page = await vault.scan(HISTORY_TABLES.passed, range);
      for (const { value } of page) {
        const line = readJson(PassedRecord, value);
        if (line?.offer !== offer) continue;
        lines.push(line);
        bytes += value.length;
        reached = line.order;
        if (bytes >= room) break;
      }
      const last = page.at(-1);
      if (bytes >= room || last === undefined || page.length < LINES_PER_SCAN) break;
      after = last.key;
    }
    const end = bytes >= room ? reached : to;
    more = end < to;
    passed.push({ offer, upTo: end, lines });
  }
  return { passed, bytes, more };
}

/** Takes lines in that another device of this person was passed on. What this one has stays. */
export async function mergePassed(draft: Draft, passed: Passed, told: boolean): Promise<void> {
  for (const { offer, lines } of passed) {
    const waiting = passingOf(draft.record, offer);
    if (waiting?.state === "elsewhere") dropPassing(draft, waiting);
    for (const line of lines) {
      const key = orderKey(draft.record.id, line.order);
      if ((await draft.get(HISTORY_TABLES.passed, key)) === undefined) draft.pass(line, told);
    }
  }
}

/** What is known of the archive once it holds these as well. */
export function coveringPassed(
  before: CoverageRecord["passed"] = [],
  passed: Passed,
): CoverageRecord["passed"] {
  const upTo = new Map(before.map((one) => [one.offer, one.upTo]));
  for (const one of passed) upTo.set(one.offer, Math.max(one.upTo, upTo.get(one.offer) ?? 0));
  return [...upTo].map(([offer, last]) => ({ offer, upTo: last }));
}
