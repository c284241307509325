import type { ConversationId } from "@comity/shared/ids";
import { conversationCursors } from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, type TestDevice, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;
let esi: Person;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  kofi = await network.person("Kofi");
  esi = await network.person("Esi");
});

afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

/** The own message of this text as its device shows it. */
async function own(device: TestDevice, conversation: ConversationId, text: string) {
  const lines = await device.lines(conversation);
  return lines.flatMap((line) =>
    line.kind === "message" && line.mine && line.content.kind === "text" && line.content.text === text
      ? [line]
      : [],
  )[0];
}

/** Waits until an own message has come so far. */
function comes(device: TestDevice, conversation: ConversationId, text: string, delivery: string) {
  return device.until(async () => {
    const line = await own(device, conversation, text);
    return line?.delivery === delivery ? line : undefined;
  }, `${text} as ${delivery}`);
}

/** Reads everything in a conversation, as a thread on a screen does. */
async function readAll(device: TestDevice, conversation: ConversationId): Promise<number> {
  const order = (await device.lines(conversation)).at(-1)?.order ?? 0;
  await must(device.engine.markRead({ conversation, order }));
  return order;
}

async function channel(one: Person, other: Person): Promise<ConversationId> {
  const id = await must(one.laptop.engine.openDirect(other.account));
  await other.laptop.joined(id);
  return id;
}

describe("a message in a direct channel", () => {
  it("is sent, delivered once the other device has stored it, read once it was seen, also after a reload", async () => {
    const id = await channel(ama, kofi);
    await kofi.laptop.close();
    await ama.laptop.say(id, "are you there?");
    await comes(ama.laptop, id, "are you there?", "sent");
    await kofi.laptop.open();
    await comes(ama.laptop, id, "are you there?", "delivered");
    const before = await kofi.laptop.texts(id);
    await readAll(kofi.laptop, id);
    const read = await comes(ama.laptop, id, "are you there?", "read");
    expect(read.reach).toMatchObject({ delivered: 1, read: 1 });
    expect(read.reach?.people).toEqual([
      { account: kofi.account, delivered: true, read: true, readAt: expect.any(Number) },
    ]);
    // The receipt itself is nothing that anybody sees.
    expect(await kofi.laptop.texts(id)).toEqual(before);
    expect((await ama.laptop.lines(id)).at(-1)).toEqual(read);
    expect(ama.laptop.view(id)).toMatchObject({ unread: 0, preview: { text: "are you there?" } });
    await ama.laptop.close();
    await ama.laptop.open({ offline: true });
    expect(await own(ama.laptop, id, "are you there?")).toEqual(read);
    await ama.laptop.close();
    await ama.laptop.open();
  });

  it("is asked about after a time away, where the news of its delivery was missed", async () => {
    const id = await channel(ama, kofi);
    await kofi.laptop.close();
    await ama.laptop.say(id, "while you are away");
    await comes(ama.laptop, id, "while you are away", "sent");
    await ama.laptop.close();
    await kofi.laptop.open();
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: while you are away") ? true : undefined,
    );
    // Kofi's cursor has reached the server when the server says so.
    const place = (await kofi.laptop.lines(id)).at(-1)?.order ?? 0;
    await network.officer.laptop.until(async () => {
      const answer = await server.cursor(kofi.laptop.device, id);
      return answer >= place ? true : undefined;
    });
    await ama.laptop.open();
    await comes(ama.laptop, id, "while you are away", "delivered");
  });

  it("tells nothing of reading in either direction where one has turned that off", async () => {
    const id = await channel(ama, kofi);
    await must(kofi.laptop.engine.setReadReceipts(false));
    await ama.laptop.say(id, "discreetly read");
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: discreetly read") ? true : undefined,
    );
    const order = await readAll(kofi.laptop, id);
    await kofi.laptop.say(id, "an answer");
    await ama.laptop.until(async () =>
      (await ama.laptop.texts(id)).includes("Kofi: an answer") ? true : undefined,
    );
    await readAll(ama.laptop, id);
    // Ama's receipt is the next entry after Kofi's answer; when Kofi has it stored, it has been taken.
    await ama.laptop.until(async () =>
      (await server.cursor(kofi.laptop.device, id)) > order + 1 ? true : undefined,
    );
    expect((await own(kofi.laptop, id, "an answer"))?.reach).toMatchObject({ delivered: 1, read: 0 });
    expect((await own(ama.laptop, id, "discreetly read"))?.delivery).toBe("delivered");
    await must(kofi.laptop.engine.setReadReceipts(true));
    await ama.laptop.say(id, "openly read");
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: openly read") ? true : undefined,
    );
    await readAll(kofi.laptop, id);
    await comes(ama.laptop, id, "openly read", "read");
  });
});

describe("a message in a room", () => {
  it("counts who has it and who has read it, without those who came later and those who are gone", async () => {
    const room = await must(
      ama.laptop.engine.createRoom({ reference: "R-1", title: "Ports", members: [kofi.account] }),
    );
    await kofi.laptop.joined(room);
    await ama.laptop.say(room, "to Kofi alone");
    await comes(ama.laptop, room, "to Kofi alone", "delivered");
    await must(ama.laptop.engine.addMembers({ conversation: room, accounts: [esi.account] }));
    await esi.laptop.joined(room);
    await ama.laptop.say(room, "to both");
    await comes(ama.laptop, room, "to both", "delivered");
    await readAll(esi.laptop, room);
    const both = await ama.laptop.until(async () => {
      const line = await own(ama.laptop, room, "to both");
      return line?.reach?.read === 1 ? line : undefined;
    });
    expect(both).toMatchObject({ delivery: "delivered", reach: { delivered: 2, read: 1 } });
    expect(
      (await own(ama.laptop, room, "to Kofi alone"))?.reach?.people.map(({ account }) => account),
    ).toEqual([kofi.account]);
    await must(ama.laptop.engine.removeMember({ conversation: room, account: kofi.account }));
    await ama.laptop.has(room, [ama, esi]);
    expect(await own(ama.laptop, room, "to both")).toMatchObject({ delivery: "read" });
  });
});

describe("a server that lies about cursors", () => {
  it("can't make a message count as delivered before it stands in the log, nor speak for a stranger", async () => {
    const id = await channel(ama, esi);
    await ama.laptop.say(id, "first");
    await comes(ama.laptop, id, "first", "delivered");
    await ama.laptop.close();
    ama.laptop.tamper = (link) => ({
      get online() {
        return link.online;
      },
      on: (event, listener) => link.on(event, listener),
      onOnline: (listener) => link.onOnline(listener),
      async call(event, request) {
        if (event.name !== conversationCursors.name) return link.call(event, request);
        const cursors = [esi, kofi].map(({ laptop }) => ({ device: laptop.device, seq: 1_000_000 }));
        const value = event.response.parse({ cursors });
        return { ok: true, value };
      },
    });
    await esi.laptop.close();
    await ama.laptop.open();
    await ama.laptop.say(id, "second");
    await ama.laptop.engine.settled();
    await comes(ama.laptop, id, "second", "sent");
    ama.laptop.tamper = (link) => link;
    await ama.laptop.close();
    await ama.laptop.open();
    await esi.laptop.open();
    await comes(ama.laptop, id, "second", "delivered");
  });
});
