import { decodeContent, type KnownContent } from "@comity/shared/content/content";
import type { AccountId } from "@comity/shared/ids";
import { fail, ok, type Result } from "@comity/shared/result";
import { z } from "zod";
import type { EngineFault } from "../facade/fault.ts";
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
export function canAsk({ reason }: Extract<ThreadRecord, { kind: "unreadable" }>): boolean {
  return reason === "damaged" || reason === "keys-gone" || reason === "lost-device";
}

/**
 * Asks whoever sent a message that can't be read here to send it again. The conversation is asked and nobody by name:
 * whose message it was is the server's word, and whoever has sent something at this place knows it better.
 */
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
  if (!isSaid(line.text) || !wereAllThere(draft, line)) return;
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
 * A message comes again. It takes the place of the line that said that it could not be read, if this device has asked
 * for it: under the name of whoever sends it, whomever the server had named. Of several who say that it was theirs all but
 * the first have a line of their own, so that nobody can keep the true words away by answering first.
 */
export async function takeResend(
  ground: Ground,
  draft: Draft,
  { author, seq, at }: Received,
  { order, messageId, encoded }: Resend,
): Promise<void> {
  const line = await draft.lineAt(order);
  if (line === undefined || !isWanted(line, author)) return;
  if (!isSaid(encoded)) return;
  const mine = author === ground.context.self.account;
  const said = {
    kind: "message" as const,
    messageId,
    author,
    mine,
    delivery: "sent" as const,
    text: encoded,
  };
  if (line.kind === "unreadable") draft.redraw({ ...said, key: line.key, order, at: line.at, resentAt: at });
  else draft.line({ ...said, key: `s${seq}`, order: seq, at, resentAt: at });
  draft.afterwards.push(() => ground.health.count("resendsReceived"));
  if (mine) return;
  const place = line.kind === "unreadable" ? order : seq;
  draft.note({ newestOther: Math.max(place, draft.record.newestOther) });
  if (place > draft.record.readOrder) draft.note({ unread: draft.record.unread + 1 });
}

/** Whether a line is one that was asked for, or that somebody else has answered. */
function isWanted(line: ThreadRecord, author: AccountId): boolean {
  if (line.kind === "unreadable") return line.asked !== undefined && canAsk(line);
  return line.kind === "message" && line.resentAt !== undefined && line.author !== author;
}

/** Whether encoded content is what a person says in a line of its own: words, or files. */
function isSaid(encoded: string): boolean {
  const { kind } = decodeContent(encoded).content;
  return kind === "text" || kind === "attachment";
}
