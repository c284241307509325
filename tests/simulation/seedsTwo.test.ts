import { describe } from "vitest";
import { freshSeeds } from "./seeds.ts";

/** The other half of the fresh seeds, on the other core. */
describe("more random people on a bad network", () => {
  freshSeeds(1);
});
