import { expect, it } from "vitest";
import { STEPS } from "../seeds.ts";
import { runMutations } from "./run.ts";

/** Those that are noticed within seconds; `pnpm simulate --mutations` breaks the code in all places. */
const QUICK = [1, 3, 10];

it("notices when the code is broken on purpose", { timeout: 600_000 }, async () => {
  const outcomes = await runMutations({ seeds: 60, steps: STEPS, only: QUICK });
  const unnoticed = outcomes
    .filter(({ caught }) => caught === undefined)
    .map(({ mutation }) => mutation.name);
  expect(outcomes).toHaveLength(QUICK.length);
  expect(unnoticed).toEqual([]);
});
