import { HISTORY_ENDS } from "@comity/shared/content/history";
import { AccountId, type ConversationId, MessageId } from "@comity/shared/ids";
import { z } from "zod";

/** Something that is being passed on to this person, or by them, and has not come to its end. */
export const PassingRecord = z.object({
  offer: MessageId,
  /** Where the offer stands. */
  order: z.number(),
  by: AccountId,
  to: AccountId,
  since: z.number(),
  count: z.number().int(),
  /**
   * offered: it waits for the newcomer's key; passing: parts are on their way; broken: a part is missing, it has to be
   * asked for again; stopping: the giver took it back before the offer itself was sent; elsewhere:
   * another device of the newcomer's has it, and leaves it in the archive.
   */
  state: z.enum(["offered", "passing", "broken", "stopping", "elsewhere"]),
  /** On this device: the giver's that has the parts, the newcomer's that has the key. */
  here: z.boolean(),
  /** Which key of the newcomer's counts, and where it stands, once it does. */
  attempt: z.number().int().default(0),
  keyOrder: z.number().optional(),
  /** How many parts there are, and which comes next. */
  total: z.number().int().default(0),
  next: z.number().int().default(0),
});
export type PassingRecord = z.infer<typeof PassingRecord>;

/** How an offer has ended, as its line shows it. */
export const PassingEnd = z.enum(HISTORY_ENDS);
export type PassingEnd = z.infer<typeof PassingEnd>;

/** A message that somebody has passed on: what they say that somebody else has written. */
export const PassedRecord = z.object({
  offer: MessageId,
  /** Who answers for it, and when they passed it on. */
  by: AccountId,
  passedAt: z.number(),
  order: z.number().int().positive(),
  at: z.number(),
  author: AccountId,
  messageId: MessageId,
  /** The encoded content. */
  text: z.string(),
});
export type PassedRecord = z.infer<typeof PassedRecord>;

/** Between which places of the log what was passed on under an offer stands. */
export const PlacedRecord = z.object({ offer: MessageId, from: z.number().int(), to: z.number().int() });
export type PlacedRecord = z.infer<typeof PlacedRecord>;

/** What the giver's device needs besides the parts: the key that they are sealed to. The newcomer's: its private half. */
export const PassingKey = z.object({ key: z.string() });

/** The tables of the vault that passing on owns. */
export const HISTORY_TABLES = {
  key: "passing-key",
  part: "passing-part",
  passed: "passed",
} as const;

export const passingKey = (conversation: ConversationId, offer: MessageId): string =>
  `${conversation}/${offer}`;

export const partKey = (conversation: ConversationId, offer: MessageId, index: number): string =>
  `${conversation}/${offer}/${String(index).padStart(4, "0")}`;
