import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const TOP = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = ["client/dist", "client/dist-node", "server/dist"];
const PACKAGES = ["shared", "client", "server", "scripts"];
const top = mkdtempSync(join(tmpdir(), "comity-reproducible-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** The sources in another folder, with the packages that are installed here. */
function sourcesIn(folder: string): string {
  const sources = (from: string) => !/(^|\/)(dist|dist-node|data|\.cache|\.vite)(\/|$)/.test(relative(TOP, from));
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", "tsconfig.base.json"])
    cpSync(join(TOP, name), join(folder, name));
  for (const name of PACKAGES)
    cpSync(join(TOP, name), join(folder, name), { recursive: true, verbatimSymlinks: true, filter: sources });
  symlinkSync(join(TOP, "node_modules"), join(folder, "node_modules"));
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

it("builds the same bytes from the same sources, wherever they lie", () => {
  const folders = [sourcesIn(join(top, "one")), sourcesIn(join(top, "somewhere/else/two"))];
  for (const folder of folders) {
    expect(dirname(folder)).not.toBe(TOP);
    execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: folder, stdio: "ignore" });
  }
  const [one = new Map(), two = new Map()] = folders.map(builtIn);
  expect([...one.keys()]).toEqual([...two.keys()]);
  expect([...one].filter(([path, bytes]) => two.get(path) !== bytes).map(([path]) => path)).toEqual([]);
  expect(one.has("client/dist/build-manifest.json")).toBe(true);
});
