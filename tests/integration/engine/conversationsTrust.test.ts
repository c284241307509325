import { makeCommit } from "@comity/client/engine/mls/commit";
import { Group } from "@comity/client/engine/mls/group";
import { loadGroup } from "@comity/client/engine/mls/groupRecords";
import { makeKeyPackage, type OwnKeyPackage, readKeyPackage } from "@comity/client/engine/mls/keyPackage";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { sameBytes } from "@comity/shared/bytes/bytes";
import { AccountId, ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import {
  conversationEnvelope,
  conversationJoined,
  conversationWelcome,
} from "@comity/shared/protocol/conversation";
import { directConversationId } from "@comity/shared/protocol/conversationIds";
import { keyPackagesClaim } from "@comity/shared/protocol/keyPackages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, random, sodium, TestNetwork, TestServer } from "./people.ts";

const suite = comitySuite(sodium, DEFAULT_SUITE);
type KeyPackage = OwnKeyPackage["keyPackage"];
const everybody = async () => true;
let server: TestServer;
let network: TestNetwork;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

/** Somebody whom no network has vouched for. */
async function stranger(): Promise<{ account: AccountId; keyPackage: KeyPackage }> {
  const account = idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey);
  const made = await makeKeyPackage(suite, account, sodium.crypto_sign_keypair(), Date.now());
  return { account, keyPackage: made.keyPackage };
}

/** Opens a person's laptop anew behind a lying server. */
async function deceive(person: Person): Promise<LyingServer> {
  const liar = new LyingServer();
  await person.laptop.close();
  person.laptop.tamper = liar.tamper;
  await person.laptop.open();
  await person.laptop.engine.settled();
  return liar;
}

/** The key package that the server hands out for a person. */
async function packageOf(asking: Person, person: Person): Promise<KeyPackage> {
  const claimed = await must(
    asking.laptop.link.call(keyPackagesClaim, { suite: 84, account: person.account }),
  );
  const read = await readKeyPackage(suite, claimed.packages[0]?.keyPackage ?? new Uint8Array(), Date.now());
  if (typeof read === "string") throw new Error(read);
  return read.keyPackage;
}

describe("a leaf that does not chain is refused", () => {
  it("when the server hands out another person's key package", async () => {
    const [ama, kofi, mallory] = [
      await network.person("Ama"),
      await network.person("Kofi"),
      await network.person("Mallory"),
    ];
    const liar = await deceive(ama);
    liar.answer(keyPackagesClaim, (request, honest) =>
      honest.call(keyPackagesClaim, { ...request, account: mallory.account }),
    );
    const opened = await ama.laptop.engine.openDirect(kofi.account);
    expect(opened).toEqual({ ok: false, fault: { code: "contact.unreachable", account: kofi.account } });
    const warning = await ama.laptop.until(
      async () => ama.laptop.warnings.find(({ code }) => code === "leaf-refused"),
      "the warning",
    );
    expect(warning).toMatchObject({ account: kofi.account, cause: "other-account" });
    await must(ama.laptop.engine.dismissWarning(warning.id));
    await ama.laptop.until(async () => (ama.laptop.warnings.length === 0 ? true : undefined));
  });

  it("when a member's commit brings it in, naming whom and why; what was said before stays", async () => {
    const [ama, kofi] = [await network.person("Adwoa"), await network.person("Kwame")];
    const id = await must(
      ama.laptop.engine.createRoom({ reference: "1", title: "Ours", members: [kofi.account] }),
    );
    await kofi.laptop.joined(id);
    await ama.laptop.say(id, "before");
    await kofi.laptop.sees(id, ["Adwoa: before"]);
    const liar = await deceive(kofi);
    const group = await loadGroup(ama.laptop.store, id, suite, ama.laptop.keys.privateKey);
    if (group === undefined) throw new Error("no group");
    const intruder = await stranger();
    const made = await makeCommit(group, { add: [intruder.keyPackage], remove: [] }, everybody);
    const seq = ((await kofi.laptop.lines(id)).at(-1)?.order ?? 0) + 1;
    liar.push(conversationEnvelope, {
      conversation: id,
      envelope: {
        ...{ seq, kind: "commit", epoch: group.epoch, sender: ama.laptop.device, at: Date.now() },
        messageId: idOfKey(MessageId, random(16)),
        bytes: made.bytes,
      },
    });
    const warning = await kofi.laptop.until(
      async () => kofi.laptop.warnings.find(({ code }) => code === "commit-refused"),
      "the warning",
    );
    expect(warning).toMatchObject({
      conversation: id,
      account: intruder.account,
      cause: "device-unknown",
    });
    expect(kofi.laptop.view(id)?.members).toHaveLength(2);
    expect(await kofi.laptop.texts(id)).toEqual(["Adwoa: before"]);
  });

  it("in a welcome: the conversation is not entered", async () => {
    const [ama, kofi] = [await network.person("Afua"), await network.person("Kweku")];
    const liar = await deceive(kofi);
    const id = idOfKey(ConversationId, random(16));
    const own = await makeKeyPackage(suite, ama.account, ama.laptop.keys, Date.now());
    const alone = await Group.create(suite, id, own);
    const intruder = await stranger();
    const add = [await packageOf(ama, kofi), intruder.keyPackage];
    const made = await makeCommit(alone, { add, remove: [] }, everybody);
    const welcome = made.welcome ?? new Uint8Array();
    const place = { seq: 1, epoch: 1, sender: ama.laptop.device, at: Date.now() };
    liar.answer(conversationWelcome, async () => ({ ok: true, value: { ...place, welcome } }));
    liar.push(conversationJoined, { conversation: id, seq: 1 });
    const warning = await kofi.laptop.until(
      async () => kofi.laptop.warnings.find(({ code }) => code === "welcome-refused"),
      "the warning",
    );
    expect(warning).toMatchObject({ conversation: id, account: intruder.account, cause: "device-unknown" });
    expect(kofi.laptop.view(id)).toBeUndefined();
  });

  it("in a direct channel, whoever vouches for it: a third person never comes in", async () => {
    const [ama, kofi, third] = [
      await network.person("Akua"),
      await network.person("Kojo"),
      await network.person("Third"),
    ];
    const liar = await deceive(kofi);
    const id = directConversationId(sodium, ama.account, kofi.account);
    const own = await makeKeyPackage(suite, ama.account, ama.laptop.keys, Date.now());
    const alone = await Group.create(suite, id, own);
    const add = [await packageOf(ama, kofi), await packageOf(ama, third)];
    const made = await makeCommit(alone, { add, remove: [] }, everybody);
    const welcome = made.welcome ?? new Uint8Array();
    const place = { seq: 1, epoch: 1, sender: ama.laptop.device, at: Date.now() };
    liar.answer(conversationWelcome, async () => ({ ok: true, value: { ...place, welcome } }));
    liar.push(conversationJoined, { conversation: id, seq: 1 });
    const warning = await kofi.laptop.until(
      async () => kofi.laptop.warnings.find(({ code }) => code === "welcome-refused"),
      "the warning",
    );
    expect(warning).toMatchObject({ account: third.account, cause: "stranger" });
  });
});

describe("a welcome that was used before", () => {
  it("does not bring somebody back into a group that they were removed from, whatever place it is given", async () => {
    const [ama, kofi] = [await network.person("Abena"), await network.person("Kofi")];
    await kofi.laptop.close();
    // The keys of the package that is left then are kept when it was used.
    for (;;) {
      const claim = { suite: 84 as const, account: kofi.account };
      const one = await must(ama.laptop.link.call(keyPackagesClaim, claim));
      const again = await must(ama.laptop.link.call(keyPackagesClaim, claim));
      const [first, second] = [one, again].map(({ packages }) => packages[0]?.keyPackage);
      if (first !== undefined && second !== undefined && sameBytes(first, second)) break;
    }
    const room = { reference: "2", title: "Once", members: [kofi.account] };
    const id = await must(ama.laptop.engine.createRoom(room));
    const liar = await deceive(kofi);
    await kofi.laptop.joined(id);
    const used = await must(kofi.laptop.link.call(conversationWelcome, { conversation: id }));
    await must(ama.laptop.engine.removeMember({ conversation: id, account: kofi.account }));
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.state === "left" ? true : undefined));
    const seq = used.seq + 100;
    liar.answer(conversationWelcome, async () => ({ ok: true, value: { ...used, seq } }));
    liar.push(conversationJoined, { conversation: id, seq });
    const warning = await kofi.laptop.until(
      async () => kofi.laptop.warnings.find(({ code }) => code === "welcome-refused"),
      "the warning",
    );
    expect(warning).toMatchObject({ conversation: id, cause: "welcome-repeated" });
    expect(kofi.laptop.view(id)?.state).toBe("left");
  });
});

describe("a server that lies about senders", () => {
  it("is not believed: the author is who signed inside the encryption", async () => {
    const [ama, kofi] = [await network.person("Esi"), await network.person("Yaa")];
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    const liar = await deceive(kofi);
    liar.twist(conversationEnvelope, ({ conversation, envelope }) => ({
      conversation,
      envelope: { ...envelope, sender: kofi.laptop.device },
    }));
    await ama.laptop.say(id, "really from Esi");
    await kofi.laptop.sees(id, ["Esi: really from Esi"]);
    expect((await kofi.laptop.lines(id)).at(-1)).toMatchObject({ author: ama.account, mine: false });
  });

  it("can neither repeat a message nor put another's id on it", async () => {
    const [ama, kofi] = [await network.person("Efua"), await network.person("Yaw")];
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    const liar = await deceive(kofi);
    const [stolen] = [idOfKey(MessageId, random(16))];
    liar.twist(conversationEnvelope, ({ conversation, envelope }) => {
      liar.twist(conversationEnvelope, (message) => message);
      setImmediate(() =>
        liar.push(conversationEnvelope, { conversation, envelope: { ...envelope, seq: envelope.seq + 1 } }),
      );
      return { conversation, envelope };
    });
    await ama.laptop.say(id, "once");
    await kofi.laptop.sees(id, ["Efua: once", "[damaged]"]);
    liar.twist(conversationEnvelope, ({ conversation, envelope }) => ({
      conversation,
      envelope: { ...envelope, seq: envelope.seq + 1, messageId: stolen },
    }));
    await ama.laptop.say(id, "renamed");
    await kofi.laptop.sees(id, ["Efua: once", "[damaged]", "[damaged]"]);
  });
});
