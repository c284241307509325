import { decodeContent } from "@comity/shared/content/content";
import type { AccountId } from "@comity/shared/ids";
import type { z } from "zod";
import type { Draft } from "../conversations/draft.ts";
import { orderKey, TABLES } from "../conversations/records.ts";
import { writeJson } from "../mls/json.ts";
import { ARCHIVE_TABLE, archiveRecord, archiveValue, LateAmendment, lateKey } from "./archiveRecords.ts";

export type Late = z.infer<typeof LateAmendment>;

/**
 * Keeps a change of a message that this device does not have yet: its history may still bring it. It stands at its
 * own place as well, shown nowhere, so that the archive gets it from whichever device comes to it first. Who takes a
 * message back takes back what they changed it into.
 */
export async function keepLate(
  draft: Draft,
  target: number,
  late: Late & { author: AccountId },
): Promise<void> {
  const { seq, at, author, text } = late;
  const waiting = await lateOnes(draft, target);
  if (waiting.some((one) => one.seq === seq)) return;
  const final = decodeContent(text).content.kind === "withdrawal";
  const former = waiting.filter((one) => final && one.author === author && one.seq < seq);
  for (const one of former) draft.remove(TABLES.thread, orderKey(draft.record.id, one.seq));
  const left = waiting.filter((one) => !former.includes(one));
  draft.put(
    ARCHIVE_TABLE,
    lateKey(draft.record.id, target),
    archiveValue([...left, { seq, at, author, text }]),
  );
  const line = { kind: "amendment", key: `s${seq}`, order: seq, at, author, text };
  draft.put(TABLES.thread, orderKey(draft.record.id, seq), writeJson(line));
}

/** The changes that wait for the message at a place, in the log's order. */
export async function lateOnes(draft: Draft, target: number): Promise<readonly Late[]> {
  const waiting = await archiveRecord(draft, LateAmendment.array(), lateKey(draft.record.id, target));
  return (waiting ?? []).sort((one, other) => one.seq - other.seq);
}

/** The message has come: nothing waits for it any more. */
export function dropLate(draft: Draft, target: number): void {
  draft.remove(ARCHIVE_TABLE, lateKey(draft.record.id, target));
}
