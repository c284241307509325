import { newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import type { ConversationId } from "@comity/shared/ids";
import {
  conversationCommit,
  conversationEnvelope,
  conversationList,
  conversationRead,
  conversationSend,
  conversationWelcome,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LyingServer } from "../integration/engine/lyingServer.ts";
import { must, type Person, TestNetwork, TestServer } from "../integration/engine/people.ts";

let server: TestServer;
let network: TestNetwork;
let [ama, luc, eve]: Person[] = [];
beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  luc = await network.person("Luc");
  eve = await network.person("Eve");
});
afterAll(async () => {
  for (const one of network.people) await one.laptop.close();
  await server.close();
});

function there(person: Person | undefined): Person {
  if (person === undefined) throw new Error("nobody there");
  return person;
}

/** A room in which everybody is, and the epoch that a device of it has. */
async function room(...people: Person[]): Promise<ConversationId> {
  const [host, ...guests] = people;
  const members = guests.map(({ account }) => account);
  const id = await must(
    there(host).laptop.engine.createRoom({ reference: "2026/1", title: "Gold", members }),
  );
  for (const guest of guests) await guest.laptop.joined(id);
  return id;
}

async function log(person: Person, conversation: ConversationId): Promise<readonly Envelope[]> {
  const read = await person.laptop.link.call(conversationRead, { conversation, after: 0, limit: 200 });
  if (!read.ok) throw new Error(read.fault.code);
  return read.value.envelopes;
}

const newest = (envelopes: readonly Envelope[]): Envelope => {
  const last = envelopes.filter(({ kind }) => kind === "application").at(-1);
  if (last === undefined) throw new Error("no message");
  return last;
};

describe("a member who sends what is no message", () => {
  it("stops nobody: each line says that it is damaged, and the room goes on", async () => {
    const [one, other, bad] = [there(ama), there(luc), there(eve)];
    const id = await room(one, other, bad);
    await one.laptop.say(id, "before");
    await bad.laptop.sees(id, ["Ama: before"]);
    const { bytes, epoch } = newest(await log(bad, id));
    const rubbish = [
      bytes.slice(0, bytes.length - 7),
      bytes.slice(0, 30),
      Uint8Array.from([...bytes, 0]),
      Uint8Array.from([0, 1, 0, 2, 0xff, 0xff, 0xff, 0xff]),
      nodeRandom(300),
      new Uint8Array(0),
      // Another's message again, under an id of one's own.
      bytes,
    ];
    for (const one of rubbish)
      await bad.laptop.link.call(conversationSend, {
        conversation: id,
        epoch,
        messageId: newMessageId(),
        bytes: one,
      });
    await other.laptop.say(id, "after");
    for (const reader of [one, other]) {
      await reader.laptop.until(
        async () => ((await reader.laptop.texts(id)).includes("Luc: after") ? true : undefined),
        "what came after",
      );
      const texts = await reader.laptop.texts(id);
      expect(texts.filter((text) => !text.startsWith("["))).toEqual(["Ama: before", "Luc: after"]);
      // The empty one may have been refused by the server already.
      expect(texts.filter((text) => text.startsWith("[")).length).toBeGreaterThanOrEqual(rubbish.length - 1);
    }
    await one.laptop.close();
    await one.laptop.open();
    expect((await one.laptop.texts(id)).filter((text) => !text.startsWith("["))).toEqual([
      "Ama: before",
      "Luc: after",
    ]);
  });

  it("can't play a commit of one room in another: all pass it over, are warned, and go on", async () => {
    const [one, other, bad] = [there(ama), there(luc), there(eve)];
    const [first, second] = [await room(one, bad), await room(one, other, bad)];
    await must(one.laptop.engine.addMembers({ conversation: first, accounts: [other.account] }));
    await bad.laptop.has(first, [one, other, bad]);
    const commit = (await log(bad, first)).filter(({ kind }) => kind === "commit").at(-1);
    const { epoch = 0 } = (await log(bad, second)).at(-1) ?? {};
    if (commit === undefined) throw new Error("no commit");
    const played = await bad.laptop.link.call(conversationCommit, {
      ...{ conversation: second, epoch: Math.max(1, epoch), messageId: newMessageId(), bytes: commit.bytes },
      ...{ added: [], removed: [] },
    });
    expect(played).toMatchObject({ ok: true });
    for (const reader of [one, other]) {
      const warning = await reader.laptop.until(
        async () => reader.laptop.warnings.find(({ conversation }) => conversation === second),
        "the warning",
      );
      expect(warning.code).toBe("commit-refused");
    }
    await one.laptop.say(second, "still the three of us");
    await other.laptop.sees(second, ["Ama: still the three of us"]);
    await other.laptop.say(second, "and nobody else");
    for (const reader of [one, bad]) {
      await reader.laptop.sees(second, ["Ama: still the three of us", "Luc: and nobody else"]);
      await reader.laptop.has(second, [one, other, bad]);
    }
  });
});

describe("a server that confuses rooms", () => {
  it("can't show what was said in one as said in the other, live or from the log", async () => {
    const [one, other] = [there(ama), there(luc)];
    const [first, second] = [await room(one, other), await room(one, other)];
    await one.laptop.say(first, "for the first room only");
    await other.laptop.sees(first, ["Ama: for the first room only"]);
    const foreign = newest(await log(other, first));
    await one.laptop.say(second, "for the second room");
    await other.laptop.sees(second, ["Ama: for the second room"]);

    const liar = new LyingServer();
    await other.laptop.close();
    other.laptop.tamper = liar.tamper;
    await other.laptop.open();
    const at = (other.laptop.view(second)?.lastActivity ?? 0) + 1;
    const seq = (await log(other, second)).length + 1;
    liar.push(conversationEnvelope, { conversation: second, envelope: { ...foreign, seq, at } });
    await other.laptop.until(
      async () =>
        (await other.laptop.lines(second)).some(({ kind }) => kind === "unreadable") ? true : undefined,
      "that something can't be read",
    );
    expect((await other.laptop.texts(second)).filter((text) => !text.startsWith("["))).toEqual([
      "Ama: for the second room",
    ]);
    other.laptop.tamper = (link) => link;
  });

  it("can't bring the members of one into the other with a commit of the first, live or from the log", async () => {
    const [one, other, bad] = [there(ama), there(luc), there(eve)];
    const [first, second] = [await room(one, other), await room(one, other)];
    await must(one.laptop.engine.addMembers({ conversation: first, accounts: [bad.account] }));
    await other.laptop.has(first, [one, other, bad]);
    const commit = (await log(other, first)).filter(({ kind, seq }) => kind === "commit" && seq > 1).at(-1);
    if (commit === undefined) throw new Error("no commit");
    const before = await log(other, second);
    const { seq = 0, epoch = 0 } = before.at(-1) ?? {};
    const foreign = { ...commit, seq: seq + 1, epoch: Math.max(1, epoch) };

    const liar = new LyingServer();
    await other.laptop.close();
    other.laptop.tamper = liar.tamper;
    await other.laptop.open();
    await other.laptop.engine.settled();
    liar.answer(conversationRead, async (request, honest) => {
      const answer = await honest.call(conversationRead, request);
      if (!answer.ok || request.conversation !== second || request.after > seq) return answer;
      return { ok: true, value: { head: seq + 1, envelopes: [foreign] } };
    });
    liar.push(conversationEnvelope, { conversation: second, envelope: foreign });
    const warning = await other.laptop.until(
      async () => other.laptop.warnings.find(({ conversation }) => conversation === second),
      "the warning",
    );
    expect(warning.code).toBe("commit-refused");
    expect(other.laptop.view(second)?.members).toHaveLength(2);
    // In the room that it was made for it has done what it says.
    expect((await other.laptop.lines(first)).at(-1)).toMatchObject({ added: [bad.account] });
    await other.laptop.close();
    other.laptop.tamper = (link) => link;
    await other.laptop.open();
  });

  it("can't let somebody into one with the welcome of the other; with the right ones they come in", async () => {
    const [one, other, bad] = [there(ama), there(luc), there(eve)];
    await other.laptop.close();
    const make = (title: string, ...members: Person[]) =>
      must(
        one.laptop.engine.createRoom({
          ...{ reference: title, title, members: members.map(({ account }) => account) },
        }),
      );
    const [small, large] = [await make("Small", other), await make("Large", other, bad)];
    await one.laptop.say(small, "for the small room");
    await one.laptop.say(large, "for the large room");
    await one.laptop.engine.settled();
    const liar = new LyingServer();
    const swapped = new Map([
      [small, large],
      [large, small],
    ]);
    liar.answer(conversationWelcome, ({ conversation }, honest) =>
      honest.call(conversationWelcome, { conversation: swapped.get(conversation) ?? conversation }),
    );
    other.laptop.tamper = liar.tamper;
    await other.laptop.open();
    for (const id of [small, large]) {
      const warning = await other.laptop.until(
        async () => other.laptop.warnings.find(({ conversation }) => conversation === id),
        "the warning",
      );
      expect(warning).toMatchObject({ code: "welcome-refused", cause: "other-group" });
      expect(other.laptop.view(id)?.state).not.toBe("active");
    }
    await other.laptop.close();
    other.laptop.tamper = (link) => link;
    await other.laptop.open();
    await other.laptop.sees(small, ["Ama: for the small room"]);
    await other.laptop.sees(large, ["Ama: for the large room"]);
    await other.laptop.has(small, [one, other]);
    await other.laptop.has(large, [one, other, bad]);
  });

  it("is told of where it shows less of a conversation than it did before", async () => {
    const [one, other] = [there(ama), there(luc)];
    const id = await room(one, other);
    await one.laptop.say(id, "first");
    await one.laptop.say(id, "second");
    await other.laptop.sees(id, ["Ama: first", "Ama: second"]);
    const liar = new LyingServer().answer(conversationList, async (request, honest) => {
      const answer = await honest.call(conversationList, request);
      if (!answer.ok) return answer;
      const places = answer.value.places.map((place) =>
        place.conversation === id ? { ...place, head: place.head - 1, cursor: place.head - 1 } : place,
      );
      return { ok: true, value: { ...answer.value, places } };
    });
    await other.laptop.close();
    other.laptop.tamper = liar.tamper;
    await other.laptop.open();
    const about = () => other.laptop.warnings.filter(({ conversation }) => conversation === id);
    const [warning] = await other.laptop.until(
      async () => (about().length > 0 ? about() : undefined),
      "the warning",
    );
    expect(warning?.code).toBe("conversation-shorter");
    expect(await other.laptop.texts(id)).toEqual(["Ama: first", "Ama: second"]);
    await other.laptop.close();
    other.laptop.tamper = (link) => link;
    await other.laptop.open();
  });
});
