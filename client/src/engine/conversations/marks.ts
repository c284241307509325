import type { AccountId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { DeviceCursor } from "@comity/shared/protocol/conversation";
import type { Reach } from "../facade/views.ts";
import { wasThere } from "./entitled.ts";
import type { ConversationRecord, MarksRecord, MembersRecord } from "./records.ts";

/** Where more people read, nobody tells what they have read: it would be more traffic than conversation. */
export const MOST_READERS = 20;

/** So many times of reading are remembered for each person; earlier messages count as read, at no known time. */
const MOST_TIMES = 40;

/** What the server says about devices that have stored more. Numbers beyond the log's known end are cut back to it. */
export function withStored(
  marks: MarksRecord,
  members: MembersRecord,
  cursors: readonly DeviceCursor[],
  end: number,
): MarksRecord {
  const present = new Set<string>(members.flatMap(({ devices }) => devices));
  const stored = new Map(
    marks.stored.filter(({ device }) => present.has(device)).map(({ device, seq }) => [device, seq]),
  );
  let moved = false;
  for (const { device, seq } of cursors) {
    const reached = Math.min(seq, end);
    if (!present.has(device) || reached <= (stored.get(device) ?? 0)) continue;
    stored.set(device, reached);
    moved = true;
  }
  return moved ? { ...marks, stored: [...stored].map(([device, seq]) => ({ device, seq })) } : marks;
}

/** Somebody says up to where they have read. Only forward counts. */
export function withRead(
  marks: MarksRecord,
  account: AccountId,
  { upTo, at }: { readonly upTo: number; readonly at: number },
): MarksRecord {
  const known = marks.read.find((one) => one.account === account) ?? { account, forgotten: 0, marks: [] };
  if (upTo <= readUpTo(known)) return marks;
  const all = [...known.marks, { upTo, at }];
  const dropped = all.slice(0, Math.max(0, all.length - MOST_TIMES)).at(-1);
  const read = {
    account,
    forgotten: dropped?.upTo ?? known.forgotten,
    marks: all.slice(-MOST_TIMES),
  };
  return { ...marks, read: [...marks.read.filter((one) => one.account !== account), read] };
}

function readUpTo({ forgotten, marks }: MarksRecord["read"][number]): number {
  return marks.at(-1)?.upTo ?? forgotten;
}

/**
 * Who has a message of this account: the people who were there when it was sent and still are.
 * Undefined where nobody tells: on notice boards, and where there are more devices than the server tells of.
 */
export function reachOf(
  state: {
    readonly record: Pick<ConversationRecord, "kind">;
    readonly members: MembersRecord;
    readonly marks: MarksRecord;
  },
  self: AccountId,
  said: { readonly order: number; readonly epoch?: number | undefined },
  showRead: boolean,
): Reach | undefined {
  const { record, members, marks } = state;
  const { order } = said;
  const devices = members.reduce((count, member) => count + member.devices.length, 0);
  if (record.kind === "board" || devices > LIMITS.devicesWithCursors) return undefined;
  const stored = new Map(marks.stored.map(({ device, seq }) => [device, seq]));
  const readers = new Map(marks.read.map((one) => [one.account, one]));
  const people = members
    .filter((member) => member.account !== self && wasThere(member, said))
    .map(({ account, devices: theirs }) => {
      const reader = showRead ? readers.get(account) : undefined;
      const read = reader !== undefined && readUpTo(reader) >= order;
      const delivered = read || theirs.some((device) => (stored.get(device) ?? 0) >= order);
      const mark =
        reader === undefined || order <= reader.forgotten
          ? undefined
          : reader.marks.find(({ upTo }) => upTo >= order);
      return { account, delivered, read, readAt: mark?.at };
    });
  return {
    people,
    delivered: people.filter(({ delivered }) => delivered).length,
    read: people.filter(({ read }) => read).length,
  };
}
