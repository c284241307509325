import { ConversationId, type DeviceId, idOfKey, MessageId } from "@comity/shared/ids";
import {
  conversationCreate,
  conversationDeposit,
  conversationEnvelope,
  conversationGroupInfo,
  conversationGroupInfoWanted,
  conversationJoined,
  conversationRead,
  conversationWelcome,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import { fail, ok } from "@comity/shared/result";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { accessibilityFaults } from "../e2e/accessible.ts";
import { AMA, CHIDI, hear, openConversation, say } from "../e2e/world.ts";
import { ALARM_MS, picture, Stage, sodium } from "./stage.ts";

const ROOM = "Operation Monsoon";
const SECOND_ROOM = "Operation Harmattan";
const SUITE = 84;

/** A room of three, about which the server lies: each test goes on where the one before ended. */
describe("a group whose frames the server rewrites", () => {
  let stage: Stage;
  let officer: Page;
  let ama: Page;
  let chidi: Page;
  let room: ConversationId | undefined;
  /** The welcome by which Chidi came in. */
  let welcome: z.infer<typeof conversationWelcome.response> | undefined;
  const deviceOf = new Map<string, DeviceId>();

  beforeAll(async () => {
    stage = await Stage.open();
    officer = stage.officer;
    ama = await stage.admit(AMA);
    chidi = await stage.admit(CHIDI);
    for (const { name } of [AMA, CHIDI]) deviceOf.set(name, await stage.device(name));
    await useUp(device(CHIDI.name));
    record();
    const victim = await stage.account(CHIDI.name);
    stage.server.lies.answer(conversationWelcome, victim, async (request, honest) => {
      const answer = await honest(conversationWelcome, request);
      if (answer.ok) welcome = answer.value;
      return answer;
    });
    await open("WACAP-2026-031", ROOM);
  });
  afterAll(async () => {
    await stage.close();
  });

  /** The officer opens a room of all three, who have heard its first word then. */
  async function open(reference: string, title: string): Promise<void> {
    await officer.getByRole("button", { name: "New case room" }).first().click();
    await officer.getByLabel("Reference", { exact: true }).fill(reference);
    await officer.getByLabel("Title", { exact: true }).fill(title);
    for (const { name } of [AMA, CHIDI])
      await officer.getByRole("checkbox", { name: new RegExp(name) }).check();
    await officer.getByRole("button", { name: "Open the room" }).click();
    await say(officer, "First word in the room.");
    for (const page of [ama, chidi]) {
      await openConversation(page, title);
      await hear(page, "First word in the room.");
    }
  }

  /** What Ama's device leaves of the room's public state when it is asked for it, as the server can at any time. */
  async function publicState(): Promise<Uint8Array> {
    const { lies } = stage.server;
    if (room === undefined) throw new Error("there is no room");
    let left: Uint8Array | undefined;
    lies.answer(conversationDeposit, "everybody", (request, honest) => {
      if (request.conversation === room && request.epoch === 1) left = request.groupInfo;
      return honest(conversationDeposit, request);
    });
    const account = await stage.account(AMA.name);
    stage.server.tell(conversationGroupInfoWanted, account, { conversation: room, epoch: 1 });
    return vi.waitUntil(() => left, { timeout: ALARM_MS });
  }

  function device(name: string): DeviceId {
    const found = deviceOf.get(name);
    if (found === undefined) throw new Error(`${name} has no device`);
    return found;
  }

  /** The server hands out somebody's key package of last resort, whose keys they keep: the others are used up. */
  async function useUp(of: DeviceId): Promise<void> {
    const { keyPackages } = stage.server.real.storage;
    for (;;) {
      const { oneTime } = await keyPackages.count(of, SUITE);
      if (oneTime === 0) return;
      await keyPackages.take(of, SUITE);
    }
  }

  /** The server sees what passes: the room's id. */
  function record(): void {
    stage.server.lies.answer(conversationCreate, "everybody", (request, honest) => {
      if (request.purpose.kind === "room") room = request.conversation;
      return honest(conversationCreate, request);
    });
  }

  /** Changes the envelopes of the room for somebody, both as they are pushed and as they are read. */
  async function rewrite(whose: string, how: (envelope: Envelope) => Envelope): Promise<void> {
    const { lies } = stage.server;
    const victim = await stage.account(whose);
    const told = (conversation: ConversationId, envelope: Envelope) =>
      conversation === room ? how(envelope) : envelope;
    lies.push(conversationEnvelope, victim, ({ conversation, envelope }) => ({
      conversation,
      envelope: told(conversation, envelope),
    }));
    lies.answer(conversationRead, victim, async (request, honest) => {
      const answer = await honest(conversationRead, request);
      if (!answer.ok) return answer;
      const envelopes = answer.value.envelopes.map((envelope) => told(request.conversation, envelope));
      return ok({ ...answer.value, envelopes });
    });
  }

  async function remove(name: string, title = ROOM): Promise<void> {
    await openConversation(officer, title);
    const row = officer
      .getByRole("list", { name: "Who can read this" })
      .getByRole("listitem")
      .filter({ hasText: name });
    await row.getByRole("button", { name: "Remove" }).click();
    await officer.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await row.waitFor({ state: "detached" });
  }

  /** Somebody puts aside what they were warned of. */
  async function readWarnings(page: Page): Promise<void> {
    const read = page
      .getByRole("alert", { name: "Attention" })
      .getByRole("button", { name: "I have read this" });
    for (let left = await read.count(); left > 0; left--) {
      await read.first().click();
      await expect.poll(() => read.count()).toBe(left - 1);
    }
  }

  it("forged sender: the true author's name stands there, and bytes of the server's own are no message of anybody", async () => {
    const sender = device(CHIDI.name);
    let forge = false;
    await rewrite("Adjoa Lawson", (envelope) =>
      forge && envelope.kind === "application"
        ? { ...envelope, sender, messageId: idOfKey(MessageId, sodium.randombytes_buf(16)) }
        : { ...envelope, sender },
    );
    await say(ama, "The warrant is signed.");
    const message = officer.locator(".message", { hasText: "The warrant is signed." });
    await message.getByText(AMA.name).waitFor();
    expect(await message.getByText(CHIDI.name).count()).toBe(0);
    // One's message as another one's under another id: what binds the id to it is inside.
    forge = true;
    await say(ama, "The second warrant is signed.");
    await officer.getByText("A message that arrived damaged.").waitFor();
    expect(await officer.getByText("The second warrant is signed.").count()).toBe(0);
    await officer.getByText(`According to the server it came from ${CHIDI.name}`, { exact: false }).waitFor();
    expect(await accessibilityFaults(officer)).toEqual([]);
    await picture(officer, "8-forged-sender");
    // Nobody is asked by the name that the server has put there: whoever sent it answers.
    forge = false;
    // A silent message of Ama's may have been forged as well: each such line is asked for.
    const ask = officer.getByRole("button", { name: "Ask for it to be sent again" });
    for (let left = await ask.count(); left > 0; left--) {
      await ask.first().click();
      await expect.poll(() => ask.count()).toBe(left - 1);
    }
    const again = officer.locator(".message", { hasText: "The second warrant is signed." });
    await again.getByText(AMA.name).waitFor();
    expect(await again.getByText(CHIDI.name).count()).toBe(0);
    stage.server.lies.end();
    record();
    await say(ama, "The third warrant is signed.");
    await hear(officer, "The third warrant is signed.");
  });

  it("stale group info: a device that fell out of step does not come back into a group with somebody who was removed", async () => {
    const victim = await stage.account(CHIDI.name);
    const { lies } = stage.server;
    // The server keeps the public state of the first epoch, with Ama in it.
    const groupInfo = await publicState();
    await remove(AMA.name);
    await ama.getByText("You are no longer in this conversation.", { exact: false }).waitFor();
    await chidi.getByText(/removed Ama Mensah/).waitFor();

    // The next change arrives as noise: what comes after it can't be read, and the way back leads into the past.
    lies.answer(conversationGroupInfo, victim, async (request, honest) => {
      const answer = await honest(conversationGroupInfo, request);
      return answer.ok && request.conversation === room ? ok({ ...answer.value, groupInfo }) : answer;
    });
    await rewrite(CHIDI.name, (envelope) =>
      envelope.kind === "commit" && envelope.epoch >= 2
        ? { ...envelope, bytes: sodium.randombytes_buf(envelope.bytes.length) }
        : envelope,
    );
    await officer.getByRole("button", { name: "Add members" }).click();
    const adding = officer.getByRole("dialog");
    await adding.getByRole("checkbox", { name: new RegExp(AMA.name) }).check();
    await adding.getByRole("button", { name: "Add", exact: true }).click();
    await say(officer, "Ama is back.");
    const stuck = chidi.getByText("This device has fallen out of step with this conversation", {
      exact: false,
    });
    await stuck.waitFor({ timeout: ALARM_MS });
    await chidi.getByRole("button", { name: "Repair now" }).click();
    await stuck.waitFor();
    expect(await accessibilityFaults(chidi)).toEqual([]);
    await picture(chidi, "7-stale-group-info");

    // With the group's present state it comes in, and nobody's word is lost on the others.
    lies.end();
    await stuck.waitFor({ state: "detached", timeout: ALARM_MS });
    // He saw her go and not come back: that is said, and nothing goes out before it was read.
    const warnings = chidi.getByRole("alert", { name: "Attention" });
    const undone = warnings.getByRole("listitem").filter({ hasText: "it can't see how they came back" });
    await undone.getByText(AMA.name).waitFor();
    // It leads to where one sees who is in there and takes them out, on a phone too.
    const details = chidi.getByRole("complementary", { name: "Details" });
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await chidi.getByRole("button", { name: "Directory", exact: true }).click();
      await chidi.setViewportSize({ width, height });
      await undone.getByRole("button", { name: "Open the conversation" }).click();
      await details
        .getByRole("listitem")
        .filter({ hasText: AMA.name })
        .getByRole("button", { name: "Remove" })
        .waitFor();
      expect(await accessibilityFaults(chidi)).toEqual([]);
      await picture(chidi, `7-removal-undone-${width}`);
    }
    await details.getByRole("button", { name: "Close" }).click();
    await chidi.setViewportSize({ width: 1440, height: 900 });
    await readWarnings(chidi);
    await say(chidi, "I can read again.");
    await hear(officer, "I can read again.");
    await hear(ama, "I can read again.");
    await say(officer, "Good.");
    await hear(chidi, "Good.");
  });

  it("replayed welcome: it opens neither another conversation nor again the one that somebody was removed from", async () => {
    const victim = await stage.account(CHIDI.name);
    const { lies } = stage.server;
    if (welcome === undefined) throw new Error("there was no welcome");
    const used = welcome;
    await remove(CHIDI.name);
    await chidi.getByText("You are no longer in this conversation.", { exact: false }).waitFor();
    if (room === undefined) throw new Error("there is no room");
    const another = idOfKey(ConversationId, sodium.randombytes_buf(16));
    const seq = 1_000;
    const asked: ConversationId[] = [];
    lies.answer(conversationWelcome, victim, async (request, honest) => {
      const { conversation } = request;
      if (conversation !== room && conversation !== another) return honest(conversationWelcome, request);
      asked.push(conversation);
      return ok({ ...used, seq, at: Date.now() });
    });
    lies.answer(conversationRead, victim, async (request, honest) =>
      request.conversation === room || request.conversation === another
        ? fail({ code: "conversation.unknown" })
        : honest(conversationRead, request),
    );
    const looked: ConversationId[] = [];
    lies.answer(conversationGroupInfo, victim, (request, honest) => {
      looked.push(request.conversation);
      return honest(conversationGroupInfo, request);
    });
    // Beside what a warning may say of it.
    const named = chidi.locator("nav, main").getByText(ROOM);
    const before = await named.count();
    const refusals = chidi
      .getByRole("alert", { name: "Attention" })
      .getByRole("listitem")
      .filter({ hasText: "An invitation into a conversation was not valid and was refused." });
    // A server that means it says it again and again, also to a line that was just being made anew. It is refused with a
    // warning; where the welcome was to a package of one use, its key is gone, and another way in is looked for in vain.
    for (const conversation of [another, room]) {
      const refused = await refusals.count();
      await expect
        .poll(
          () => {
            stage.server.tell(conversationJoined, victim, { conversation, seq });
            return asked.includes(conversation);
          },
          { interval: 1_000, timeout: ALARM_MS },
        )
        .toBe(true);
      await expect
        .poll(async () => (await refusals.count()) > refused || looked.includes(conversation), {
          timeout: ALARM_MS,
        })
        .toBe(true);
    }
    await chidi.getByText("You are no longer in this conversation.", { exact: false }).waitFor();
    expect(await chidi.getByLabel("Message", { exact: true }).count()).toBe(0);
    expect(await accessibilityFaults(chidi)).toEqual([]);
    await picture(chidi, "6-replayed-welcome");
    lies.end();
    await say(officer, "Among ourselves.");
    expect(await chidi.getByText("Among ourselves.").count()).toBe(0);
    expect(await named.count()).toBe(before);
  });

  it("removal as noise: with the former public state beside it, it is a warning, and nothing is sent to whoever reads along", async () => {
    const victim = await stage.account(CHIDI.name);
    const { lies } = stage.server;
    record();
    await open("WACAP-2026-032", SECOND_ROOM);
    const groupInfo = await publicState();
    lies.answer(conversationGroupInfo, victim, async (request, honest) => {
      const answer = await honest(conversationGroupInfo, request);
      return answer.ok && request.conversation === room ? ok({ ...answer.value, groupInfo }) : answer;
    });
    await rewrite(CHIDI.name, (envelope) =>
      envelope.kind === "commit" && envelope.epoch >= 1
        ? { ...envelope, bytes: sodium.randombytes_buf(envelope.bytes.length) }
        : envelope,
    );
    // The noise is handed out with what follows on it, so that both are read together.
    lies.push(conversationEnvelope, victim, ({ conversation, envelope }) =>
      conversation === room && envelope.kind === "commit" ? undefined : { conversation, envelope },
    );
    await remove(AMA.name, SECOND_ROOM);
    await say(officer, "Ama is out.");
    const warnings = chidi.getByRole("alert", { name: "Attention" });
    const further = warnings
      .getByRole("listitem")
      .filter({ hasText: "said to belong to a later state of its keys" })
      .filter({ hasText: SECOND_ROOM });
    await further.waitFor({ timeout: ALARM_MS });
    await further.getByRole("button", { name: "Open the conversation" }).click();
    const field = chidi.getByLabel("Message", { exact: true });
    await field.fill("The account is at the harbour bank.");
    await chidi.getByRole("button", { name: "Send", exact: true }).click();
    await chidi
      .getByText("A warning about who can read this conversation is open.", { exact: false })
      .waitFor();
    expect(await field.inputValue()).toBe("The account is at the harbour bank.");
    expect(await accessibilityFaults(chidi)).toEqual([]);
    await picture(chidi, "11-removal-as-noise");

    // Once the server is honest the device comes into the group as it is, and what waited goes to nobody else. What was
    // said before that it can't read: the officer says it again until it is heard.
    lies.end();
    await openConversation(officer, SECOND_ROOM);
    const heard = chidi.locator(".message", { hasText: "Among the two of us" });
    let times = 0;
    await expect
      .poll(
        async () => {
          await say(officer, `Among the two of us, ${++times}.`);
          return heard.count();
        },
        { interval: 1_000, timeout: ALARM_MS },
      )
      .toBeGreaterThan(0);
    await readWarnings(chidi);
    await say(chidi, "The account is at the harbour bank.");
    await hear(officer, "The account is at the harbour bank.");
    expect(await ama.getByText("The account is at the harbour bank.").count()).toBe(0);
  });
});
