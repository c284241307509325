import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { expect, it } from "vitest";
import { play } from "./run.ts";

/** Things that happen in each seed of the suite. */
export const STEPS = 80;
/** Seeds that are played every time: what once failed, and the first numbers. */
export const FIXED: readonly number[] = [1, 2, 3, 5, 7, 8, 12, 14, 22, 25, 29, 31, 34];
/** Fresh seeds of one run of the suite, over both halves. */
const FRESH = 200;

/**
 * Where the fresh seeds begin: at a number of the sources, so that each change is tried with seeds that none
 * was tried with before, and a failure is the same for whoever looks into it. COMITY_SIMULATION_BASE names
 * another; what is not committed, or not in git, gets a random one.
 */
function freshBase(): number {
  const given = process.env["COMITY_SIMULATION_BASE"];
  if (given !== undefined) return Number(given);
  const git = (...words: string[]) =>
    execFileSync("git", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    if (git("status", "--porcelain") === "") {
      const trees = git("rev-parse", ...["client", "server", "shared"].map((part) => `HEAD:${part}`));
      const sum = trees.split("\n").reduce((all, hash) => all + Number.parseInt(hash.slice(0, 8), 16), 0);
      return (sum % 2 ** 30) * 1000;
    }
  } catch {
    // Not a clone: any seeds will do.
  }
  return randomInt(1, 2 ** 30) * 1000;
}

/** Half of the fresh seeds, so that two cores share them. The base is printed. */
export function freshSeeds(half: 0 | 1): void {
  const base = freshBase();
  it(`holds for ${FRESH / 2} fresh seeds`, { timeout: 600_000 }, async () => {
    console.info(`fresh seeds from ${base}: COMITY_SIMULATION_BASE=${base} plays the same again`);
    for (let seed = base + half; seed < base + FRESH; seed += 2) await holds(seed);
  });
}

/** Plays a seed; a failure says how to play it again. */
export async function holds(seed: number): Promise<void> {
  const { violations, lines } = await play({ seed, steps: STEPS });
  const replay = `pnpm simulate --seed ${seed} --steps ${STEPS}`;
  const last = lines.slice(-30).join("\n");
  expect(violations, `${replay}\n${last}`).toEqual([]);
}
