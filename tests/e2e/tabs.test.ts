import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  AMA,
  admit,
  connected,
  foundNetwork,
  hear,
  OFFICER,
  openConversation,
  PASSPHRASE,
  STEP_MS,
  say,
  unlock,
  World,
  writeTo,
} from "./world.ts";

const PATIENCE = { timeout: STEP_MS };

/** The tabs of one browser, in one story: each test goes on where the one before ended. */
describe("two tabs of one browser", () => {
  let world: World;
  let officer: Page;
  let first: Page;
  let second: Page;

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    first = await admit(world, officer, AMA);
    await writeTo(first, OFFICER.name);
    await say(first, "From the first tab.");
    await openConversation(officer, AMA.name);
    await hear(officer, "From the first tab.");
  });
  afterAll(async () => {
    await world.close();
  });

  /** Presses the button and doesn't wait for anything. */
  const send = async (page: Page, text: string) => {
    await page.getByLabel("Message", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Send" }).click();
  };
  /** Submits the form without waiting until the page is painted: a hidden tab takes its time for that. */
  const submit = (page: Page) =>
    page.locator("form").evaluate((form) => form instanceof HTMLFormElement && form.requestSubmit());
  const isLocked = (page: Page) => page.getByRole("heading", { name: "Locked" }).waitFor();

  it("share one engine: the second tab shows everything at once, and both send", async () => {
    second = await world.tab(first.context());
    await second.goto(first.url());
    await connected(second);
    await hear(second, "From the first tab.");
    await say(second, "From the second tab.");
    await hear(first, "From the second tab.");
    await say(officer, "To both.");
    for (const page of [first, second]) await hear(page, "To both.");
    await first.getByLabel("Message", { exact: true }).fill("One at a time,");
    await second.getByLabel("Message", { exact: true }).fill("both at once.");
    await Promise.all([first, second].map(submit));
    for (const page of [officer, first, second])
      for (const text of ["One at a time,", "both at once."]) await hear(page, text);
  });

  it("go on when the one that was first is closed in the middle of sending: the message arrives once", async () => {
    await send(first, "Sent while closing.");
    await first.close();
    await hear(officer, "Sent while closing.");
    await second
      .locator(".message", { hasText: "Sent while closing." })
      .getByText("sent", { exact: true })
      .waitFor();
    await hear(second, "Sent while closing.");
    await say(second, "Still open.");
    await hear(officer, "Still open.");
  });

  it("a reload keeps the vault open as long as another tab is there, and locks when it was the last", async () => {
    first = await world.tab(second.context());
    await first.goto(second.url());
    await connected(first);
    await second.reload();
    await connected(second);
    await hear(second, "Still open.");
    await first.close();
    await second.reload();
    await isLocked(second);
    await unlock(second);
    await hear(second, "Sent while closing.");
  });

  it("lock together, keep what was half written, and unlock together, also when both are asked at the same moment", async () => {
    first = await world.tab(second.context());
    await first.goto(second.url());
    await connected(first);
    await first.getByLabel("Message", { exact: true }).fill("Half a thought");
    const field = second.getByLabel("Message", { exact: true });
    await expect
      .poll(async () => {
        await second.reload();
        await second.getByText("Still open.").first().waitFor();
        return field.inputValue();
      }, PATIENCE)
      .toBe("Half a thought");
    await second.getByRole("button", { name: "Lock" }).click();
    for (const page of [first, second]) {
      await isLocked(page);
      expect(await page.getByText(OFFICER.name).count()).toBe(0);
      expect(await page.getByText("Still open.").count()).toBe(0);
    }
    for (const page of [first, second]) await page.getByLabel("Passphrase").fill(PASSPHRASE);
    await Promise.all([first, second].map(submit));
    for (const page of [first, second]) await connected(page);
    await expect
      .poll(() => first.getByLabel("Message", { exact: true }).inputValue(), PATIENCE)
      .toBe("Half a thought");
    await say(first, "After both unlocked.");
    await say(second, "And again.");
    for (const page of [officer, first, second])
      for (const text of ["After both unlocked.", "And again."]) await hear(page, text);
  });

  it("notice that the engine has crashed, say so, and lose nothing", async () => {
    await say(first, "Acknowledged before the crash.");
    const startServer = await world.stopServer();
    await send(first, "Stored before the crash.");
    await first
      .locator(".message", { hasText: "Stored before the crash." })
      .getByText("waiting to be sent")
      .waitFor();
    await world.crashWorker(first);
    for (const page of [first, second]) {
      await isLocked(page);
      expect(await page.getByText("Still open.").count()).toBe(0);
    }
    await first.getByText("Comity had to start again in this browser.").waitFor();
    await startServer();
    await unlock(first);
    await connected(second);
    for (const page of [officer, first, second])
      for (const text of ["Acknowledged before the crash.", "Stored before the crash."])
        await hear(page, text);
  });

  it("answer a call that was under way when the engine crashed, and send at most once", async () => {
    await second.getByLabel("Message", { exact: true }).fill("In the middle of it.");
    await Promise.all([submit(second), world.crashWorker(second)]);
    await isLocked(second);
    await unlock(second);
    await connected(first);
    await say(second, "After it.");
    for (const page of [officer, first, second]) {
      await hear(page, "After it.");
      expect(await page.locator(".message", { hasText: "In the middle of it." }).count()).toBeLessThan(2);
    }
    expect(await officer.locator(".message", { hasText: "In the middle of it." }).count()).toBe(
      await second.locator(".message", { hasText: "In the middle of it." }).count(),
    );
  });

  it("where a browser has no shared workers, the second waits and takes over with the passphrase", async () => {
    await officer.context().addInitScript("delete globalThis.SharedWorker");
    await officer.reload();
    await unlock(officer);
    const waiting = await world.tab(officer.context());
    await waiting.goto(officer.url());
    await waiting.getByRole("heading", { name: "Comity is open in another tab" }).waitFor();
    await send(officer, "Sent by the one that runs.");
    await hear(first, "Sent by the one that runs.");
    await officer.close();
    await isLocked(waiting);
    await unlock(waiting);
    await hear(waiting, "Sent by the one that runs.");
    await say(waiting, "Sent by its heir.");
    await hear(first, "Sent by its heir.");
  });
});
