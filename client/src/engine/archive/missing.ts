import type { Conversation } from "../conversations/conversation.ts";
import type { Ground } from "../conversations/ground.ts";
import { orderKey, TABLES, ThreadRecord } from "../conversations/records.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import { ARCHIVE_TABLE, archiveValue, type CoverageRecord, coverageKey } from "./archiveRecords.ts";
import { common, covers, minus, type Ranges, stored, union } from "./ranges.ts";

const lineKey = (order: number) => `missing${order}`;

type Known = Pick<CoverageRecord, "ranges" | "had" | "claimed" | "lacking" | "endSeen">;

/**
 * Where a device of a person has nothing and the person's devices once had something, before it first came in:
 * what sound segments say that the archive holds and nothing sound gave; and what lies between the last place
 * that any device has kept and the coming of this one. `fromTheBeginning`: nothing at all was kept, or what held it
 * was refused, and its owner was in the conversation before. Other devices may still bring it, wholly or in part.
 */
export function lackingOf(
  { ranges, had = [], claimed = [], lacking = [], endSeen = false }: Known,
  cameIn: number | undefined,
  fromTheBeginning: boolean,
): { readonly lacking: Ranges; readonly endSeen: boolean } {
  const before: Ranges = [[1, (cameIn ?? Number.MAX_SAFE_INTEGER) - 1]];
  const have = union(ranges, had);
  const told = common(union(claimed, lacking), before);
  const last = common(union(have, claimed), before).at(-1)?.[1] ?? (fromTheBeginning ? 0 : undefined);
  // Where the end of what was kept lies is seen once: afterwards other devices bring what is behind it.
  if (cameIn === undefined || last === undefined || endSeen) return { lacking: minus(told, have), endSeen };
  return { lacking: minus(union(told, [[last + 1, cameIn - 1]]), have), endSeen: true };
}

/**
 * Puts a line into the thread wherever messages may be missing, and takes it away once nothing is missing there.
 * `refused`: some segment of the archive was not what it must be. Gives what is known of the archive afterwards.
 */
export async function tellMissing(
  ground: Ground,
  conversation: Conversation,
  coverage: CoverageRecord,
  refused: boolean,
): Promise<CoverageRecord> {
  const { vault } = ground.context;
  const { id, record } = conversation;
  // A device that has fallen out of step comes in anew: what it saw before is not missing.
  const cameIn = coverage.cameIn ?? (record.joined > 0 ? record.joined : undefined);
  const hidden = refused && cameIn !== undefined && (await cameToItsOwner(ground, conversation, cameIn));
  const { lacking: former = [], ...rest } = coverage;
  const { lacking, endSeen } = lackingOf(coverage, cameIn, hidden);
  const same = minus(former, lacking).length + minus(lacking, former).length === 0;
  if (same && cameIn === coverage.cameIn && endSeen === (coverage.endSeen ?? false)) return coverage;
  const after: CoverageRecord = { ...rest, cameIn, lacking: stored(lacking), endSeen };
  const lines: ThreadRecord[] = [];
  for (const [order] of lacking) {
    const reason = refused || covers(coverage.claimed ?? [], order) ? "archive-damaged" : "not-archived";
    const at = await timeBefore(vault, conversation, order);
    lines.push({ kind: "unreadable", key: lineKey(order), order, at, reason });
  }
  await conversation.change(async (draft) => {
    const starts = new Set(lacking.map(([from]) => from));
    for (const [from] of former) {
      if (starts.has(from) || (await draft.lineAt(from))?.key !== lineKey(from)) continue;
      draft.dropLine(from);
      draft.gone.push(lineKey(from));
    }
    for (const line of lines) {
      // What stands there already says for itself why it can't be read.
      if (line.kind !== "unreadable" || (await draft.lineAt(line.order)) !== undefined) continue;
      draft.redraw(line);
      if (!covers(former, line.order)) draft.afterwards.push(() => ground.health.unreadable(line.reason));
    }
    draft.put(ARCHIVE_TABLE, coverageKey(id), archiveValue(after));
  });
  return after;
}

/** Whether a device came to a person who was in the conversation already. */
async function cameToItsOwner(ground: Ground, { id }: Conversation, cameIn: number): Promise<boolean> {
  const { vault, self } = ground.context;
  const stored = await vault.get(TABLES.thread, orderKey(id, cameIn));
  const line = stored === undefined ? undefined : readJson(ThreadRecord, stored);
  return line?.kind === "membership" && line.devices.some(({ account }) => account === self.account);
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
