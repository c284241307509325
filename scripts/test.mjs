// npm test: installs whatever is missing and passes all tests. `npm test -- unit contract` runs only those.
import { join } from "node:path";
import { findChromium } from "./bootstrap/chromium.mjs";
import { run, TOP } from "./bootstrap/command.mjs";
import { startTestMongo } from "./bootstrap/mongodb.mjs";
import { giveUp, say } from "./bootstrap/say.mjs";
import { runProject, runProjectTwice } from "./bootstrap/vitest.mjs";
import { buildIfChanged, checkNode, installDependencies } from "./bootstrap/workspace.mjs";

const CHECKS = {
  types: ["shared", "server", "client", "scripts", "tests"].map((part) => ["typescript/bin/tsc", "-p", part]),
  style: [["@biomejs/biome/bin/biome", "check", "."]],
  boundaries: [
    ["dependency-cruiser/bin/dependency-cruise.mjs", "--config", ".dependency-cruiser.cjs"].concat([
      "shared/src",
      "client/src",
      "server/src",
      "scripts/src",
      "tests",
    ]),
  ],
};
/** Tests of real processes, clocks and browsers: see docs/decisions/0024-a-second-try.md. */
const TRIED_TWICE = ["integration", "abuse", "faults", "e2e"];
const PROJECTS = ["unit", "vectors", "contract", "simulation", "integration", "abuse", "faults", "e2e"];

const inCi = process.env.CI === "true";
const wanted = process.argv.slice(2);
const chosen = (name) => wanted.length === 0 || wanted.includes(name);
for (const name of wanted)
  if (!(name in CHECKS) && !PROJECTS.includes(name))
    giveUp(`There is no test called ${name}; there are ${[...Object.keys(CHECKS), ...PROJECTS].join(", ")}.`);

const started = Date.now();
const minutes = () => `${((Date.now() - started) / 60_000).toFixed(1)} min`;
const totals = { passed: 0, failed: 0, skipped: 0 };
const broken = [];
/** @type {string[]} */
const named = [];

checkNode();
await installDependencies();
for (const [name, commands] of Object.entries(CHECKS)) {
  if (!chosen(name)) continue;
  say(`[${minutes()}] Checking ${name} …`);
  let good = true;
  for (const [program = "", ...words] of commands) {
    const { code } = await run(process.execPath, [join(TOP, "node_modules", program), ...words]);
    good = good && code === 0;
  }
  if (good) totals.passed += 1;
  else {
    totals.failed += 1;
    broken.push(name);
  }
}
if (["integration", "abuse", "faults", "e2e"].some(chosen)) await buildIfChanged();

const mongo = chosen("contract") ? await startTestMongo() : undefined;
if (chosen("contract") && mongo === undefined) {
  say(
    "No MongoDB can be had here (no MONGODB_URI, no download, no Go): its half of the storage contract is not run.",
  );
  if (inCi) {
    totals.failed += 1;
    broken.push("MongoDB is missing");
  }
}
const chromium = chosen("e2e") ? await findChromium() : undefined;
if (chosen("e2e") && chromium === undefined) {
  say("No Chrome, Chromium or Edge is installed and none could be: the tests in a browser are not run.");
  if (inCi) {
    totals.failed += 1;
    broken.push("a browser is missing");
  }
}

try {
  for (const project of PROJECTS) {
    if (!chosen(project) || (project === "e2e" && chromium === undefined)) continue;
    say(`[${minutes()}] Running ${project} …`);
    const env = {
      ...(mongo === undefined
        ? {}
        : { COMITY_TEST_MONGODB_URI: mongo.uri, COMITY_TEST_MONGODB_NAME: mongo.name }),
      ...(chromium === undefined ? {} : { COMITY_TEST_CHROMIUM: chromium }),
    };
    const twice = TRIED_TWICE.includes(project);
    const { code, files, unsteady } = twice
      ? await runProjectTwice(project, env)
      : { ...(await runProject(project, env)), unsteady: [] };
    const sum = (/** @type {"passed" | "failed" | "skipped"} */ what) =>
      files.reduce((total, file) => total + file[what], 0);
    const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
    totals.passed += passed;
    totals.failed += failed;
    totals.skipped += skipped;
    for (const { file, test, why } of unsteady)
      named.push(`Unsteady, passed the second time: ${file}: ${test}: ${why}`);
    for (const { file, failures } of files)
      for (const { test, why } of failures) named.push(`Failed: ${file}: ${test}: ${why}`);
    if (code !== 0) broken.push(project);
    if (code !== 0 && failed === 0) totals.failed += 1;
    if (inCi && passed + failed === 0) {
      totals.failed += 1;
      broken.push(`${project} has no tests`);
    }
  }
} finally {
  await mongo?.stop();
}

for (const line of named) say(line);
say(`[${minutes()}] ${broken.length === 0 ? "Everything passed." : `Not good: ${broken.join(", ")}.`}`);
say(
  `${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ""}`,
);
process.exit(broken.length === 0 ? 0 : 1);
