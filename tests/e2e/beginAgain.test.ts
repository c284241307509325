import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { idOfKey, MessageId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { Statement } from "@comity/shared/statements/statement";
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
  STEP_MS,
  say,
  World,
} from "./world.ts";

describe("a room whose newest change the server has lost", () => {
  let world: World;
  let officer: Page;
  let ama: Page;
  const kept = mkdtempSync(join(tmpdir(), "comity-kept-"));

  beforeAll(async () => {
    world = await World.open();
    officer = await world.person();
    await foundNetwork(officer, await world.server.foundingLink(), "WACAP", OFFICER);
    ama = await admit(world, officer, AMA);
    await admit(world, officer, CHIDI);
  });
  afterAll(async () => {
    await world.close();
    rmSync(kept, { recursive: true, force: true });
  });

  const entries = async () => {
    const { statements } = world.server.storage;
    const [network] = await statements.networks();
    const log = network === undefined ? [] : await statements.read(network, 0, 100);
    return log.map(({ body }) => Statement.parse(JSON.parse(body)));
  };
  const recoveryKeysNamed = async () =>
    (await entries()).filter(({ kind }) => kind === "recovery.issue").length;

  /** Every conversation gets the mark that a server leaves which was put back from a backup. */
  async function mark(): Promise<void> {
    const { conversations } = world.server.storage;
    for (const said of await entries()) {
      if (said.kind !== "device.certify") continue;
      const { device } = said;
      for (const { conversation } of await conversations.places(device, undefined, 50)) {
        const tail = await conversations.tail(conversation);
        if (tail === undefined || tail.seq > LIMITS.restoredLeap) continue;
        const messageId = idOfKey(MessageId, randomBytes(16));
        const entry = { kind: "application" as const, sender: device, messageId, at: Date.now() };
        await conversations.append(
          conversation,
          { ...entry, epoch: tail.epoch, bytes: new Uint8Array() },
          () => ({ admitted: true, floor: tail.floor, seq: tail.seq + LIMITS.restoredLeap }),
        );
      }
    }
  }

  it("can be begun again by a person who sees with whom, and says so in one line; what waited goes out", async () => {
    await officer.getByRole("button", { name: "New case room" }).first().click();
    await officer.getByLabel("Reference", { exact: true }).fill("WACAP-2026-040");
    await officer.getByLabel("Title", { exact: true }).fill("Operation Harmattan");
    await officer.getByRole("checkbox", { name: /Ama Mensah/ }).check();
    await officer.getByRole("button", { name: "Open the room" }).click();
    await say(officer, "Before the backup.");
    await openConversation(ama, "Operation Harmattan");
    await hear(ama, "Before the backup.");
    // The directory is as long as it will be: this is about the room alone.
    await world.restartServer();
    await expect.poll(recoveryKeysNamed, { timeout: STEP_MS }).toBe(3);
    let start = await world.stopServer();
    for (const name of readdirSync(world.folder)) cpSync(join(world.folder, name), join(kept, name));
    await start();
    await officer.getByText("Connected", { exact: true }).first().waitFor();
    await officer.getByRole("button", { name: "Add members" }).click();
    await officer.getByRole("checkbox", { name: /Chidi Okonkwo/ }).check();
    await officer.getByRole("button", { name: "Add", exact: true }).click();
    await officer.getByText(/added Chidi Okonkwo/).waitFor();
    await ama.getByText(/added Chidi Okonkwo/).waitFor();
    start = await world.stopServer();
    for (const name of readdirSync(kept)) cpSync(join(kept, name), join(world.folder, name));
    await start();
    await mark();
    await world.restartServer();
    const offer = ama.getByRole("button", { name: "Begin it again…" });
    await offer.waitFor();
    await ama.getByLabel("Message", { exact: true }).fill("Waiting meanwhile.");
    await ama.getByRole("button", { name: "Send", exact: true }).click();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await offer.click();
    const dialog = ama.getByRole("dialog", { name: "Begin this conversation again?" });
    await dialog.getByText("Chidi Okonkwo").waitFor();
    await dialog.getByText("Adjoa Lawson").waitFor();
    expect(await accessibilityFaults(ama)).toEqual([]);
    await dialog.getByRole("button", { name: "Begin again" }).click();
    await dialog.waitFor({ state: "detached" });
    await hear(officer, "Waiting meanwhile.");
    await officer.getByText(/Ama Mensah .*began this conversation again/).waitFor();
    await say(officer, "All here.");
    await hear(ama, "All here.");
  });
});
