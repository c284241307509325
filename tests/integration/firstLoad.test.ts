import { fileURLToPath } from "node:url";
import { weighFirstLoad } from "@comity/scripts/bench/firstLoad";
import { expect, it } from "vitest";

const DIST = fileURLToPath(new URL("../../client/dist", import.meta.url));

it("shows the page after at most 250 KB of script and style, words of any language included", () => {
  const { page, words, engine } = weighFirstLoad(DIST);
  expect(page).toBeGreaterThan(20 * 1024);
  expect(words).toBeGreaterThan(1024);
  expect(page + words).toBeLessThan(250 * 1024);
  // The engine comes beside it. A bound that says when something large has crept in.
  expect(engine).toBeGreaterThan(100 * 1024);
  expect(engine).toBeLessThan(440 * 1024);
});
