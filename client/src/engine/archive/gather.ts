import { decodeContent } from "@comity/shared/content/content";
import type { Notices } from "../board/notices.ts";
import type { Conversation } from "../conversations/conversation.ts";
import {
  AnswerRecord,
  below,
  orderKey,
  TABLES,
  ThreadRecord,
  type UnreadableReason,
} from "../conversations/records.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import type { CoverageRecord } from "./archiveRecords.ts";
import { gatherPassed } from "./passedOn.ts";
import { common, covers, minus, type Range, type Ranges, stored, union, without } from "./ranges.ts";
import type { Chunk, ConversationFacts, Unread } from "./segment.ts";

const LINES_PER_SCAN = 100;
/** A line with a long list of earlier wordings goes without them, so that every line fits into a segment. */
const LONGEST_LINE_BYTES = 100 * 1024;
/** How many answers of a notice board go into one segment. */
const MOST_ANSWERS = 400;

/** How many lines that could not be read go into one segment. */
const MOST_UNREAD = 200;

/** How many ranges of places a segment names that others hold. */
const MOST_RANGES_BEFORE = 200;

/** What of a conversation is not in the archive yet. */
export interface Gathered {
  readonly chunk: Chunk;
  /** About how many bytes it will be. */
  readonly bytes: number;
  /** Whether there is more than would fit. */
  readonly more: boolean;
}

/** Whether a conversation is between people: what a person's own devices say to each other is no history. */
export function hasHistory({ kind }: Conversation["record"]): boolean {
  return kind === "direct" || kind === "room" || kind === "board";
}

/**
 * Gathers what a conversation's thread holds and the archive does not, oldest first, until `room` bytes are
 * full. What this device could not read it does not claim: another of the person's devices may have it.
 * Undefined: there is nothing.
 */
export async function gather(
  vault: Vault,
  notices: Notices,
  conversation: Conversation,
  coverage: CoverageRecord,
  room: number,
): Promise<Gathered | undefined> {
  const { record } = conversation;
  const { ranges: covered, had = [], claimed = [] } = coverage;
  const lines: ThreadRecord[] = [];
  const unread: Unread[] = [];
  let ranges: Ranges = [];
  let bytes = 0;
  let more = false;
  for (const gap of without([1, record.cursor], covered)) {
    const found = await linesOf(vault, conversation, gap, had, room - bytes);
    lines.push(...found.lines);
    bytes += found.bytes;
    // Told together with what came around it, once.
    if (found.ranges.length > 0) unread.push(...found.unread);
    ranges = union(ranges, found.ranges);
    more = found.more;
    if (more) break;
  }
  const passedOn = await gatherPassed(vault, conversation.id, record.passedOn, coverage, room - bytes);
  if (ranges.length === 0 && passedOn.passed.length === 0) return undefined;
  const answers = await answersAt(vault, notices, conversation, ranges);
  const cut = answers.length > MOST_ANSWERS ? answers[MOST_ANSWERS - 1]?.order : undefined;
  const upTo = cut ?? Number.POSITIVE_INFINITY;
  const kept = lines.filter(({ order }) => order <= upTo);
  const chunk: Chunk = {
    conversation: conversation.id,
    facts: factsOf(conversation),
    ranges: ranges.filter(([from]) => from <= upTo).map(([from, to]) => [from, Math.min(to, upTo)]),
    before: stored(union(covered, claimed).slice(-MOST_RANGES_BEFORE)),
    unread: unread.filter(({ order }) => order <= upTo).slice(-MOST_UNREAD),
    lines: kept,
    passed: passedOn.passed,
    notices: noticesIn(notices, conversation, kept),
    answers: answers.filter(({ order }) => order <= upTo),
  };
  const size = bytes + passedOn.bytes + 500 + 50 * chunk.facts.members.length + 160 * chunk.answers.length;
  return { chunk, bytes: size, more: more || passedOn.more || cut !== undefined };
}

/** The conversation as the list shows it. */
function factsOf({ record, members }: Conversation): ConversationFacts {
  const { kind, state, peer, network, reference, title, detailsOrder, readOrder, cursor } = record;
  if (kind !== "direct" && kind !== "room" && kind !== "board")
    throw new Error("only conversations between people have a history to keep");
  return {
    asOf: cursor,
    left: state === "left",
    members: members.map(({ account }) => account),
    ...{ kind, detailsOrder, readOrder },
    ...{ peer, network, reference, title },
  };
}

interface Found {
  readonly lines: ThreadRecord[];
  /** Places that this device does not know: unreadable lines. */
  readonly unread: readonly Unread[];
  readonly ranges: Ranges;
  readonly bytes: number;
  readonly more: boolean;
}

async function linesOf(
  vault: Vault,
  conversation: Conversation,
  gap: Range,
  had: Ranges,
  room: number,
): Promise<Found> {
  const { id, record } = conversation;
  const [from, to] = gap;
  const lines: ThreadRecord[] = [];
  const unread: Unread[] = [];
  const unknown: Range[] = [];
  let bytes = 0;
  let reached = to;
  let after = orderKey(id, from - 1);
  for (;;) {
    const page = await vault.scan(TABLES.thread, {
      after,
      before: orderKey(id, to + 1),
      limit: LINES_PER_SCAN,
    });
    for (const { value } of page) {
      const line = readJson(ThreadRecord, value);
      if (line === undefined) continue;
      if (line.kind === "unreadable") {
        unknown.push([line.order, line.order]);
        const { order, at, reason, sender } = line;
        if (!LACKING.includes(reason)) unread.push({ order, at, reason: reasonElsewhere(reason), sender });
      } else lines.push(travelling(line, value.length));
      bytes += value.length;
      reached = line.order;
      if (bytes >= room) break;
    }
    const last = page.at(-1);
    if (bytes >= room || last === undefined || page.length < LINES_PER_SCAN) break;
    after = last.key;
  }
  const more = bytes >= room && reached < to;
  const end = more ? reached : to;
  // Since it came in, this device has followed the log without a gap; of before it knows what it once took from
  // the archive, and the lines it has.
  const followed: Ranges = [[Math.max(from, record.joined), end]];
  const before = lines.filter(({ order }) => order < record.joined);
  const known = union(
    union(followed, common(had, [[from, end]])),
    before.map(({ order }) => [order, order]),
  );
  return { lines, unread, ranges: minus(known, unknown), bytes, more };
}

/** Lines about the archive itself: each device finds out by itself what it lacks. */
const LACKING: readonly UnreadableReason[] = ["not-archived", "archive-damaged"];

/** What is the same whoever reads it; the rest was a matter of that one device. */
const EVERYWHERE: readonly UnreadableReason[] = [
  "before-you-joined",
  "gap",
  "server-restored",
  "refused-sender",
];

/** Why a line can't be read on another device of the person that has it from the archive only. */
function reasonElsewhere(reason: UnreadableReason): UnreadableReason {
  return EVERYWHERE.includes(reason) ? reason : "lost-device";
}

/** A line as it goes into the archive: nothing in it of what is only under way on this device. */
function travelling(line: ThreadRecord, bytes: number): ThreadRecord {
  if (line.kind !== "message") return line;
  const { changing: _underWay, earlier, ...rest } = line;
  return earlier === undefined || bytes > LONGEST_LINE_BYTES ? rest : { ...rest, earlier };
}

/** The announcements that stand in these lines of a notice board. */
function noticesIn(
  notices: Notices,
  { record: { kind, network } }: Conversation,
  lines: readonly ThreadRecord[],
): Chunk["notices"] {
  if (kind !== "board" || network === undefined) return [];
  const announced = new Set<string>();
  for (const line of lines) {
    const content = line.kind === "message" ? decodeContent(line.text).content : undefined;
    if (content?.kind === "announcement") announced.add(content.announcement);
  }
  return notices.of(network).filter(({ announcement }) => announced.has(announcement));
}

/** The answers on a notice board that stand at these places of its log, in their order. */
async function answersAt(
  vault: Vault,
  notices: Notices,
  { record: { kind, network } }: Conversation,
  ranges: Ranges,
): Promise<Chunk["answers"]> {
  if (kind !== "board" || network === undefined) return [];
  const answers: Chunk["answers"] = [];
  for (const { announcement } of notices.of(network))
    for (const { value } of await vault.scan(TABLES.answer, below(`${network}/${announcement}`))) {
      const answer = readJson(AnswerRecord, value);
      if (answer !== undefined && covers(ranges, answer.order)) answers.push({ ...answer, announcement });
    }
  return answers.sort((one, other) => one.order - other.order);
}
