import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../e2e/accessible.ts";
import { AMA, CHIDI, hear, OFFICER, openConversation, say, writeTo } from "../e2e/world.ts";
import { showLog } from "./forgedLog.ts";
import { ALARM_MS, picture, Stage } from "./stage.ts";

/** A log that one person is not shown as it is: each test goes on where the one before ended. */
describe("a directory's log that the server keeps from somebody", () => {
  let stage: Stage;
  let officer: Page;
  let ama: Page;
  let chidi: Page;

  beforeAll(async () => {
    stage = await Stage.open();
    officer = stage.officer;
    ama = await stage.admit(AMA);
    chidi = await stage.admit(CHIDI);
    await writeTo(officer, CHIDI.name);
    await say(officer, "Welcome, Chidi.");
    await writeTo(ama, CHIDI.name);
    await say(ama, "Good to have you here.");
    await openConversation(chidi, OFFICER.name);
    await hear(chidi, "Welcome, Chidi.");
    await openConversation(chidi, AMA.name);
    await hear(chidi, "Good to have you here.");
  });
  afterAll(async () => {
    await stage.close();
  });

  /** What is written to the person whose conversation is open stays here, and is told why. */
  async function sendsNothing(page: Page, text: string): Promise<void> {
    await page.getByLabel("Message", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("An alarm about the network’s log is open", { exact: false }).waitFor();
    expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe(text);
    expect(await page.locator(".message", { hasText: text }).count()).toBe(0);
  }

  it("rollback: an older log than before is an alarm, the directory stays, and sending stops until it is settled", async () => {
    await showLog(stage, await stage.account(CHIDI.name), (entries) => entries.slice(0, -2));
    const alarm = chidi.getByRole("alert", { name: "Alarm about the server" });
    await alarm.waitFor({ timeout: ALARM_MS });
    await alarm.getByText("shows an older directory of WACAP than before.", { exact: false }).waitFor();
    await sendsNothing(chidi, "Kept back by the rollback.");
    expect(await accessibilityFaults(chidi)).toEqual([]);
    await alarm.getByRole("button", { name: "What to do" }).click();
    await alarm.getByText("Call the secretariat", { exact: false }).waitFor();
    await picture(chidi, "5-rollback");
    await chidi.getByRole("button", { name: "Directory", exact: true }).click();
    for (const { name } of [OFFICER, AMA, CHIDI])
      await chidi.getByRole("list", { name: "Directory" }).getByRole("button", { name }).waitFor();
    // Others are not touched by it.
    await openConversation(officer, CHIDI.name);
    await say(officer, "Is all well with you?");

    stage.server.lies.end();
    await stage.settle(chidi);
    await openConversation(chidi, OFFICER.name);
    await hear(chidi, "Is all well with you?");
    await say(chidi, "It is again.");
    await openConversation(officer, CHIDI.name);
    await hear(officer, "It is again.");
  });

  it("withheld revocation: what a colleague's device knows is an alarm, and nothing goes to whom it was kept secret about", async () => {
    const known = (await stage.log()).entries.length;
    await showLog(stage, await stage.account(CHIDI.name), (entries) => entries.slice(0, known));
    await officer.getByRole("button", { name: /^Office/ }).click();
    const row = officer
      .getByRole("region", { name: "Members", exact: true })
      .getByRole("listitem")
      .filter({ hasText: AMA.name });
    await row.getByText("Change", { exact: true }).click();
    await row.getByRole("button", { name: "End membership" }).click();
    await officer.getByRole("heading", { name: `End the membership of ${AMA.name}?` }).waitFor();
    await officer.getByRole("dialog").getByRole("button", { name: "End membership" }).click();
    await ama.getByRole("heading", { name: "The server does not let this device in" }).waitFor();
    await ama.getByText("Your membership has ended.", { exact: false }).waitFor();
    // Chidi's server has told him nothing of it. The first word of anybody who knows does.
    expect(await chidi.getByRole("alert", { name: "Alarm about the server" }).count()).toBe(0);
    await openConversation(officer, CHIDI.name);
    await say(officer, "Ama has left us.");
    const alarm = chidi.getByRole("alert", { name: "Alarm about the server" });
    await alarm.waitFor({ timeout: ALARM_MS });
    await alarm
      .getByText("shows different people different directories of WACAP", { exact: false })
      .waitFor();
    await openConversation(chidi, AMA.name);
    await sendsNothing(chidi, "The account is at the harbour bank.");
    expect(await accessibilityFaults(chidi)).toEqual([]);
    await picture(chidi, "10-withheld-revocation");

    stage.server.lies.end();
    await stage.settle(chidi);
    await chidi.getByRole("button", { name: "Directory", exact: true }).click();
    await chidi
      .getByRole("list", { name: "Directory" })
      .getByRole("button", { name: AMA.name })
      .getByText("Ended")
      .waitFor();
  });
});
