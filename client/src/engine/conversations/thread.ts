import type { ConversationId } from "@comity/shared/ids";
import type { ThreadItem } from "../facade/views.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import { orderKey, QUEUED_ORDER, TABLES, ThreadRecord } from "./records.ts";
import { itemOf, type ReachAt } from "./threadItem.ts";

const MOST_PER_PAGE = 200;
const first = (conversation: ConversationId) => `${conversation}/`;
const last = (conversation: ConversationId) => `${conversation}/~`;

/** A page of a thread in ascending order, the newest one when `before` is absent: one scan of the vault. */
export async function threadPage(
  vault: Vault,
  conversation: ConversationId,
  before: number | undefined,
  limit: number,
  reachAt: ReachAt,
): Promise<{ readonly items: readonly ThreadItem[]; readonly more: boolean }> {
  const wanted = Math.max(1, Math.min(MOST_PER_PAGE, Math.floor(limit)));
  const records = await vault.scan(TABLES.thread, {
    after: first(conversation),
    before: before === undefined ? last(conversation) : orderKey(conversation, before),
    descending: true,
    limit: wanted + 1,
  });
  const items = records.slice(0, wanted).flatMap(({ value }) => {
    const record = readJson(ThreadRecord, value);
    return record === undefined ? [] : (itemOf(record, reachAt) ?? []);
  });
  return { items: items.reverse(), more: records.length > wanted };
}

/** The newest lines of this account after an order, at most one page, as they stand now. */
export async function ownLines(
  vault: Vault,
  conversation: ConversationId,
  order: number,
  reachAt: ReachAt,
): Promise<readonly ThreadItem[]> {
  const records = await vault.scan(TABLES.thread, {
    after: orderKey(conversation, order),
    before: orderKey(conversation, QUEUED_ORDER),
    descending: true,
    limit: MOST_PER_PAGE,
  });
  return records.flatMap(({ value }) => {
    const record = readJson(ThreadRecord, value);
    return record?.kind === "message" && record.mine ? (itemOf(record, reachAt) ?? []) : [];
  });
}

/** The newest message of somebody else after one order and up to another; undefined: there is none. */
export async function newestOfOthers(
  vault: Vault,
  conversation: ConversationId,
  after: number,
  upTo: number,
): Promise<number | undefined> {
  for (let before = upTo + 1; ; ) {
    const page = await vault.scan(TABLES.thread, {
      after: orderKey(conversation, after),
      before: orderKey(conversation, before),
      descending: true,
      limit: MOST_PER_PAGE,
    });
    for (const { value } of page) {
      const record = readJson(ThreadRecord, value);
      if (record?.kind === "message" && !record.mine) return record.order;
      if (record !== undefined) before = record.order;
    }
    if (page.length < MOST_PER_PAGE) return undefined;
  }
}

/** How many messages of others come after an order. */
export async function unreadAfter(
  vault: Vault,
  conversation: ConversationId,
  order: number,
): Promise<number> {
  let unread = 0;
  let after = orderKey(conversation, order);
  for (;;) {
    const page = await vault.scan(TABLES.thread, {
      after,
      before: last(conversation),
      limit: MOST_PER_PAGE,
    });
    for (const { value } of page) {
      const record = readJson(ThreadRecord, value);
      if (record?.kind === "message" && !record.mine) unread += 1;
    }
    const newest = page.at(-1);
    if (newest === undefined || page.length < MOST_PER_PAGE) return unread;
    after = newest.key;
  }
}
