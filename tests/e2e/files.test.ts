import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./accessible.ts";
import { ACKNOWLEDGED, acquainted, unlock, World } from "./world.ts";

/** Where the pictures of this run go, for whoever wants to look at them. */
const pictures = process.env["COMITY_TEST_PICTURES"];

const LONG = "Request for assistance in the matter of the Republic against Doe and others, annex twelve.pdf";

/** Case files are sent between two people, each in a browser of their own. */
describe("files in a conversation", () => {
  let world: World;
  let officer: Page;
  let ama: Page;

  beforeAll(async () => {
    world = await World.open();
    ({ officer, ama } = await acquainted(world, "The annexes follow."));
  });
  afterAll(async () => {
    await world.close();
  });

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

  const choose = (page: Page, files: readonly { name: string; buffer: Buffer }[]) =>
    page
      .locator(".composer input[type=file]")
      .setInputFiles(files.map(({ name, buffer }) => ({ name, mimeType: "text/html", buffer })));

  it("are chosen, dropped or pasted, taken out again, and sent with what is said to them", async () => {
    const list = ama.getByRole("complementary", { name: "Details" });
    await list.getByText("Files", { exact: true }).click();
    await list.getByText("There are no files yet", { exact: false }).waitFor();
    await choose(ama, [
      { name: LONG, buffer: randomBytes(1_500_000) },
      { name: "wrong one.txt", buffer: Buffer.from("no") },
    ]);
    for (const [event, name] of [
      ["drop", "dropped.txt"],
      ["paste", "pasted.txt"],
    ] as const)
      await ama.getByLabel("Message", { exact: true }).evaluate(
        (field, [kind, named]) => {
          const data = new DataTransfer();
          data.items.add(new File([named], named));
          const more = { bubbles: true, cancelable: true };
          field.dispatchEvent(
            kind === "drop"
              ? new DragEvent(kind, { ...more, dataTransfer: data })
              : new ClipboardEvent(kind, { ...more, clipboardData: data }),
          );
        },
        [event, name] as const,
      );
    const chosen = ama.getByRole("list", { name: "Files to send" });
    await chosen.getByText("pasted.txt").waitFor();
    await chosen.getByText("dropped.txt").waitFor();
    await ama.getByRole("button", { name: "Take wrong one.txt out" }).click();
    await chosen.getByText("wrong one.txt").waitFor({ state: "detached" });
    await ama.getByLabel("Message", { exact: true }).fill("As agreed on the telephone");
    await looksRight(ama, "files-chosen");
    await ama.getByRole("button", { name: "Send", exact: true }).click();
    await ama.locator(".message", { hasText: "As agreed" }).getByText(ACKNOWLEDGED).waitFor();
    expect(await ama.getByRole("list", { name: "Files to send" }).count()).toBe(0);
    // The list beside the thread fills by itself.
    await list.getByRole("button", { name: "Save dropped.txt" }).waitFor();
  });

  it("are saved by the other person as they were sent, under a name that is what it looks like", async () => {
    const secret = randomBytes(300_000);
    await choose(ama, [{ name: "invoice\u202Efdp.exe", buffer: secret }]);
    await ama.getByRole("button", { name: "Send", exact: true }).click();
    const row = officer.locator(".message").getByRole("button", { name: "Save invoicefdp.exe" });
    const [download] = await Promise.all([officer.waitForEvent("download"), row.click()]);
    expect(download.suggestedFilename()).toBe("invoicefdp.exe");
    expect(Buffer.compare(await readFile(await download.path()), secret)).toBe(0);
    await officer.getByText("Every byte was checked.", { exact: false }).waitFor();
    await looksRight(officer, "files-received");
  });

  it("stand in a list in the conversation's details, which leads to each one's message, by keyboard too", async () => {
    await officer.setViewportSize({ width: 390, height: 844 });
    await officer.getByRole("button", { name: "Details" }).click();
    const details = officer.getByRole("complementary", { name: "Details" });
    await details.getByText("Files", { exact: true }).focus();
    await officer.keyboard.press("Enter");
    const list = details.getByRole("list", { name: "Files" });
    await list.getByText("invoicefdp.exe").waitFor();
    // The newest first, with who sent it; what was said to it stands in its message.
    const rows = list.getByRole("listitem");
    expect(await rows.count()).toBe(4);
    await rows.first().getByText("invoicefdp.exe").waitFor();
    await rows.first().getByText("Ama Mensah").waitFor();
    expect(await list.getByText("wrong one.txt").count()).toBe(0);
    const [download] = await Promise.all([
      officer.waitForEvent("download"),
      list.getByRole("button", { name: "Save dropped.txt" }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toBe("dropped.txt");
    await looksRight(officer, "files-list");
    await officer.setViewportSize({ width: 390, height: 844 });
    await list.getByRole("button", { name: "Show message with dropped.txt" }).focus();
    await officer.keyboard.press("Enter");
    await list.waitFor({ state: "hidden" });
    const line = officer.locator(".line:focus", { hasText: "As agreed on the telephone" });
    await line.waitFor();
    await looksRight(officer, "files-line");
    await officer.setViewportSize({ width: 1440, height: 900 });
  });

  it("wait here while there is no connection, also behind a lock, and go by themselves", async () => {
    const start = await world.stopServer();
    await ama.getByText("No connection", { exact: true }).first().waitFor();
    await choose(ama, [{ name: "evidence list.txt", buffer: Buffer.from("one rope, two knives") }]);
    await ama.getByRole("button", { name: "Send", exact: true }).click();
    const leaving = ama.getByRole("list", { name: "Files on their way" });
    await leaving.getByText("Kept here; goes on by itself when it can").waitFor();
    await looksRight(ama, "files-waiting");
    await ama.setViewportSize({ width: 1440, height: 900 });
    await ama.getByRole("button", { name: "Lock", exact: true }).click();
    await ama.getByRole("button", { name: "Unlock" }).waitFor();
    expect(await ama.getByText("evidence list.txt").count()).toBe(0);
    await start();
    await unlock(ama);
    const row = officer.locator(".message").getByRole("button", { name: "Save evidence list.txt" });
    const [download] = await Promise.all([officer.waitForEvent("download"), row.click()]);
    expect(await readFile(await download.path(), "utf8")).toBe("one rope, two knives");
  });

  it("have their rows from right to left where the language runs so", async () => {
    await officer.setViewportSize({ width: 1440, height: 900 });
    await officer.getByRole("button", { name: "Settings", exact: true }).click();
    await officer.getByLabel("Language").selectOption("ar");
    await officer
      .getByRole("list", { name: "المحادثات" })
      .getByRole("button", { name: "Ama Mensah" })
      .click();
    await officer.getByRole("button", { name: "حفظ invoicefdp.exe" }).waitFor();
    await officer.getByText("الملفات", { exact: true }).click();
    await officer.getByRole("button", { name: "عرض الرسالة التي فيها invoicefdp.exe" }).waitFor();
    await looksRight(officer, "files-arabic");
  });

  it("are found in the list though many messages were written since", async () => {
    const write = ama.getByLabel("Message", { exact: true });
    for (let number = 1; number <= 60; number++) {
      await write.fill(`Remark ${number}`);
      await write.press("Enter");
      await ama.locator(".message").getByText(`Remark ${number}`, { exact: true }).waitFor();
    }
    await ama.reload();
    await unlock(ama);
    await ama.locator(".message", { hasText: "Remark 60" }).waitFor();
    expect(await ama.locator(".message", { hasText: "As agreed on the telephone" }).count()).toBe(0);
    await ama.getByText("Files", { exact: true }).click();
    await ama.getByRole("button", { name: "Show message with pasted.txt" }).click();
    await ama.locator(".line:focus", { hasText: "As agreed on the telephone" }).waitFor();
  });
});
