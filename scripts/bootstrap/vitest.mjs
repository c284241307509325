import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { run, TOP } from "./command.mjs";

/**
 * What a file of tests came to. A file that could not be run at all has one failure of its own.
 * @typedef {{ test: string, why: string }} Failure
 * @typedef {{ file: string, passed: number, failed: number, skipped: number, failures: readonly Failure[] }} FileOutcome
 * @typedef {{ code: number, files: readonly FileOutcome[] }} Outcome
 */

/**
 * Runs one Vitest project, or only some of its files. Without a report there are no files.
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} [files]
 * @returns {Promise<Outcome>}
 */
export async function runProject(project, env, files = []) {
  const report = join(TOP, "node_modules", ".comity", `${project}.json`);
  rmSync(report, { force: true });
  const words = ["run", "--project", project, "--passWithNoTests", ...files];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await run(
    process.execPath,
    [join(TOP, "node_modules/vitest/vitest.mjs"), ...words, ...reporters],
    { env },
  );
  try {
    const { testResults } = JSON.parse(readFileSync(report, "utf8"));
    return { code, files: testResults.map(fileOutcome) };
  } catch {
    return { code, files: [] };
  }
}

/**
 * Runs a project, and once more the files in which something failed, or all where the run itself did. What a file comes to the second time counts;
 * `unsteady` are the tests that failed at first only.
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome & { unsteady: readonly (Failure & { file: string })[] }>}
 */
export async function runProjectTwice(project, env) {
  const first = await runProject(project, env);
  const failed = first.files.filter((one) => one.failures.length > 0);
  if (first.code === 0) return { ...first, unsteady: [] };
  const second = await runProject(
    project,
    env,
    failed.map(({ file }) => file),
  );
  const again = new Map(second.files.map((one) => [one.file, one]));
  const files = failed.length === 0 ? second.files : first.files.map((one) => again.get(one.file) ?? one);
  const unsteady = failed.flatMap(({ file, failures }) => {
    const still = again.get(file)?.failures ?? failures;
    return failures
      .filter(({ test }) => !still.some((one) => one.test === test))
      .map((one) => ({ file, ...one }));
  });
  if (failed.length === 0)
    unsteady.push({ file: project, test: "the run as a whole", why: `it ended with code ${first.code}` });
  return { code: second.code, files, unsteady };
}

/**
 * @param {{ name: string, status: string, message: string, assertionResults: readonly
 *   { fullName: string, status: string, failureMessages: readonly string[] }[] }} report
 * @returns {FileOutcome}
 */
function fileOutcome({ name, status, message, assertionResults }) {
  const failures = assertionResults
    .filter((one) => one.status === "failed")
    .map(({ fullName, failureMessages }) => ({ test: fullName, why: firstLine(failureMessages[0] ?? "") }));
  const passed = assertionResults.filter((one) => one.status === "passed").length;
  const skipped = assertionResults.length - passed - failures.length;
  if (failures.length === 0 && status === "failed")
    failures.push({ test: "the file as a whole", why: firstLine(message) });
  return { file: relative(TOP, name), passed, failed: failures.length, skipped, failures };
}

/** @param {string} message */
function firstLine(message) {
  return message.split("\n", 1)[0] ?? "";
}
