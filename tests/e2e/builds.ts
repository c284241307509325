import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TOP = fileURLToPath(new URL("../..", import.meta.url));
const SEAL = "import { sealWeb } from './scripts/webManifest.mjs'; sealWeb(process.argv[1]);";

/** The repository's build, in a folder in which a test may change it. */
export function copyOfBuild(folder: string): string {
  cpSync(join(TOP, "client/dist"), folder, { recursive: true });
  return folder;
}

/** The hash that names the build in a folder. */
export function hashOf(folder: string): string {
  return createHash("sha256")
    .update(readFileSync(join(folder, "build-manifest.json")))
    .digest("base64url");
}

/** Adds a line to the page's main script, which shows whether it runs, and to nothing else. */
export function alterScript(folder: string): void {
  const assets = join(folder, "assets");
  const script = readdirSync(assets).find((name) => /^index-.*\.js$/.test(name));
  appendFileSync(join(assets, script ?? "missing"), '\ndocument.documentElement.dataset.other = "runs";\n');
}

/** Changes the service worker's script, and nothing that speaks of it. */
export function alterServiceWorker(folder: string): void {
  appendFileSync(join(folder, "sw.js"), "\nself.other = true;\n");
}

/** Closes a changed build as a build of its own: with its integrity, its import map and its manifest. */
export function sealAgain(folder: string): void {
  const page = join(folder, "index.html");
  const open = readFileSync(page, "utf8")
    .replace(/\s*<meta http-equiv[^>]*>/, "")
    .replace(/\s*<script type="importmap">[^<]*<\/script>/, "")
    .replaceAll(/ integrity="[^"]*"/g, "");
  writeFileSync(page, open);
  execFileSync(process.execPath, ["--input-type=module", "-e", SEAL, folder], { cwd: TOP });
}
