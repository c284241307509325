import { describe, expect, it } from "vitest";
import { IdleLock } from "./idleLock.ts";

/** A clock that stands still until it is told the time. */
function handClock() {
  let now = 0;
  let due: { at: number; callback: () => void }[] = [];
  const passTo = (time: number) => {
    for (let next = due.shift(); next !== undefined; next = due.shift()) {
      if (next.at > time) {
        due = [next, ...due];
        break;
      }
      now = Math.max(now, next.at);
      next.callback();
    }
    now = time;
  };
  const clock = {
    now: () => now,
    after(ms: number, callback: () => void) {
      const one = { at: now + ms, callback };
      due = [...due, one].sort((a, b) => a.at - b.at);
      return () => {
        due = due.filter((other) => other !== one);
      };
    },
  };
  const sleepTo = (time: number) => {
    now = time;
  };
  return { clock, passTo, sleepTo };
}
const MINUTE = 60_000;

describe("the idle lock", () => {
  it("locks when no tab was touched for the chosen time, and not before", () => {
    const { clock, passTo } = handClock();
    const locks: number[] = [];
    const idle = new IdleLock(clock, 15 * MINUTE, () => locks.push(clock.now()));
    passTo(10 * MINUTE);
    idle.touched(5 * MINUTE);
    passTo(14 * MINUTE);
    expect(locks).toEqual([]);
    idle.touched(5 * MINUTE);
    passTo(18 * MINUTE);
    expect(locks).toEqual([]);
    passTo(20 * MINUTE);
    expect(locks).toEqual([19 * MINUTE]);
  });

  it("locks soon after a sleep during which no timer ran", () => {
    const { clock, passTo, sleepTo } = handClock();
    let locked = 0;
    new IdleLock(clock, 15 * MINUTE, () => {
      locked += 1;
    });
    passTo(MINUTE);
    sleepTo(600 * MINUTE);
    expect(locked).toBe(0);
    passTo(600 * MINUTE + 10_000);
    expect(locked).toBe(1);
  });
});
