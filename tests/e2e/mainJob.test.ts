import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  ACKNOWLEDGED,
  AMA,
  admit,
  CHIDI,
  connected,
  foundNetwork,
  HELENA,
  hear,
  OFFICER,
  openConversation,
  PASSPHRASE,
  say,
  unlock,
  World,
  writeTo,
} from "./world.ts";

/** The main job as people do it, in one story: each test goes on where the one before ended. */
describe("two focal points, a prosecutor and their secretariat, each in a browser of their own", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let chidi: Page;
  let helena: Page;

  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(async () => {
    await world.close();
  });

  it("lets the first officer found the network, and shows the recovery key once", async () => {
    officer = await world.person();
    const key = await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    expect(key.replace(/\s+/g, " ").trim()).toMatch(/^([0-9A-Z]{4} ?){10}$/);
    await officer.getByRole("heading", { name: "WACAP" }).waitFor();
    expect(officer.url()).not.toContain("found=");
  });

  it("lets the officer invite, check, sign; and both see each other in the directory", async () => {
    ama = await admit(world, officer, AMA);
    chidi = await admit(world, officer, CHIDI);
    helena = await admit(world, officer, HELENA);
    for (const page of [officer, ama, chidi, helena]) {
      await page.getByRole("button", { name: "Directory", exact: true }).click();
      const people = page.getByRole("list", { name: "Directory" });
      for (const { name } of [OFFICER, AMA, CHIDI, HELENA])
        await people.getByRole("button", { name }).waitFor();
    }
  });

  it("finds a counterpart by country, competence, language and free text without accents", async () => {
    await ama.getByRole("button", { name: "Directory", exact: true }).click();
    const people = ama.getByRole("list", { name: "Directory" }).getByRole("button");
    await ama.getByLabel("Country", { exact: true }).selectOption({ label: "Nigeria" });
    expect(await people.allTextContents()).toEqual([expect.stringContaining("Chidi Okonkwo")]);
    await ama.getByRole("button", { name: "Clear filters" }).click();
    await ama.getByLabel("Competence", { exact: true }).selectOption({ label: "Joint investigations" });
    expect(await people.allTextContents()).toEqual([expect.stringContaining("Helena Tavares")]);
    await ama.getByRole("button", { name: "Clear filters" }).click();
    await ama.getByLabel("Language", { exact: true }).selectOption({ label: "Portuguese" });
    expect(await people.count()).toBe(1);
    await ama.getByRole("button", { name: "Clear filters" }).click();
    await ama.getByLabel("Search by name, authority or country").fill("republica");
    expect(await people.allTextContents()).toEqual([expect.stringContaining("Helena Tavares")]);
    await ama.getByRole("button", { name: "Clear filters" }).click();
  });

  it("carries messages both ways, live", async () => {
    await writeTo(ama, "Chidi Okonkwo");
    await say(ama, "Does your office accept an advance copy?");
    await openConversation(chidi, "Ama Mensah");
    await hear(chidi, "Does your office accept an advance copy?");
    await say(chidi, "Yes, by this channel.");
    await hear(ama, "Yes, by this channel.");
  });

  it("lets an author change and withdraw what was sent", async () => {
    const first = "The witness is heard on Monday.";
    const changed = "The witness is heard on Tuesday.";
    await say(ama, first);
    await hear(chidi, first);
    const message = ama.locator(".message", { hasText: first });
    await message.getByRole("button", { name: "Change" }).click();
    await ama.getByLabel("Change", { exact: true }).fill(changed);
    await ama.getByRole("button", { name: "Save" }).click();
    await chidi
      .locator(".message", { hasText: changed })
      .getByText(/^changed /)
      .click();
    await chidi.locator(".message .changes", { hasText: first }).waitFor();
    const again = ama.locator(".message", { hasText: changed });
    await again.getByRole("button", { name: "Withdraw" }).click();
    await ama.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    for (const page of [ama, chidi]) {
      await page.getByText("This message was withdrawn by its author.").waitFor();
      // The list of conversations is told a moment after the thread.
      await page.getByText("The witness is heard").first().waitFor({ state: "detached" });
    }
  });

  it("delivers on return what was sent to somebody offline, once, after a reload and a server restart", async () => {
    await chidi.reload();
    await chidi.getByRole("heading", { name: "Locked" }).waitFor();
    await say(ama, "Sent while Chidi was away.");
    await world.restartServer();
    await connected(ama);
    await say(ama, "Sent after the server came back.");
    await unlock(chidi);
    await hear(chidi, "Does your office accept an advance copy?");
    await hear(chidi, "Sent while Chidi was away.");
    await hear(chidi, "Sent after the server came back.");
  });

  it("keeps what is written while there is no connection, and sends it once", async () => {
    const startServer = await world.stopServer();
    await chidi
      .getByText(/No connection|Connecting/)
      .first()
      .waitFor();
    await chidi.getByLabel("Message", { exact: true }).fill("Written on the train.");
    await chidi.getByRole("button", { name: "Send" }).click();
    await chidi
      .locator(".message", { hasText: "Written on the train." })
      .getByText("waiting to be sent")
      .waitFor();
    await startServer();
    for (const page of [officer, ama, chidi, helena]) await connected(page);
    await hear(ama, "Written on the train.");
    await chidi.locator(".message", { hasText: "Written on the train." }).getByText(ACKNOWLEDGED).waitFor();
    await hear(chidi, "Written on the train.");
  });

  it("opens a case room, adds a member, removes one who then reads nothing more", async () => {
    await helena.getByRole("button", { name: "New case room" }).first().click();
    await helena.getByLabel("Reference", { exact: true }).fill("WACAP-2026-031");
    await helena.getByLabel("Title", { exact: true }).fill("Operation Monsoon");
    await helena.getByRole("checkbox", { name: /Ama Mensah/ }).check();
    await helena.getByRole("button", { name: "Open the room" }).click();
    await say(helena, "First word in the room.");
    await openConversation(ama, "Operation Monsoon");
    await hear(ama, "First word in the room.");

    await helena.getByRole("button", { name: "Add members" }).click();
    await helena
      .getByRole("dialog")
      .getByRole("checkbox", { name: /Chidi Okonkwo/ })
      .check();
    await helena.getByRole("button", { name: "Add", exact: true }).click();
    await openConversation(chidi, "Operation Monsoon");
    await say(helena, "Chidi is with us now.");
    await hear(chidi, "Chidi is with us now.");
    expect(await chidi.getByText("First word in the room.").count()).toBe(0);
    await ama.getByText(/Helena Tavares .* added Chidi Okonkwo/).waitFor();

    const row = helena
      .getByRole("list", { name: "Who can read this" })
      .getByRole("listitem")
      .filter({ hasText: "Ama Mensah" });
    await row.getByRole("button", { name: "Remove" }).click();
    await helena.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await ama.getByText("You are no longer in this conversation.").waitFor();
    await say(helena, "Ama must not read this.");
    await hear(chidi, "Ama must not read this.");
    expect(await ama.getByText("Ama must not read this.").count()).toBe(0);
    await ama.reload();
    await unlock(ama);
    await ama.getByText("First word in the room.").first().waitFor();
    expect(await ama.getByText("Ama must not read this.").count()).toBe(0);
  });

  it("announces a plenary to the network and counts who will come", async () => {
    await officer.getByRole("button", { name: /^Notice board/ }).click();
    await officer.getByRole("button", { name: "New announcement" }).click();
    await officer.getByLabel("Title", { exact: true }).fill("Plenary in Abidjan");
    await officer.getByLabel("Text", { exact: true }).fill("Agenda: electronic evidence.");
    await officer.getByLabel(/Date and time/).fill("2027-02-16T09:00");
    await officer.getByLabel(/Place/).fill("Abidjan");
    await officer.getByRole("button", { name: "Post to the whole network" }).click();
    for (const [page, answer] of [
      [ama, "Attending"],
      [chidi, "Not attending"],
      [helena, "Maybe"],
    ] as const) {
      await page.getByRole("button", { name: /^Notice board/ }).click();
      const notice = page.getByRole("article", { name: "Plenary in Abidjan" });
      await notice.getByText("Agenda: electronic evidence.").waitFor();
      await notice.getByRole("button", { name: answer, exact: true }).click();
      await notice.getByRole("button", { name: answer, exact: true, pressed: true }).waitFor();
    }
    await officer.getByText("1 attending, 1 maybe, 1 not attending").waitFor();
    await officer.getByText("Answers").click();
    await officer.getByRole("listitem").filter({ hasText: "Helena Tavares" }).getByText("Maybe").waitFor();
  });

  it("locks, says that a wrong passphrase is wrong, and unlocks with the right one", async () => {
    await chidi.getByRole("button", { name: "Lock" }).click();
    await chidi.getByRole("heading", { name: "Locked" }).waitFor();
    expect(await chidi.getByText("Ama Mensah").count()).toBe(0);
    await chidi.getByLabel("Passphrase").fill(`${PASSPHRASE}!`);
    await chidi.getByRole("button", { name: "Unlock" }).click();
    await chidi.getByRole("alert").getByText("That is not the passphrase.").waitFor();
    await unlock(chidi);
    await openConversation(chidi, "Ama Mensah");
    await hear(chidi, "Written on the train.");
  });

  it("can be used with a keyboard and a screen reader: axe finds nothing on any screen", async () => {
    const faults: unknown[] = [];
    const look = async (page: Page) => void faults.push(...(await accessibilityFaults(page)));
    await look(chidi);
    for (const section of [/^Notice board/, "Directory", "Settings"]) {
      await chidi.getByRole("button", { name: section, exact: true }).click();
      await look(chidi);
    }
    await chidi.getByRole("button", { name: "New case room" }).first().click();
    await look(chidi);
    await officer.getByRole("button", { name: /^Office/ }).click();
    await look(officer);
    await officer.getByRole("button", { name: "Invite a person" }).click();
    await look(officer);
    await officer.getByRole("button", { name: "Cancel" }).click();
    await chidi.getByRole("button", { name: "Lock" }).click();
    await chidi.getByRole("heading", { name: "Locked" }).waitFor();
    await look(chidi);
    expect(faults).toEqual([]);
  });
});
