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

  it("does not wait for more to come together: what gathers begins once somebody waits, and once", async () => {
    const [activity, clock] = [new Activity(), handClock()];
    let begun = 0;
    const gather = () =>
      activity.gather(clock, 1500, async () => {
        begun += 1;
        // What follows from it gathers as well.
        if (begun === 1) gather();
      });
    gather();
    expect(begun).toBe(0);
    expect(await isSettled(activity.settled())).toBe(true);
    expect(begun).toBe(2);
    clock.fire();
    expect(begun).toBe(2);
  });

  it("does not begin what gathered once that was cancelled, and begins by itself where nobody waits", async () => {
    const [activity, clock] = [new Activity(), handClock()];
    let begun = 0;
    const gather = () =>
      activity.gather(clock, 1500, async () => {
        begun += 1;
      });
    gather()();
    expect(await isSettled(activity.settled())).toBe(true);
    expect(begun).toBe(0);
    gather();
    clock.fire();
    expect(begun).toBe(1);
    expect(await isSettled(activity.settled())).toBe(true);
    expect(begun).toBe(1);
  });

  it("ends with work that fails", async () => {
    const [activity, clock] = [new Activity(), handClock()];
    activity.plan(clock, 50, () => Promise.reject(new Error("the store is full")));
    clock.fire();
    expect(await isSettled(activity.settled())).toBe(true);
  });
});
