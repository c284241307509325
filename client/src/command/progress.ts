import type { ProgressTask } from "../engine/facade/change.ts";
import type { EngineFacade } from "../engine/facade/facade.ts";
import type { Output } from "./output.ts";
import { words } from "./words.ts";

/** At most so many remarks for one task: a long one shows that it goes on without filling the screen. */
const REMARKS = 10;

/** Tells how far long tasks are, as remarks, for as long as `work` takes. */
export async function withProgress<Value>(
  engine: EngineFacade,
  output: Output,
  tasks: readonly ProgressTask[],
  work: () => Promise<Value>,
): Promise<Value> {
  const shown = new Map<ProgressTask, number>();
  const stop = await engine.subscribe((change) => {
    if (change.type !== "progress" || !tasks.includes(change.task)) return;
    const { task, done, total } = change;
    const step = Math.floor((done * REMARKS) / Math.max(1, total));
    if (step <= (shown.get(task) ?? 0)) return;
    shown.set(task, step);
    output.remark(`${words.progress[task]}: ${done} / ${total}`);
  });
  try {
    return await work();
  } finally {
    stop();
  }
}

/**
 * Waits until nothing is under way any more, however long that takes, as long as it gets on: each step of a
 * long task renews the patience. False: nothing has moved for `patienceMs`; the next command goes on from there.
 */
export async function settleInSteps(engine: EngineFacade, patienceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp: () => void = () => undefined;
  const patience = new Promise<false>((resolve) => {
    giveUp = () => resolve(false);
  });
  const renew = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, patienceMs);
  };
  const stop = await engine.subscribe((change) => {
    if (change.type === "progress") renew();
  });
  renew();
  try {
    return await Promise.race([engine.settled().then(() => true), patience]);
  } finally {
    clearTimeout(timer);
    stop();
  }
}
