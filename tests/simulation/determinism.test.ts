import { describe, expect, it } from "vitest";
import { play } from "./run.ts";

/** Without this nothing that the simulator finds could be found again. */
describe("determinism", () => {
  it("does exactly the same twice from one seed, to the last byte on the wire", {
    timeout: 300_000,
  }, async () => {
    const [first, second] = [await play({ seed: 3, steps: 80 }), await play({ seed: 3, steps: 80 })];
    expect(second.lines).toEqual(first.lines);
    expect(second.digest).toBe(first.digest);
    expect(first.counts.messages).toBeGreaterThan(20);
  });

  it("does something else from another seed", { timeout: 300_000 }, async () => {
    const [first, other] = [await play({ seed: 7, steps: 20 }), await play({ seed: 8, steps: 20 })];
    expect(other.digest).not.toBe(first.digest);
  });
});
