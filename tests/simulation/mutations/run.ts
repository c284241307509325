import { spawn } from "node:child_process";
import { join } from "node:path";
import { MUTATIONS, type Mutation } from "./mutations.ts";
import { Workshop } from "./workshop.ts";

/** What came of one mutation. */
export interface Outcome {
  readonly mutation: Mutation;
  /** The first seed that failed, and what it said; undefined: nobody noticed. */
  readonly caught: { readonly seed: number; readonly by: string } | undefined;
  /** Whether the seeds were played as far as they were to be: on a busy machine there may not be time for all. */
  readonly finished: boolean;
  readonly ms: number;
}

export interface MutationsOptions {
  /** Seeds that are tried before a mutation counts as unnoticed. */
  readonly seeds: number;
  readonly steps: number;
  /** Only these mutations, by their place in the list. */
  readonly only?: readonly number[];
  readonly told?: (outcome: Outcome) => void;
}

/** A broken engine may go round in circles: so long at most the seeds of one mutation are played. */
const PATIENCE_MS = 1_800_000;

/** Breaks the code in each place, one after the other, and plays seeds until one of them fails. */
export async function runMutations(options: MutationsOptions): Promise<readonly Outcome[]> {
  const { only, told } = options;
  const workshop = await Workshop.open();
  const outcomes: Outcome[] = [];
  try {
    const chosen = MUTATIONS.filter((_, place) => only === undefined || only.includes(place));
    for (const mutation of chosen) {
      const began = performance.now();
      const mend = await workshop.break(mutation.edits);
      const { output, finished } = await play(workshop.folder, mutation, options);
      await mend();
      const caught = firstFailure(output);
      const outcome = { mutation, caught, finished, ms: performance.now() - began };
      outcomes.push(outcome);
      told?.(outcome);
    }
  } finally {
    await workshop.close();
  }
  return outcomes;
}

function firstFailure(output: string): Outcome["caught"] {
  const [, seed, by = ""] = /^seed (\d+) fails.*\n {2}(.*)$/m.exec(output) ?? [];
  if (seed !== undefined) return { seed: Number(seed), by };
  // A world that does not even come into being has been noticed too.
  const [crash] = /^.*Error: .*$/m.exec(output) ?? [];
  return crash === undefined ? undefined : { seed: 0, by: crash };
}

/** Plays seeds of the broken copy in a process of its own, up to the first that fails. */
function play(
  folder: string,
  { often = [] }: Mutation,
  { seeds, steps }: MutationsOptions,
): Promise<{ readonly output: string; readonly finished: boolean }> {
  const words = ["--seeds", `1..${seeds}`, "--steps", String(steps), "--first", "--often", often.join(",")];
  const program = join(folder, "tests/simulation/simulate.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, ...words], {
    cwd: folder,
    timeout: PATIENCE_MS,
  });
  let output = "";
  const hear = (bytes: Buffer) => {
    output += bytes.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (_code, signal) => resolve({ output, finished: signal === null }));
  });
}
