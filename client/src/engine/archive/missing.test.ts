import { describe, expect, it } from "vitest";
import { lackingOf } from "./missing.ts";

const lacks = (known: Parameters<typeof lackingOf>[0], cameIn?: number, fromTheBeginning = false) =>
  lackingOf(known, cameIn, fromTheBeginning).lacking;

describe("what a device lacks", () => {
  it("begins behind what the former devices have kept, and ends where this device came in", () => {
    expect(lacks({ ranges: [[1, 40]] }, 45)).toEqual([[41, 44]]);
    expect(lacks({ ranges: [[1, 40]] }, 41)).toEqual([]);
    const sinceThen: [number, number][] = [
      [1, 40],
      [45, 60],
    ];
    expect(lacks({ ranges: sinceThen }, 45)).toEqual([[41, 44]]);
  });

  it("is nothing where nobody of the person's was in before, and before this device is in", () => {
    expect(lacks({ ranges: [[9, 12]] }, 9)).toEqual([]);
    expect(lacks({ ranges: [] }, 9)).toEqual([]);
    expect(lacks({ ranges: [[1, 40]] })).toEqual([]);
  });

  it("becomes less as other devices bring it, also from its end", () => {
    const ranges: [number, number][] = [
      [1, 42],
      [44, 60],
    ];
    expect(lacks({ ranges, lacking: [[41, 44]], endSeen: true }, 45)).toEqual([[43, 43]]);
    expect(lacks({ ranges: [[1, 60]], lacking: [[43, 43]], endSeen: true }, 45)).toEqual([]);
  });

  it("is what others say that the archive holds and nothing sound gave, also before this device is in", () => {
    const ranges: [number, number][] = [[21, 30]];
    expect(lacks({ ranges, claimed: [[3, 30]] })).toEqual([[3, 20]]);
    expect(lacks({ ranges, claimed: [[3, 50]] }, 45)).toEqual([
      [3, 20],
      [31, 44],
    ]);
    // What it once took stands in its thread, whatever has become of the archive since.
    expect(lacks({ ranges, had: [[3, 10]], claimed: [[3, 30]] })).toEqual([[11, 20]]);
  });

  it("may be everything where what was kept could not be opened, if its owner was in before", () => {
    expect(lacks({ ranges: [] }, 9, true)).toEqual([[1, 8]]);
    expect(lacks({ ranges: [[5, 6]] }, 9, true)).toEqual([[7, 8]]);
  });
});
