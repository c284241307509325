import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MUTATIONS } from "./mutations.ts";

const TOP = join(import.meta.dirname, "../../..");

it("knows the sources that it breaks: what each mutation replaces stands there once", async () => {
  const missing: string[] = [];
  for (const { name, edits } of MUTATIONS)
    for (const { file, find } of edits) {
      const text = await readFile(join(TOP, file), "utf8");
      if (text.split(find).length !== 2) missing.push(`${name}: ${file}: ${find}`);
    }
  expect(missing).toEqual([]);
});
