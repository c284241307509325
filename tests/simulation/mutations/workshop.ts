import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Edit } from "./mutations.ts";

const TOP = fileURLToPath(new URL("../../..", import.meta.url));
const PACKAGES = ["shared", "client", "server", "scripts", "tests"] as const;

/** A copy of the sources in which code may be broken; what is installed is shared with the original. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    const folder = await mkdtemp(join(tmpdir(), "comity-mutations-"));
    for (const name of PACKAGES) {
      await cp(join(TOP, name), join(folder, name), {
        recursive: true,
        filter: (source) => !/[/\\](node_modules|dist)$/.test(source),
      });
      await linkInstalled(name, folder);
    }
    for (const name of ["package.json", "tsconfig.base.json"]) await cp(join(TOP, name), join(folder, name));
    await symlink(await realpath(join(TOP, "node_modules")), join(folder, "node_modules"), "dir");
    return new Workshop(folder);
  }

  /** Breaks the code; the answer mends it. Throws where a text does not stand in its file exactly once. */
  async break(edits: readonly Edit[]): Promise<() => Promise<void>> {
    const originals = new Map<string, string>();
    for (const { file, find, replace } of edits) {
      const path = join(this.folder, file);
      const before = await readFile(path, "utf8");
      if (before.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`);
      if (!originals.has(path)) originals.set(path, before);
      await writeFile(
        path,
        before.replace(find, () => replace),
      );
    }
    return async () => {
      for (const [path, text] of originals) await writeFile(path, text);
    };
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** Links what a package has installed; our own packages lead into the copy. */
async function linkInstalled(name: string, folder: string): Promise<void> {
  const installed = join(TOP, name, "node_modules");
  const target = join(folder, name, "node_modules");
  await mkdir(join(target, "@comity"), { recursive: true });
  for (const entry of await readdir(installed)) {
    if (entry === "@comity" || entry.startsWith(".")) continue;
    await symlink(await realpath(join(installed, entry)), join(target, entry), "dir");
  }
  for (const own of PACKAGES) await symlink(join(folder, own), join(target, "@comity", own), "dir");
}
