import { defineConfig } from "vitest/config";

/** One project per kind of test, so that each can be run alone: `vitest run --project contract`. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // What is waited for comes when it comes: vitest's own second is too short on a busy machine.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{shared,server,client,scripts}/src/**/*.test.{ts,tsx}"] },
      },
      { extends: true, test: { name: "vectors", include: ["tests/vectors/**/*.test.ts"] } },
      { extends: true, test: { name: "contract", include: ["tests/contract/**/*.test.ts"] } },
      {
        extends: true,
        // Many real engines on a real server.
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          testTimeout: 240_000,
        },
      },
      { extends: true, test: { name: "simulation", include: ["tests/simulation/**/*.test.ts"] } },
      { extends: true, test: { name: "abuse", include: ["tests/abuse/**/*.test.ts"] } },
      {
        extends: true,
        test: { name: "faults", include: ["tests/faults/**/*.test.ts"], testTimeout: 240_000 },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts", "tests/adversary/**/*.test.ts"],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
