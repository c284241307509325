import type { ConversationId } from "@comity/shared/ids";
import {
  conversationEnvelope,
  conversationGroupInfo,
  conversationJoined,
  conversationRead,
  conversationRejoin,
  conversationWelcome,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import { fail, ok } from "@comity/shared/result";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, random, TestNetwork, TestServer } from "./people.ts";

type Welcome = z.infer<typeof conversationWelcome.response>;

/** So far beyond the log a welcome is put that was never used. */
const LATER = 100;

/**
 * A room of three. The server has kept Kofi's welcome, so that his device came in by itself and the welcome's keys are
 * still there; Esi, who was in the group of that welcome, has been taken out since.
 */
let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;
let esi: Person;
let room: ConversationId;
let liar: LyingServer;
let kept: Welcome;
/** The public state by which Kofi's device came in, with Esi in it. */
let formerState: Uint8Array | undefined;

beforeEach(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  kofi = await network.person("Kofi");
  esi = await network.person("Esi");
  liar = new LyingServer();
  await kofi.laptop.close();
  kofi.laptop.tamper = liar.tamper;
  const welcomes: Welcome[] = [];
  liar.answer(conversationWelcome, async (request, honest) => {
    const answer = await honest.call(conversationWelcome, request);
    if (answer.ok) welcomes.push(answer.value);
    return fail({ code: "not-permitted" });
  });
  liar.answer(conversationGroupInfo, async (request, honest) => {
    const answer = await honest.call(conversationGroupInfo, request);
    if (answer.ok) formerState ??= answer.value.groupInfo;
    return answer;
  });
  formerState = undefined;
  const members = [kofi.account, esi.account];
  room = await must(ama.laptop.engine.createRoom({ reference: "R", title: "Room", members }));
  await kofi.laptop.open();
  await kofi.laptop.joined(room);
  kept = await kofi.laptop.until(async () => welcomes[0], "the welcome that is kept");
  await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
  await kofi.laptop.has(room, [ama, kofi]);
});

afterEach(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

const refusal = () =>
  kofi.laptop.until(
    async () => kofi.laptop.warnings.find(({ code }) => code === "welcome-refused"),
    "the refusal",
  );

/** The server says that Kofi was added just now, and hands out the welcome that it has kept. */
function offer(): void {
  const seq = kept.seq + LATER;
  liar.answer(conversationWelcome, async () => ok({ ...kept, seq, at: Date.now() }));
  liar.push(conversationJoined, { conversation: room, seq });
}

describe("a welcome that was kept and never used", { timeout: 240_000 }, () => {
  it("does not bring back somebody who was removed since: the group is older than what they have seen", async () => {
    await must(ama.laptop.engine.removeMember({ conversation: room, account: kofi.account }));
    await kofi.laptop.until(async () => (kofi.laptop.view(room)?.state === "left" ? true : undefined));
    offer();
    expect(await refusal()).toMatchObject({
      conversation: room,
      account: ama.account,
      cause: "welcome-outdated",
    });
    expect(kofi.laptop.view(room)?.state).toBe("left");
    expect(kofi.laptop.view(room)?.members.map(({ account }) => account)).not.toContain(esi.account);

    // Who is really added again comes in, and reads what is said from then on.
    liar.answer(conversationWelcome, (request, honest) => honest.call(conversationWelcome, request));
    await must(ama.laptop.engine.addMembers({ conversation: room, accounts: [kofi.account] }));
    await kofi.laptop.joined(room);
    await ama.laptop.say(room, "welcome back");
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(room)).includes("Ama: welcome back") ? true : undefined,
    );
  });

  it("nor does the group's former public state, by which a device comes in where its welcome is of no use", async () => {
    await must(ama.laptop.engine.removeMember({ conversation: room, account: kofi.account }));
    await kofi.laptop.until(async () => (kofi.laptop.view(room)?.state === "left" ? true : undefined));
    const groupInfo = formerState;
    if (groupInfo === undefined) throw new Error("there was no public state");
    let lookedAgain = false;
    let tried = false;
    liar
      .answer(conversationGroupInfo, async ({ again }) => {
        lookedAgain ||= again === true;
        return ok({ epoch: 4, head: 4, groupInfo });
      })
      .answer(conversationRejoin, async () => {
        tried = true;
        return ok({ seq: kept.seq + LATER, at: Date.now() });
      });
    liar.push(conversationJoined, { conversation: room, seq: kept.seq + LATER });
    await kofi.laptop.until(async () => (lookedAgain || tried ? true : undefined), "a second look");
    expect(tried).toBe(false);
    expect(kofi.laptop.view(room)?.state).toBe("left");
  });

  it("does not bring a device that is out of step among people who were removed since", async () => {
    const noise = (envelope: Envelope): Envelope =>
      envelope.kind === "commit" ? { ...envelope, bytes: random(envelope.bytes.length) } : envelope;
    liar
      .twist(conversationEnvelope, ({ conversation, envelope }) => ({
        conversation,
        envelope: noise(envelope),
      }))
      .answer(conversationRead, async (request, honest) => {
        const told = await honest.call(conversationRead, request);
        return told.ok ? ok({ ...told.value, envelopes: told.value.envelopes.map(noise) }) : told;
      })
      .answer(conversationGroupInfo, async () => fail({ code: "server.internal" }));
    const late = await network.person("Late");
    await must(ama.laptop.engine.addMembers({ conversation: room, accounts: [late.account] }));
    await ama.laptop.say(room, "of a later epoch");
    await kofi.laptop.until(
      async () => (kofi.laptop.view(room)?.waitingFor === "repair" ? true : undefined),
      "the slip",
    );
    offer();
    expect(await refusal()).toMatchObject({ conversation: room, cause: "welcome-outdated" });
    expect(kofi.laptop.view(room)?.members.map(({ account }) => account)).not.toContain(esi.account);
  });
});
