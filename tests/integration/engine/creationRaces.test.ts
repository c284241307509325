import {
  conversationCreate,
  conversationJoined,
  conversationRejoin,
  conversationWelcome,
} from "@comity/shared/protocol/conversation";
import { directConversationId } from "@comity/shared/protocol/conversationIds";
import { keyPackagesClaim } from "@comity/shared/protocol/keyPackages";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, Person, sodium, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  await network.officer.laptop.close();
  await server.close();
});

beforeEach(async () => {
  [ama, kofi] = [new Person(network, "Ama", server), await network.person("Kofi")];
  await network.vouch(ama);
});

afterEach(async () => {
  for (const { laptop } of [ama, kofi]) await laptop.close();
});

/** Kofi opens the channel with Ama, who is online with key packages, and her device is told of it. */
async function kofiIsFirst() {
  const id = await must(kofi.laptop.engine.openDirect(ama.account));
  await kofi.laptop.joined(id);
  return id;
}

async function opens(person: Person) {
  await person.laptop.open();
  await person.laptop.engine.settled();
}

async function bothTalk() {
  const id = await must(ama.laptop.engine.openDirect(kofi.account));
  for (const { laptop } of [ama, kofi]) await laptop.joined(id);
  await ama.laptop.say(id, "from Ama");
  await kofi.laptop.sees(id, ["Ama: from Ama"]);
  await kofi.laptop.say(id, "from Kofi");
  await ama.laptop.sees(id, ["Ama: from Ama", "Kofi: from Kofi"]);
}

describe("a device that is told of a conversation which it makes itself", () => {
  it("keeps what its welcome brought, where that comes before the answer that it was too late", async () => {
    ama.laptop.tamper = new LyingServer().answer(conversationCreate, async (request, honest) => {
      const id = await kofiIsFirst();
      await ama.laptop.joined(id);
      return honest.call(conversationCreate, request);
    }).tamper;
    await opens(ama);
    await bothTalk();
  });

  it("makes none of its own, where the welcome comes while it still gathers key packages", async () => {
    let rejoined = 0;
    const line = new LyingServer().answer(conversationRejoin, (request, honest) => {
      rejoined += 1;
      return honest.call(conversationRejoin, request);
    });
    ama.laptop.tamper = line.answer(keyPackagesClaim, async (request, honest) => {
      const claimed = await honest.call(keyPackagesClaim, request);
      await ama.laptop.joined(await kofiIsFirst());
      return claimed;
    }).tamper;
    await opens(ama);
    await bothTalk();
    // What the welcome brought is still there: it did not have to come in anew by itself.
    expect(rejoined).toBe(0);
  });

  it("asks once more, where it is told while the answer that there is no welcome is on its way", async () => {
    const id = directConversationId(sodium, ama.account, kofi.account);
    let asked = 0;
    const line = new LyingServer();
    ama.laptop.tamper = line.answer(conversationWelcome, async (request, honest) => {
      if (request.conversation !== id || ++asked > 1) return honest.call(conversationWelcome, request);
      await honest.call(conversationWelcome, request);
      line.push(conversationJoined, { conversation: id, seq: 1 });
      return { ok: false, fault: { code: "conversation.not-member" } };
    }).tamper;
    await opens(ama);
    await kofiIsFirst();
    await ama.laptop.joined(id);
    await bothTalk();
  });
});
