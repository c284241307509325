import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acquainted, OFFICER, openConversation, say, World } from "./world.ts";

const LONG =
  "The annexes to the request of the eleventh are with the registry of the court, and nobody there has found the third of them yet.";

/** What the size of the window does to the place at which somebody reads. */
describe("the place in a thread", () => {
  let world: World;
  let ama: Page;

  beforeAll(async () => {
    world = await World.open();
    ({ ama } = await acquainted(world, "The annexes follow."));
    for (let number = 1; number <= 40; number++) await say(ama, `Remark ${number}. ${LONG}`);
  });
  afterAll(async () => {
    await world.close();
  });

  it("keeps what is typed while the message before it is still being taken, and sends it after that", async () => {
    const texts = Array.from({ length: 12 }, (_, number) => `Quickly said ${number + 1}`);
    await ama.getByLabel("Message", { exact: true }).focus();
    for (const text of texts) {
      await ama.keyboard.type(text);
      await ama.keyboard.press("Enter");
    }
    await ama.keyboard.type("and not sent yet");
    const said = ama.locator(".message .text", { hasText: "Quickly said" });
    await expect.poll(() => said.allTextContents()).toEqual(texts);
    expect(await ama.getByLabel("Message", { exact: true }).inputValue()).toBe("and not sent yet");
    await ama.getByLabel("Message", { exact: true }).fill("");
    await say(ama, "The newest line");
  });

  it("gives back what could not be sent, also to whoever has gone elsewhere meanwhile", async () => {
    const field = ama.getByLabel("Message", { exact: true });
    const tooLong = "All of the annexes in one message. ".repeat(1_000).trim();
    await field.fill(tooLong);
    await ama.getByRole("button", { name: "Send", exact: true }).click();
    await ama.getByText("The message is too long.").first().waitFor();
    expect(await field.inputValue()).toBe(tooLong);
    await ama.getByRole("button", { name: "Directory", exact: true }).click();
    await field.waitFor({ state: "detached" });
    await openConversation(ama, OFFICER.name);
    await expect.poll(() => field.inputValue()).toBe(tooLong);
    await field.fill("");
  });

  /** Where a message stands, from the upper edge of the box that scrolls; and how far below its lower edge it ends. */
  const stands = (text: string) =>
    ama.locator(".message", { hasText: text }).evaluate((message) => {
      const box = message.closest(".lines")?.getBoundingClientRect();
      const own = message.getBoundingClientRect();
      if (box === undefined) throw new Error("there is nothing that scrolls");
      return { fromTop: Math.round(own.top - box.top), hidden: Math.round(own.bottom - box.bottom) };
    });

  /** Desk, phone, the phone with its keyboard open, the phone turned, and back. */
  const SIZES = [
    [1440, 900],
    [700, 900],
    [390, 844],
    [390, 420],
    [844, 390],
    [390, 844],
    [1440, 900],
  ] as const;

  it("stays at the newest line, whatever becomes of the window", async () => {
    for (const [width, height] of SIZES) {
      await ama.setViewportSize({ width, height });
      await expect
        .poll(async () => (await stands("The newest line")).hidden, { message: `${width} x ${height}` })
        .toBeLessThan(0);
    }
  });

  it("stays where somebody has gone back to", async () => {
    await ama.locator(".message", { hasText: "Remark 12." }).evaluate((message) => {
      const box = message.closest(".lines");
      if (box === null) throw new Error("there is nothing that scrolls");
      box.scrollTop += message.getBoundingClientRect().top - box.getBoundingClientRect().top - 10;
    });
    await expect.poll(async () => (await stands("Remark 12.")).fromTop).toBe(10);
    for (const [width, height] of SIZES) {
      await ama.setViewportSize({ width, height });
      // Text is laid out in parts of pixels.
      await expect
        .poll(async () => Math.abs((await stands("Remark 12.")).fromTop - 10), {
          message: `${width} x ${height}`,
        })
        .toBeLessThan(4);
    }
  });
});
