import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import { AMA, accept, admit, foundNetwork, invite, OFFICER, sign as signMember, World } from "./world.ts";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];

const KOFI = { ...AMA, name: "Kofi Owusu" };
const DANA = { ...AMA, name: "Dana Akhmetova" };

/** Three officers who agree that two of them must sign, in one story. */
describe("the two-officer rule, on screen", () => {
  let world: World;
  let adjoa: Page;
  let ama: Page;
  let kofi: Page;
  let dana: Page;

  beforeAll(async () => {
    world = await World.open();
    adjoa = await world.person();
    await foundNetwork(adjoa, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, adjoa, AMA);
    kofi = await admit(world, adjoa, KOFI);
  }, 240_000);
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

  async function whoSigns(page: Page): Promise<void> {
    await page.getByRole("button", { name: /^Office/ }).click();
    await page.getByRole("button", { name: "Who signs", exact: true }).click();
  }

  async function networksOf(page: Page): Promise<void> {
    await page.getByRole("button", { name: /^Office/ }).click();
    await page.getByRole("button", { name: "Recognised networks" }).click();
  }

  /** Confirms in the open dialog by the keyboard alone. */
  async function sign(page: Page, label = "Sign"): Promise<void> {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: label, exact: true }).press("Enter");
    await dialog.waitFor({ state: "detached" });
  }

  /** Offer, own key, signature. */
  async function makeOfficer(page: Page, name: string): Promise<void> {
    await whoSigns(adjoa);
    await adjoa.getByRole("button", { name: "Offer the office to a member" }).click();
    const dialog = adjoa.getByRole("dialog");
    const option = await dialog.getByRole("option", { name: new RegExp(name) }).getAttribute("value");
    await dialog.getByLabel("Member").selectOption(option);
    await sign(adjoa);
    await page.getByRole("button", { name: "Look at the offer" }).click();
    await sign(page, "Take up and sign");
    await adjoa.getByRole("button", { name: "Sign into office" }).click();
    await sign(adjoa);
    await page.getByRole("button", { name: /^Office/ }).waitFor();
  }

  const waiting = (page: Page) => page.getByRole("region", { name: "Waiting for a second officer" });

  it("can be switched on once there are three officers, in words", async () => {
    await makeOfficer(ama, "Ama Mensah");
    await adjoa.getByText("It can be switched on when there are three officers").waitFor();
    expect(await adjoa.getByRole("button", { name: "Switch the rule on" }).count()).toBe(0);
    await makeOfficer(kofi, "Kofi Owusu");
    await adjoa.getByRole("button", { name: "Switch the rule on" }).click();
    await adjoa.getByText("need the signatures of two officers from now on").waitFor();
    await looksRight(adjoa, "second-on");
    await sign(adjoa);
    await adjoa.getByText("takes effect when a second officer has signed too.").waitFor();
  });

  it("lets a new member wait, told for what, until a second officer has looked and signed", async () => {
    await adjoa.getByRole("button", { name: "People", exact: true }).click();
    const link = await invite(adjoa, DANA);
    dana = await world.person();
    await accept(dana, link);
    await signMember(adjoa, DANA.name);
    await dana.getByText("your secretariat’s second officer must sign").waitFor();
    await looksRight(dana, "second-person");
    await adjoa.getByText("Signed by you: a second officer must sign").waitFor();
    await whoSigns(adjoa);
    await waiting(adjoa).getByText("You have signed first: another officer must sign second.").waitFor();
    expect(await waiting(adjoa).getByRole("button", { name: "Look and sign" }).count()).toBe(0);
    await whoSigns(kofi);
    await waiting(kofi).getByText("Dana Akhmetova").waitFor();
    await looksRight(kofi, "second-list");
    await waiting(kofi).getByRole("button", { name: "Look and sign" }).click();
    await kofi.getByText("You sign as the second officer: “WACAP vouches for this person.”").waitFor();
    await looksRight(kofi, "second-sign");
    await sign(kofi, "Sign second");
    await dana.getByRole("button", { name: /^Directory/ }).waitFor();
    await waiting(adjoa).waitFor({ state: "detached" });
  });

  it("recognises another network when a second officer has compared it too, and signed", async () => {
    const officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "CASC", {
      ...DANA,
      name: "Bolat Seitkali",
    });
    await networksOf(officer);
    const section = officer.getByRole("region", { name: "This network’s code" });
    const code = (await section.locator(".log-code").textContent()) ?? "";
    await networksOf(adjoa);
    await adjoa.getByRole("button", { name: "Recognise a network" }).click();
    await adjoa.getByLabel("Code of the other network").fill(code);
    await adjoa.getByRole("button", { name: "Look it up" }).click();
    await adjoa.getByText("The two-officer rule is on").waitFor();
    await looksRight(adjoa, "second-recognise");
    await adjoa.getByLabel(/^I have compared/).check();
    await sign(adjoa);
    await adjoa.getByText("No other network yet.").waitFor();
    await whoSigns(kofi);
    await waiting(kofi).getByText("Recognising a network").waitFor();
    await waiting(kofi).getByText(code).waitFor();
    await waiting(kofi).getByRole("button", { name: "Look and sign" }).click();
    await kofi.getByText("WACAP recognises the network CASC.").waitFor();
    await looksRight(kofi, "second-recognise-sign");
    await sign(kofi, "Sign second");
    await adjoa.getByText("Signed by us; waiting for the other network").waitFor();
    await whoSigns(adjoa);
  });

  it("is switched off by two, and a refusal ends what waits", async () => {
    await adjoa.getByRole("button", { name: "Switch the rule off" }).click();
    await sign(adjoa);
    await whoSigns(ama);
    await waiting(ama).getByRole("button", { name: "Refuse" }).click();
    await looksRight(ama, "second-refuse");
    await sign(ama, "Refuse");
    await waiting(adjoa).waitFor({ state: "detached" });
    await adjoa.getByRole("button", { name: "Switch the rule off" }).click();
    await sign(adjoa);
    await waiting(kofi).getByRole("button", { name: "Look and sign" }).click();
    await sign(kofi, "Sign second");
    await adjoa.getByRole("button", { name: "Switch the rule on" }).waitFor();
    await adjoa.getByRole("button", { name: "Activity", exact: true }).click();
    for (const what of [
      "Two-officer rule switched on",
      "Signed first, a second officer to follow",
      "Signed second",
      "Refused by an officer",
    ])
      await adjoa.getByRole("listitem").filter({ hasText: what }).first().waitFor();
  });

  it("fits a page that reads from right to left", async () => {
    await kofi.getByRole("button", { name: "Settings" }).click();
    await kofi.getByLabel("Language", { exact: true }).selectOption({ label: "العربية" });
    await kofi.getByRole("button", { name: /^المكتب/ }).click();
    await kofi.getByRole("button", { name: "من يوقّع" }).click();
    await kofi.getByRole("heading", { name: "قاعدة الموظفَين المسؤولَين" }).waitFor();
    const wide = await kofi.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await looksRight(kofi, "second-right-to-left");
  });
});
