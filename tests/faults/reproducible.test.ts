import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const TOP = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = ["client/dist", "client/dist-node", "server/dist"];
const PACKAGES = ["shared", "client", "server", "scripts", "tests"];
const top = mkdtempSync(join(tmpdir(), "comity-reproducible-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** The sources in another folder, with packages installed from the same lockfile. */
function installedIn(folder: string): string {
  const sources = (from: string) =>
    !/(^|[\\/])(dist|dist-node|node_modules)([\\/]|$)/.test(relative(TOP, from));
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", "tsconfig.base.json"])
    cpSync(join(TOP, name), join(folder, name));
  for (const name of PACKAGES)
    cpSync(join(TOP, name), join(folder, name), { recursive: true, filter: sources });
  const words = ["-y", "pnpm@12", "install", "--frozen-lockfile", "--prefer-offline"];
  execFileSync("npx", words, { cwd: folder, stdio: "ignore", shell: process.platform === "win32" });
  return folder;
}

/** Every built file by its path. */
function builtIn(folder: string): ReadonlyMap<string, string> {
  const files = BUILT.flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
    ),
  );
  return new Map(
    files.sort().map((file) => [relative(folder, file), readFileSync(file).toString("base64")] as const),
  );
}

it("builds the same bytes from the same sources, wherever they lie and whatever the surroundings say", () => {
  const folders = [installedIn(join(top, "one")), installedIn(join(top, "somewhere/else/two"))];
  for (const [at, folder] of folders.entries()) {
    const env = {
      ...process.env,
      NODE_ENV: at === 0 ? "test" : "production",
      LANG: at === 0 ? "C" : "fr_FR.UTF-8",
    };
    execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: folder, stdio: "ignore", env });
  }
  const [one = new Map(), two = new Map()] = folders.map(builtIn);
  expect([...one.keys()]).toEqual([...two.keys()]);
  expect([...one].filter(([path, bytes]) => two.get(path) !== bytes).map(([path]) => path)).toEqual([]);
  expect(one.has("client/dist/build-manifest.json")).toBe(true);
});
