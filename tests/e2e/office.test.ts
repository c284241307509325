import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  AMA,
  accept,
  admit,
  CHIDI,
  connected,
  fillCard,
  foundNetwork,
  OFFICER,
  sign,
  World,
} from "./world.ts";

const HEADER = "name,authority,country,roles,languages,competences,email,telephone,member_until";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];

/** The secretariat's office as officers use it, in one story. */
describe("the secretariat's office", () => {
  let world: World;
  let officer: Page;
  let ama: Page;

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
  });
  afterAll(async () => {
    await world.close();
  });

  /** No fault for axe on the page as it stands; pictures of it at a desk's and a phone's size where asked for. */
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

  /** A list as an officer's spreadsheet saves it. */
  function list(...lines: string[]): string {
    const file = join(world.folder, `list-${lines.length}.csv`);
    writeFileSync(file, `\uFEFF${[HEADER, ...lines].join("\r\n")}\r\n`);
    return file;
  }

  const member = (page: Page, name: string) =>
    page
      .getByRole("region", { name: "Members", exact: true })
      .getByRole("listitem")
      .filter({ hasText: name });

  /** Opens what can be signed about a member, and chooses one of it. */
  async function change(name: string, what: string): Promise<void> {
    await member(officer, name).getByText("Change", { exact: true }).click();
    await member(officer, name).getByRole("button", { name: what, exact: true }).click();
  }

  it("says of a list, line by line, what is wrong, and makes what is right", async () => {
    await officer.getByRole("button", { name: /^Office/ }).click();
    await officer.getByRole("button", { name: "Invite from a list" }).click();
    const dialog = officer.getByRole("dialog");
    await dialog
      .getByLabel("The list (CSV file)")
      .setInputFiles(
        list(
          "Koffi Agbeko,Direction des affaires pénales,TG,focal-point,fr,mla.f,koffi@example.org,,2028-12-31",
          "Ama Mensah,Ministry of Justice,GH,prosecutor,en,,,,",
          "Binta Diallo,Parquet général,XX,judge,fr,,,,",
          "Luis Tavares,,CV,prosecutor,pt,,,,31.12.2027",
        ),
      );
    await dialog.getByText("2 ready, 2 to be mended").waitFor();
    await dialog.getByText("country: “XX” is not a known code").waitFor();
    await dialog.getByText("authority is missing").waitFor();
    await dialog.getByText("member_until: “31.12.2027” is not well formed").waitFor();
    await dialog.getByText("can be taken for Ama Mensah (Ghana, Office of the Attorney-General").waitFor();
    const make = dialog.getByRole("button", { name: "Make 2 invitations" });
    expect(await make.isDisabled()).toBe(true);
    await dialog.getByLabel(/^I have compared/).check();
    await looksRight(officer, "list");
    await make.click();
    await dialog.getByText("2 of 2 invitations are made.").waitFor();
    await dialog.getByRole("button", { name: "Done" }).click();
    await officer.getByText("2 links have not been handed out yet.", { exact: false }).waitFor();
    await looksRight(officer, "links");
  });

  it("hands each link out once, renews one, and signs who has answered", async () => {
    await officer.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const links = officer.getByRole("region", { name: "Links to hand out", exact: true });
    const koffi = links.getByRole("listitem").filter({ hasText: "Koffi Agbeko" });
    await koffi.getByRole("button", { name: "Copy, and mark as handed out" }).click();
    await officer.getByText("One link has not been handed out yet.", { exact: false }).waitFor();
    const link = await officer.evaluate(() => navigator.clipboard.readText());
    const guest = await world.person();
    await accept(guest, link);
    await sign(officer, "Koffi Agbeko");
    await connected(guest);
    await member(officer, "Koffi Agbeko").getByText("Valid until 31 December 2028").waitFor();
    const invitations = officer.getByRole("region", { name: "Invitations", exact: true });
    const second = invitations.getByRole("listitem").filter({ hasText: "Ministry of Justice" }).first();
    await second.getByRole("button", { name: "Make a new link" }).click();
    await officer.getByRole("dialog").getByRole("button", { name: "Make a new link" }).click();
    await officer.getByRole("textbox", { name: "Invitation link" }).waitFor();
    await officer.getByRole("button", { name: "Close" }).click();
  });

  it("shows what was and what becomes before a changed card is signed", async () => {
    await change("Ama Mensah", "Amend the card");
    const dialog = officer.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Look at what you sign" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Authority", { exact: true }).fill("Ministry of Justice");
    await dialog.getByLabel("Country", { exact: true }).selectOption({ label: "Togo" });
    await dialog.getByRole("button", { name: "Look at what you sign" }).click();
    await dialog.getByText("Before all members of WACAP you sign: the card of this person").waitFor();
    const rows = dialog.getByRole("row");
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringContaining("Becomes"),
      expect.stringMatching(/Authority\s+Office of the Attorney-General\s+Ministry of Justice/),
      expect.stringMatching(/Country\s+Ghana\s+Togo/),
    ]);
    await looksRight(officer, "amend");
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await member(officer, "Ama Mensah").getByText("Togo").waitFor();
    await ama.getByRole("button", { name: "Directory", exact: true }).click();
    await ama
      .getByRole("list", { name: "Directory" })
      .getByRole("button", { name: "Ama Mensah" })
      .filter({ hasText: "Togo" })
      .waitFor();
  });

  it("suspends by keyboard, tells the person, and lifts it again", async () => {
    await change("Ama Mensah", "Suspend");
    const dialog = officer.getByRole("dialog");
    await dialog.getByText("the membership of this person is suspended").waitFor();
    await looksRight(officer, "suspend");
    await dialog.getByRole("button", { name: "Suspend", exact: true }).focus();
    await officer.keyboard.press("Enter");
    await ama.getByText("Your membership is suspended.", { exact: false }).waitFor();
    await member(officer, "Ama Mensah").getByText("Taken out of all your conversations").waitFor();
    await looksRight(ama, "shut-out");
    await change("Ama Mensah", "Lift the suspension");
    await officer.getByRole("dialog").getByRole("button", { name: "Lift the suspension" }).click();
    await member(officer, "Ama Mensah").getByText("Valid until", { exact: false }).waitFor();
    await ama.getByRole("button", { name: "Look now" }).click();
    await connected(ama);
  });

  it("tells officer and member in time that a membership ends", async () => {
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await change("Ama Mensah", "Amend the card");
    const dialog = officer.getByRole("dialog");
    await dialog.getByLabel("Member until").fill(soon);
    await dialog.getByRole("button", { name: "Look at what you sign" }).click();
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    const ending = officer.getByRole("region", { name: "Ending within 60 days", exact: true });
    await ending.getByText(/ends in 1[01] days/).waitFor();
    await looksRight(officer, "people");
    const note = ama.getByText("Your membership in WACAP ends in", { exact: false });
    await note.waitFor();
    expect(await note.textContent()).toContain("Adjoa Lawson (Togo, Secretariat");
    await looksRight(ama, "term");
    await ama.getByRole("button", { name: "I have seen this" }).click();
    expect(await note.count()).toBe(0);
    await ending.getByText("Change", { exact: true }).click();
    await ending.getByRole("button", { name: "Renew", exact: true }).click();
    await officer.getByRole("dialog").getByRole("button", { name: "Look at what you sign" }).click();
    await officer.getByRole("dialog").getByRole("button", { name: "Sign", exact: true }).click();
    await ending.waitFor({ state: "detached" });
  });

  it("shows from the log what was signed, and saves it so that a member can check it", async () => {
    await officer.getByRole("button", { name: "Activity", exact: true }).click();
    await officer.getByText("9 of 9", { exact: true }).waitFor();
    await officer.getByLabel("What", { exact: true }).selectOption({ label: "Card amended" });
    await officer.getByText("2 of 9", { exact: true }).waitFor();
    await officer.getByLabel("What", { exact: true }).selectOption({ label: "Everything" });
    await looksRight(officer, "activity");
    const saved = officer.waitForEvent("download");
    await officer.getByRole("button", { name: "Save as a signed file" }).click();
    const file = join(world.folder, "activity.json");
    await (await saved).saveAs(file);
    await officer.getByLabel("Check a signed file").setInputFiles(file);
    await officer.getByText("It holds: 9 acts in WACAP", { exact: false }).waitFor();
    const table = officer.waitForEvent("download");
    await officer.getByRole("button", { name: "Save as a table (CSV)" }).click();
    expect((await table).suggestedFilename()).toBe("comity-activity.csv");
  });

  it("tells people with names that can be confused apart before one is added to a room", async () => {
    await officer.getByRole("button", { name: "People", exact: true }).click();
    await officer.getByRole("button", { name: "Invite a person" }).click();
    // With a Cyrillic А.
    await fillCard(officer, { ...CHIDI, name: "Koffi Аgbeko" });
    await officer.getByRole("button", { name: "Make the invitation" }).click();
    await officer.getByText("There is another person whose name can be taken for this one:").waitFor();
    await looksRight(officer, "alike");
    await officer.getByLabel(/^I have compared/).check();
    await officer.getByRole("button", { name: "Make the invitation" }).click();
    const link = await officer.getByRole("textbox", { name: "Invitation link" }).inputValue();
    await officer.getByRole("button", { name: "Close" }).click();
    const guest = await world.person();
    await accept(guest, link);
    await officer.getByRole("button", { name: "Check and sign" }).click();
    const dialog = officer.getByRole("dialog");
    await dialog.getByText("There is another person", { exact: false }).waitFor();
    expect(await dialog.getByRole("button", { name: "Sign", exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel(/^I have compared/).check();
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await connected(guest);
    await officer.getByRole("button", { name: "New case room" }).click();
    await officer.getByLabel("Reference", { exact: true }).fill("R-7");
    await officer.getByLabel("Title", { exact: true }).fill("A case");
    const picker = officer.getByRole("group", { name: "Choose people" });
    await picker.getByText("can be taken for Koffi Agbeko (Togo", { exact: false }).waitFor();
    await picker.getByRole("checkbox", { name: "Koffi Аgbeko Nigeria" }).check();
    const open = officer.getByRole("button", { name: "Open the room" });
    expect(await open.isDisabled()).toBe(true);
    await looksRight(officer, "alike-room");
    await officer.getByLabel(/^I have compared/).check();
    await open.click();
    await officer
      .getByText("added Koffi Аgbeko (Nigeria, Federal Ministry of Justice, Central authority", {
        exact: false,
      })
      .waitFor();
  });
});
