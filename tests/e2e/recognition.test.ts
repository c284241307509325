import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import { AMA, admit, foundNetwork, hear, OFFICER, openConversation, say, World } from "./world.ts";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];

const DANA = {
  ...{ name: "Dana Akhmetova", authority: "Prosecutor General’s Office", country: "Kazakhstan" },
  ...{ competence: OFFICER.competence, language: "English" },
};
const BOLAT = { ...AMA, ...DANA, name: "Bolat Seitkali" };

/** Two secretariats and one prosecutor of each, in one story. */
describe("networks that recognise each other, on screen", () => {
  let world: World;
  let adjoa: Page;
  let dana: Page;
  let ama: Page;
  let bolat: Page;

  beforeAll(async () => {
    world = await World.open();
    [adjoa, dana] = [await world.person(), await world.person()];
    await foundNetwork(adjoa, await world.server.foundingLink(), "WACAP", OFFICER);
    await foundNetwork(dana, await world.server.foundingLink(), "CASC", DANA);
    ama = await admit(world, adjoa, AMA);
    bolat = await admit(world, dana, BOLAT);
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

  async function networksOf(officer: Page): Promise<void> {
    await officer.getByRole("button", { name: /^Office/ }).click();
    await officer.getByRole("button", { name: "Recognised networks" }).click();
  }

  const list = (officer: Page) => officer.getByRole("region", { name: "Recognised networks", exact: true });

  async function ownCode(officer: Page): Promise<string> {
    const section = officer.getByRole("region", { name: "This network’s code" });
    return (await section.locator(".log-code").textContent()) ?? "";
  }

  /** Types another network's code in, compares what is shown, and signs. */
  async function recognise(officer: Page, code: string, name: string): Promise<void> {
    await officer.getByRole("button", { name: "Recognise a network" }).click();
    const dialog = officer.getByRole("dialog");
    await dialog.getByLabel("Code of the other network").fill(code);
    await dialog.getByRole("button", { name: "Look it up" }).click();
    await dialog.getByText(`recognises the network ${name}.”`).waitFor();
    expect(await dialog.getByRole("button", { name: "Sign", exact: true }).isDisabled()).toBe(true);
    await looksRight(officer, `recognise-${name}`);
    await dialog.getByLabel(/^I have compared/).check();
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  }

  const person = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(name) });

  it("is signed by both secretariats, each in words and only after it has compared", async () => {
    await networksOf(adjoa);
    await adjoa.getByText("No other network yet.").waitFor();
    await networksOf(dana);
    const [wests, easts] = [await ownCode(adjoa), await ownCode(dana)];
    await adjoa.getByRole("button", { name: "Recognise a network" }).click();
    await adjoa.getByLabel("Code of the other network").fill(wests);
    await adjoa.getByRole("button", { name: "Look it up" }).click();
    await adjoa.getByText("This is the code of your own network.").waitFor();
    await adjoa.getByRole("button", { name: "Cancel" }).click();
    await recognise(adjoa, easts, "CASC");
    await list(adjoa).getByText("Signed by us; waiting for the other network").waitFor();
    // Until both have said so, nothing follows from it.
    await ama.getByRole("button", { name: /^Directory/ }).click();
    expect(await person(ama, "Bolat Seitkali").count()).toBe(0);
    await recognise(dana, wests, "WACAP");
    for (const officer of [adjoa, dana]) await list(officer).getByText("Both recognise each other").waitFor();
    await looksRight(adjoa, "recognised");
  });

  it("brings people of both together: found with their network beside the name, written to, in one room", async () => {
    await person(ama, "Bolat Seitkali").waitFor();
    await ama.getByLabel("Network", { exact: true }).selectOption({ label: "CASC" });
    expect(await person(ama, "Adjoa").count()).toBe(0);
    await looksRight(ama, "directory");
    await person(ama, "Bolat Seitkali").click();
    await ama.getByRole("button", { name: "Write", exact: true }).click();
    await say(ama, "Good morning from Accra");
    await openConversation(bolat, "Ama Mensah");
    await hear(bolat, "Good morning from Accra");
    await looksRight(bolat, "channel");
    await ama.getByRole("button", { name: "New case room" }).click();
    await ama.getByLabel("Reference", { exact: true }).fill("R-1/2027");
    await ama.getByLabel("Title", { exact: true }).fill("Ransom by mail");
    await ama.getByRole("checkbox", { name: /Bolat Seitkali/ }).check();
    await ama.getByRole("checkbox", { name: /Adjoa/ }).check();
    await looksRight(ama, "new-room");
    await ama.getByRole("button", { name: "Open the room" }).click();
    await bolat.getByText("Ransom by mail").first().waitFor();
    await adjoa.getByText("Ransom by mail").first().waitFor();
  });

  it("ends when one of them withdraws: the room says who went and why, the channel is closed with words", async () => {
    await list(dana).getByRole("button", { name: "Withdraw recognition" }).click();
    const dialog = dana.getByRole("dialog");
    await dialog.getByText("CASC recognises the network WACAP no more.").waitFor();
    await looksRight(dana, "withdraw");
    await dialog.getByRole("button", { name: "Withdraw recognition" }).click();
    await list(dana).getByText("Withdrawn by us").waitFor();
    await list(adjoa).getByText("Withdrawn by the other network").waitFor();
    await ama.getByText("CASC no longer recognises WACAP. Removed:").waitFor();
    await looksRight(ama, "parted");
    await openConversation(bolat, "Ransom by mail");
    await bolat.getByText("CASC no longer recognises WACAP. Removed:").waitFor();
    await openConversation(bolat, "Ama Mensah");
    await bolat.getByText("WACAP and your network no longer recognise each other.").waitFor();
    expect(await bolat.getByLabel("Message", { exact: true }).count()).toBe(0);
    await looksRight(bolat, "closed");
    await adjoa.getByRole("button", { name: "Activity" }).click();
    await dana.getByRole("button", { name: "Activity" }).click();
    await dana.getByText("Recognition withdrawn", { exact: true }).last().waitFor();
    await dana
      .getByText(/WACAP \(code/)
      .first()
      .waitFor();
  });

  it("fits a page that reads from right to left", async () => {
    await networksOf(dana);
    await dana.getByRole("button", { name: "Settings" }).click();
    await dana.getByLabel("Language", { exact: true }).selectOption({ label: "العربية" });
    await dana.getByRole("button", { name: /^المكتب/ }).click();
    await dana.getByRole("button", { name: "الشبكات المعترف بها" }).click();
    await dana.getByText("سحبناه نحن").waitFor();
    const wide = await dana.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await looksRight(dana, "right-to-left");
  });
});
