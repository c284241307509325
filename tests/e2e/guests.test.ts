import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  AMA,
  accept,
  admit,
  type CardInput,
  connected,
  fillCard,
  foundNetwork,
  hear,
  OFFICER,
  openConversation,
  say,
  World,
} from "./world.ts";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];
const TITLE = "Vessel at Tema";
const KOFI: CardInput = {
  ...{ name: "Kofi Asante", authority: "Tema Circuit Court", country: "Ghana" },
  ...{ role: "Investigator", language: "English" },
};

/** A member lets somebody from outside the network into one room, and out again. */
describe("a guest for one case", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let kofi: Page;

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
    await ama.getByRole("button", { name: "New case room" }).first().click();
    await ama.getByLabel("Reference", { exact: true }).fill("R-7");
    await ama.getByLabel("Title", { exact: true }).fill(TITLE);
    await ama.getByRole("checkbox", { name: new RegExp(OFFICER.name) }).check();
    await ama.getByRole("button", { name: "Open the room" }).click();
    await say(ama, "Before the guest");
    await ama.getByRole("button", { name: "Handling", exact: true }).click();
    await ama.getByLabel("TLP", { exact: true }).selectOption("TLP:AMBER");
    await say(ama, "For our own people");
    await openConversation(officer, TITLE);
    await hear(officer, "Before the guest");
    await hear(officer, "For our own people");
  });
  afterAll(async () => {
    await world.close();
  });

  async function looksRight(page: Page, name: string): Promise<void> {
    expect(await accessibilityFaults(page)).toEqual([]);
    if (pictures === undefined) return;
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
    }
  }

  it("is invited in words that say what they will see, comes, and is let in by a signature", async () => {
    // On a phone what can be done about guests stands behind the details.
    await ama.setViewportSize({ width: 390, height: 844 });
    await ama.getByRole("button", { name: "Details", exact: true }).click();
    await ama.getByRole("button", { name: "Invite a guest" }).click();
    const dialog = ama.getByRole("dialog");
    await dialog.getByText("only what a member passes on").waitFor();
    await fillCard(ama, KOFI);
    // Nobody's guest can stand in a room as its secretariat.
    expect(await dialog.getByLabel("Secretariat", { exact: true }).count()).toBe(0);
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel("Until (last day)").fill(until);
    await dialog.getByRole("radio", { name: "Everything since a day" }).check();
    await dialog.getByText(`You pass on 1 message, written since`).waitFor();
    await dialog.getByText("1 message stays behind", { exact: false }).waitFor();
    await dialog.getByRole("group", { name: "What was written before" }).scrollIntoViewIfNeeded();
    await looksRight(ama, "guest-invite");
    await dialog.getByRole("button", { name: "Make the link" }).click();
    const link = await dialog.getByLabel("The guest's link").inputValue();
    await looksRight(ama, "guest-link");
    await dialog.getByRole("button", { name: "Close" }).click();

    kofi = await world.person();
    await kofi.goto(link);
    await kofi.getByText(/invites you into one room until/).waitFor();
    await looksRight(kofi, "guest-invited");
    await accept(kofi, link);
    await kofi.getByRole("heading", { name: "Waiting for your host" }).waitFor();
    await ama.getByText(/your signature is due/).waitFor();
    await ama.getByRole("button", { name: "Let in", exact: true }).click();
    await ama
      .getByRole("dialog")
      .getByText(/this person is your guest in this room until/)
      .waitFor();
    await ama
      .getByRole("dialog")
      .getByText(/you pass on to them what was written since/)
      .waitFor();
    await looksRight(ama, "guest-admit");
    await ama.getByRole("button", { name: "Sign and let in" }).click();
    await ama.getByRole("dialog").waitFor({ state: "detached" });
    await connected(kofi);
  });

  it("stands under a banner for everybody, and sees this room and nothing else", async () => {
    await openConversation(kofi, TITLE);
    await kofi.getByText(/You are a guest in this room until/).waitFor();
    for (const page of [ama, officer]) await page.getByText(/A guest reads along: .*Kofi Asante/).waitFor();
    await say(kofi, "Thank you for having me");
    for (const page of [ama, officer]) await hear(page, "Thank you for having me");
    await ama.getByText("guest of Ama Mensah").first().waitFor();
    // What the host chose stands above the line by which the guest came, with who answers for it; nothing else does.
    await kofi.getByText(/Passed on by Ama Mensah .* can’t prove who wrote these/).waitFor();
    await hear(kofi, "Before the guest");
    expect(await kofi.getByText("For our own people").count()).toBe(0);
    for (const page of [ama, officer, kofi])
      await page.getByText(/Ama Mensah .* passed on history since .* It has arrived/).waitFor();
    for (const name of ["Directory", "Notice board", "Office", "New case room", "New message"])
      expect(await kofi.getByRole("button", { name, exact: true }).count()).toBe(0);
    expect(await kofi.getByRole("button", { name: "Remove" }).count()).toBe(0);
    await looksRight(kofi, "guest-room");
    await looksRight(ama, "guest-host");
    await officer.getByRole("button", { name: "Directory", exact: true }).click();
    await officer.getByText(AMA.name).first().waitFor();
    expect(await officer.getByRole("main").getByText(KOFI.name).count()).toBe(0);
    await openConversation(officer, TITLE);
  });

  it("is out once the stay is ended, in everybody's sight", async () => {
    await ama.getByRole("button", { name: "End the stay" }).click();
    await ama
      .getByRole("dialog")
      .getByText(/keys change/)
      .waitFor();
    await ama.getByRole("dialog").getByRole("button", { name: "End the stay" }).click();
    await ama.getByRole("dialog").waitFor({ state: "detached" });
    for (const page of [ama, officer]) {
      await page.getByText(/A guest reads along/).waitFor({ state: "detached" });
      // One line says what happened, in place of somebody's having removed him.
      await page.getByText(/Ama Mensah.* ended the stay of Kofi Asante.*before its date/).waitFor();
      expect(await page.getByText(/removed Kofi Asante/).count()).toBe(0);
    }
    await say(officer, "Among ourselves");
    await hear(ama, "Among ourselves");
    expect(await kofi.getByText("Among ourselves").count()).toBe(0);
    await kofi.getByRole("heading", { name: "Your stay as a guest is over" }).waitFor();
    await kofi.getByText(/before its date: by Ama Mensah, by an officer/).waitFor();
    await looksRight(kofi, "guest-refused");
    await looksRight(ama, "guest-gone");
  });

  it("stands on the office's activity page: who let whom in, into what, until when, and who ended it", async () => {
    await officer.getByRole("button", { name: "Office", exact: true }).click();
    await officer.getByRole("button", { name: "Activity", exact: true }).click();
    const acts = officer.getByRole("list", { name: "Activity" });
    for (const what of ["Guest admitted", "Guest's stay ended"]) {
      const act = acts.getByRole("listitem").filter({ hasText: what });
      await act.getByText(KOFI.name).waitFor();
      await act.getByText(new RegExp(`Room:.*${TITLE}`)).waitFor();
      await act.getByText(/signed by Ama Mensah/).waitFor();
    }
    await looksRight(officer, "guest-activity");
  });
});
