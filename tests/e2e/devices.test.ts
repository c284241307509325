import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  AMA,
  admit,
  choosePassphrase,
  connected,
  foundNetwork,
  hear,
  OFFICER,
  openConversation,
  PASSPHRASE,
  say,
  World,
  writeTo,
} from "./world.ts";

/** One person with two browsers, in one story: each test goes on where the one before ended. */
describe("a focal point with a computer and a telephone", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let telephone: Page;

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
  });
  afterAll(async () => {
    await world.close();
  });

  const dialog = (page: Page) => page.getByRole("dialog");

  it("links the telephone by a short code, compared on both screens", async () => {
    await writeTo(ama, "Adjoa Lawson");
    await say(ama, "Written before the telephone came.");
    telephone = await world.person(390, 844);
    await telephone.goto(world.server.origin);
    await telephone.getByRole("button", { name: "Link to my other device" }).click();
    await telephone.getByLabel("Name of this device").fill("Telephone");
    await choosePassphrase(telephone);
    await telephone.getByRole("button", { name: "Show the code" }).click();
    const code = (await telephone.getByTestId("link-code").textContent()) ?? "";
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    await telephone.getByRole("img", { name: "The same code for a camera" }).waitFor();
    expect(await accessibilityFaults(telephone)).toEqual([]);

    await ama.getByRole("button", { name: "Settings", exact: true }).click();
    await ama.getByRole("button", { name: "Link another device" }).click();
    await dialog(ama).getByLabel("Code on the new device").fill("0000-0000");
    await dialog(ama).getByRole("button", { name: "Continue" }).click();
    await dialog(ama).getByText("There is no device waiting with this code.", { exact: false }).waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await dialog(ama).getByLabel("Code on the new device").fill(code.toLowerCase());
    await dialog(ama).getByRole("button", { name: "Continue" }).click();
    const there = await ama.getByTestId("link-number").textContent();
    const here = await telephone.getByTestId("link-number").textContent();
    expect(here).toMatch(/^\d{3} \d{3}$/);
    expect(there).toBe(here);
    await telephone.getByRole("button", { name: "They are the same" }).click();
    await dialog(ama).getByRole("button", { name: "They are the same" }).click();
    await dialog(ama).getByText("Telephone will read and write in your name", { exact: false }).waitFor();
    await dialog(ama).getByLabel("Passphrase").fill("not my passphrase");
    await dialog(ama).getByRole("button", { name: "Link the device" }).click();
    await dialog(ama).getByRole("alert").getByText("That is not the passphrase.").waitFor();
    await dialog(ama).getByLabel("Passphrase").fill(PASSPHRASE);
    await dialog(ama).getByRole("button", { name: "Link the device" }).click();
    await dialog(ama).getByText("Telephone is linked.", { exact: false }).waitFor();
    await dialog(ama).getByRole("button", { name: "Close" }).last().click();
    await connected(telephone);
  });

  it("receives on both, says in the room whose device came, and what was read on one is read on the other", async () => {
    await openConversation(officer, "Ama Mensah");
    await officer.getByText(/Ama Mensah .*now reads on another device/).waitFor();
    await openConversation(ama, "Adjoa Lawson");
    await say(officer, "For both of your devices.");
    await hear(ama, "For both of your devices.");
    await openConversation(telephone, "Adjoa Lawson");
    // What was said before it came is there as well, and nothing is said to be missing.
    await hear(telephone, "Written before the telephone came.");
    await hear(telephone, "For both of your devices.");
    expect(await telephone.locator(".unreadable").count()).toBe(0);
    // The recovery key was typed in on the computer: the telephone does not ask for it.
    expect(await telephone.getByText("Check it now").count()).toBe(0);
    // Away from the conversation, on the computer, something new counts; reading it on the telephone ends that.
    await ama.getByRole("button", { name: "Settings", exact: true }).click();
    await telephone.getByRole("button", { name: "Back" }).click();
    await say(officer, "Read this one on the telephone.");
    const unread = ama.getByRole("list", { name: "Conversations" }).getByText("1 unread");
    await unread.waitFor();
    await openConversation(telephone, "Adjoa Lawson");
    await hear(telephone, "Read this one on the telephone.");
    await unread.waitFor({ state: "detached" });
  });

  it("carries a draft and a mute to the other device", async () => {
    await telephone.getByLabel("Message", { exact: true }).fill("Begun on the telephone");
    await telephone.getByRole("button", { name: "Details" }).click();
    await telephone.getByLabel("Notifications").selectOption({ label: "quiet for a week" });
    await ama.getByRole("list", { name: "Conversations" }).getByText("quiet", { exact: false }).waitFor();
    await openConversation(ama, "Adjoa Lawson");
    await ama.getByLabel("Message", { exact: true }).and(ama.locator("textarea")).waitFor();
    await expect
      .poll(() => ama.getByLabel("Message", { exact: true }).inputValue(), { timeout: 60_000 })
      .toBe("Begun on the telephone");
    await telephone.getByRole("button", { name: "Close" }).click();
  });

  it("lists, renames and ends a device, which is then refused", async () => {
    await ama.getByRole("button", { name: "Settings", exact: true }).click();
    const devices = ama.getByRole("list", { name: "Your devices" });
    await devices.getByRole("listitem").filter({ hasText: "this device" }).waitFor();
    const row = devices.getByRole("listitem").filter({ hasText: "Telephone" });
    await row.getByText("last used", { exact: false }).waitFor();
    await row.getByRole("button", { name: "Rename" }).click();
    await dialog(ama).getByLabel("Name of this device").fill("Lost telephone");
    await dialog(ama).getByRole("button", { name: "Save" }).click();
    const lost = devices.getByRole("listitem").filter({ hasText: "Lost telephone" });
    await lost.getByRole("button", { name: "End" }).click();
    await dialog(ama).getByRole("heading", { name: "End Lost telephone?" }).waitFor();
    await dialog(ama).getByLabel("Passphrase").fill(PASSPHRASE);
    await dialog(ama).getByRole("button", { name: "End", exact: true }).click();
    await lost.getByText("ended", { exact: false }).waitFor();
    await telephone.getByText("This device was revoked.", { exact: false }).waitFor();
    await officer.getByText(/A device of .*Ama Mensah.* was removed/).waitFor();
  });
});
