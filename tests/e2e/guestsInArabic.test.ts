import { join } from "node:path";
import { ar } from "@comity/client/ui/words/ar";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import {
  AMA,
  accept,
  admit,
  CHIDI,
  fillCard,
  foundNetwork,
  OFFICER,
  PASSPHRASE,
  say,
  World,
} from "./world.ts";

const pictures = process.env["COMITY_TEST_PICTURES"];
const TITLE = "Vessel at Tema";
const SIZES = [
  [1440, 900],
  [390, 844],
] as const;

/** Guests' dialogs and rooms, and those of an office that passes on, from right to left, on a desk and on a phone. */
describe("guests and successors from right to left", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  let kofi: Page;

  const inArabic = async (page: Page) => {
    await page.evaluate(() => localStorage.setItem("comity.language", "ar"));
    await page.reload();
    await page.getByRole("heading", { name: ar.lock.title, exact: true }).waitFor();
    await page.getByLabel(ar.entry.passphrase).fill(PASSPHRASE);
    await page.getByRole("button", { name: ar.lock.unlock, exact: true }).click();
    if (page !== kofi) await page.getByText(ar.connection.online, { exact: true }).first().waitFor();
    else await page.getByRole("heading", { name: ar.guests.waitingTitle }).waitFor();
  };
  const looks = async (page: Page, name: string) => {
    const { width } = page.viewportSize() ?? { width: 0 };
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("html, .page, .panel, .sidebar, .thread, .lines, dialog, .door")]
        .filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => `${box.tagName}.${box.className}`),
    );
    expect(wide, `${name} at ${width}: boxes that scroll sideways`).toEqual([]);
    expect(await accessibilityFaults(page), `${name} at ${width}`).toEqual([]);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `ar-${name}-${width}.png`) });
  };
  /** Opens a conversation and its details, as one does on a phone. */
  const open = async (page: Page, width: number) => {
    const list = page.getByRole("list", { name: ar.nav.conversations });
    if (!(await list.isVisible())) await page.getByRole("button", { name: ar.app.back }).first().click();
    await list.getByRole("button", { name: TITLE }).click();
    if (width < 800) await page.getByRole("button", { name: ar.thread.details, exact: true }).click();
  };
  /** Opens each of these dialogs, looks at it and goes on. */
  const lookAt = async (page: Page, dialogs: readonly (readonly [name: string, button: string])[]) => {
    for (const [name, button] of dialogs) {
      await page.getByRole("button", { name: button, exact: true }).click();
      await page.getByRole("dialog").waitFor();
      await looks(page, name);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
  };
  /** Back to the list, as one goes on a phone. */
  const back = async (page: Page, width: number) => {
    if (width >= 800) return;
    await page.locator("aside.panel").getByRole("button", { name: ar.app.close, exact: true }).click();
    await page.getByRole("button", { name: ar.app.back, exact: true }).first().click();
  };

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
    await admit(world, officer, CHIDI);
    await ama.getByRole("button", { name: "New case room" }).first().click();
    await ama.getByLabel("Reference", { exact: true }).fill("R-7");
    await ama.getByLabel("Title", { exact: true }).fill(TITLE);
    await ama.getByRole("checkbox", { name: new RegExp(OFFICER.name) }).check();
    await ama.getByRole("button", { name: "Open the room" }).click();
    await say(ama, "Before the guest");
    await ama.getByRole("button", { name: "Invite a guest" }).click();
    const dialog = ama.getByRole("dialog");
    await fillCard(ama, {
      ...{ name: "Kofi Asante", authority: "Tema Circuit Court", country: "Ghana" },
      ...{ role: "Investigator", language: "English" },
    });
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel("Until (last day)").fill(until);
    await dialog.getByRole("button", { name: "Make the link" }).click();
    const link = await dialog.getByLabel("The guest's link").inputValue();
    await dialog.getByRole("button", { name: "Close" }).click();
    kofi = await world.person();
    await accept(kofi, link);
    await kofi.getByRole("heading", { name: "Waiting for your host" }).waitFor();
    await ama.getByText(/your signature is due/).waitFor();
    for (const page of [officer, ama, kofi]) await inArabic(page);
  });
  afterAll(async () => {
    await world.close();
  });

  it.each(SIZES)("shows the host's dialogs and the guest's waiting at %i x %i", async (width, height) => {
    for (const page of [ama, kofi]) await page.setViewportSize({ width, height });
    await open(ama, width);
    await ama.getByText(ar.guests.states.arrived).first().waitFor();
    await looks(ama, "host-panel");
    await lookAt(ama, [
      ["invite", ar.guests.invite],
      ["admit", ar.guests.admit],
    ]);
    await looks(kofi, "waiting");
    await back(ama, width);
  });

  it("lets the guest in, who sees their room, and the host what they signed", async () => {
    await ama.setViewportSize({ width: 1440, height: 900 });
    await open(ama, 1440);
    await ama.getByRole("button", { name: ar.guests.admit, exact: true }).click();
    await ama.getByRole("button", { name: ar.guests.sign, exact: true }).click();
    await ama.getByRole("dialog").waitFor({ state: "detached" });
    await kofi
      .getByRole("list", { name: ar.nav.conversations })
      .getByRole("button", { name: TITLE })
      .waitFor();
    for (const [width, height] of SIZES) {
      for (const page of [ama, kofi]) await page.setViewportSize({ width, height });
      await open(kofi, width);
      await looks(kofi, "guest-panel");
      await back(kofi, width);
      await ama.setViewportSize({ width, height });
      await open(ama, width);
      await ama.getByRole("button", { name: ar.guests.end, exact: true }).waitFor();
      await looks(ama, "host-guest");
      await lookAt(ama, [
        ["prolong", ar.guests.prolong],
        ["end", ar.guests.end],
      ]);
      await back(ama, width);
    }
  });

  it("says at the door that the stay is over, and in the thread how it ended", async () => {
    await ama.setViewportSize({ width: 1440, height: 900 });
    await open(ama, 1440);
    await ama.getByRole("button", { name: ar.guests.end, exact: true }).click();
    await ama.getByRole("dialog").getByRole("button", { name: ar.guests.end, exact: true }).click();
    await kofi.getByRole("heading", { name: ar.guests.refusedTitle }).waitFor();
    await ama.getByText(/أُنهيت قبل موعدها إقامة الضيف .* من قِبل مضيفه .*Ama Mensah/).waitFor();
    for (const [width, height] of SIZES) {
      for (const page of [ama, kofi]) await page.setViewportSize({ width, height });
      await looks(kofi, "refused");
      await looks(ama, "gone");
    }
  });

  it("shows an absence and a handing over before they are signed, and who stands in", async () => {
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const change = async (what: string) => {
      const members = officer.getByRole("region", { name: ar.office.members, exact: true });
      const member = members.getByRole("listitem").filter({ hasText: AMA.name }).first();
      await member.getByText(ar.office.change, { exact: true }).click();
      await member.getByRole("button", { name: what, exact: true }).click();
      await officer
        .getByRole("dialog")
        .getByRole("radio", { name: new RegExp(CHIDI.name) })
        .check();
    };
    for (const [width, height] of SIZES) {
      await officer.setViewportSize({ width, height });
      if (width > 800) await officer.getByRole("button", { name: new RegExp(`^${ar.nav.office}`) }).click();
      await change(ar.tenure.successor);
      await looks(officer, "successor");
      await officer.getByRole("button", { name: ar.office.review, exact: true }).click();
      await looks(officer, "successor-review");
      await officer.keyboard.press("Escape");
      await officer.getByRole("dialog").waitFor({ state: "detached" });
      await change(ar.tenure.absence);
      await officer.getByRole("dialog").getByLabel(ar.tenure.until).fill(soon);
      await looks(officer, "absence");
      await officer.getByRole("button", { name: ar.office.review, exact: true }).click();
      await looks(officer, "absence-review");
      if (width > 800) {
        await officer.keyboard.press("Escape");
        await officer.getByRole("dialog").waitFor({ state: "detached" });
      } else await officer.getByRole("button", { name: ar.office.sign, exact: true }).click();
    }
    await officer.getByRole("dialog").waitFor({ state: "detached" });
    await officer.getByText("ينوب", { exact: false }).first().waitFor();
    await looks(officer, "members-away");
  });
});
