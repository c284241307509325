import type { StoreChange } from "@comity/client/engine/ports";
import type { ConversationId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must, type Person, TestNetwork, TestServer } from "./people.ts";

let server: TestServer;
let network: TestNetwork;

beforeAll(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
});

afterAll(async () => {
  for (const one of network.people) await one.laptop.close();
  await server.close();
});

let pairs = 0;
async function pair(): Promise<{ one: Person; other: Person; id: ConversationId }> {
  pairs += 1;
  const one = await network.person(`Writer ${pairs}`);
  const other = await network.person(`Reader ${pairs}`);
  const id = await must(one.laptop.engine.openDirect(other.account));
  await other.laptop.joined(id);
  await one.laptop.say(id, "to begin with");
  await other.laptop.sees(id, [`${one.name}: to begin with`]);
  await one.laptop.engine.settled();
  return { one, other, id };
}

const touches = (changes: readonly StoreChange[], table: string) =>
  changes.some((change) => change.table === table);

/** Cuts the power at the n-th write that touches a table, brings everything back, and lets it go on. */
async function writeThroughPowerCut(table: string, nth: number, when: "before" | "after") {
  const { one, other, id } = await pair();
  let seen = 0;
  one.laptop.store.cutAt((changes) => {
    if (touches(changes, table)) seen += 1;
    return seen === nth ? when : undefined;
  });
  const said = await one.laptop.engine.sendText({ conversation: id, text: "through the power cut" });
  await one.laptop.until(async () => (one.laptop.store.powerless ? true : undefined), "the power cut");
  await one.laptop.close();
  one.laptop.store.restore();
  await one.laptop.open();
  const stored = (await one.laptop.texts(id)).length > 1;
  if (!stored) await one.laptop.say(id, "through the power cut");
  const all = [`${one.name}: to begin with`, `${one.name}: through the power cut`];
  await other.laptop.sees(id, all);
  await one.laptop.until(async () => {
    const lines = await one.laptop.lines(id);
    return lines.every((line) => line.kind !== "message" || !["queued", "failed"].includes(line.delivery))
      ? true
      : undefined;
  }, "its message sent");
  await one.laptop.say(id, "and on");
  await other.laptop.say(id, "I read you");
  const told = [...all, `${one.name}: and on`];
  await other.laptop.until(async () => ((await other.laptop.texts(id)).length === 4 ? true : undefined));
  const atOther = await other.laptop.texts(id);
  expect(atOther.filter((text) => text.startsWith(one.name))).toEqual(told);
  await one.laptop.until(async () => ((await one.laptop.texts(id)).length === 4 ? true : undefined));
  expect(await one.laptop.texts(id)).toEqual(atOther);
  return { said, stored };
}

describe("a power cut while a message is sent", () => {
  it("before it is stored: it was never said, and the caller knows", async () => {
    const { said, stored } = await writeThroughPowerCut("outbox", 1, "before");
    expect(said.ok).toBe(false);
    expect(stored).toBe(false);
  });

  it("right after it is stored and before it is sent: it is sent once, later", async () => {
    const { stored } = await writeThroughPowerCut("outbox", 1, "after");
    expect(stored).toBe(true);
  });

  it("after the server took it and before that is stored: it stays one", async () => {
    const { said } = await writeThroughPowerCut("outbox", 2, "before");
    expect(said.ok).toBe(true);
  });
});

describe("a power cut while a message is received", () => {
  for (const when of ["before", "after"] as const)
    it(`${when} it is stored: it is there once afterwards`, async () => {
      const { one, other, id } = await pair();
      other.laptop.store.cutAt((changes) => (touches(changes, "thread") ? when : undefined));
      await one.laptop.say(id, "is anybody there?");
      await other.laptop.until(
        async () => (other.laptop.store.powerless ? true : undefined),
        "the power cut",
      );
      await other.laptop.close();
      other.laptop.store.restore();
      await other.laptop.open();
      await one.laptop.say(id, "hello?");
      const texts = ["to begin with", "is anybody there?", "hello?"].map((text) => `${one.name}: ${text}`);
      await other.laptop.sees(id, texts);
    });
});

describe("a power cut while members are changed", () => {
  const room = { reference: "2026/9", title: "Power" };

  async function throughChange(nth: number, when: "before" | "after") {
    const { one, other } = await pair();
    const third = await network.person(`Third ${pairs}`);
    const id = await must(one.laptop.engine.createRoom({ ...room, members: [other.account] }));
    await other.laptop.joined(id);
    await one.laptop.engine.settled();
    let seen = 0;
    one.laptop.store.cutAt((changes) => {
      if (touches(changes, "group-pending")) seen += 1;
      return seen === nth ? when : undefined;
    });
    const added = one.laptop.engine.addMembers({ conversation: id, accounts: [third.account] });
    await one.laptop.until(async () => (one.laptop.store.powerless ? true : undefined), "the power cut");
    await one.laptop.close();
    await added;
    one.laptop.store.restore();
    await one.laptop.open();
    if (nth === 1 && when === "before") {
      await one.laptop.joined(id);
      await must(one.laptop.engine.addMembers({ conversation: id, accounts: [third.account] }));
    }
    const everybody = [one, other, third];
    for (const person of everybody) await person.laptop.has(id, everybody);
    await third.laptop.until(
      async () => (third.laptop.view(id)?.title === room.title ? true : undefined),
      "the title",
    );
    await third.laptop.say(id, "I am in");
    for (const person of everybody) await person.laptop.sees(id, [`${third.name}: I am in`]);
    const lines = (await other.laptop.lines(id)).filter((line) => line.kind === "membership");
    expect(lines.map((line) => line.added)).toEqual([[other.account], [third.account]]);
  }

  it("before the commit is stored: nothing has happened", () => throughChange(1, "before"));
  it("after the commit is stored: it is sent once", () => throughChange(1, "after"));
  it("after the server took it: it is taken on once", () => throughChange(2, "before"));
});

describe("a power cut while a channel is opened", () => {
  it("leaves one channel that works", async () => {
    const one = await network.person("Opener");
    const other = await network.person("Opened");
    one.laptop.store.cutAt((changes) => (touches(changes, "conversation-creation") ? "after" : undefined));
    await one.laptop.engine.openDirect(other.account);
    await one.laptop.close();
    one.laptop.store.restore();
    await one.laptop.open();
    const id = await must(one.laptop.engine.openDirect(other.account));
    await other.laptop.joined(id);
    await one.laptop.say(id, "once");
    await other.laptop.sees(id, ["Opener: once"]);
  });
});

describe("a full disk", () => {
  it("is said, and loses, doubles and sends nothing; all goes on when there is space again", async () => {
    const { one, other, id } = await pair();
    one.laptop.store.full = true;
    const said = await one.laptop.engine.sendText({ conversation: id, text: "too much" });
    expect(said).toEqual({ ok: false, fault: { code: "vault.full" } });
    await other.laptop.say(id, "to a full disk");
    one.laptop.store.full = false;
    await one.laptop.say(id, "space again");
    const told = [`${one.name}: to begin with`, `${other.name}: to a full disk`, `${one.name}: space again`];
    await one.laptop.sees(id, told);
    await other.laptop.sees(id, told);
  });
});
