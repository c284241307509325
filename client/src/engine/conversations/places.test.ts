import { KnownContent } from "@comity/shared/content/content";
import { MOST_EXCEPTIONS } from "@comity/shared/content/receipt";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers, type Range, stored, union } from "../archive/ranges.ts";
import { fewer, includes, type Places, stretchesOf, together } from "./places.ts";

const NUMBERS = Array.from({ length: 80 }, (_, at) => at + 1);
const range = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 0, max: 6 }))
  .map(([from, length]): Range => [from, from + length]);
const places = fc
  .tuple(fc.integer({ min: 0, max: 75 }), fc.array(range, { maxLength: 6 }))
  .map(([upTo, except]): Places => {
    return { upTo, except: stored(union(except, []).filter(([, to]) => to < upTo)) };
  });

describe("what somebody has seen", () => {
  it("is, of two, exactly what is in either", () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        const both = together(one, other);
        for (const number of NUMBERS) {
          expect(includes(both, number)).toBe(includes(one, number) || includes(other, number));
          expect(covers(stretchesOf(both), number)).toBe(includes(both, number));
        }
      }),
    );
  });

  it("leaves out more rather than less where there are too many exceptions, and always goes into a receipt", () => {
    const scattered = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { maxLength: 200 });
    fc.assert(
      fc.property(scattered, (orders) => {
        const all = union(
          orders.map((order): Range => [order, order]),
          [],
        );
        const kept = fewer(all);
        expect(kept.length).toBe(Math.min(all.length, MOST_EXCEPTIONS));
        for (const order of orders) expect(covers(kept, order)).toBe(true);
        // Of the newest nothing is given away.
        const newest = all.slice(1 - MOST_EXCEPTIONS);
        if (all.length >= MOST_EXCEPTIONS) expect(kept.slice(1)).toEqual(newest);
        const receipt = { kind: "receipt", upTo: 2001, except: stored(kept) };
        expect(KnownContent.safeParse(receipt).success).toBe(true);
      }),
    );
  });
});
