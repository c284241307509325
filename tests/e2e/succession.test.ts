import { readFile } from "node:fs/promises";
import { join } from "node:path";
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
  say,
  World,
  writeTo,
} from "./world.ts";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];

/** A focal point goes away, comes back, and leaves for good: what everybody else sees of it, in one story. */
describe("absences and succession", () => {
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

  const member = (name: string) =>
    officer
      .getByRole("region", { name: "Members", exact: true })
      .getByRole("listitem")
      .filter({ hasText: name })
      .first();

  /** Opens what can be signed about a member, and chooses one of it. */
  async function change(name: string, what: string): Promise<void> {
    await officer.getByRole("button", { name: /^Office/ }).click();
    await member(name).getByText("Change", { exact: true }).click();
    await member(name).getByRole("button", { name: what, exact: true }).click();
  }

  /** Opens somebody's card in the directory. */
  async function card(page: Page, name: string): Promise<void> {
    await page.getByRole("button", { name: "Directory", exact: true }).click();
    await page.getByRole("list", { name: "Directory" }).getByRole("button", { name }).click();
  }

  it("makes a room with the focal point in it", async () => {
    await helena.getByRole("button", { name: "New case room" }).first().click();
    await helena.getByLabel("Reference").fill("MLA-2026-7");
    await helena.getByLabel("Title").fill("Sea freight");
    await helena.getByRole("checkbox", { name: new RegExp(`^${AMA.name}`) }).check();
    await helena.getByRole("button", { name: "Open the room" }).click();
    await helena.getByLabel("Message", { exact: true }).waitFor();
    await say(helena, "Before any change");
    await openConversation(ama, "Sea freight");
    await hear(ama, "Before any change");
    await helena.locator(".composer input[type=file]").setInputFiles({
      name: "Exhibit A.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("one bill of lading"),
    });
    await helena.getByRole("button", { name: "Send", exact: true }).click();
    await ama.getByRole("button", { name: "Save Exhibit A.txt" }).waitFor();
  });

  it("says who stands in, where one writes to the absent, and lets the stand-in be written to and added", async () => {
    await change(AMA.name, "Absence");
    const dialog = officer.getByRole("dialog");
    const review = dialog.getByRole("button", { name: "Look at what you sign" });
    expect(await review.isDisabled()).toBe(true);
    await dialog.getByRole("radio", { name: new RegExp(CHIDI.name) }).check();
    await dialog.getByLabel("Last day away").fill("2001-01-01");
    await dialog.getByText("Choose two days", { exact: false }).waitFor();
    expect(await review.isDisabled()).toBe(true);
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel("Last day away").fill(soon);
    await looksRight(officer, "absence");
    await review.click();
    await dialog.getByText("Before all members of WACAP you sign: “", { exact: false }).waitFor();
    await looksRight(officer, "absence-says");
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await member(AMA.name).getByText("Away until", { exact: false }).waitFor();

    await openConversation(helena, "Sea freight");
    await helena.getByText("Away until", { exact: false }).first().waitFor();
    await looksRight(helena, "away-in-room");
    await helena.getByRole("button", { name: `Add ${CHIDI.name} to this room` }).click();
    await openConversation(chidi, "Sea freight");
    await helena
      .getByRole("button", { name: `Add ${CHIDI.name} to this room` })
      .waitFor({ state: "detached" });
    await writeTo(helena, AMA.name);
    await helena.getByRole("button", { name: `Write to ${CHIDI.name}` }).click();
    await helena.getByRole("heading", { name: CHIDI.name }).waitFor();
    await card(helena, AMA.name);
    await helena.getByText("Away until", { exact: false }).first().waitFor();
    await looksRight(helena, "away-card");
  });

  it("lets the absent say themselves that they are back", async () => {
    await card(ama, AMA.name);
    await ama.getByRole("button", { name: "End the absence" }).click();
    const dialog = ama.getByRole("dialog");
    await dialog.getByText("is not away any more", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await ama.getByRole("button", { name: "End the absence" }).waitFor({ state: "detached" });
    await helena.getByText("Away until", { exact: false }).first().waitFor({ state: "detached" });
  });

  it("hands the office over: the leaver is out at once, and the room shows one event and goes on", async () => {
    await change(AMA.name, "Name a successor");
    const dialog = officer.getByRole("dialog");
    await dialog.getByRole("radio", { name: new RegExp(OFFICER.name) }).check();
    await looksRight(officer, "successor");
    await dialog.getByRole("button", { name: "Look at what you sign" }).click();
    await dialog.getByText("You are in no case room with this person.", { exact: false }).waitFor();
    await looksRight(officer, "successor-says");
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await ama.getByText("The server does not let this device in").waitFor();
    await ama.getByText("Your office was handed over to your successor", { exact: false }).waitFor();
    await openConversation(helena, "Sea freight");
    const line = helena.getByText(/^Ama Mensah \(.*\) has handed over to Adjoa Lawson \(/);
    await line.waitFor();
    expect(await line.count()).toBe(1);
    await openConversation(officer, "Sea freight");
    await say(officer, "I have taken over");
    await hear(helena, "I have taken over");
    await looksRight(helena, "handed-over");
    expect(await officer.getByText("Before any change").count()).toBe(0);
    await helena
      .getByRole("listitem")
      .filter({ has: line })
      .getByRole("button", { name: "Pass on history…" })
      .click();
    const passing = helena.getByRole("dialog");
    await passing.getByText(/^You pass on 2 messages, written since .*, to Adjoa Lawson/).waitFor();
    await passing.getByText("1 file goes along, as long as the server keeps it.").waitFor();
    await looksRight(helena, "pass-on");
    await passing.getByRole("button", { name: "Pass on", exact: true }).click();
    await officer.getByText(/Passed on by Helena .* can’t prove who wrote these/).waitFor();
    await hear(officer, "Before any change");
    const [exhibit] = await Promise.all([
      officer.waitForEvent("download"),
      officer.locator(".message-passed").getByRole("button", { name: "Save Exhibit A.txt" }).click(),
    ]);
    expect(await readFile(await exhibit.path(), "utf8")).toBe("one bill of lading");
    for (const page of [helena, chidi, officer]) {
      await openConversation(page, "Sea freight");
      await page
        .getByText(/Helena .* passed on history since .* to Adjoa Lawson .* It has arrived/)
        .waitFor();
    }
    for (const said of ["Before any change", "Exhibit A.txt"])
      expect(await chidi.getByText(said).count()).toBe(0);
    await looksRight(officer, "passed-on");
    await card(helena, AMA.name);
    await helena.getByText("Handed over to Adjoa Lawson", { exact: false }).waitFor();
    await looksRight(helena, "handed-over-card");
    await card(helena, OFFICER.name);
    await helena.getByText("Took over from Ama Mensah", { exact: false }).waitFor();
    await openConversation(helena, AMA.name);
    await helena.getByText("In their place: Adjoa Lawson", { exact: false }).waitFor();
    await helena.getByRole("button", { name: `Write to ${OFFICER.name}` }).click();
    await helena.getByRole("heading", { name: OFFICER.name }).waitFor();
  });

  it("stands on the office's activity page", async () => {
    await officer.getByRole("button", { name: /^Office/ }).click();
    await officer.getByRole("button", { name: "Activity", exact: true }).click();
    await officer.getByText("Office handed over", { exact: true }).last().waitFor();
    await officer.getByText("In their place: Adjoa Lawson", { exact: false }).waitFor();
    await looksRight(officer, "tenure-activity");
  });
});
