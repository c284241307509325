import { describe, it } from "vitest";
import { FIXED, freshSeeds, holds } from "./seeds.ts";

describe("random people on a bad network", () => {
  it.each(FIXED)("holds for seed %i", holds);
  freshSeeds(0);
});
