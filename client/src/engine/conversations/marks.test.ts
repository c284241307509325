import { AccountId, DeviceId, idOfKey } from "@comity/shared/ids";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Range, stored, union } from "../archive/ranges.ts";
import { reachOf, withRead } from "./marks.ts";
import { includes, type Places } from "./places.ts";
import { MarksRecord, NO_MARKS } from "./records.ts";

const ama = idOfKey(AccountId, new Uint8Array(32).fill(1));
const kofi = idOfKey(AccountId, new Uint8Array(32).fill(2));
const members = [
  { account: ama, devices: [idOfKey(DeviceId, new Uint8Array(32).fill(3))] },
  { account: kofi, devices: [idOfKey(DeviceId, new Uint8Array(32).fill(4))] },
];

/** What Ama is shown of Kofi and a message of hers. */
function shown(marks: MarksRecord, order: number) {
  return reachOf({ record: { kind: "direct" }, members, marks }, ama, { order }, true)?.people[0];
}

const range = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }))
  .map(([from, length]): Range => [from, from + length]);
const receipt = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.array(range, { maxLength: 5 }))
  .map(([upTo, except]): Places => {
    return { upTo, except: stored(union(except, []).filter(([, to]) => to < upTo)) };
  });

describe("what somebody says that they have read", () => {
  it("is shown as read since the first word that includes it, and nothing that none includes", () => {
    fc.assert(
      fc.property(fc.array(receipt, { maxLength: 30 }), (said) => {
        let marks = NO_MARKS;
        for (const [at, places] of said.entries()) marks = withRead(marks, kofi, { ...places, at: at + 1 });
        for (let order = 1; order <= 70; order++) {
          const first = said.findIndex((places) => includes(places, order));
          expect(shown(marks, order)).toMatchObject({
            read: first >= 0,
            readAt: first >= 0 ? first + 1 : undefined,
          });
        }
      }),
    );
  });

  it("stays read whatever they say afterwards, and is not forgotten where they say it often", () => {
    let marks = withRead(NO_MARKS, kofi, { upTo: 9, except: [[4, 5]], at: 1 });
    expect(withRead(marks, kofi, { upTo: 9, except: [[1, 8]], at: 2 })).toBe(marks);
    for (let upTo = 10; upTo < 80; upTo++)
      marks = withRead(marks, kofi, { upTo, except: [[5, 5]], at: upTo });
    expect(shown(marks, 3)).toMatchObject({ read: true, readAt: undefined });
    expect(shown(marks, 4)).toMatchObject({ read: true });
    expect(shown(marks, 5)).toMatchObject({ read: false });
    marks = withRead(marks, kofi, { upTo: 5, except: [], at: 100 });
    expect(shown(marks, 5)).toMatchObject({ read: true, readAt: 100 });
  });

  it("is understood as it was stored before receipts left anything out", () => {
    const old = MarksRecord.parse({
      stored: [],
      read: [{ account: kofi, forgotten: 3, marks: [{ upTo: 7, at: 5 }] }],
    });
    expect(shown(old, 7)).toMatchObject({ read: true, readAt: 5 });
    expect(shown(old, 8)).toMatchObject({ read: false });
  });
});
