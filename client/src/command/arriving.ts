import type { EngineFacade } from "../engine/facade/facade.ts";
import type { EngineMirror, EngineState } from "../engine/facade/mirror.ts";
import { comeOnline, waitFor } from "./device.ts";
import type { Invocation } from "./invocation.ts";
import { settleInSteps, withProgress } from "./progress.ts";

/**
 * Makes this profile a device (`begin`), and waits until everything that the server holds for it is here, the
 * history above all. False: not all of it in the time that somebody waits; a later command goes on.
 */
export function arrive(
  { output, waitMs }: Invocation,
  engine: EngineFacade,
  mirror: EngineMirror,
  begin: () => Promise<void>,
): Promise<boolean> {
  return withProgress(engine, output, ["history"], async () => {
    await begin();
    return (await comeOnline(engine, mirror, waitMs)) && (await settleInSteps(engine, waitMs));
  });
}

/** Conversations whose history is here and whose keys are not: others of their members let this device in. */
export function joining({ conversations }: EngineState): readonly string[] {
  return conversations.filter(({ state }) => state === "joining").map(({ id }) => id);
}

/** Waits until the keys of every conversation are here. False: some are still missing. */
export function everyKey({ waitMs }: Invocation, mirror: EngineMirror): Promise<boolean> {
  return fewerAndFewer(mirror, waitMs, joining);
}

/**
 * Waits until a new device of this person is in every conversation that this one is in. False: it is still
 * missing in some; whichever device of the person is connected next goes on.
 */
export function letIn(device: string, { waitMs }: Invocation, mirror: EngineMirror): Promise<boolean> {
  return fewerAndFewer(mirror, waitMs, ({ conversations, self }) =>
    conversations
      .filter(({ state }) => state === "active")
      .filter(({ members }) => {
        const own = members.find(({ account }) => account === self?.account);
        return own !== undefined && !own.devices.includes(device);
      })
      .map(({ id }) => id),
  );
}

/** Waits until nothing is missing. Each one that comes renews the patience. */
async function fewerAndFewer(
  mirror: EngineMirror,
  patienceMs: number,
  missing: (state: EngineState) => readonly string[],
): Promise<boolean> {
  for (let left = missing(mirror.state).length; left > 0; ) {
    const fewer = await waitFor(mirror, patienceMs, (state) => {
      const now = missing(state).length;
      return now < left ? now : undefined;
    });
    if (fewer === undefined) return false;
    left = fewer;
  }
  return true;
}
