import { describe, expect, it } from "vitest";
import { missingFrom } from "./missing.ts";

describe("what is in no archive", () => {
  it("begins behind what the former devices have kept, and ends where this device came in", () => {
    expect(missingFrom({ ranges: [[1, 40]], cameIn: 45 })).toBe(41);
    expect(missingFrom({ ranges: [[1, 40]], cameIn: 41 })).toBeUndefined();
    const sinceThen: [number, number][] = [
      [1, 40],
      [45, 60],
    ];
    expect(missingFrom({ ranges: sinceThen, cameIn: 45 })).toBe(41);
  });

  it("is nothing where nobody of the person's was in before, and before this device is in", () => {
    expect(missingFrom({ ranges: [[9, 12]], cameIn: 9 })).toBeUndefined();
    expect(missingFrom({ ranges: [], cameIn: 9 })).toBeUndefined();
    expect(missingFrom({ ranges: [[1, 40]] })).toBeUndefined();
  });

  it("becomes less as other devices bring it, also from its end", () => {
    const ranges: [number, number][] = [
      [1, 42],
      [44, 60],
    ];
    expect(missingFrom({ ranges, cameIn: 45, missing: 41 })).toBe(43);
    expect(missingFrom({ ranges: [[1, 60]], cameIn: 45, missing: 43 })).toBeUndefined();
  });
});
