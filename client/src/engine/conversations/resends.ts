import { decodeContent, type KnownContent } from "@comity/shared/content/content";
import { fail, ok, type Result } from "@comity/shared/result";
import { z } from "zod";
import type { EngineFault } from "../facade/facade.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Draft } from "./draft.ts";
import { wereAllThere } from "./entitled.ts";
import type { Ground } from "./ground.ts";
import { enqueue, fits } from "./outbox.ts";
import type { Received } from "./receiving.ts";
import { orderKey, TABLES, type ThreadRecord } from "./records.ts";

type Resend = Extract<KnownContent, { kind: "resend" }>;

/** The same message is asked for, and sent again, at most this often, and so many times in all. */
const EVERY_MS = 600_000;
const MOST_TIMES = 3;
/** So many messages of a conversation are sent again within an hour. */
const MOST_AN_HOUR = 30;
const HOUR_MS = 3_600_000;

const AnsweredRecord = z.object({ at: z.number(), times: z.number().int() });

/** Whether what can't be read here can be had from whoever sent it. */
export function canAsk(line: Extract<ThreadRecord, { kind: "unreadable" }>): boolean {
  return line.sender !== undefined && (line.reason === "damaged" || line.reason === "keys-gone");
}

/** Asks whoever sent a message that can't be read here to send it again. */
export async function ask(ground: Ground, draft: Draft, order: number): Promise<Result<void, EngineFault>> {
  const line = await draft.lineAt(order);
  if (line?.kind !== "unreadable" || !canAsk(line)) return fail({ code: "not-permitted" });
  const now = ground.context.clock.now();
  const wait = (line.asked ?? 0) + EVERY_MS - now;
  if (line.asked !== undefined && wait > 0) return fail({ code: "rate.limited", retryAfterMs: wait });
  draft.redraw({ ...line, asked: now });
  await enqueue(ground, draft, { kind: "resend.request", order }, false);
  draft.afterwards.push(() => ground.health.count("resendsAsked"));
  return ok(undefined);
}

/**
 * Somebody could not read a message and asks for it. Only the device that sent it answers, only with its own
 * words, and only where everybody who would read the answer was there when it was said.
 */
export async function answerRequest(
  ground: Ground,
  draft: Draft,
  { author, seq }: Received,
  order: number,
): Promise<void> {
  const { record } = draft;
  if (record.kind === "board" || order >= seq || !draft.members.some(({ account }) => account === author))
    return;
  const line = await draft.lineAt(order);
  if (line?.kind !== "message" || !line.mine || line.delivery !== "sent" || line.key !== line.messageId)
    return;
  if (decodeContent(line.text).content.kind !== "text" || !wereAllThere(draft, order)) return;
  const content: Resend = { kind: "resend", order, messageId: line.messageId, encoded: line.text };
  const now = ground.context.clock.now();
  const key = orderKey(record.id, order);
  const stored = await draft.get(TABLES.resend, key);
  const answered = stored === undefined ? undefined : readJson(AnsweredRecord, stored);
  const times = answered?.times ?? 0;
  if (times >= MOST_TIMES || (answered !== undefined && now < answered.at + EVERY_MS)) return;
  const hour = Math.floor(now / HOUR_MS);
  const count = record.resent?.hour === hour ? record.resent.count : 0;
  if (count >= MOST_AN_HOUR || content.encoded.length > 40_000 || !fits(content)) return;
  draft.put(TABLES.resend, key, writeJson({ at: now, times: times + 1 }));
  draft.note({ resent: { hour, count: count + 1 } });
  await enqueue(ground, draft, content, false);
  draft.afterwards.push(() => ground.health.count("resendsAnswered"));
}

/**
 * A message comes again. It takes the place of the line that said that it could not be read, if this device
 * has asked for it and it comes from the person whom the server had named as its sender.
 */
export async function takeResend(
  ground: Ground,
  draft: Draft,
  { author, at }: Received,
  { order, messageId, encoded }: Resend,
): Promise<void> {
  const line = await draft.lineAt(order);
  if (line?.kind !== "unreadable" || line.asked === undefined || line.sender !== author) return;
  if (decodeContent(encoded).content.kind !== "text") return;
  const mine = author === ground.context.self.account;
  const place = { kind: "message" as const, key: line.key, order, at: line.at, messageId, author, mine };
  draft.redraw({ ...place, delivery: "sent", text: encoded, resentAt: at });
  draft.afterwards.push(() => ground.health.count("resendsReceived"));
  if (mine) return;
  draft.note({ newestOther: Math.max(order, draft.record.newestOther) });
  if (order > draft.record.readOrder) draft.note({ unread: draft.record.unread + 1 });
}
