import { join } from "node:path";
import { ar } from "@comity/client/ui/words/ar";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import { AMA, admit, CHIDI, foundNetwork, OFFICER, PASSPHRASE, say, World, writeTo } from "./world.ts";

const pictures = process.env["COMITY_TEST_PICTURES"];

/** Longer than the row of a conversation. */
const CHIDI_AT_LENGTH = {
  ...CHIDI,
  authority: "Federal Ministry of Justice, Central Authority Unit for International Cooperation",
};

/** Every screen in Arabic, on a desk and on a phone. */
describe("from right to left", () => {
  let world: World;
  let officer: Page;
  let ama: Page;

  const settle = async (page: Page, title: string) => {
    await page.getByRole("heading", { name: title, exact: true }).waitFor();
  };
  const unlock = async (page: Page) => {
    await page.getByLabel(ar.entry.passphrase).fill(PASSPHRASE);
    await page.getByRole("button", { name: ar.lock.unlock, exact: true }).click();
    await page.getByText(ar.connection.online, { exact: true }).first().waitFor();
  };
  /** Nothing sticks out, nothing is wrong for a screen reader. */
  const look = async (page: Page, name: string) => {
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      const wide = await page.evaluate(
        () =>
          [
            ...document.querySelectorAll("html, .page, .panel, .sidebar, .thread, .lines, dialog, .door"),
          ].filter((box) => box.scrollWidth > box.clientWidth + 1).length,
      );
      expect(wide, `${name} at ${width}: boxes that scroll sideways`).toBe(0);
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `ar-${name}-${width}.png`) });
    }
    expect(await accessibilityFaults(page), name).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  };

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
    await admit(world, officer, CHIDI_AT_LENGTH);
    await writeTo(ama, CHIDI.name);
    await say(ama, "Case WACAP-2026-031: please call +233 30 266 5051 (Ama).");
    await say(ama, "يرجى تأكيد استلام الطلب رقم WACAP-2026-031 قبل 15 ديسمبر.");
    for (const page of [officer, ama]) {
      await page.evaluate(() => localStorage.setItem("comity.language", "ar"));
      await page.reload();
      await settle(page, ar.lock.title);
    }
  });
  afterAll(async () => {
    await world.close();
  });

  it("the lock, and everything before it", async () => {
    const guest = await world.person();
    await guest.goto(`http://localhost:${world.server.port}/`);
    await guest.evaluate(() => localStorage.setItem("comity.language", "ar"));
    await guest.reload();
    await settle(guest, ar.entry.welcome);
    await look(guest, "welcome");
    await guest.getByRole("button", { name: ar.entry.haveKey }).click();
    await settle(guest, ar.entry.restoreTitle);
    await look(guest, "restore");
    await look(ama, "locked");
    for (const page of [officer, ama]) await unlock(page);
  });

  it("a conversation: the list begins at the right, own messages stand at the left, each text runs its own way", async () => {
    expect(await ama.evaluate(() => document.documentElement.dir)).toBe("rtl");
    await look(ama, "conversation");
    const list = await ama.getByRole("navigation").boundingBox();
    const thread = await ama.locator(".thread").boundingBox();
    const message = await ama.locator(".message").first().boundingBox();
    if (list === null || thread === null || message === null) throw new Error("something is not there");
    expect(list.x).toBeGreaterThan(thread.x);
    expect(message.x - thread.x).toBeLessThan(thread.x + thread.width - (message.x + message.width));
    const directions = await ama
      .locator(".message .text")
      .evaluateAll((texts) => texts.map((text) => getComputedStyle(text).direction));
    expect(directions).toEqual(["ltr", "rtl"]);
    // The name of a person, in brackets and with a comma, can't turn the sentence around it.
    await ama.getByText("\u2068Chidi Okonkwo\u2069").first().waitFor();
  });

  it("the row of a conversation keeps the beginning of a long name in the other script, and leaves out its end", async () => {
    const seen = await ama.locator(".conversation .under").evaluate((under, authority) => {
      const texts = document.createTreeWalker(under, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        const at = node.textContent?.indexOf(authority) ?? -1;
        if (at < 0) continue;
        const box = under.getBoundingClientRect();
        return [at, at + authority.length - 1].map((letter) => {
          const range = document.createRange();
          range.setStart(node, letter);
          range.setEnd(node, letter + 1);
          const { left, right } = range.getBoundingClientRect();
          return left >= box.left && right <= box.right;
        });
      }
      throw new Error("the authority is not there");
    }, CHIDI_AT_LENGTH.authority);
    expect(seen).toEqual([true, false]);
    if (pictures === undefined) return;
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await ama.setViewportSize({ width, height });
      await ama.screenshot({ path: join(pictures, `ar-row-${width}.png`) });
    }
    await ama.setViewportSize({ width: 1440, height: 900 });
  });

  it("every other screen", async () => {
    await ama.getByRole("button", { name: ar.nav.directory, exact: true }).click();
    await look(ama, "directory");
    await ama
      .getByRole("list", { name: ar.directory.title })
      .getByRole("button", { name: CHIDI.name })
      .click();
    await look(ama, "contact");
    await ama.getByRole("button", { name: ar.verification.verify }).click();
    await ama.getByTestId("pair-code").waitFor();
    await look(ama, "compare codes");
    await ama.keyboard.press("Escape");
    await ama.getByRole("button", { name: new RegExp(`^${ar.nav.notices}`) }).click();
    await settle(ama, ar.board.title);
    await look(ama, "notices");
    await ama.getByRole("button", { name: ar.nav.settings, exact: true }).click();
    await settle(ama, ar.settings.title);
    await look(ama, "settings");
    await ama.getByRole("button", { name: ar.nav.newRoom }).first().click();
    await settle(ama, ar.room.newTitle);
    await ama.getByLabel(ar.room.reference, { exact: true }).fill("WACAP-2026-031");
    await ama.getByLabel(ar.room.title, { exact: true }).fill("Operation Monsoon");
    await ama.getByRole("checkbox", { name: /Chidi/ }).check();
    await look(ama, "new-room");
    await ama.getByRole("button", { name: ar.room.open, exact: true }).click();
    await ama.getByRole("button", { name: ar.thread.details, exact: true }).click();
    await look(ama, "room");
    await officer.getByRole("button", { name: new RegExp(`^${ar.nav.notices}`) }).click();
    await officer.getByRole("button", { name: ar.board.post }).click();
    await look(officer, "post");
    await officer.getByLabel(ar.board.headline, { exact: true }).fill("الجلسة العامة في أبيدجان (WACAP)");
    await officer.getByLabel(ar.board.text, { exact: true }).fill("جدول الأعمال: الأدلة الإلكترونية.");
    await officer.getByLabel(new RegExp(ar.board.place)).fill("Abidjan");
    await officer.getByRole("button", { name: ar.board.publish }).click();
    await officer.getByRole("article", { name: /WACAP/ }).waitFor();
    await look(officer, "notice");
    await officer.getByRole("button", { name: new RegExp(`^${ar.nav.office}`) }).click();
    await look(officer, "office");
    await officer.getByRole("button", { name: ar.office.invite, exact: true }).click();
    await look(officer, "invite");
  });
});
