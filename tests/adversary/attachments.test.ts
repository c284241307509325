import { blobRead } from "@comity/shared/protocol/blob";
import { fail, ok } from "@comity/shared/result";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../e2e/accessible.ts";
import { ACKNOWLEDGED, AMA, hear, OFFICER, openConversation, say, writeTo } from "../e2e/world.ts";
import { picture, Stage } from "./stage.ts";

/** The server holds the encrypted files, and means no good to whoever fetches them. */
describe("a file of a message on a malicious server", () => {
  let stage: Stage;
  let officer: Page;
  let downloads = 0;

  beforeAll(async () => {
    stage = await Stage.open();
    officer = stage.officer;
    const ama = await stage.admit(AMA);
    await writeTo(ama, OFFICER.name);
    await say(ama, "Two statements");
    await openConversation(officer, AMA.name);
    await hear(officer, "Two statements");
    await ama.locator(".composer input[type=file]").setInputFiles(
      ["guilty.txt", "innocent.txt"].map((name) => ({
        name,
        mimeType: "text/plain",
        // Of the same size: nothing but what is in them tells them apart.
        buffer: Buffer.alloc(150_000, name),
      })),
    );
    await ama.getByLabel("Message", { exact: true }).fill("Here they are");
    await ama.getByRole("button", { name: "Send", exact: true }).click();
    await ama.locator(".message", { hasText: "Here they are" }).getByText(ACKNOWLEDGED).waitFor();
    await hear(officer, "Here they are");
    officer.on("download", () => {
      downloads += 1;
    });
  });
  afterAll(async () => {
    await stage.close();
  });

  /** The officer asks for a file, and reads that it was refused, and who can send it again. */
  async function refused(name: string): Promise<void> {
    await officer.getByRole("button", { name: `Save ${name}` }).click();
    const said = officer
      .getByRole("alert")
      .getByText(
        /is not the one that Ama Mensah.* sent: it was changed, swapped or damaged\. It was refused/,
      );
    await said.first().waitFor();
    expect(downloads).toBe(0);
    expect(await accessibilityFaults(officer)).toEqual([]);
  }

  it("tampered attachment: one changed bit is refused in words, and nothing is saved", async () => {
    stage.server.lies.answer(blobRead, "everybody", async (request, honest) => {
      const told = await honest(blobRead, request);
      if (!told.ok || request.index !== 1) return told;
      const chunk = Uint8Array.from(told.value.chunk);
      chunk[1000] = (chunk[1000] ?? 0) ^ 1;
      return ok({ chunk });
    });
    await refused("guilty.txt");
    await picture(officer, "tampered-attachment");
    stage.server.lies.end();
  });

  it("tampered attachment: another file of the same message and size in its place is refused", async () => {
    const asked: string[] = [];
    stage.server.lies.answer(blobRead, "everybody", async (request, honest) => {
      asked.push(request.blob);
      return honest(blobRead, request);
    });
    const [saved] = await Promise.all([
      officer.waitForEvent("download"),
      officer.getByRole("button", { name: "Save innocent.txt" }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("innocent.txt");
    downloads = 0;
    const [innocent] = asked;
    stage.server.lies.answer(blobRead, "everybody", (request, honest) =>
      honest(blobRead, { ...request, blob: blobRead.request.parse({ blob: innocent, index: 0 }).blob }),
    );
    await refused("guilty.txt");
    await picture(officer, "swapped-attachment");

    // The same file, asked for again once the server is honest, is there as it was sent.
    stage.server.lies.end();
    const [honest] = await Promise.all([
      officer.waitForEvent("download"),
      officer.getByRole("button", { name: "Save guilty.txt" }).click(),
    ]);
    expect(honest.suggestedFilename()).toBe("guilty.txt");
  });

  it("missing attachment: that is said at its message and in the list of files, until the server has it again", async () => {
    const missing = /no longer on the server\. Ask Ama Mensah/;
    const message = officer.locator(".message", { hasText: "Here they are" });
    const list = officer.getByRole("complementary", { name: "Details" }).getByRole("list", { name: "Files" });
    stage.server.lies.answer(blobRead, "everybody", async () => fail({ code: "blob.unknown" }));
    await message.getByRole("button", { name: "Save guilty.txt" }).click();
    await message.getByRole("alert").getByText(missing).waitFor();
    // Nobody has asked for it there, nor for the other one.
    await officer.getByText("Files", { exact: true }).click();
    await list.getByRole("listitem").filter({ hasText: "guilty.txt" }).getByText(missing).waitFor();
    expect(await list.getByText(missing).count()).toBe(1);
    await officer.getByRole("button", { name: "Directory", exact: true }).click();
    await openConversation(officer, AMA.name);
    await message.getByText(missing).waitFor();
    expect(await accessibilityFaults(officer)).toEqual([]);
    await picture(officer, "missing-attachment");

    stage.server.lies.end();
    await officer.getByText("Files", { exact: true }).click();
    const [saved] = await Promise.all([
      officer.waitForEvent("download"),
      list.getByRole("button", { name: "Save guilty.txt" }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("guilty.txt");
    for (const place of [message, list]) await place.getByText(missing).waitFor({ state: "detached" });
  });
});
