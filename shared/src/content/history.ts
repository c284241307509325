import { z } from "zod";
import { AccountId, MessageId } from "../ids.ts";
import { Instant } from "../statements/statement.ts";

/** How much of a room's past one member may pass on to another at a time. */
export const HISTORY = {
  /** Messages. */
  messages: 5_000,
  /** Sealed parts, and what one of them holds: with what stands around it, a message of 16 KB. */
  parts: 500,
  partBytes: 10_500,
  /** How often a newcomer may ask for the same again. */
  attempts: 8,
} as const;

/** A place in the conversation's log. */
const Order = z.number().int().positive();
const Count = z.number().int().positive().max(HISTORY.messages);
const Attempt = z.number().int().min(1).max(HISTORY.attempts);

/**
 * Its author passes on to somebody in the room what was written from a moment on, as their own device has it. A line of
 * the thread: nobody passes anything on unseen. What comes afterwards counts only as far as it keeps to this.
 */
export const HistoryOffer = z.object({
  kind: z.literal("history.offer"),
  offer: MessageId,
  to: AccountId,
  /** From when on, by the log's time, and how many messages. */
  since: Instant,
  count: Count,
});

/** The newcomer's device asks for what was offered, with a one-time key (the suite's HPKE key) to seal it to. */
export const HistoryKey = z.object({
  kind: z.literal("history.key"),
  offer: MessageId,
  attempt: Attempt,
  /** base64url. */
  key: z.string().min(1).max(4_000),
});

/** A part of what was offered, which only the device can open that has asked. */
export const HistoryPart = z.object({
  kind: z.literal("history.part"),
  offer: MessageId,
  attempt: Attempt,
  index: z.number().int().min(0),
  of: z.number().int().min(1).max(HISTORY.parts),
  /** HPKE's encapsulation and ciphertext, base64url. */
  enc: z.string().min(1).max(4_000),
  sealed: z.string().min(1).max(20_000),
});

/** How passing on has ended. done and refused are the newcomer's word; stopped: either of the two. */
export const HISTORY_ENDS = ["done", "refused", "stopped"] as const;

/** The offer at this place has come to an end. */
export const HistoryEnd = z.object({
  kind: z.literal("history.end"),
  offer: MessageId,
  order: Order,
  how: z.enum(HISTORY_ENDS),
});
