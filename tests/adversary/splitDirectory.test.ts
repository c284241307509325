import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../e2e/accessible.ts";
import {
  AMA,
  accept,
  CHIDI,
  connected,
  foundNetwork,
  HELENA,
  hear,
  invite,
  OFFICER,
  openConversation,
  STEP_MS,
  say,
  sign,
  unlock,
  writeTo,
} from "../e2e/world.ts";
import { launchBrowser } from "../setup/browser.ts";
import { TwoFaced } from "../wire/twoFaced.ts";
import { settleByCode } from "./secretariatsCode.ts";

/** From a told head to the alarm: the server is asked twice, some seconds apart, before it is accused. */
const ALARM_MS = 60_000;

/** A server that keeps a new member out of one person's sight: each test goes on where the one before ended. */
describe("split directory: a server that shows two people two directories", () => {
  let server: TwoFaced;
  let browser: Browser;
  let officer: Page;
  let ama: Page;
  let chidi: Page;

  const person = async (): Promise<Page> => {
    const viewport = { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport, locale: "en-GB" });
    context.setDefaultTimeout(STEP_MS);
    return context.newPage();
  };
  const admit = async (card: typeof AMA, origin = server.honest.origin): Promise<Page> => {
    const link = await invite(officer, card);
    const page = await person();
    await accept(page, link.replace(server.honest.origin, origin));
    // The two faces are two processes: what one was told, the other says at the next log-in.
    if (origin !== server.honest.origin) {
      await officer.reload();
      await unlock(officer);
    }
    await sign(officer, card.name);
    await connected(page);
    return page;
  };

  beforeAll(async () => {
    server = await TwoFaced.open();
    browser = await launchBrowser();
    officer = await person();
    await foundNetwork(officer, await server.honest.foundingLink(), "WACAP", OFFICER);
    ama = await admit(AMA);
    chidi = await admit(CHIDI, server.false.origin);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it("goes unnoticed as long as it shows the same", async () => {
    await writeTo(ama, "Chidi Okonkwo");
    await say(ama, "Can you take the call on Friday?");
    await chidi.reload();
    await unlock(chidi);
    await openConversation(chidi, "Ama Mensah");
    await hear(chidi, "Can you take the call on Friday?");
    await say(chidi, "Yes, at ten.");
    expect(await chidi.getByRole("alert", { name: "Alarm about the server" }).count()).toBe(0);
  });

  it("is caught by what colleagues' devices tell each other: loudly, with what to do, and sending stops", async () => {
    const frozen = (await server.log()).length;
    await server.turn((entries) => entries.slice(0, frozen));
    await admit(HELENA);
    await openConversation(ama, "Chidi Okonkwo");
    await say(ama, "Helena joins us.");
    await chidi.reload();
    await unlock(chidi);
    const alarm = chidi.getByRole("alert", { name: "Alarm about the server" });
    await alarm.waitFor({ timeout: ALARM_MS });
    await alarm
      .getByText("shows different people different directories of WACAP", { exact: false })
      .waitFor();
    await openConversation(chidi, "Ama Mensah");
    await hear(chidi, "Helena joins us.");
    await chidi.getByLabel("Message", { exact: true }).fill("The account is at the harbour bank.");
    await chidi.getByRole("button", { name: "Send" }).click();
    await chidi.getByText("An alarm about the network’s log is open", { exact: false }).waitFor();
    expect(await chidi.getByLabel("Message", { exact: true }).inputValue()).toContain("harbour bank");
    await alarm.getByRole("button", { name: "What to do" }).click();
    await alarm.getByText("Call the secretariat", { exact: false }).waitFor();
    expect(await accessibilityFaults(chidi)).toEqual([]);
    const shot = process.env["COMITY_TEST_SHOTS"];
    for (const [width, height] of shot === undefined
      ? []
      : ([
          [1440, 900],
          [390, 844],
        ] as const)) {
      await chidi.setViewportSize({ width, height });
      await chidi.screenshot({ path: `${shot}/alarm-${width}.png` });
    }
    await chidi.setViewportSize({ width: 1440, height: 900 });
  });

  it("is settled by the secretariat's code only", async () => {
    await server.turn((entries) => entries);
    const alarm = chidi.getByRole("alert", { name: "Alarm about the server" });
    await connected(chidi);
    await alarm.getByLabel("Code of the secretariat").fill(`9: ${"12345 ".repeat(6)}`);
    await alarm.getByRole("button", { name: "Compare and send again" }).click();
    await alarm.getByText("neither the code of the log on this device", { exact: false }).waitFor();
    await settleByCode(officer, chidi);
    await say(chidi, "The account is at the harbour bank.");
    await chidi.getByRole("button", { name: "Settings", exact: true }).click();
    await chidi.getByText("Former alarms").waitFor();
    const shot = process.env["COMITY_TEST_SHOTS"];
    if (shot === undefined) return;
    await chidi.getByRole("heading", { name: "The directory’s log" }).scrollIntoViewIfNeeded();
    await chidi.screenshot({ path: `${shot}/log-settings.png` });
  });
});
