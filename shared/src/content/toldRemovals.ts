import { z } from "zod";
import { ConversationId } from "../ids.ts";

/** So many of them travel beside one message. */
export const MOST_REMOVALS = 4;

/**
 * That somebody was taken out of a conversation: the epoch of the group since, and its confirmation tag (RFC 9420
 * section 8.1), which no other history of that group has. It travels beside the content of messages elsewhere, to people
 * who are all in that conversation, so that a server can't keep the news from one of them for long.
 */
export interface ToldRemoval {
  readonly conversation: ConversationId;
  readonly epoch: number;
  readonly tag: string;
}

const Carried = z
  .tuple([ConversationId, z.number().int().positive(), z.string().min(1).max(120)])
  .transform(([conversation, epoch, tag]): ToldRemoval => ({ conversation, epoch, tag }));

/** As they travel: lists without names. */
export function carriedAs(removals: readonly ToldRemoval[]): readonly (readonly unknown[])[] {
  return removals.slice(0, MOST_REMOVALS).map(({ conversation, epoch, tag }) => [conversation, epoch, tag]);
}

/** What a message tells of removals elsewhere. Never throws: what is none is passed over. */
export function carriedRemovals(text: string): readonly ToldRemoval[] {
  if (!text.includes('"removals"')) return [];
  try {
    const carrying = z.object({ v: z.literal(1), removals: z.array(z.unknown()).max(MOST_REMOVALS) });
    const read = carrying.safeParse(JSON.parse(text));
    return (read.data?.removals ?? []).flatMap((one) => Carried.safeParse(one).data ?? []);
  } catch {
    return [];
  }
}
