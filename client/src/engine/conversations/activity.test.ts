import { describe, expect, it } from "vitest";
import { Activity } from "./activity.ts";

/** A clock whose timers fire when they are told to. */
function handClock() {
  const timers = new Set<() => void>();
  return {
    now: () => 0,
    after(_ms: number, callback: () => void) {
      timers.add(callback);
      return () => void timers.delete(callback);
    },
    fire() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer();
      }
    },
  };
}

/** Whether a promise is settled once everything has run that waits for nothing. */
async function isSettled(work: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void work.then(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

describe("what is under way", () => {
  it("includes what is planned, and what follows from it", async () => {
    const [activity, clock] = [new Activity(), handClock()];
    let finish: () => void = () => undefined;
    activity.plan(clock, 50, async () => {
      activity.plan(clock, 50, () => new Promise<void>((resolve) => (finish = resolve)));
    });
    const settled = activity.settled();
    expect(await isSettled(settled)).toBe(false);
    clock.fire();
    expect(await isSettled(settled)).toBe(false);
    clock.fire();
    expect(await isSettled(settled)).toBe(false);
    finish();
    expect(await isSettled(settled)).toBe(true);
  });

  it("ends with what is cancelled before it has begun, not with what is cancelled later", async () => {
    const [activity, clock] = [new Activity(), handClock()];
    let finish: () => void = () => undefined;
    const cancelFirst = activity.plan(clock, 50, () => Promise.reject(new Error("was cancelled")));
    cancelFirst();
    expect(await isSettled(activity.settled())).toBe(true);
    const cancelSecond = activity.plan(clock, 50, () => new Promise<void>((resolve) => (finish = resolve)));
    clock.fire();
    cancelSecond();
    const settled = activity.settled();
    expect(await isSettled(settled)).toBe(false);
    finish();
    expect(await isSettled(settled)).toBe(true);
  });

  it("ends with work that fails", async () => {
    const [activity, clock] = [new Activity(), handClock()];
    activity.plan(clock, 50, () => Promise.reject(new Error("the store is full")));
    clock.fire();
    expect(await isSettled(activity.settled())).toBe(true);
  });
});
