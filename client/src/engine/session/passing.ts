import type { EngineFault } from "../facade/fault.ts";

const PASSING: ReadonlySet<EngineFault["code"]> = new Set([
  "rate.limited",
  "log.moved",
  "storage.unavailable",
  "server.internal",
]);

/** Whether a fault decides nothing: the connection or the server failed just now, and asking again may go otherwise. */
export function isPassing({ code }: EngineFault): boolean {
  return code.startsWith("transport.") || PASSING.has(code);
}

/** Whether a fault leaves open if the server has done what was asked. */
export function leavesOpen({ code }: EngineFault): boolean {
  return code.startsWith("transport.") || code === "storage.unavailable" || code === "server.internal";
}
