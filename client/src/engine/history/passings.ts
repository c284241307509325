import { decodeContent } from "@comity/shared/content/content";
import type { HistoryEnd } from "@comity/shared/content/history";
import type { AccountId, MessageId } from "@comity/shared/ids";
import type { z } from "zod";
import type { Draft } from "../conversations/draft.ts";
import { HISTORY_TABLES, type PassingRecord, partKey, passingKey } from "./historyRecords.ts";

type Passings = { readonly passings: readonly PassingRecord[] };

/** What is being passed on under an offer, as far as this person has a part in it. */
export function passingOf(record: Passings, offer: MessageId): PassingRecord | undefined {
  return record.passings.find((one) => one.offer === offer);
}

/** Notes how far passing on has come. */
export function keepPassing(draft: Draft, passing: PassingRecord): void {
  const others = draft.record.passings.filter(({ offer }) => offer !== passing.offer);
  draft.note({ passings: [...others, passing] });
}

/** Nothing more is passed on under an offer: its key and its parts go. */
export function dropPassing(draft: Draft, { offer, total }: PassingRecord): void {
  draft.note({ passings: draft.record.passings.filter((one) => one.offer !== offer) });
  draft.remove(HISTORY_TABLES.key, passingKey(draft.record.id, offer));
  for (let index = 0; index < total; index++)
    draft.remove(HISTORY_TABLES.part, partKey(draft.record.id, offer, index));
}

/** Whoever is not in the room any more passes nothing on, and gets nothing. */
export function dropPassingsOfAbsent(draft: Draft, self: AccountId): void {
  const present = new Set(draft.members.map(({ account }) => account));
  for (const passing of draft.record.passings)
    if (!present.has(self) || !present.has(passing.by) || !present.has(passing.to))
      dropPassing(draft, passing);
}

/** The line of an offer says how it ended. The first word of those who may say so counts. */
export async function markEnd(
  draft: Draft,
  author: AccountId,
  { offer, order, how }: z.infer<typeof HistoryEnd>,
): Promise<boolean> {
  const line = await draft.lineAt(order);
  if (line?.kind !== "message" || line.passing !== undefined) return false;
  const { content } = decodeContent(line.text);
  if (content.kind !== "history.offer" || content.offer !== offer) return false;
  if (author !== content.to && (author !== line.author || how !== "stopped")) return false;
  draft.redraw({ ...line, passing: how });
  return true;
}
