import type { Page } from "playwright-core";
import { expect } from "vitest";

/** How long the comparison of a code may take: it reads the log once more. */
const COMPARED_MS = 20_000;
/** How long it may take until both have read the same log. */
const SETTLED_MS = 90_000;

/** The secretariat's officer reads out the code in the settings, and somebody types it in: their alarm ends. */
export async function settleByCode(officer: Page, page: Page): Promise<void> {
  await officer.getByRole("button", { name: "Settings", exact: true }).click();
  const alarm = page.getByRole("alert", { name: "Alarm about the server" });
  const field = alarm.getByLabel("Code of the secretariat");
  await alarm.waitFor();
  if (!(await field.isVisible())) await alarm.getByRole("button", { name: "What to do" }).click();
  // Either of the two may not have read what was signed last: they read out the code until it is the same.
  await expect
    .poll(
      async () => {
        await field.fill((await officer.locator(".log-code").first().textContent()) ?? "");
        await alarm.getByRole("button", { name: "Compare and send again" }).click();
        return alarm.waitFor({ state: "detached", timeout: COMPARED_MS }).then(
          () => "settled",
          () => "another code",
        );
      },
      { interval: 500, timeout: SETTLED_MS },
    )
    .toBe("settled");
}
