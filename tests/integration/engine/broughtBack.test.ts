import type { ConversationId } from "@comity/shared/ids";
import {
  conversationCommit,
  conversationEnvelope,
  conversationGroupInfo,
  conversationRead,
  conversationSend,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import { ok } from "@comity/shared/result";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, random, TestNetwork, TestServer } from "./people.ts";

/** The epochs that the room has come to, as the server counts: made, and Esi taken out. */
const MADE = 1;
const TAKEN_OUT = 2;

/** A room of three, from which Esi was taken out: all have seen that. */
let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;
let esi: Person;
let room: ConversationId;
let formerState: Uint8Array;

beforeEach(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  kofi = await network.person("Kofi");
  esi = await network.person("Esi");
  const members = [kofi.account, esi.account];
  room = await must(ama.laptop.engine.createRoom({ reference: "R", title: "Room", members }));
  for (const { laptop } of [kofi, esi]) await laptop.joined(room);
  formerState = await ama.laptop.until(async () => {
    const state = await must(ama.laptop.link.call(conversationGroupInfo, { conversation: room }));
    return state.epoch === MADE ? state.groupInfo : undefined;
  }, "the public state");
  await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
  await kofi.laptop.has(room, [ama, kofi]);
});

afterEach(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

async function under({ laptop }: Person, liar: LyingServer): Promise<void> {
  await laptop.close();
  laptop.tamper = liar.tamper;
  await laptop.open();
  await laptop.engine.settled();
}

describe("somebody who is brought back, as noise for one of the members", { timeout: 240_000 }, () => {
  it("reads at once what is said then: who was lied to builds nothing on the group as it was before", async () => {
    const noise = (envelope: Envelope): Envelope =>
      envelope.kind === "commit" && envelope.epoch >= TAKEN_OUT
        ? { ...envelope, bytes: random(envelope.bytes.length) }
        : envelope;
    let committed = 0;
    let acted: () => void = () => undefined;
    const kofiActs = new Promise<void>((resolve) => {
      acted = resolve;
    });
    const lying = new LyingServer();
    await under(kofi.laptop.person, lying);
    lying
      .twist(conversationEnvelope, ({ conversation, envelope }) => ({
        conversation,
        envelope: conversation === room ? noise(envelope) : envelope,
      }))
      .answer(conversationRead, async (request, honest) => {
        const told = await honest.call(conversationRead, request);
        if (!told.ok || request.conversation !== room) return told;
        return ok({ ...told.value, envelopes: told.value.envelopes.map(noise) });
      })
      .answer(conversationGroupInfo, async (request, honest) => {
        const told = await honest.call(conversationGroupInfo, request);
        if (!told.ok || request.conversation !== room) return told;
        acted();
        return ok({ ...told.value, groupInfo: formerState });
      })
      .answer(conversationCommit, async (request, honest) => {
        const told = await honest.call(conversationCommit, request);
        if (told.ok && request.conversation === room) committed += 1;
        acted();
        return told;
      });
    // What Ama says comes after whatever Kofi's device makes of the noise.
    const late = new LyingServer();
    await under(ama, late);
    late.answer(conversationSend, async (request, honest) => {
      await kofiActs;
      return honest.call(conversationSend, request);
    });
    await must(ama.laptop.engine.addMembers({ conversation: room, accounts: [esi.account] }));
    await ama.laptop.say(room, "Esi is back");
    await esi.laptop.until(async () =>
      (await esi.laptop.texts(room)).includes("Ama: Esi is back") ? true : undefined,
    );
    await ama.laptop.has(room, [ama, kofi, esi]);
    expect(committed).toBe(0);
    expect(ama.laptop.warnings).toEqual([]);
  });
});
