import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers, type Range, union, without } from "./ranges.ts";

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
  .map(([from, length]): Range => [from, from + length]);
const ranges = fc.array(range, { maxLength: 8 });
const NUMBERS = Array.from({ length: 60 }, (_, at) => at);

describe("ranges", () => {
  it("unite to exactly the numbers of both, in order and with gaps between", () => {
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const both = union(one, other);
        for (const number of NUMBERS)
          expect(covers(both, number)).toBe(covers(one, number) || covers(other, number));
        for (const [at, [from]] of both.entries())
          expect(from).toBeGreaterThan((both[at - 1]?.[1] ?? -2) + 1);
      }),
    );
  });

  it("leave exactly the numbers that were not taken", () => {
    fc.assert(
      fc.property(range, ranges, (whole, taken) => {
        const left = without(whole, taken);
        for (const number of NUMBERS)
          expect(covers(left, number)).toBe(covers([whole], number) && !covers(taken, number));
      }),
    );
  });
});
