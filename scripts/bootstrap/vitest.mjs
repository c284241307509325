import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run, TOP } from "./command.mjs";

/**
 * Runs one Vitest project and counts its tests.
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 */
export async function runProject(project, env) {
  const report = join(TOP, "node_modules", ".comity", `${project}.json`);
  rmSync(report, { force: true });
  const words = ["run", "--project", project, "--passWithNoTests"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await run(
    process.execPath,
    [join(TOP, "node_modules/vitest/vitest.mjs"), ...words, ...reporters],
    {
      env,
    },
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    return { code, passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch {
    return { code, passed: 0, failed: 0, skipped: 0 };
  }
}
