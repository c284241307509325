import { parseArgs } from "node:util";
import { runMutations } from "./mutations/run.ts";
import { play, type RunReport } from "./run.ts";
import { added, NOTHING_COUNTED, summary } from "./summary.ts";

const USAGE = `pnpm simulate --seed N [--steps M]        one seed, with its trace
pnpm simulate --seeds A..B [--steps M]    many, with a summary
pnpm simulate --minutes T [--from N]      as many as there is time for
  … --often "link a device,end a device"  the same, with some actions far more often than usual
pnpm simulate --mutations [--only 0,3]    breaks the code on purpose, place by place, and looks who notices`;

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string" },
    minutes: { type: "string" },
    from: { type: "string", default: "1" },
    steps: { type: "string", default: "80" },
    /** Stop at the first seed that fails. */
    first: { type: "boolean", default: false },
    often: { type: "string", default: "" },
    mutations: { type: "boolean", default: false },
    only: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const steps = Number(values.steps);
const often = values.often.split(",");
const SAID_EVERY = 20;

async function one(seed: number): Promise<boolean> {
  const report = await play({ seed, steps, often, told: (line) => console.info(line) });
  console.info(`digest ${report.digest}`);
  for (const { kind, what } of report.violations) console.error(`${kind}: ${what}`);
  return report.violations.length === 0;
}

/** Plays seeds until there are no more, and sums up. What fails is said at once, with how to play it again. */
async function many(seeds: Iterable<number>, goesOn: () => boolean): Promise<boolean> {
  const began = performance.now();
  const failed: number[] = [];
  let counts = NOTHING_COUNTED;
  let [played, virtualMs] = [0, 0];
  for (const seed of seeds) {
    if (!goesOn()) break;
    const report: RunReport = await play({ seed, steps, often });
    played += 1;
    virtualMs += report.virtualMs;
    counts = added(counts, report.counts);
    if (played % SAID_EVERY === 0) console.info(`${played} seeds played, ${failed.length} failed`);
    if (report.violations.length === 0) continue;
    failed.push(seed);
    console.error(`seed ${seed} fails; pnpm simulate --seed ${seed} --steps ${steps} plays it again`);
    for (const { kind, what } of report.violations.slice(0, 5)) console.error(`  ${kind}: ${what}`);
    if (values.first) break;
  }
  console.info(summary({ played, counts, virtualMs, failed, realMs: performance.now() - began }));
  return failed.length === 0;
}

/** Breaks the code in each place of the list; true if every mistake is noticed. */
async function mutations(): Promise<boolean> {
  const only = values.only?.split(",").map(Number);
  const outcomes = await runMutations({
    seeds: 60,
    steps,
    ...(only === undefined ? {} : { only }),
    told: ({ mutation, caught, finished, ms }) => {
      const unnoticed = finished ? "NOT NOTICED" : "NOT NOTICED in the time there was";
      const how = caught === undefined ? unnoticed : `seed ${caught.seed}: ${caught.by}`;
      console.info(`${mutation.name}\n  ${(ms / 1000).toFixed(0)} s, ${how}`);
    },
  });
  const unnoticed = outcomes.filter(({ caught }) => caught === undefined).length;
  console.info(`${outcomes.length} mutations, ${unnoticed} not noticed`);
  return unnoticed === 0;
}

function* from(first: number, last = Number.POSITIVE_INFINITY): Iterable<number> {
  for (let seed = first; seed <= last; seed++) yield seed;
}

async function main(): Promise<boolean> {
  if (values.seed !== undefined) return one(Number(values.seed));
  if (values.seeds !== undefined) {
    const [first = 1, last = first] = values.seeds.split("..").map(Number);
    return many(from(first, last), () => true);
  }
  if (values.minutes !== undefined) {
    const until = performance.now() + Number(values.minutes) * 60_000;
    return many(from(Number(values.from)), () => performance.now() < until);
  }
  if (values.mutations) return mutations();
  console.info(USAGE);
  return values.help;
}

process.exitCode = (await main()) ? 0 : 1;
