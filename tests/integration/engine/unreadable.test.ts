import { encodeContent } from "@comity/shared/content/content";
import { type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { health } from "./figures.ts";
import { forge } from "./forging.ts";
import { garbling, under, unreadable } from "./garbling.ts";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, random, type TestDevice, TestNetwork, TestServer } from "./people.ts";

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

/** Waits until a thread has become just this. */
function becomes(device: TestDevice, id: ConversationId, texts: readonly string[]): Promise<true> {
  const wanted = JSON.stringify(texts);
  return device.until(
    async () => (JSON.stringify(await device.texts(id)) === wanted ? true : undefined),
    wanted,
  );
}

/** Waits until a device has stored everything that stands in the log now. */
async function hasAll(device: TestDevice, id: ConversationId, seq: number): Promise<void> {
  await device.until(async () => ((await server.cursor(device.device, id)) >= seq ? true : undefined));
  await device.engine.settled();
}

async function room(...people: readonly Person[]): Promise<ConversationId> {
  const id = await must(
    ama.laptop.engine.createRoom({
      reference: "R",
      title: "Room",
      members: people.map(({ account }) => account),
    }),
  );
  for (const { laptop } of people) await laptop.joined(id);
  return id;
}

describe("a message that arrives damaged", () => {
  it("says whom to ask, and comes again into its place when asked for, once", async () => {
    const id = await must(ama.laptop.engine.openDirect(kofi.account));
    await kofi.laptop.joined(id);
    const line = garbling();
    await under(kofi.laptop, line.liar, ama.laptop);
    await ama.laptop.say(id, "before");
    await kofi.laptop.sees(id, ["Ama: before"]);
    line.garble = true;
    await ama.laptop.say(id, "the hearing is at nine");
    const damaged = await unreadable(kofi.laptop, id);
    expect(damaged).toMatchObject({
      reason: "damaged",
      mend: "sender",
      sender: ama.account,
      asked: undefined,
    });
    await ama.laptop.say(id, "after");
    await kofi.laptop.sees(id, ["Ama: before", "[damaged]", "Ama: after"]);
    const { order } = damaged;
    await must(kofi.laptop.engine.askAgain({ conversation: id, order }));
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: the hearing is at nine") ? true : undefined,
    );
    expect(await kofi.laptop.texts(id)).toEqual(["Ama: before", "Ama: the hearing is at nine", "Ama: after"]);
    const mended = (await kofi.laptop.lines(id)).find((one) => one.order === order);
    expect(mended).toMatchObject({ kind: "message", author: ama.account, resentAt: expect.any(Number) });
    expect(await ama.laptop.texts(id)).toEqual(["Ama: before", "Ama: the hearing is at nine", "Ama: after"]);
    expect(await kofi.laptop.engine.askAgain({ conversation: id, order })).toMatchObject({ ok: false });
    expect(await health(kofi.laptop)).toMatchObject({
      unreadable: { damaged: 1 },
      counts: { resendsAsked: 1, resendsReceived: 1 },
      caughtUpAt: expect.any(Number),
    });
    expect((await health(ama.laptop)).counts.resendsAnswered).toBe(1);
    await under(kofi.laptop, new LyingServer(), ama.laptop);
    expect((await health(kofi.laptop)).unreadable).toEqual({ damaged: 1 });
    expect(await kofi.laptop.texts(id)).toEqual(["Ama: before", "Ama: the hearing is at nine", "Ama: after"]);
  });

  it("is asked for once in a while only, and answered to nobody who was not there when it was said", async () => {
    const id = await room(kofi);
    const line = garbling();
    await under(kofi.laptop, line.liar, ama.laptop);
    line.garble = true;
    await ama.laptop.say(id, "between the two of us");
    const { order } = await unreadable(kofi.laptop, id);
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [esi.account] }));
    await esi.laptop.joined(id);
    await kofi.laptop.has(id, [ama, kofi, esi]);
    const answered = (await health(ama.laptop)).counts.resendsAnswered;
    // Esi was not there; and what Kofi asks for would be read by her.
    await forge(esi.laptop, id, { kind: "resend.request", order });
    await must(kofi.laptop.engine.askAgain({ conversation: id, order }));
    expect(await kofi.laptop.engine.askAgain({ conversation: id, order })).toMatchObject({
      ok: false,
      fault: { code: "rate.limited" },
    });
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.queued === 0 ? true : undefined));
    await kofi.laptop.say(id, "still waiting");
    const asked = (
      await kofi.laptop.until(async () => {
        const last = (await kofi.laptop.lines(id)).at(-1);
        return last !== undefined && last.order < 2 ** 52 ? last : undefined;
      })
    ).order;
    await hasAll(ama.laptop, id, asked);
    expect((await health(ama.laptop)).counts.resendsAnswered).toBe(answered);
    expect((await unreadable(kofi.laptop, id)).asked).toEqual(expect.any(Number));
  });

  it("comes from whoever said it, under their name, whomever the server names as its sender", async () => {
    const id = await room(kofi, esi);
    const line = garbling();
    await under(kofi.laptop, line.liar, ama.laptop);
    line.garble = true;
    line.named = esi.laptop;
    await ama.laptop.say(id, "not for the server to ascribe");
    const { order, sender, mend } = await unreadable(kofi.laptop, id);
    expect({ sender, mend }).toEqual({ sender: esi.account, mend: "sender" });
    await must(kofi.laptop.engine.askAgain({ conversation: id, order }));
    await becomes(kofi.laptop, id, ["Ama: not for the server to ascribe"]);
    // Only who has sent something at this place answers, and with that: the server points at nobody.
    expect((await health(esi.laptop)).counts.resendsAnswered).toBe(0);
  });

  it("can't be kept away by a member who answers first: both stand there, each under their own name", async () => {
    const id = await room(kofi, esi);
    const line = garbling();
    await under(kofi.laptop, line.liar, ama.laptop);
    line.garble = true;
    await ama.laptop.say(id, "the true words of Ama");
    const { order } = await unreadable(kofi.laptop, id);
    await ama.laptop.close();
    await must(kofi.laptop.engine.askAgain({ conversation: id, order }));
    await kofi.laptop.until(async () => (kofi.laptop.view(id)?.queued === 0 ? true : undefined));
    const words = encodeContent({ kind: "text", text: "I said that" }, Date.now());
    const messageId = idOfKey(MessageId, random(16));
    await forge(esi.laptop, id, { kind: "resend", order, messageId, encoded: words });
    await becomes(kofi.laptop, id, ["Esi: I said that"]);
    await ama.laptop.open();
    await becomes(kofi.laptop, id, ["Esi: I said that", "Ama: the true words of Ama"]);
  });

  it("is taken only where it was asked for", async () => {
    const id = await room(kofi, esi);
    const line = garbling();
    await under(kofi.laptop, line.liar, ama.laptop);
    line.garble = true;
    await ama.laptop.say(id, "the true words");
    const { order } = await unreadable(kofi.laptop, id);
    const words = encodeContent({ kind: "text", text: "other words" }, Date.now());
    const messageId = idOfKey(MessageId, random(16));
    const again = { kind: "resend", order, messageId, encoded: words } as const;
    await forge(ama.laptop, id, again);
    await forge(esi.laptop, id, again);
    await esi.laptop.say(id, "done");
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Esi: done") ? true : undefined,
    );
    expect(await kofi.laptop.texts(id)).toEqual(["[damaged]", "Esi: done"]);
    await must(kofi.laptop.engine.askAgain({ conversation: id, order }));
    await kofi.laptop.until(async () =>
      (await kofi.laptop.texts(id)).includes("Ama: the true words") ? true : undefined,
    );
    expect(await kofi.laptop.texts(id)).toEqual(["Ama: the true words", "Esi: done"]);
  });
});

describe("a forged receipt", () => {
  it("for what nobody can have seen yet counts for nothing; one that is true counts afterwards", async () => {
    const id = await room(esi);
    await ama.laptop.say(id, "unseen");
    await forge(esi.laptop, id, { kind: "receipt", upTo: 1_000_000 });
    await esi.laptop.say(id, "said after the lie");
    const own = async () =>
      (await ama.laptop.lines(id)).find(
        (one) => one.kind === "message" && one.mine && one.content.kind === "text",
      );
    await ama.laptop.until(async () =>
      (await ama.laptop.texts(id)).includes("Esi: said after the lie") ? true : undefined,
    );
    const before = await own();
    expect(before?.kind === "message" && before.reach?.read).toBe(0);
    const order = (await esi.laptop.lines(id)).at(-1)?.order ?? 0;
    await must(esi.laptop.engine.markRead({ conversation: id, order }));
    await ama.laptop.until(async () => {
      const line = await own();
      return line?.kind === "message" && line.delivery === "read" ? true : undefined;
    }, "the true receipt");
  });
});
