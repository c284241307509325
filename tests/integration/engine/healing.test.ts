import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { ConversationId } from "@comity/shared/ids";
import {
  conversationEnvelope,
  conversationGroupInfo,
  conversationRead,
  conversationRejoin,
  conversationSend,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, random, TestDevice, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
const further: TestDevice[] = [];

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const device of [...further, ...network.people.map(({ laptop }) => laptop)]) await device.close();
  await server.close();
});

/** A room of its members, all of them in it. */
async function roomOf(first: Person, ...others: readonly Person[]): Promise<ConversationId> {
  const members = others.map(({ account }) => account);
  const id = await must(first.laptop.engine.createRoom({ reference: "7", title: "Ours", members }));
  for (const { laptop } of others) await laptop.joined(id);
  return id;
}

/** The log as a member's device may read it. */
async function logOf(person: Person, conversation: ConversationId): Promise<readonly Envelope[]> {
  const call = person.laptop.link.call(conversationRead, { conversation, after: 0, limit: 200 });
  return (await must(call)).envelopes;
}

/** Waits until a device can speak in a conversation and is heard. */
async function talksTo(speaker: TestDevice, listener: TestDevice, id: ConversationId, text: string) {
  await speaker.say(id, text);
  await listener.until(
    async () => ((await listener.texts(id)).some((line) => line.endsWith(`: ${text}`)) ? true : undefined),
    `"${text}"`,
  );
}

const gaps = (lines: readonly ThreadItem[]) =>
  lines.filter((line) => line.kind === "unreadable").map((line) => line.kind === "unreadable" && line.reason);

describe("a device that missed a commit", () => {
  it("comes in anew by itself, with one line for what it could not get, and keeps what it had", async () => {
    const [ama, kofi, esi] = [
      await network.person("Ama"),
      await network.person("Kofi"),
      await network.person("Esi"),
    ];
    const id = await roomOf(ama, kofi);
    await talksTo(ama.laptop, kofi.laptop, id, "before");
    await kofi.laptop.close();
    // The server hands Kofi's device noise in the place of a commit.
    const damaged = (envelope: Envelope): Envelope =>
      envelope.kind === "commit" && envelope.seq > 2 && envelope.sender === ama.laptop.device
        ? { ...envelope, bytes: random(700) }
        : envelope;
    kofi.laptop.tamper = new LyingServer()
      .twist(conversationEnvelope, ({ conversation, envelope }) => ({
        conversation,
        envelope: damaged(envelope),
      }))
      .answer(conversationRead, async (request, honest) => {
        const told = await honest.call(conversationRead, request);
        return told.ok
          ? { ok: true, value: { ...told.value, envelopes: told.value.envelopes.map(damaged) } }
          : told;
      }).tamper;
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [esi.account] }));
    await esi.laptop.joined(id);
    await talksTo(ama.laptop, esi.laptop, id, "missed one");
    await talksTo(ama.laptop, esi.laptop, id, "missed another");
    await kofi.laptop.open();
    await kofi.laptop.has(id, [ama, kofi, esi]);
    await talksTo(kofi.laptop, ama.laptop, id, "back");
    await talksTo(ama.laptop, kofi.laptop, id, "welcome back");
    expect(gaps(await kofi.laptop.lines(id))).toEqual(["gap"]);
    expect(await kofi.laptop.texts(id)).toEqual(["Ama: before", "[gap]", "Kofi: back", "Ama: welcome back"]);
    await esi.laptop.sees(id, ["Ama: missed one", "Ama: missed another", "Kofi: back", "Ama: welcome back"]);
    kofi.laptop.tamper = (link) => link;
  });

  it("comes in by itself where the keys to its welcome are gone", async () => {
    const [ama, kofi] = [await network.person("Adwoa"), await network.person("Kwame")];
    await kofi.laptop.close();
    kofi.laptop.store.lose("key-package");
    const id = await must(
      ama.laptop.engine.createRoom({ reference: "1", title: "Lost keys", members: [kofi.account] }),
    );
    await ama.laptop.say(id, "are you there?");
    await kofi.laptop.open();
    await kofi.laptop.joined(id);
    await talksTo(kofi.laptop, ama.laptop, id, "now I am");
    await talksTo(ama.laptop, kofi.laptop, id, "good");
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.title === "Lost keys" ? true : undefined));
  });

  it("looks for another way in where the server has refused the first", async () => {
    const [ama, kofi] = [await network.person("Ama B."), await network.person("Kofi B.")];
    await kofi.laptop.close();
    kofi.laptop.store.lose("key-package");
    const id = await must(
      ama.laptop.engine.createRoom({ reference: "2", title: "Refused once", members: [kofi.account] }),
    );
    // Into the notice board the device comes in by itself as well, whenever it gets to that.
    let asked = 0;
    kofi.laptop.tamper = new LyingServer().answer(conversationRejoin, async (request, honest) => {
      if (request.conversation === id && asked++ === 0)
        return { ok: false, fault: { code: "not-permitted" } };
      return honest.call(conversationRejoin, request);
    }).tamper;
    await kofi.laptop.open();
    await kofi.laptop.joined(id);
    expect(asked).toBe(2);
    await talksTo(kofi.laptop, ama.laptop, id, "now I am");
  });
});

describe("a message that was refused as of a former epoch", () => {
  it("goes out though the log could not be read just then", async () => {
    const [ama, kofi] = [await network.person("Ama C."), await network.person("Kofi C.")];
    const id = await roomOf(ama, kofi);
    await ama.laptop.close();
    let refused = false;
    let unread = 0;
    const line = new LyingServer()
      .answer(conversationSend, async (request, honest) => {
        if (refused) return honest.call(conversationSend, request);
        refused = true;
        return { ok: false, fault: { code: "epoch.moved", epoch: request.epoch + 1 } };
      })
      .answer(conversationRead, async (request, honest) => {
        if (!refused || unread++ > 0) return honest.call(conversationRead, request);
        return { ok: false, fault: { code: "storage.unavailable" } };
      });
    ama.laptop.tamper = line.tamper;
    await ama.laptop.open();
    await talksTo(ama.laptop, kofi.laptop, id, "after all");
    expect(unread).toBeGreaterThan(0);
  });
});

describe("a new device of a member", () => {
  it("comes in though nobody else is online, and says what it has to say", async () => {
    const [ama, kofi] = [await network.person("Afua"), await network.person("Kweku")];
    const id = await roomOf(ama, kofi);
    await talksTo(kofi.laptop, ama.laptop, id, "hello");
    // The public state is left some seconds after the commit.
    await kofi.laptop.until(async () => {
      const left = await kofi.laptop.link.call(conversationGroupInfo, { conversation: id });
      return left.ok && left.value.groupInfo !== undefined ? true : undefined;
    }, "the public state");
    const phone = new TestDevice(server, ama);
    further.push(phone);
    await network.certify(phone);
    await ama.laptop.close();
    await kofi.laptop.close();
    await network.officer.laptop.engine.settled();
    await phone.open();
    await phone.joined(id);
    await phone.say(id, "from the phone");
    await phone.until(async () => (phone.view(id)?.queued === 0 ? true : undefined), "an empty outbox");
    await kofi.laptop.open();
    await kofi.laptop.sees(id, ["Kweku: hello", "Afua: from the phone"]);
    await phone.until(async () => (phone.view(id)?.title === "Ours" ? true : undefined), "the title");
    await talksTo(kofi.laptop, phone, id, "seen");
  });

  it("takes the welcome of whoever has brought it in while it looked for its own way: it misses nothing", async () => {
    const [ama, kofi] = [await network.person("Efia"), await network.person("Kwasi")];
    const id = await roomOf(ama, kofi);
    const phone = new TestDevice(server, ama);
    further.push(phone);
    await network.certify(phone);
    await ama.laptop.close();
    await kofi.laptop.close();
    // Nobody brings it in before it asks for the public state; when it has that, somebody has.
    let asked = false;
    phone.tamper = new LyingServer().answer(conversationGroupInfo, async (request, honest) => {
      if (request.conversation !== id || asked) return honest.call(conversationGroupInfo, request);
      asked = true;
      await kofi.laptop.open();
      await kofi.laptop.until(async () => {
        const devices = kofi.laptop.view(id)?.members.find((one) => one.account === ama.account)?.devices;
        return devices?.length === 2 ? true : undefined;
      }, "the phone in the room");
      await kofi.laptop.say(id, "welcome");
      return kofi.laptop.until(async () => {
        const answer = await honest.call(conversationGroupInfo, request);
        return answer.ok && answer.value.groupInfo === undefined ? undefined : answer;
      }, "the public state");
    }).tamper;
    await phone.open();
    await phone.joined(id);
    await phone.until(
      async () => (await phone.texts(id)).includes("Kwasi: welcome") || undefined,
      "the welcome",
    );
    const own = (await logOf(kofi, id)).filter(({ sender }) => sender === phone.device);
    expect(own.filter(({ kind }) => kind === "commit")).toEqual([]);
    expect(phone.warnings).toEqual([]);
  });
});

describe("an old copy of a device's vault that was put back", () => {
  it("is noticed before a key is used again: the device comes in anew and doubles nothing", async () => {
    const [ama, kofi] = [await network.person("Akua"), await network.person("Kojo")];
    const id = await roomOf(ama, kofi);
    const quiet = await roomOf(ama, kofi);
    await talksTo(ama.laptop, kofi.laptop, id, "one");
    await talksTo(ama.laptop, kofi.laptop, quiet, "elsewhere");
    await ama.laptop.engine.settled();
    const copy = ama.laptop.store.copy();
    await talksTo(ama.laptop, kofi.laptop, id, "two");
    await talksTo(kofi.laptop, ama.laptop, id, "three");
    await talksTo(ama.laptop, kofi.laptop, id, "four");
    await ama.laptop.close();
    const head = (await logOf(kofi, id)).length;
    ama.laptop.store.putBack(copy);
    await ama.laptop.open();
    await talksTo(ama.laptop, kofi.laptop, id, "five");
    await talksTo(ama.laptop, kofi.laptop, quiet, "and elsewhere");
    const texts = ["Akua: one", "Akua: two", "Kojo: three", "Akua: four", "Akua: five"];
    await ama.laptop.sees(id, texts);
    await kofi.laptop.sees(id, texts);
    for (const conversation of [id, quiet]) {
      const since = (await logOf(kofi, conversation)).filter(
        ({ seq, sender }) => sender === ama.laptop.device && (conversation === quiet || seq > head),
      );
      const [entry, first] = conversation === quiet ? since.slice(-2) : since;
      expect(entry?.kind).toBe("commit");
      expect(first?.kind).toBe("application");
      expect(first?.epoch).toBe((entry?.epoch ?? 0) + 1);
    }
  });
});
