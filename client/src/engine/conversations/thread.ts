import type { ConversationId } from "@comity/shared/ids";
import type { Ranges } from "../archive/ranges.ts";
import type { ThreadItem } from "../facade/views.ts";
import { HISTORY_TABLES, PassedRecord } from "../history/historyRecords.ts";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import { orderKey, QUEUED_ORDER, TABLES, ThreadRecord } from "./records.ts";
import { itemOf, passedItem, type ReachAt } from "./threadItem.ts";

const MOST_PER_PAGE = 200;
const first = (conversation: ConversationId) => `${conversation}/`;
const last = (conversation: ConversationId) => `${conversation}/~`;

/**
 * A page of a thread in ascending order, the newest one when `before` is absent. What somebody has passed on stands at the
 * place that they say it had, wherever this device has nothing itself.
 */
export async function threadPage(
  vault: Vault,
  conversation: ConversationId,
  before: number | undefined,
  limit: number,
  reachAt: ReachAt,
): Promise<{ readonly items: readonly ThreadItem[]; readonly more: boolean }> {
  const wanted = Math.max(1, Math.min(MOST_PER_PAGE, Math.floor(limit)));
  const range = {
    after: first(conversation),
    before: before === undefined ? last(conversation) : orderKey(conversation, before),
    descending: true,
    limit: wanted + 1,
  };
  const records = await vault.scan(TABLES.thread, range);
  const passed = await vault.scan(HISTORY_TABLES.passed, range);
  const own = new Map(records.map(({ key, value }) => [key, value]));
  const places = [...own.keys(), ...passed.map(({ key }) => key).filter((key) => !own.has(key))];
  const passedOn = new Map(passed.map(({ key, value }) => [key, value]));
  const newest = places.sort((one, other) => (one < other ? 1 : -1)).slice(0, wanted);
  const items = newest.flatMap((key): readonly ThreadItem[] => {
    const stands = own.get(key);
    if (stands === undefined) return passedAt(passedOn.get(key));
    const record = readJson(ThreadRecord, stands);
    const item = record === undefined ? undefined : itemOf(record, reachAt);
    return item === undefined ? [] : [item];
  });
  return { items: items.reverse(), more: places.length > wanted };
}

function passedAt(value: Uint8Array | undefined): readonly ThreadItem[] {
  const record = value === undefined ? undefined : readJson(PassedRecord, value);
  return record === undefined ? [] : [passedItem(record)];
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

/** The newest message of somebody else in these stretches; undefined: there is none. */
export async function newestOfOthers(
  vault: Vault,
  conversation: ConversationId,
  stretches: Ranges,
): Promise<number | undefined> {
  for (const [from, to] of [...stretches].reverse())
    for (let before = to + 1; ; ) {
      const page = await vault.scan(TABLES.thread, {
        after: orderKey(conversation, from - 1),
        before: orderKey(conversation, before),
        descending: true,
        limit: MOST_PER_PAGE,
      });
      for (const { value } of page) {
        const record = readJson(ThreadRecord, value);
        if (record?.kind === "message" && !record.mine) return record.order;
        if (record !== undefined) before = record.order;
      }
      if (page.length < MOST_PER_PAGE) break;
    }
  return undefined;
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
