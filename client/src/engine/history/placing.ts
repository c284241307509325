import { decodeContent, encodeContent } from "@comity/shared/content/content";
import type { Draft } from "../conversations/draft.ts";
import type { Ground } from "../conversations/ground.ts";
import { orderKey } from "../conversations/records.ts";
import { guestOf } from "../conversations/visiting.ts";
import { cameIn, mayBePassedOn } from "./choosing.ts";
import { HISTORY_TABLES, type PassingRecord, partKey } from "./historyRecords.ts";
import { join, type PassedLine } from "./package.ts";

/** Clocks differ: nothing was written later than this from now. */
const CLOCK_SLACK_MS = 10 * 60_000;

/** A part may hold this much: what is larger is none of ours. */
const LONGEST_PART_BYTES = 16 * 1024;

/**
 * Puts what was passed on beside the thread, as far as it keeps to what was announced: so many messages at most, none
 * older than was said, none from after this person came in. It never takes the place of what this device has read
 * itself, or of what was passed on before. False: it is not what was announced, and nothing of it is kept.
 */
export async function placePassed(ground: Ground, draft: Draft, passing: PassingRecord): Promise<boolean> {
  const { id } = draft.record;
  const parts: Uint8Array[] = [];
  for (let index = 0; index < passing.total; index++) {
    const part = await draft.get(HISTORY_TABLES.part, partKey(id, passing.offer, index));
    if (part === undefined || part.length > LONGEST_PART_BYTES) return false;
    parts.push(part);
  }
  const lines = join(parts);
  if (lines === undefined || lines.length > passing.count) return false;
  const { vault, self, clock, directory } = ground.context;
  const came = (await cameIn(vault, id, self.account)) ?? draft.record.joined;
  if (!keepTo(lines, { since: passing.since, until: clock.now() + CLOCK_SLACK_MS, came })) return false;
  const guest = guestOf(directory, self.account) !== undefined;
  const { offer, by } = passing;
  for (const { order, at, author, messageId, text } of lines) {
    const { content, sentAt } = decodeContent(text);
    if (!mayBePassedOn(content, guest)) continue;
    const key = orderKey(id, order);
    if ((await draft.get(HISTORY_TABLES.passed, key)) !== undefined) continue;
    const said = encodeContent(content, sentAt ?? at);
    draft.pass({ offer, by, passedAt: clock.now(), order, at, author, messageId, text: said });
  }
  return true;
}

/** In the log's order, each place once, and within what was announced. */
function keepTo(
  lines: readonly PassedLine[],
  { since, until, came }: { readonly since: number; readonly until: number; readonly came: number },
): boolean {
  return lines.every(({ order, at }, place) => {
    const before = lines[place - 1];
    return at >= since && at <= until && order < came && (before === undefined || order > before.order);
  });
}
