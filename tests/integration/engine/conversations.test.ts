import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, Person, TestNetwork, TestServer } from "./people.ts";

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

describe("a direct channel", () => {
  it("carries messages both ways, live and in one order", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    await ama.laptop.say(id, "hello");
    await kofi.laptop.sees(id, ["Ama: hello"]);
    await kofi.laptop.say(id, "good morning");
    await ama.laptop.sees(id, ["Ama: hello", "Kofi: good morning"]);
    const view = kofi.laptop.view(id);
    expect(view).toMatchObject({ kind: "direct", peer: ama.account, state: "active" });
  });

  it("is one, even when both open it in the same moment", async () => {
    const [abena, yaw] = [await network.person("Abena"), await network.person("Yaw")];
    const [one, other] = await Promise.all([
      must(abena.laptop.engine.openDirect(yaw.account)),
      must(yaw.laptop.engine.openDirect(abena.account)),
    ]);
    expect(one).toBe(other);
    await abena.laptop.joined(one);
    await yaw.laptop.joined(one);
    await abena.laptop.say(one, "from Abena");
    await yaw.laptop.sees(one, ["Abena: from Abena"]);
    await yaw.laptop.say(one, "from Yaw");
    await abena.laptop.sees(one, ["Abena: from Abena", "Yaw: from Yaw"]);
  });

  it("says that somebody without key packages can't be reached yet", async () => {
    const absent = new Person(network, "Absent", server);
    await network.vouch(absent);
    await ama.laptop.until(async () => {
      await ama.laptop.refreshDirectory();
      const opened = await ama.laptop.engine.openDirect(absent.account);
      expect(opened.ok).toBe(false);
      return !opened.ok && opened.fault.code === "contact.unreachable" ? true : undefined;
    });
  });
});

describe("messages while somebody is away", () => {
  it("arrive on return, and what was written offline is sent then", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    const before = await ama.laptop.texts(id);
    await kofi.laptop.close();
    await ama.laptop.say(id, "one");
    await ama.laptop.say(id, "two");
    await ama.laptop.engine.settled();

    await kofi.laptop.open({ offline: true });
    expect(await kofi.laptop.texts(id)).toEqual(before);
    await kofi.laptop.say(id, "written offline");
    expect((await kofi.laptop.lines(id)).at(-1)).toMatchObject({ delivery: "queued", mine: true });
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.queued === 1 ? true : undefined));
    await kofi.laptop.close();

    await kofi.laptop.open();
    const all = [...before, "Ama: one", "Ama: two", "Kofi: written offline"];
    await ama.laptop.sees(id, all);
    await kofi.laptop.until(async () => {
      const seen = await kofi.laptop.texts(id);
      const sent = (await kofi.laptop.lines(id)).every(
        (line) => line.kind !== "message" || !["queued", "failed"].includes(line.delivery),
      );
      return seen.length === all.length && sent ? true : undefined;
    });
    expect(await kofi.laptop.texts(id)).toEqual(all);
  });

  it("are counted as unread until they are marked as read", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    const order = (await kofi.laptop.lines(id)).at(-1)?.order ?? 0;
    await must(kofi.laptop.engine.markRead({ conversation: id, order }));
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.unread === 0 ? true : undefined));
    await ama.laptop.say(id, "unread one");
    await ama.laptop.say(id, "unread two");
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.unread === 2 ? true : undefined));
    expect(kofi.laptop.view(id)?.preview).toEqual({ author: ama.account, text: "unread two" });
    const newest = (await kofi.laptop.lines(id)).at(-1)?.order ?? 0;
    await must(kofi.laptop.engine.markRead({ conversation: id, order: newest - 1 }));
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.unread === 1 ? true : undefined));
  });
});

describe("a reload", () => {
  it("loses and doubles nothing, keeps drafts, and pages through the whole thread", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    for (let round = 0; round < 45; round++) await ama.laptop.say(id, `line ${round}`);
    await ama.laptop.engine.settled();
    const texts = await ama.laptop.texts(id);
    await kofi.laptop.sees(id, texts);
    await must(kofi.laptop.engine.saveDraft({ conversation: id, text: "half a sent" }));
    await kofi.laptop.close();
    await ama.laptop.close();
    await kofi.laptop.open();
    await ama.laptop.open();
    expect(await kofi.laptop.texts(id)).toEqual(texts);
    expect(await must(kofi.laptop.engine.draft(id))).toBe("half a sent");
    await kofi.laptop.say(id, "after the reload");
    await ama.laptop.sees(id, [...texts, "Kofi: after the reload"]);
    const orders = (await ama.laptop.lines(id)).map(({ order }) => order);
    expect(orders).toEqual([...new Set(orders)].sort((one, other) => one - other));
  });
});

describe("a server that restarts", () => {
  it("in the middle of a conversation costs no message and doubles none", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    const before = await ama.laptop.texts(id);
    await ama.laptop.say(id, "before");
    const restarted = server.restart();
    await ama.laptop.say(id, "during");
    await restarted;
    await ama.laptop.say(id, "after");
    const all = [...before, "Ama: before", "Ama: during", "Ama: after"];
    await kofi.laptop.sees(id, all);
    await ama.laptop.until(async () => (ama.laptop.view(id)?.queued === 0 ? true : undefined));
    expect(await ama.laptop.texts(id)).toEqual(all);
  });
});
