/** A timer of so many milliseconds that comes this much too late was asleep meanwhile. */
const BEAT_MS = 5_000;
const LATE_MS = 10_000;

/**
 * Calls back when a connection may be dead or possible again without anything saying so: the network is
 * back, the page is looked at again, or the machine has slept (its clock has jumped over a beat).
 */
export function onWake(wake: () => void): void {
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") wake();
  });
  let last = Date.now();
  setInterval(() => {
    const late = Date.now() - last > BEAT_MS + LATE_MS;
    last = Date.now();
    if (late) wake();
  }, BEAT_MS);
}
