import { LIMITS } from "@comity/shared/limits";
import { describe, expect, it } from "vitest";
import { Pace } from "./pace.ts";

/** Reads pages over a link of so many bytes a second that are always full; the largest of the last five. */
function over(bytesPerSecond: number, latencyMs: number): number {
  const pace = new Pace();
  const asked: number[] = [];
  for (let page = 0; page < 20; page++) {
    asked.push(pace.bytes);
    pace.took(pace.bytes, latencyMs + (pace.bytes / bytesPerSecond) * 1000);
  }
  return Math.max(...asked.slice(-5));
}

describe("how much is read at once", () => {
  it("grows to the most that the protocol allows on a good link", () => {
    expect(over(10_000_000, 20)).toBe(LIMITS.bytesPerRead);
  });

  it("stays below what a thin link carries in a few seconds, whatever happens", () => {
    expect(over(6_250, 300)).toBeLessThanOrEqual(6_250 * 7);
    expect(over(2_000, 900)).toBeLessThanOrEqual(2_000 * 7);
  });

  it("is not misled by pages that hold little, and shrinks when none comes", () => {
    const pace = new Pace();
    const { bytes } = pace;
    for (let page = 0; page < 10; page++) pace.took(100, 5);
    expect(pace.bytes).toBe(bytes);
    for (let page = 0; page < 10; page++) pace.failed();
    expect(pace.bytes).toBeGreaterThanOrEqual(LIMITS.leastBytesPerRead);
    expect(pace.bytes).toBeLessThan(bytes);
  });
});
