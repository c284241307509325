import { existsSync } from "node:fs";
import { join } from "node:path";
import { run, TOP } from "./command.mjs";
import { giveUp, say } from "./say.mjs";
import { contentHash, isStamped, stamp } from "./stamp.mjs";

const MANIFESTS = [
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "package.json",
  "shared/package.json",
  "server/package.json",
  "client/package.json",
  "scripts/package.json",
  "tests/package.json",
];

const BUILT_FROM = [
  "shared",
  "server",
  "client",
  "scripts/build.mjs",
  "scripts/webManifest.mjs",
  "tsconfig.base.json",
  "pnpm-lock.yaml",
];

/** Stops with a sentence on a Node that is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    giveUp(
      `Comity needs Node 20.19 or newer; this is ${process.versions.node}. Get a newer one and try again.`,
    );
}

/** Installs the dependencies if the lockfile has changed since the last time. */
export async function installDependencies() {
  const hash = contentHash(MANIFESTS);
  if (existsSync(join(TOP, "node_modules", ".pnpm")) && isStamped("install", hash)) return;
  say("Installing dependencies (a minute or two the first time) …");
  const { code, output } = await run("npx", ["-y", "pnpm@12", "install", "--frozen-lockfile"], {
    quiet: true,
  });
  if (code === 127) giveUp("npx was not found. Install Node together with npm and try again.");
  if (code !== 0) {
    process.stderr.write(`${output.trimEnd().split("\n").slice(-25).join("\n")}\n`);
    giveUp(
      "The dependencies could not be installed. Check the connection to your npm registry and try again.",
    );
  }
  stamp("install", hash);
}

/** Builds server and client if their sources have changed since the last time. */
export async function buildIfChanged() {
  const hash = contentHash(BUILT_FROM);
  const built = ["server/dist/main.js", "client/dist/index.html", "client/dist-node/comity.js"].every(
    (file) => existsSync(join(TOP, file)),
  );
  if (built && isStamped("build", hash)) return;
  say("Building server and client …");
  const { code, output } = await run(process.execPath, ["scripts/build.mjs"], { quiet: true });
  if (code !== 0) {
    process.stderr.write(`${output.trimEnd().split("\n").slice(-40).join("\n")}\n`);
    giveUp(
      "The build failed; the lines above say where. Undo local changes, or run npm start on a clean clone.",
    );
  }
  stamp("build", hash);
}
