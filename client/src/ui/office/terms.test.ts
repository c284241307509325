import { describe, expect, it } from "vitest";
import { DAY_MS, dayOf, daysLeft, dueNote, endOfDay } from "./terms.ts";

const NOW = Date.parse("2026-11-25T10:00:00Z");

describe("days", () => {
  it("are written as they are read", () => {
    expect(dayOf(endOfDay("2028-02-29") ?? 0)).toBe("2028-02-29");
    for (const wrong of ["2027-02-29", "2027-13-01", "1.1.2027", "", "2027-1-1"])
      expect(endOfDay(wrong)).toBeUndefined();
  });

  it("are counted until the end, begun ones too", () => {
    expect([1, DAY_MS, DAY_MS + 1, 0, -DAY_MS].map((ms) => daysLeft(NOW + ms, NOW))).toEqual([
      1, 1, 2, 0, -1,
    ]);
  });
});

describe("the note that a membership ends", () => {
  const due = (days: number, seen?: number) => dueNote(NOW + days * DAY_MS, NOW, seen);

  it("comes 60, 14 and 3 days before, and not after the end", () => {
    expect([61, 60, 15, 14, 4, 3, 1, 0].map((days) => due(days))).toEqual([
      ...[undefined, 60, 60, 14, 14, 3, 3, undefined],
    ]);
  });

  it("comes once each, and again when it is nearer", () => {
    expect(due(50, 60)).toBeUndefined();
    expect(due(14, 60)).toBe(14);
    expect(due(10, 14)).toBeUndefined();
    expect(due(2, 14)).toBe(3);
    expect(due(1, 3)).toBeUndefined();
  });
});
