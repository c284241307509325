import { type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, random, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  ama = await network.person("Ama");
  kofi = await network.person("Kofi");
});

afterAll(async () => {
  for (const person of network.people) await person.laptop.close();
  await server.close();
});

/** The newest message of a thread on somebody's laptop. */
async function newest(person: Person, id: ConversationId) {
  const lines = await person.laptop.lines(id);
  const line = lines.findLast(({ kind }) => kind === "message");
  if (line?.kind !== "message") throw new Error("no message");
  return line;
}

/** Waits until everything of a person's has been taken by the server. */
function sent(person: Person, id: ConversationId) {
  return person.laptop.until(async () => {
    const line = await newest(person, id);
    return line.delivery !== "queued" && !line.changing ? line : undefined;
  }, "its own message as sent");
}

describe("a message that its author changes", () => {
  it("reads anew at everybody, says so, and keeps what it said before", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    await ama.laptop.say(id, "The hearing is on the 12th.");
    await kofi.laptop.sees(id, ["Ama: The hearing is on the 12th."]);
    const { messageId, order } = await sent(ama, id);
    const text = "The hearing is on the 21st.";
    await must(ama.laptop.engine.editText({ conversation: id, messageId, order, text }));
    for (const person of [ama, kofi]) {
      const line = await person.laptop.until(async () => {
        const seen = await newest(person, id);
        return seen.earlier.length === 1 ? seen : undefined;
      }, "the new wording");
      expect(line).toMatchObject({ content: { kind: "text", text }, order, changing: false });
      expect(line.earlier.map((version) => version.text)).toEqual(["The hearing is on the 12th."]);
      expect(await person.laptop.texts(id)).toEqual([`Ama: ${text}`]);
      await person.laptop.until(async () =>
        person.laptop.view(id)?.preview?.text === text ? true : undefined,
      );
    }
    await kofi.laptop.close();
    await kofi.laptop.open();
    expect((await newest(kofi, id)).earlier).toHaveLength(1);
  });

  it("is not counted as unread again, and moves nothing", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await ama.laptop.say(id, "first");
    await ama.laptop.say(id, "second");
    const { order: last } = await sent(ama, id);
    await kofi.laptop.until(async () => ((await newest(kofi, id)).order === last ? true : undefined));
    await must(kofi.laptop.engine.markRead({ conversation: id, order: last }));
    const first = (await ama.laptop.lines(id)).find(
      (line) => line.kind === "message" && line.content.kind === "text" && line.content.text === "first",
    );
    if (first?.kind !== "message") throw new Error("the first message is gone");
    const { messageId, order } = first;
    await must(ama.laptop.engine.editText({ conversation: id, messageId, order, text: "first, changed" }));
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: first, changed") ? true : undefined,
    );
    // Lists are told a moment after the thread: by the next message, what the change did to them has been.
    await ama.laptop.say(id, "third");
    const view = await kofi.laptop.until(async () => {
      const told = kofi.laptop.view(id);
      return told?.preview?.text === "third" ? told : undefined;
    }, "the next message in the list");
    expect(view.unread).toBe(1);
    expect((await kofi.laptop.texts(id)).slice(-3)).toEqual([
      "Ama: first, changed",
      "Ama: second",
      "Ama: third",
    ]);
  });

  it("waits, when written offline, and is sent once there is a connection", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await ama.laptop.say(id, "before the tunnel");
    const { messageId, order } = await sent(ama, id);
    await ama.laptop.close();
    await ama.laptop.open({ offline: true });
    const edit = { conversation: id, messageId, order, text: "after the tunnel" };
    await must(ama.laptop.engine.editText(edit));
    expect(await newest(ama, id)).toMatchObject({ changing: true, content: { text: "before the tunnel" } });
    const again = await ama.laptop.engine.editText(edit);
    expect(again.ok ? undefined : again.fault.code).toBe("not-permitted");
    await ama.laptop.close();
    await ama.laptop.open();
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).at(-1) === "Ama: after the tunnel" ? true : undefined,
    );
    expect(await sent(ama, id)).toMatchObject({ content: { text: "after the tunnel" } });
  });
});

describe("a message that its author withdraws", () => {
  it("says nothing any more, anywhere, and can't be changed back", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await ama.laptop.say(id, "the witness lives in Tema");
    const { messageId, order } = await sent(ama, id);
    await must(
      ama.laptop.engine.editText({ conversation: id, messageId, order, text: "the witness lives in Ho" }),
    );
    await sent(ama, id);
    await must(ama.laptop.engine.withdraw({ conversation: id, messageId, order }));
    for (const person of [ama, kofi]) {
      const line = await person.laptop.until(async () => {
        const seen = await newest(person, id);
        return seen.content.kind === "withdrawal" ? seen : undefined;
      }, "the withdrawal");
      expect(line).toMatchObject({ order, earlier: [] });
      const kept = await person.laptop.store.scan("thread");
      const words = kept.map(({ value }) => Buffer.from(value).toString());
      expect(words.filter((text) => text.includes("the witness lives"))).toEqual([]);
    }
    const edit = { conversation: id, messageId, order, text: "back again" };
    const refused = await ama.laptop.engine.editText(edit);
    expect(refused.ok ? undefined : refused.fault.code).toBe("not-permitted");
  });
});

describe("what may not be changed", () => {
  it("is another person's message, one that isn't there, and what an author never sent", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await ama.laptop.say(id, "mine");
    const { messageId, order } = await sent(ama, id);
    await kofi.laptop.until(async () => ((await newest(kofi, id)).order === order ? true : undefined));
    const foreign = await kofi.laptop.engine.editText({ conversation: id, messageId, order, text: "yours" });
    expect(foreign.ok ? undefined : foreign.fault.code).toBe("not-permitted");
    const nowhere = { conversation: id, messageId: idOfKey(MessageId, random(16)), order };
    const unknown = await ama.laptop.engine.withdraw(nowhere);
    expect(unknown.ok ? undefined : unknown.fault.code).toBe("not-permitted");
    expect((await newest(kofi, id)).content).toMatchObject({ text: "mine" });
  });

  it("shows a newcomer nothing of a message from before", async () => {
    const id = await must(
      ama.laptop.engine.createRoom({ reference: "R 1", title: "Room", members: [kofi.account] }),
    );
    await kofi.laptop.joined(id);
    await ama.laptop.say(id, "from before");
    const { messageId, order } = await sent(ama, id);
    const abena = await network.person("Abena");
    await ama.laptop.refreshDirectory();
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [abena.account] }));
    await abena.laptop.joined(id);
    await must(
      ama.laptop.engine.editText({ conversation: id, messageId, order, text: "from before, changed" }),
    );
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: from before, changed") ? true : undefined,
    );
    await ama.laptop.say(id, "welcome");
    await abena.laptop.sees(id, ["Ama: welcome"]);
    const kept = await abena.laptop.store.scan("thread");
    expect(kept.filter(({ value }) => Buffer.from(value).toString().includes("from before"))).toEqual([]);
  });
});
