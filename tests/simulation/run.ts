import { loadSodium } from "@comity/shared/crypto/sodium";
import { quiesce } from "./checks/quiescence.ts";
import { type Action, PEOPLES_ACTIONS } from "./people/actions.ts";
import { AMENDING_ACTIONS } from "./people/amending.ts";
import { DEVICE_ACTIONS } from "./people/devices.ts";
import { HOSTILE_ACTIONS } from "./people/hostility.ts";
import { LOSS_ACTIONS } from "./people/losses.ts";
import { MEMBERSHIP_ACTIONS } from "./people/membership.ts";
import { MISFORTUNES } from "./people/misfortunes.ts";
import { OLD_COPY_ACTIONS } from "./people/oldCopies.ts";
import { OWN_WORDS_ACTIONS } from "./people/ownWords.ts";
import { READING_ACTIONS } from "./people/reading.ts";
import type { Counts } from "./world/chronicle.ts";
import type { Dice } from "./world/dice.ts";
import { village } from "./world/village.ts";
import { type Violation, World } from "./world/world.ts";

export interface RunOptions {
  readonly seed: number;
  /** How many things happen. */
  readonly steps: number;
  /** Actions, by name, that are to come far more often than usual. The seed then means something else. */
  readonly often?: readonly string[];
  /** Told each line of the trace as it comes. */
  readonly told?: (line: string) => void;
}

/** What a run came to. */
export interface RunReport {
  readonly seed: number;
  readonly steps: number;
  readonly violations: readonly Violation[];
  readonly lines: readonly string[];
  readonly counts: Counts;
  /** Of everything that happened, each frame's bytes included. */
  readonly digest: string;
  readonly virtualMs: number;
}

const ACTIONS: readonly Action[] = [
  ...PEOPLES_ACTIONS,
  ...READING_ACTIONS,
  ...AMENDING_ACTIONS,
  ...DEVICE_ACTIONS,
  ...MEMBERSHIP_ACTIONS,
  ...MISFORTUNES,
  ...LOSS_ACTIONS,
  ...HOSTILE_ACTIONS,
  ...OWN_WORDS_ACTIONS,
  ...OLD_COPY_ACTIONS,
];
/** How much more often than usual something comes that is to come often. */
const OFTEN = 8;
/** After so many steps everything comes to rest and is checked. */
const REST_EVERY = 40;

/** Plays one seed to its end, or to the first rest at which something does not hold. */
export async function play({ seed, steps, told, often = [] }: RunOptions): Promise<RunReport> {
  const [sodium, slumber] = [await loadSodium(), await village()];
  const world = new World(sodium, `seed ${seed}`, slumber, told);
  const start = world.time.now();
  const actions = ACTIONS.map((one) =>
    often.includes(one.name) ? { ...one, weight: OFTEN * Math.max(1, one.weight) } : one,
  );
  await world.live(async () => {
    const dice = world.dice.fork("people");
    world.server.start();
    for (const device of world.devices) device.open();
    await world.time.pass(5000);
    for (let step = 1; step <= steps && world.violations.length === 0; step++) {
      world.chronicle.counts.steps += 1;
      happen(world, dice, actions);
      await world.time.pass(pause(dice));
      // A server that has died comes back.
      if (!world.server.up && dice.chance(0.3)) world.server.start();
      if (step % REST_EVERY === 0 || step === steps) await quiesce(world);
    }
  });
  const { violations, chronicle } = world;
  return {
    ...{ seed, steps, violations },
    lines: chronicle.lines,
    counts: chronicle.counts,
    digest: chronicle.digest(),
    virtualMs: world.time.now() - start,
  };
}

function happen(world: World, dice: Dice, actions: readonly Action[]): void {
  const total = actions.reduce((sum, { weight }) => sum + weight, 0);
  for (let tries = 0; tries < 10; tries++) {
    let left = dice.unit() * total;
    const action = actions.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    if (action?.act(world, dice) === true) return;
  }
}

/** Mostly moments, often none at all, now and then hours. */
function pause(dice: Dice): number {
  const kind = dice.unit();
  if (kind < 0.35) return 0;
  if (kind < 0.9) return dice.whole(1, 3000);
  return kind < 0.98 ? dice.whole(3000, 120_000) : dice.whole(1, 12) * 3_600_000;
}
