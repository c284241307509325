import { archiveRead } from "@comity/shared/protocol/archive";
import { backupGet } from "@comity/shared/protocol/backup";
import { ok } from "@comity/shared/result";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../e2e/accessible.ts";
import {
  AMA,
  accept,
  choosePassphrase,
  connected,
  hear,
  invite,
  OFFICER,
  openConversation,
  say,
  sign,
  writeTo,
} from "../e2e/world.ts";
import { ALARM_MS, picture, Stage } from "./stage.ts";

/** Of a segment: the hash of the one before it, and the nonce. What is sealed begins behind them. */
const BEFORE_CONTENT = 32 + 24;

/**
 * Where a digit stands of the time at which a segment was sealed. With another one in its place all of the segment can be
 * read and taken in: nothing but the seal shows that it was changed.
 */
const DIGIT_OF_TIME = BEFORE_CONTENT + '{"v":1,"at":12345'.length;

/** The same bytes with one bit turned over; a place below zero is counted from their end. */
function tampered(bytes: Uint8Array, place: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  const at = place < 0 ? changed.length + place : place;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/**
 * What the server keeps of a person's content beside messages and files on their way is sealed too: the backup of their
 * identity, and the segments of their history.
 */
describe("what the server keeps sealed for somebody who has lost all devices", () => {
  let stage: Stage;
  let officer: Page;
  let fresh: Page;
  let recoveryKey: string;

  beforeAll(async () => {
    stage = await Stage.open();
    officer = stage.officer;
    const link = await invite(officer, AMA);
    const ama = await stage.person();
    recoveryKey = await accept(ama, link);
    await sign(officer, AMA.name);
    await connected(ama);
    await writeTo(ama, OFFICER.name);
    await say(ama, "Before the laptop was stolen.");
    await ama.getByRole("button", { name: "Lock", exact: true }).click();
    await ama.getByRole("button", { name: "Unlock" }).waitFor();
    await ama.context().close();
    fresh = await stage.person();
  });
  afterAll(async () => {
    await stage.close();
  });

  async function restore(): Promise<void> {
    await fresh.getByLabel("Recovery key", { exact: true }).fill(recoveryKey);
    await choosePassphrase(fresh);
    await fresh.getByRole("button", { name: "Restore" }).click();
  }

  it("tampered backup: it is refused in words, and nothing of it is taken", async () => {
    stage.server.lies.answer(backupGet, "everybody", async (request, honest) => {
      const told = await honest(backupGet, request);
      if (!told.ok || told.value.state !== "current") return told;
      return ok({ ...told.value, bytes: tampered(told.value.bytes, -20) });
    });
    await fresh.goto(stage.server.origin);
    await fresh.getByRole("button", { name: "I have a recovery key" }).click();
    await restore();
    await fresh
      .getByText(
        "The backup for this recovery key is damaged or was changed on the server, and was refused.",
        { exact: false },
      )
      .waitFor();
    expect(await accessibilityFaults(fresh)).toEqual([]);
    await picture(fresh, "9-tampered-backup");
    stage.server.lies.end();
  });

  it("tampered archive segment: a warning, and nothing of it is shown", async () => {
    stage.server.lies.answer(archiveRead, "everybody", async (request, honest) => {
      const told = await honest(archiveRead, request);
      return told.ok ? ok({ segment: tampered(told.value.segment, DIGIT_OF_TIME) }) : told;
    });
    await restore();
    await connected(fresh);
    await fresh
      .getByRole("alert", { name: "Attention" })
      .getByText("A part of your history archive is damaged or was changed on the server.", { exact: false })
      .first()
      .waitFor({ timeout: ALARM_MS });
    await openConversation(fresh, OFFICER.name);
    expect(await fresh.getByText("Before the laptop was stolen.").count()).toBe(0);
    expect(await accessibilityFaults(fresh)).toEqual([]);
    await picture(fresh, "9-tampered-archive");

    // What is written now was never in question.
    stage.server.lies.end();
    await say(fresh, "After the laptop was stolen.");
    await openConversation(officer, AMA.name);
    await hear(officer, "After the laptop was stolen.");
  });
});
