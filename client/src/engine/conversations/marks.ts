import type { AccountId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { DeviceCursor } from "@comity/shared/protocol/conversation";
import { minus } from "../archive/ranges.ts";
import type { Reach } from "../facade/views.ts";
import { wasThere } from "./entitled.ts";
import { includes, NO_PLACES, type Places, stretchesOf, together } from "./places.ts";
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

/** Somebody says what they have read: what was read once stays so. */
export function withRead(
  marks: MarksRecord,
  account: AccountId,
  { at, ...said }: Places & { readonly at: number },
): MarksRecord {
  const known = marks.read.find((one) => one.account === account) ?? {
    ...{ account, forgotten: 0, forgottenExcept: [], marks: [] },
  };
  const before = readPlaces(known);
  const now = together(before, said);
  if (minus(stretchesOf(now), stretchesOf(before)).length === 0) return marks;
  const all = [...known.marks, { ...now, at }];
  const dropped = all.slice(0, Math.max(0, all.length - MOST_TIMES)).at(-1);
  const read = {
    account,
    forgotten: dropped?.upTo ?? known.forgotten,
    forgottenExcept: dropped?.except ?? known.forgottenExcept,
    marks: all.slice(-MOST_TIMES),
  };
  return { ...marks, read: [...marks.read.filter((one) => one.account !== account), read] };
}

/** The first place that somebody has newly read; undefined: there is none. */
export function firstNewlyRead(
  before: MarksRecord,
  after: MarksRecord,
  account: AccountId,
): number | undefined {
  const placesIn = ({ read }: MarksRecord) => {
    const reader = read.find((one) => one.account === account);
    return stretchesOf(reader === undefined ? NO_PLACES : readPlaces(reader));
  };
  return minus(placesIn(after), placesIn(before))[0]?.[0];
}

type Reader = MarksRecord["read"][number];

function forgottenPlaces({ forgotten, forgottenExcept }: Reader): Places {
  return { upTo: forgotten, except: forgottenExcept };
}

function readPlaces(reader: Reader): Places {
  return reader.marks.at(-1) ?? forgottenPlaces(reader);
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
      const read = reader !== undefined && includes(readPlaces(reader), order);
      const delivered = read || theirs.some((device) => (stored.get(device) ?? 0) >= order);
      const mark =
        reader === undefined || includes(forgottenPlaces(reader), order)
          ? undefined
          : reader.marks.find((places) => includes(places, order));
      return { account, delivered, read, readAt: mark?.at };
    });
  return {
    people,
    delivered: people.filter(({ delivered }) => delivered).length,
    read: people.filter(({ read }) => read).length,
  };
}
