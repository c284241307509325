import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  AMA,
  admit,
  CHIDI,
  foundNetwork,
  HELENA,
  hear,
  OFFICER,
  openConversation,
  STEP_MS,
  say,
  unlock,
  World,
  writeTo,
} from "./world.ts";

/** What becomes of a message, as people see it: each test goes on where the one before ended. */
describe("a sent message", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let chidi: Page;
  let helena: Page;

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
    chidi = await admit(world, officer, CHIDI);
    helena = await admit(world, officer, HELENA);
  });
  afterAll(async () => {
    await world.close();
  });

  const state = (page: Page, text: string) =>
    page.locator(".message", { hasText: text }).locator(".delivery");

  it("is delivered while the other looks elsewhere, and read once it is on their screen, also after a reload", async () => {
    await writeTo(ama, "Chidi Okonkwo");
    await say(ama, "Are the bank records complete?");
    await state(ama, "Are the bank records").getByText("delivered", { exact: true }).waitFor();
    await openConversation(chidi, "Ama Mensah");
    await hear(chidi, "Are the bank records complete?");
    await state(ama, "Are the bank records").getByText("read", { exact: true }).waitFor();
    await ama.reload();
    await unlock(ama);
    await state(ama, "Are the bank records").getByText("read", { exact: true }).waitFor();
  });

  it("says who has read it and when, from a mark that the keyboard reaches", async () => {
    const mark = state(ama, "Are the bank records").getByRole("button", { name: "read" });
    await mark.focus();
    await ama.keyboard.press("Enter");
    const dialog = ama.getByRole("dialog", { name: "Who has this message" });
    const row = dialog.getByRole("listitem").filter({ hasText: "Chidi Okonkwo" });
    await row.getByText(/^read .*20\d\d/).waitFor();
    await row.getByText("Nigeria").waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await ama.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  it("counts in a room how many of how many have read it", async () => {
    await ama.getByRole("button", { name: "New case room" }).first().click();
    await ama.getByLabel("Reference", { exact: true }).fill("WACAP-2026-040");
    await ama.getByLabel("Title", { exact: true }).fill("Operation Harmattan");
    await ama.getByRole("checkbox", { name: /Chidi Okonkwo/ }).check();
    await ama.getByRole("checkbox", { name: /Helena Tavares/ }).check();
    await ama.getByRole("button", { name: "Open the room" }).click();
    await say(ama, "The request goes out on Friday.");
    await state(ama, "goes out on Friday").getByText("delivered to 2 of 2").waitFor();
    await openConversation(helena, "Operation Harmattan");
    await hear(helena, "The request goes out on Friday.");
    await state(ama, "goes out on Friday").getByText("read by 1 of 2").waitFor();
  });

  it("is not told as read by who has turned that off", async () => {
    await chidi.getByRole("button", { name: "Settings", exact: true }).click();
    await chidi.getByLabel("Tell and show what has been read").uncheck();
    await openConversation(chidi, "Operation Harmattan");
    await hear(chidi, "The request goes out on Friday.");
    await say(chidi, "Agreed.");
    await hear(ama, "Agreed.");
    await say(ama, "Good.");
    await hear(chidi, "Good.");
    await openConversation(helena, "Operation Harmattan");
    await hear(helena, "Good.");
    await state(ama, "Good.").getByText("read by 1 of 2").waitFor();
    await state(ama, "goes out on Friday").getByText("read by 1 of 2").waitFor();
  });

  it("waits with a countdown and a way not to wait while there is no connection", async () => {
    const start = await world.stopServer();
    const status = ama.getByRole("navigation", { name: "Main" });
    await status.getByText("No connection", { exact: true }).waitFor();
    await status.getByRole("button", { name: "Try now" }).waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await ama.getByLabel("Message", { exact: true }).fill("Written without a server.");
    await ama.getByRole("button", { name: "Send" }).click();
    await state(ama, "Written without").getByText("waiting to be sent").waitFor();
    await status.getByRole("button", { name: "Try now" }).click();
    await start();
    // It may have come back by itself before the button is pressed again.
    const tryNow = status.getByRole("button", { name: "Try now" });
    await expect
      .poll(
        async () => {
          if (await tryNow.isVisible()) await tryNow.click({ timeout: 1_000 }).catch(() => undefined);
          return state(ama, "Written without")
            .getByText(/^(delivered|read)/)
            .count();
        },
        { timeout: STEP_MS },
      )
      .toBe(1);
  });

  it("is counted in figures that stay on the device", async () => {
    await ama.getByRole("button", { name: "Settings", exact: true }).click();
    const health = ama.getByRole("region", { name: "Health" });
    await health.getByText("Everything could be read.").waitFor();
    await health.getByText("Connections that came back").waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
  });
});
