import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { z } from "zod";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const Violations = z.array(z.object({ id: z.string(), help: z.string(), where: z.array(z.string()) }));
const Report = z.object({ passed: z.number().min(5), violations: Violations });

/** What axe finds against WCAG 2 A and AA on the page as it stands. */
export async function accessibilityFaults(page: Page): Promise<z.infer<typeof Violations>> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(`
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then(({ passes, violations }) => ({
      passed: passes.length,
      violations: violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html.slice(0, 200)) })),
    }))
  `);
  // A page on which axe had nothing to look at would prove nothing.
  return Report.parse(found).violations;
}
