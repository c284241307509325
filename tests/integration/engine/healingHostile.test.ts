import { makeCommit, processCommit } from "@comity/client/engine/mls/commit";
import type { Group } from "@comity/client/engine/mls/group";
import { loadGroup } from "@comity/client/engine/mls/groupRecords";
import { makeKeyPackage } from "@comity/client/engine/mls/keyPackage";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { AccountId, type ConversationId, type DeviceId, idOfKey, MessageId } from "@comity/shared/ids";
import {
  conversationCommit,
  conversationDeposit,
  conversationGroupInfo,
} from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, random, sodium, TestNetwork, TestServer } from "./people.ts";

const suite = comitySuite(sodium, DEFAULT_SUITE);
const everybody = async () => true;
let server: TestServer;
let network: TestNetwork;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

/** A room of new people, the last of whom means no good. */
async function roomWith(
  ...names: readonly string[]
): Promise<{ id: ConversationId; people: Person[]; mallory: Person }> {
  const people: Person[] = [];
  for (const name of [...names, "Mallory"]) people.push(await network.person(name));
  const [first, ...others] = people;
  const mallory = people.pop();
  if (first === undefined || mallory === undefined) throw new Error("nobody");
  const members = others.map(({ account }) => account);
  const id = await must(first.laptop.engine.createRoom({ reference: "9", title: "Hostile", members }));
  for (const { laptop } of others) await laptop.joined(id);
  return { id, people, mallory };
}

async function groupOf({ laptop }: Person, id: ConversationId): Promise<Group> {
  const group = await loadGroup(laptop.store, id, suite, laptop.keys.privateKey);
  if (group === undefined) throw new Error("no group");
  return group;
}

/** Mallory puts bytes of her own into the log as a commit, past her engine. */
async function putCommit(
  mallory: Person,
  id: ConversationId,
  bytes: Uint8Array,
  removed: readonly DeviceId[] = [],
): Promise<void> {
  const messageId = idOfKey(MessageId, random(16));
  // Whoever has just got over another commit may be faster: she tries again on the epoch that they have made.
  for (;;) {
    const { epoch } = await must(mallory.laptop.link.call(conversationGroupInfo, { conversation: id }));
    const commit = { conversation: id, epoch, messageId, bytes, added: [], removed: [...removed] };
    const put = await mallory.laptop.link.call(conversationCommit, commit);
    if (put.ok) return;
    if (put.fault.code !== "epoch.moved") throw new Error(`refused: ${put.fault.code}`);
  }
}

/** Each says something, and each other one reads it. */
async function allTalk(people: readonly Person[], id: ConversationId, topic: string): Promise<void> {
  for (const { laptop, name } of people) await laptop.say(id, `${topic} by ${name}`);
  for (const { laptop } of people)
    await laptop.until(async () => {
      const texts = (await laptop.texts(id)).join("\n");
      return people.every(({ name }) => texts.includes(`${topic} by ${name}`)) ? true : undefined;
    }, `what all said of ${topic}`);
}

const unreadable = async ({ laptop }: Person, id: ConversationId) =>
  (await laptop.lines(id)).filter(({ kind }) => kind === "unreadable").length;

describe("a member's commit that the server took and nobody can", () => {
  it("of noise is passed over by all: they go on, and change members", async () => {
    const { id, people, mallory } = await roomWith("Ama", "Kofi", "Esi");
    const [ama] = people;
    if (ama === undefined) throw new Error("nobody");
    await allTalk(people, id, "the beginning");
    await putCommit(mallory, id, random(900));
    await allTalk(people, id, "the noise");
    await putCommit(mallory, id, random(70));
    const newcomer = await network.person("Yaw");
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [newcomer.account] }));
    await newcomer.laptop.joined(id);
    await allTalk([...people, newcomer], id, "the newcomer");
    await must(ama.laptop.engine.removeMember({ conversation: id, account: mallory.account }));
    for (const { laptop } of people) await laptop.has(id, [...people, newcomer]);
    await allTalk([...people, newcomer], id, "the end");
    for (const person of people) {
      expect(await unreadable(person, id)).toBe(0);
      expect(person.laptop.warnings.map(({ code }) => code)).toContain("commit-refused");
    }
  });

  it("with a reader whom nobody has vouched for is refused with her name, and they go on", async () => {
    const { id, people, mallory } = await roomWith("Adwoa", "Kwame");
    const account = idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey);
    const intruder = await makeKeyPackage(suite, account, sodium.crypto_sign_keypair(), Date.now());
    const group = await groupOf(mallory, id);
    await mallory.laptop.engine.settled();
    const made = await makeCommit(group, { add: [intruder.keyPackage], remove: [] }, everybody);
    await putCommit(mallory, id, made.bytes);
    await allTalk(people, id, "the intruder");
    for (const { laptop } of people) {
      const warning = await laptop.until(async () =>
        laptop.warnings.find(({ code }) => code === "commit-refused"),
      );
      expect(warning).toMatchObject({ account, by: mallory.account, cause: "device-unknown" });
      expect(laptop.view(id)?.members.map((member) => member.account)).not.toContain(account);
    }
  });

  it("with keys that nobody can open is passed over once nobody has followed it, with her name", async () => {
    const { id, people, mallory } = await roomWith("Afua", "Kweku", "Abla");
    await allTalk(people, id, "the beginning");
    const group = await groupOf(mallory, id);
    await mallory.laptop.close();
    // The secrets of her path are made for keys that nobody has.
    const strangers = await Promise.all(
      people.map(async () => {
        const keys = sodium.crypto_sign_keypair();
        return makeKeyPackage(suite, idOfKey(AccountId, keys.publicKey), keys, Date.now());
      }),
    );
    let next = 0;
    const ratchetTree = group.state.ratchetTree.map((node, index) => {
      if (node?.nodeType !== "leaf" || index === group.ownLeaf * 2) return node;
      const hpkePublicKey = strangers[next++]?.keyPackage.leafNode.hpkePublicKey ?? node.leaf.hpkePublicKey;
      return { ...node, leaf: { ...node.leaf, hpkePublicKey } };
    });
    const made = await makeCommit(
      group.with({ ...group.state, ratchetTree }),
      { add: [], remove: [] },
      everybody,
    );
    const kweku = people[1];
    if (kweku === undefined) throw new Error("nobody");
    const seen = await processCommit(await groupOf(kweku, id), made.bytes, everybody, () => true);
    expect(seen).toMatchObject({
      ok: false,
      fault: { cause: "commit-unopened", by: { account: mallory.account } },
    });
    await mallory.laptop.open();
    await putCommit(mallory, id, made.bytes);
    await mallory.laptop.close();
    for (const { laptop } of people) laptop.fastByMs = 90_000;
    await allTalk(people, id, "the unopened");
    for (const person of people) expect(await unreadable(person, id)).toBe(0);
    const named = await Promise.all(
      people.map(({ laptop }) =>
        laptop.until(
          async () => (laptop.warnings.some(({ by }) => by === mallory.account) ? true : undefined),
          "the warning",
        ),
      ),
    );
    expect(named).toHaveLength(3);
    await mallory.laptop.open();
  });
});

describe("a member's commit that declares what it does not do", () => {
  it("puts nobody out: another member's commit puts the server's list right", async () => {
    const { id, people, mallory } = await roomWith("Yaa", "Fiifi", "Ekow");
    const [, fiifi] = people;
    if (fiifi === undefined) throw new Error("nobody");
    await allTalk(people, id, "the beginning");
    await putCommit(mallory, id, random(800), [fiifi.laptop.device]);
    await mallory.laptop.close();
    await allTalk(people, id, "the declaration");
    for (const person of people) expect(await unreadable(person, id)).toBe(0);
    await mallory.laptop.open();
  });

  it("puts not even all others out: they come back in by themselves, and bring each other back", async () => {
    const { id, people, mallory } = await roomWith("Kukua", "Ebo", "Araba");
    await allTalk(people, id, "the beginning");
    await putCommit(
      mallory,
      id,
      random(800),
      people.map(({ laptop }) => laptop.device),
    );
    await mallory.laptop.close();
    await allTalk(people, id, "the eviction");
    for (const person of people) expect(await unreadable(person, id)).toBe(0);
    for (const { laptop } of people) await laptop.has(id, [...people, mallory]);
    await mallory.laptop.open();
  });
});

describe("a public state that somebody has forged", () => {
  it("is asked for again until an honest one comes", async () => {
    const { id, people, mallory } = await roomWith("Akua", "Kojo");
    const [akua, kojo] = people;
    if (akua === undefined || kojo === undefined) throw new Error("nobody");
    await allTalk(people, id, "the beginning");
    await akua.laptop.engine.settled();
    const copy = akua.laptop.store.copy();
    await akua.laptop.say(id, "later");
    await kojo.laptop.until(async () =>
      (await kojo.laptop.texts(id)).includes("Akua: later") ? true : undefined,
    );
    await akua.laptop.engine.settled();
    await akua.laptop.close();
    const { epoch } = await must(mallory.laptop.link.call(conversationGroupInfo, { conversation: id }));
    const forged = { conversation: id, epoch, groupInfo: random(4000) };
    await must(mallory.laptop.link.call(conversationDeposit, forged));
    akua.laptop.store.putBack(copy);
    await akua.laptop.open();
    await allTalk(people, id, "the end");
  });
});
