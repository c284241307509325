import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  AMA,
  admit,
  CHIDI,
  foundNetwork,
  hear,
  OFFICER,
  openConversation,
  say,
  World,
  writeTo,
} from "./world.ts";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];

/** Who somebody is, and who reads along, as two members see it. */
describe("verification", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let chidi: Page;

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
    chidi = await admit(world, officer, CHIDI);
    await writeTo(ama, CHIDI.name);
    await say(ama, "Good morning");
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

  async function openCard(page: Page, name: string): Promise<void> {
    await page.getByRole("button", { name: "Directory", exact: true }).click();
    await page.getByRole("list", { name: "Directory" }).getByRole("button", { name }).click();
  }

  it("a conversation's details list each device that can read it, and that the server's list is the same", async () => {
    await ama.getByRole("button", { name: "Details" }).click();
    const details = ama.getByRole("complementary", { name: "Details" });
    await details.getByText("The server's list is the same", { exact: false }).waitFor();
    const mine = details.getByRole("listitem").filter({ hasText: AMA.name }).first();
    await mine.getByText("1 device").click();
    await mine.getByText("this device", { exact: false }).waitFor();
    await looksRight(ama, "readers");
  });

  it("a card says which officer vouched, with which key and where in the log, and all that was signed before", async () => {
    await openCard(ama, CHIDI.name);
    const card = ama.getByRole("complementary");
    await card.getByText(/Vouched for by .*Adjoa Lawson.*Togo.*Secretariat/).waitFor();
    await card
      .getByText(/Signed with the key (\d{5} ?){6}/)
      .first()
      .waitFor();
    await card.getByText("Everything signed about this person").click();
    await card.getByRole("listitem").filter({ hasText: "Member signed" }).first().waitFor();
    await looksRight(ama, "card");
  });

  it("two people compare the code on both screens and mark each other; it stands beside the name, and can be taken back", async () => {
    const codes: string[] = [];
    for (const [page, name] of [
      [ama, CHIDI.name],
      [chidi, AMA.name],
    ] as const) {
      await openCard(page, name);
      await page.getByText("You have not compared codes with this person.").waitFor();
      await page.getByRole("button", { name: "Compare codes" }).click();
      codes.push((await page.getByTestId("pair-code").textContent()) ?? "");
    }
    expect(codes[0]).toMatch(/^\d{5}( \d{5}){5}$/);
    expect(codes[1]).toBe(codes[0]);
    await looksRight(ama, "compare");
    for (const page of [ama, chidi]) {
      await page.getByRole("button", { name: "The codes are the same" }).click();
      await page.getByText("You verified this person on", { exact: false }).waitFor();
    }
    await looksRight(ama, "verified");
    await writeTo(ama, CHIDI.name);
    await ama.getByRole("button", { name: "Details" }).click();
    const details = ama.getByRole("complementary", { name: "Details" });
    await details
      .getByRole("listitem")
      .filter({ hasText: CHIDI.name })
      .getByRole("img", { name: "Verified in person" })
      .waitFor();
    await openCard(chidi, AMA.name);
    await chidi.getByRole("button", { name: "Take the mark back" }).click();
    await chidi.getByText("You have not compared codes with this person.").waitFor();
  });

  it("codes that differ say what to do", async () => {
    await openCard(chidi, OFFICER.name);
    await chidi.getByRole("button", { name: "Compare codes" }).click();
    await chidi.getByRole("button", { name: "They differ" }).click();
    await chidi.getByRole("alert").filter({ hasText: "Write nothing to" }).waitFor();
    await looksRight(chidi, "differ");
    await chidi.getByRole("button", { name: "Close" }).first().click();
  });

  it("somebody who comes back with another account is shown in the conversation, and nothing is sent before that was looked at", async () => {
    await writeTo(chidi, AMA.name);
    await say(chidi, "Until tomorrow");
    await officer.getByRole("button", { name: /^Office/ }).click();
    const member = officer
      .getByRole("region", { name: "Members", exact: true })
      .getByRole("listitem")
      .filter({ hasText: AMA.name });
    await member.getByText("Change", { exact: true }).click();
    await member.getByRole("button", { name: "End membership", exact: true }).click();
    await officer.getByRole("dialog").getByRole("button", { name: "End membership", exact: true }).click();
    await officer.getByRole("dialog").waitFor({ state: "detached" });
    const again = await admit(world, officer, AMA);
    await writeTo(again, CHIDI.name);
    await say(again, "It is me, with a new computer");
    await openConversation(chidi, "It is me");
    const note = chidi.getByRole("alert").filter({ hasText: "has a new account" });
    await note.waitFor();
    await chidi.getByText("is here with a new account", { exact: false }).waitFor();
    expect(await chidi.getByLabel("Message", { exact: true }).count()).toBe(0);
    await looksRight(chidi, "new-keys");
    await note.getByRole("button", { name: "I have asked; go on" }).click();
    await chidi.getByLabel("Message", { exact: true }).waitFor();
    await say(chidi, "Welcome back");
    await hear(again, "Welcome back");
  });
});
