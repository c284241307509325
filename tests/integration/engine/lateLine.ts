import type { Clock } from "@comity/client/engine/ports";
import { sessionAuthenticate } from "@comity/shared/protocol/session";
import { bound, type Line } from "./archiveGround.ts";
import { clock } from "./people.ts";

/** So long somebody who restores waits for a connection; what is tried again is tried sooner. */
const PATIENCE_MS = 20_000;

/**
 * A device that has no connection from its first log-in on, until it gets one. What waits for the connection meanwhile
 * is told at once that it waits in vain; everything else has the time that it always has.
 */
export function lateLine(inner: Line = (transport) => transport) {
  let connect: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => {
    connect = resolve;
  });
  let held = false;
  let over = false;
  const waiting = new Set<() => void>();
  const runOut = () => {
    for (const run of [...waiting]) run();
  };
  const impatient: Clock = {
    now: () => clock.now(),
    after(ms, callback) {
      const run = () => {
        waiting.delete(run);
        cancel();
        callback();
      };
      const long = ms >= PATIENCE_MS;
      const cancel = clock.after(held && long ? 0 : ms, run);
      if (long) waiting.add(run);
      return () => {
        waiting.delete(run);
        cancel();
      };
    },
  };
  const line: Line = (transport) => {
    const below = bound(inner(transport));
    return {
      ...below,
      call: async (event, request) => {
        if (event.name === sessionAuthenticate.name && !over) {
          held = true;
          runOut();
          await connected;
        }
        return below.call(event, request);
      },
    };
  };
  return {
    line,
    impatient,
    connect: () => {
      over = true;
      held = false;
      connect();
    },
  };
}
