import { decodeContent } from "@comity/shared/content/content";
import { AccountId } from "@comity/shared/ids";
import { takeAmendment } from "../conversations/amendments.ts";
import { freshRecord, type Purpose } from "../conversations/creation.ts";
import type { Draft } from "../conversations/draft.ts";
import type { Ground } from "../conversations/ground.ts";
import { type ConversationRecord, orderKey, TABLES, ThreadRecord } from "../conversations/records.ts";
import type { Registry } from "../conversations/registry.ts";
import { previewOf } from "../conversations/threadItem.ts";
import { readJson, writeJson } from "../mls/json.ts";
import { ARCHIVE_TABLE, archiveRecord, archiveValue, CoverageRecord, coverageKey } from "./archiveRecords.ts";
import { dropLate, type Late, lateOnes } from "./lateAmendments.ts";
import { coveringPassed, mergePassed } from "./passedOn.ts";
import { covers, stored, union } from "./ranges.ts";
import type { Chunk, ConversationFacts, Unread } from "./segment.ts";

type MessageLine = Extract<ThreadRecord, { kind: "message" }>;

function purposeOf({ kind, peer, network }: ConversationFacts): Purpose | undefined {
  if (kind === "room") return { kind };
  if (kind === "direct") return peer === undefined ? undefined : { kind, peer };
  return network === undefined ? undefined : { kind, network };
}

/**
 * Takes a part of a conversation's history into the vault, in one write with what is known of the archive:
 * taking it twice changes nothing. A conversation that this device is not in yet appears as `joining`. What
 * stands in the thread already stays, but for lines that this device could not read.
 */
export async function mergeChunk(
  ground: Ground,
  registry: Registry,
  chunk: Chunk,
  told: boolean,
): Promise<CoverageRecord | undefined> {
  const purpose = purposeOf(chunk.facts);
  if (purpose === undefined) return undefined;
  const id = chunk.conversation;
  const known = registry.get(id)?.conversation;
  const conversation = registry.form(freshRecord(id, purpose, "joining", 0));
  const { newestOwn } = conversation.record;
  const coverage = await conversation.change(async (draft) => {
    const before = await archiveRecord(draft, CoverageRecord, coverageKey(id));
    takeFacts(draft, chunk.facts, before?.asOf ?? -1, known === undefined);
    if (before === undefined) await seeStaying(draft, chunk.facts, ground.context.self.account);
    for (const raw of chunk.lines) {
      const line = ThreadRecord.safeParse(raw).data;
      if (line !== undefined) await takeLine(draft, line, told);
    }
    await mergePassed(draft, chunk.passed, told);
    for (const one of chunk.unread)
      if (!covers(before?.ranges ?? [], one.order)) await takeUnread(draft, one, told);
    await takeBoard(ground, draft, chunk);
    const after: CoverageRecord = {
      ...before,
      ranges: stored(union(before?.ranges ?? [], chunk.ranges)),
      claimed: stored(union(before?.claimed ?? [], chunk.before)),
      asOf: Math.max(before?.asOf ?? 0, chunk.facts.asOf),
      passed: coveringPassed(before?.passed, chunk.passed),
    };
    draft.put(ARCHIVE_TABLE, coverageKey(id), archiveValue(after));
    return after;
  });
  if (known === undefined) registry.hold(conversation);
  if (conversation.record.newestOwn > newestOwn) registry.recalled(id);
  return coverage;
}

/** A group that this device is in, or is making, speaks for itself; of another the newest facts count. */
function takeFacts(draft: Draft, facts: ConversationFacts, asOf: number, fresh: boolean): void {
  const { joined, state } = draft.record;
  if (joined > 0 || state === "creating" || (!fresh && facts.asOf <= asOf)) return;
  const { left, reference, title, detailsOrder, readOrder, members } = facts;
  draft.note({
    state: left ? "left" : "joining",
    detailsOrder,
    readOrder: Math.max(readOrder, draft.record.readOrder),
    // Whoever has read so far on another device is told of by that one.
    receipted: Math.max(readOrder, draft.record.receipted),
    ...(reference === undefined ? {} : { reference }),
    ...(title === undefined ? {} : { title }),
  });
  draft.members = members.map((account) => ({ account, devices: [] }));
}

/**
 * Of how this device came in, a welcome does not say whether its person was in before. Where the newest that is known
 * of a conversation names them as a member, the line says what has come: a device.
 */
async function seeStaying(draft: Draft, facts: ConversationFacts, self: AccountId): Promise<void> {
  const { joined } = draft.record;
  if (joined <= facts.asOf || facts.left || !facts.members.includes(self)) return;
  const line = await draft.lineAt(joined);
  if (line?.kind !== "membership" || !line.added.includes(self)) return;
  draft.redraw({
    ...line,
    added: line.added.filter((account) => account !== self),
    devices: [...line.devices, { account: self, change: "added" }],
  });
}

async function takeLine(draft: Draft, line: ThreadRecord, told: boolean): Promise<void> {
  const { id, joined, cursor, state } = draft.record;
  // What this device is about to read from the log itself comes from there, once.
  if (state === "active" && line.order > cursor) return;
  const key = orderKey(id, line.order);
  const stored = await draft.get(TABLES.thread, key);
  const present = stored === undefined ? undefined : readJson(ThreadRecord, stored);
  // Of how this device came in, one that was there saw more than the welcome said.
  const seenComing = line.kind === "membership" && present?.kind === "membership" && line.order === joined;
  if (present !== undefined && present.kind !== "unreadable" && !seenComing) return;
  // A place that this device has passed without a line shows none.
  if (present === undefined && joined > 0 && line.order >= joined) return;
  const goes = present?.key !== line.key || line.kind === "amendment";
  if (present !== undefined && goes) draft.gone.push(present.key);
  if (line.kind === "amendment") {
    // What could not be read here was no more than that.
    if (present !== undefined) draft.dropLine(line.order);
    return takeLate(draft, { ...line, seq: line.order });
  }
  draft.put(TABLES.thread, key, writeJson(line));
  if (told || present !== undefined) draft.lines.push(line);
  if (line.kind !== "message") return;
  countMessage(draft, line);
  await takeEarlierRead(draft, line);
}

/** What the device that kept the history could not read says so in its place, until another brings it. */
async function takeUnread(draft: Draft, { order, ...unread }: Unread, told: boolean): Promise<void> {
  const { id, joined, cursor, state } = draft.record;
  if ((state === "active" && order > cursor) || (joined > 0 && order >= joined)) return;
  if ((await draft.lineAt(order)) !== undefined) return;
  const line: ThreadRecord = { kind: "unreadable", key: `s${order}`, order, ...unread };
  // It was counted as an outage where it was met with.
  draft.put(TABLES.thread, orderKey(id, order), writeJson(line));
  if (told) draft.lines.push(line);
}

function countMessage(draft: Draft, { at, author, text, order, mine }: MessageLine): void {
  const { record } = draft;
  const fields: Partial<ConversationRecord> = {};
  if (at > record.lastActivity) fields.lastActivity = at;
  const newest = mine ? "newestOwn" : "newestOther";
  fields[newest] = Math.max(order, record[newest]);
  const preview = previewOf(text);
  if ((record.preview?.order ?? -1) < order && preview !== undefined)
    fields.preview = { author, text: preview, order };
  if (!mine && order > record.readOrder) fields.unread = record.unread + 1;
  draft.note(fields);
}

/** A message has come whose changes were read before it: they are made now, in the log's order. */
async function takeEarlierRead(draft: Draft, { order }: MessageLine): Promise<void> {
  const waiting = await lateOnes(draft, order);
  if (waiting.length === 0) return;
  for (const late of waiting) await takeLate(draft, late);
  dropLate(draft, order);
}

/** A change of a message, which this device may have or not. */
async function takeLate(draft: Draft, { seq, at, author, text }: Late): Promise<void> {
  const { content } = decodeContent(text);
  const whose = AccountId.safeParse(author);
  if (whose.success && (content.kind === "edit" || content.kind === "withdrawal"))
    await takeAmendment(draft, content, { seq, at, author: whose.data, text });
}

async function takeBoard(ground: Ground, draft: Draft, { notices, answers }: Chunk): Promise<void> {
  const { network } = draft.record;
  if (network === undefined) return;
  for (const notice of notices) await ground.notices.restore(draft, network, notice);
  for (const { announcement, account, attendance, order } of answers)
    await ground.notices.takeAnswer(draft, announcement, attendance, {
      ...{ network, order, author: account },
    });
}
