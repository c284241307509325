import type { ConversationId, DeviceId } from "@comity/shared/ids";
import {
  conversationDevices,
  conversationEnvelope,
  conversationGroupInfo,
  conversationRead,
  conversationSend,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import { ok } from "@comity/shared/result";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import type { TestDevice as Device } from "./people.ts";
import { must, type Person, random, TestNetwork, TestServer } from "./people.ts";

/** A room of three. Esi is taken out of it, and the server means to keep that from Kofi. */
let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;
let esi: Person;
let room: ConversationId;

beforeEach(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  kofi = await network.person("Kofi");
  esi = await network.person("Esi");
  const members = [kofi.account, esi.account];
  room = await must(ama.laptop.engine.createRoom({ reference: "R", title: "Room", members }));
  for (const { laptop } of [kofi, esi]) await laptop.joined(room);
  await ama.laptop.say(room, "before");
  await kofi.laptop.sees(room, ["Ama: before"]);
});

afterEach(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

const warning = (device: Device, code: string) =>
  device.until(async () => device.warnings.find((one) => one.code === code), code);

/** The public state of the epoch in which Esi is a member lies at the server, as after any change. */
async function publicState(): Promise<void> {
  await ama.laptop.until(async () => {
    const state = await must(ama.laptop.link.call(conversationGroupInfo, { conversation: room }));
    return state.groupInfo === undefined ? undefined : true;
  }, "the public state");
}

/** To whom the server hands out what is said in the room. */
async function readers(device: Device): Promise<readonly DeviceId[]> {
  const { devices } = await must(device.link.call(conversationDevices, { conversation: room }));
  return devices;
}

async function under(device: Device, liar: LyingServer): Promise<void> {
  await device.close();
  device.tamper = liar.tamper;
  await device.open();
  await device.joined(room);
  await device.engine.settled();
}

/** Changes for Kofi arrive as noise, and the public state that he is shown stays what it is now. */
async function keepBehind(): Promise<LyingServer> {
  const noise = (envelope: Envelope): Envelope =>
    envelope.kind === "commit" ? { ...envelope, bytes: random(envelope.bytes.length) } : envelope;
  const state = await must(ama.laptop.link.call(conversationGroupInfo, { conversation: room }));
  const liar = new LyingServer();
  await under(kofi.laptop, liar);
  liar
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
      if (!told.ok || request.conversation !== room || state.groupInfo === undefined) return told;
      return ok({ ...told.value, groupInfo: state.groupInfo });
    });
  return liar;
}

describe("a removal that the server keeps from a member", { timeout: 240_000 }, () => {
  it("as noise beside the former public state: he is told that others are further, and nothing is sent before he has read it", async () => {
    await publicState();
    await keepBehind();
    await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
    await ama.laptop.say(room, "without Esi");
    const told = await warning(kofi.laptop, "further-than-here");
    expect(told).toMatchObject({ conversation: room });
    expect(await kofi.laptop.engine.sendText({ conversation: room, text: "for Esi too?" })).toEqual({
      ok: false,
      fault: { code: "conversation.doubted" },
    });
    // Nor does his device tell the server that Esi is in the group: it would hand her everything again.
    await kofi.laptop.engine.settled();
    expect(await readers(ama.laptop)).not.toContain(esi.laptop.device);
    // The person has asked by another way, and decides.
    await must(kofi.laptop.engine.dismissWarning(told.id));
    expect(await kofi.laptop.engine.sendText({ conversation: room, text: "I know" })).toMatchObject({
      ok: true,
    });
  });

  it("is told to whoever has seen it, where they are brought over to the group as it was before", async () => {
    await publicState();
    const liar = await keepBehind();
    await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
    // As far as Kofi can see nobody could follow that, and his device says to the server who is in the group: Esi too.
    const told = await warning(ama.laptop, "removal-undone");
    expect(told).toMatchObject({ conversation: room, account: esi.account });
    expect(await ama.laptop.engine.sendText({ conversation: room, text: "for Esi too?" })).toEqual({
      ok: false,
      fault: { code: "conversation.doubted" },
    });
    // Whoever reads that can take her out again, and then goes on.
    liar.end();
    await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
    await must(ama.laptop.engine.dismissWarning(told.id));
    await kofi.laptop.has(room, [ama, kofi]);
    await ama.laptop.say(room, "the two of us");
    await kofi.laptop.sees(room, ["Ama: before", "Ama: the two of us"]);
    expect(await readers(ama.laptop)).not.toContain(esi.laptop.device);
    expect(await esi.laptop.texts(room)).not.toContain("Ama: the two of us");
  });

  it("is found by him, where only the change arrives as noise: nobody is told that the group is as it was before", async () => {
    const liar = await keepBehind();
    liar.answer(conversationGroupInfo, (request, honest) => honest.call(conversationGroupInfo, request));
    await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
    await kofi.laptop.has(room, [ama, kofi]);
    expect(await readers(ama.laptop)).not.toContain(esi.laptop.device);
    await ama.laptop.say(room, "the two of us");
    await kofi.laptop.sees(room, ["Ama: before", "Ama: the two of us"]);
    expect(ama.laptop.warnings).toEqual([]);
  });

  it("is told by anybody who knows of it, with the next message in any other conversation", async () => {
    const channel = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(channel);
    await publicState();
    await keepBehind();
    await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
    await kofi.laptop.engine.settled();
    expect(kofi.laptop.view(room)?.members).toHaveLength(3);
    expect(kofi.laptop.warnings.map(({ code }) => code)).not.toContain("removal-withheld");
    await ama.laptop.say(channel, "about something else");
    const told = await warning(kofi.laptop, "removal-withheld");
    expect(told).toMatchObject({ conversation: room, account: ama.account });
    expect(await kofi.laptop.engine.sendText({ conversation: room, text: "for Esi too?" })).toEqual({
      ok: false,
      fault: { code: "conversation.doubted" },
    });
    // Elsewhere he can ask.
    await kofi.laptop.say(channel, "Who is in our room?");
    await ama.laptop.sees(channel, ["Ama: about something else", "Kofi: Who is in our room?"]);
  });

  it("is told to nobody who knows of it, or has come after it", async () => {
    const late = await network.person("Late");
    const channel = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(channel);
    await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
    await must(ama.laptop.engine.addMembers({ conversation: room, accounts: [late.account] }));
    await late.laptop.joined(room);
    await kofi.laptop.has(room, [ama, kofi, late]);
    const other = await must(ama.laptop.engine.openDirect(late.account));
    await late.laptop.joined(other);
    await ama.laptop.say(channel, "hello Kofi");
    await ama.laptop.say(other, "hello Late");
    await kofi.laptop.sees(channel, ["Ama: hello Kofi"]);
    await late.laptop.sees(other, ["Ama: hello Late"]);
    for (const { laptop } of [ama, kofi, late]) {
      await laptop.engine.settled();
      expect(laptop.warnings).toEqual([]);
    }
  });

  it("is noticed by the others when what he writes without knowing of it comes to them", async () => {
    const liar = await keepBehind();
    // What Kofi sends is answered as taken, and handed to Ama as it is.
    const eavesdropped: { readonly bytes: Uint8Array; readonly messageId: Envelope["messageId"] }[] = [];
    liar.answer(conversationSend, async ({ bytes, messageId }, honest) => {
      const { head } = await must(honest.call(conversationGroupInfo, { conversation: room }));
      eavesdropped.push({ bytes, messageId });
      return ok({ seq: head + 1, at: Date.now() });
    });
    const passing = new LyingServer();
    await under(ama.laptop, passing);
    await must(ama.laptop.engine.removeMember({ conversation: room, account: esi.account }));
    await ama.laptop.has(room, [ama, kofi]);
    const [line] = (await ama.laptop.lines(room)).slice(-1);
    await kofi.laptop.say(room, "Esi, are you there?");
    const message = await kofi.laptop.until(async () => eavesdropped[0], "the message as sent");
    if (line === undefined) throw new Error("the room's thread is empty");
    passing.push(conversationEnvelope, {
      conversation: room,
      envelope: {
        ...{ kind: "application", seq: line.order + 1, epoch: 2, at: Date.now() },
        ...{ sender: kofi.laptop.device, ...message },
      },
    });
    const told = await warning(ama.laptop, "removal-unknown");
    expect(told).toMatchObject({ conversation: room, account: kofi.account });
  });
});
