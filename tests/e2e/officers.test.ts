import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import { AMA, admit, foundNetwork, OFFICER, World } from "./world.ts";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];

const KOFI = { ...AMA, name: "Kofi Owusu" };

/** One secretariat from its first officer to its second and on, in one story. */
describe("officers, on screen", () => {
  let world: World;
  let adjoa: Page;
  let ama: Page;

  beforeAll(async () => {
    world = await World.open();
    adjoa = await world.person();
    await foundNetwork(adjoa, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, adjoa, AMA);
  }, 180_000);
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

  async function officersOf(page: Page): Promise<void> {
    await page.getByRole("button", { name: /^Office/ }).click();
    await page.getByRole("button", { name: "Who signs", exact: true }).click();
  }

  const list = (page: Page) => page.getByRole("region", { name: "Officers", exact: true });
  const keyOf = (page: Page, name: RegExp) =>
    list(page)
      .getByRole("listitem")
      .filter({ has: page.locator(".name", { hasText: name }) })
      .locator(".log-code")
      .textContent();

  /** Confirms in the open dialog by the keyboard alone. */
  async function sign(page: Page, label = "Sign"): Promise<void> {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: label, exact: true }).press("Enter");
    await dialog.waitFor({ state: "detached" });
  }

  async function offerToAma(): Promise<void> {
    await adjoa.getByRole("button", { name: "Offer the office to a member" }).click();
    const dialog = adjoa.getByRole("dialog");
    const option = await dialog.getByRole("option", { name: /Ama Mensah/ }).getAttribute("value");
    await dialog.getByLabel("Member").selectOption(option);
    await sign(adjoa);
    await adjoa.getByText("Waiting for the person to take it up").waitFor();
  }

  it("says calmly what it means that there is only one, and offers the office in words", async () => {
    await officersOf(adjoa);
    await adjoa.getByText("There is only one officer.").waitFor();
    expect(await list(adjoa).getByRole("button", { name: "Lay down the office" }).count()).toBe(0);
    await looksRight(adjoa, "officers-one");
    await adjoa.getByRole("button", { name: "Offer the office to a member" }).click();
    const dialog = adjoa.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Sign", exact: true }).isDisabled()).toBe(true);
    const option = await dialog.getByRole("option", { name: /Ama Mensah/ }).getAttribute("value");
    await dialog.getByLabel("Member").selectOption(option);
    await dialog.getByText("WACAP offers the office of an officer to").waitFor();
    await looksRight(adjoa, "officers-offer");
    await sign(adjoa);
    await adjoa.getByText("Waiting for the person to take it up").waitFor();
  });

  it("takes an offer back in words; whoever was asked is asked no more, until it is offered again", async () => {
    await ama.getByText("offers you the office of an officer of WACAP").waitFor();
    await looksRight(adjoa, "officers-offers");
    await adjoa.getByRole("button", { name: "Take back the offer" }).click();
    await adjoa.getByText("takes back the offer of the office to").waitFor();
    await looksRight(adjoa, "officers-withdraw");
    await sign(adjoa, "Take back the offer");
    await adjoa.getByText("Waiting for the person to take it up").waitFor({ state: "detached" });
    await ama.getByText("offers you the office of an officer of WACAP").waitFor({ state: "detached" });
    await offerToAma();
  });

  it("lets the member take it up with a key of their own, and the officer sign that key", async () => {
    await ama.getByText("offers you the office of an officer of WACAP").waitFor();
    await looksRight(ama, "officers-offered");
    await ama.getByRole("button", { name: "Look at the offer" }).click();
    await looksRight(ama, "officers-accept");
    await sign(ama, "Take up and sign");
    await ama.getByText("It begins when another officer has signed").waitFor();
    await adjoa.getByRole("button", { name: "Sign into office" }).click();
    await adjoa.getByText("is an officer and signs with this key.").waitFor();
    await looksRight(adjoa, "officers-sign");
    await sign(adjoa);
    await list(adjoa).getByText("Ama Mensah").waitFor();
    expect(await adjoa.getByText("There is only one officer.").count()).toBe(0);
    await officersOf(ama);
    await list(ama).getByText("signed in by", { exact: false }).waitFor();
    await looksRight(ama, "officers-two");
  });

  it("lets the new officer sign a member in", async () => {
    await ama.getByRole("button", { name: "People", exact: true }).click();
    await admit(world, ama, KOFI);
  });

  it("replaces a key, ends a lost officer's, and writes it all down", async () => {
    await officersOf(adjoa);
    const before = await keyOf(adjoa, /Adjoa/);
    await list(adjoa).getByRole("button", { name: "Replace my key" }).click();
    await adjoa.getByText("my former officer’s key ends").waitFor();
    await looksRight(adjoa, "officers-renew");
    await sign(adjoa);
    await expect.poll(() => keyOf(adjoa, /Adjoa/), { timeout: 60_000 }).not.toBe(before);
    const after = await keyOf(adjoa, /Adjoa/);
    await officersOf(ama);
    await list(ama)
      .getByText(after ?? "")
      .waitFor();
    await list(ama).getByRole("button", { name: "End the office" }).click();
    await ama.getByText("signs nothing any more.").waitFor();
    await looksRight(ama, "officers-end");
    await sign(ama, "End the office");
    await ama.getByText("There is only one officer.").waitFor();
    await adjoa.getByRole("button", { name: /^Office/ }).waitFor({ state: "detached" });
    await ama.getByRole("button", { name: "Activity", exact: true }).click();
    for (const what of [
      "Office offered",
      "Offer of the office taken back",
      "Officer’s key named",
      "Officer added",
      "Officer removed",
    ])
      await ama.getByRole("listitem").filter({ hasText: what }).first().waitFor();
  });

  it("fits a page that reads from right to left", async () => {
    await ama.getByRole("button", { name: "Settings" }).click();
    await ama.getByLabel("Language", { exact: true }).selectOption({ label: "العربية" });
    await ama.getByRole("button", { name: /^المكتب/ }).click();
    await ama.getByRole("button", { name: "من يوقّع" }).click();
    await ama.getByText("لا يوجد إلا موظف مسؤول واحد.").waitFor();
    const wide = await ama.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await looksRight(ama, "officers-right-to-left");
  });
});
