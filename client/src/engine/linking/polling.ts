import type { Fault } from "@comity/shared/fault";
import { fail, ok, type Result } from "@comity/shared/result";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import type { Clock, TransportFault } from "../ports.ts";
import { isPassing } from "../session/passing.ts";

/** How often each side looks whether the other has come further. */
const EVERY_MS = 700;

/** Faults that pass by themselves: the meeting place is still there. */
function passing(fault: Fault | TransportFault): boolean {
  return isPassing(fault) || fault.code === "session.unauthenticated";
}

/** A pause that ends early when the link is given up. */
function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}

/**
 * Asks again and again until there is something, the answer is a refusal, the time is up or the link is given
 * up. A lost connection is waited out.
 */
export async function awaitOther<Value>(
  clock: Clock,
  until: number,
  givenUp: () => boolean,
  look: () => Promise<Result<Value | undefined, Fault | TransportFault>>,
): EngineResult<Value> {
  for (;;) {
    if (givenUp()) return fail<EngineFault>({ code: "link.cancelled" });
    const found = await look();
    if (givenUp()) return fail<EngineFault>({ code: "link.cancelled" });
    if (found.ok && found.value !== undefined) return ok(found.value);
    if (!found.ok && !passing(found.fault)) return found;
    if (clock.now() >= until) return fail<EngineFault>({ code: "link.expired" });
    await pause(clock, EVERY_MS);
  }
}
