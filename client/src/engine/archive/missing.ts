import type { Conversation } from "../conversations/conversation.ts";
import { orderKey, TABLES, ThreadRecord } from "../conversations/records.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import { ARCHIVE_TABLE, archiveValue, type CoverageRecord, coverageKey } from "./archiveRecords.ts";
import { without } from "./ranges.ts";

const lineKey = (order: number) => `missing${order}`;

/**
 * Where in the log begins what is in no archive: behind the last place that the person's devices have kept and
 * before the one by which this device first came in. Other devices may still bring it, wholly or in part.
 * Undefined: nothing is missing.
 */
export function missingFrom({
  ranges,
  cameIn = 0,
  missing,
}: Pick<CoverageRecord, "ranges" | "cameIn" | "missing">): number | undefined {
  const kept = ranges.filter(([from]) => from < cameIn).at(-1);
  const from = missing ?? (kept === undefined ? cameIn : kept[1] + 1);
  return from < cameIn ? without([from, cameIn - 1], ranges)[0]?.[0] : undefined;
}

/**
 * Puts one line into the thread where messages may be missing, moves it where the archive has grown, and takes
 * it away once nothing is missing. Gives what is known of the archive afterwards.
 */
export async function tellMissing(
  vault: Vault,
  conversation: Conversation,
  coverage: CoverageRecord,
): Promise<CoverageRecord> {
  const { id, record } = conversation;
  // A device that has fallen out of step comes in anew: what it saw before is not missing.
  const cameIn = coverage.cameIn ?? record.joined;
  if (cameIn === 0) return coverage;
  const { missing: former, ...rest } = coverage;
  const from = missingFrom({ ...coverage, cameIn });
  if (coverage.cameIn !== undefined && from === former) return coverage;
  const after: CoverageRecord = { ...rest, cameIn, ...(from === undefined ? {} : { missing: from }) };
  const at = from === undefined ? undefined : await timeBefore(vault, conversation, from);
  await conversation.change(async (draft) => {
    if (former !== undefined && former !== from && (await draft.lineAt(former))?.key === lineKey(former)) {
      draft.dropLine(former);
      draft.gone.push(lineKey(former));
    }
    // What stands there already says for itself why it can't be read.
    if (from !== undefined && at !== undefined && (await draft.lineAt(from)) === undefined)
      draft.redraw({ kind: "unreadable", key: lineKey(from), order: from, at, reason: "not-archived" });
    draft.put(ARCHIVE_TABLE, coverageKey(id), archiveValue(after));
  });
  return after;
}

/** The time of the line before a place: when what is missing was sent is not known. */
async function timeBefore(vault: Vault, { id, record }: Conversation, order: number): Promise<number> {
  const [before] = await vault.scan(TABLES.thread, {
    after: `${id}/`,
    before: orderKey(id, order),
    descending: true,
    limit: 1,
  });
  const line = before === undefined ? undefined : readJson(ThreadRecord, before.value);
  return line?.at ?? record.lastActivity;
}
