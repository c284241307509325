import { HISTORY_TABLES, PassingKey, passingKey } from "@comity/client/engine/history/historyRecords";
import { cut, sealPart } from "@comity/client/engine/history/package";
import { loadGroup } from "@comity/client/engine/mls/groupRecords";
import { readJson } from "@comity/client/engine/mls/json";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import { encodeContent, type Handling, type KnownContent } from "@comity/shared/content/content";
import { HISTORY } from "@comity/shared/content/history";
import { type AccountId, type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { conversationSend } from "@comity/shared/protocol/conversation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { must, type Person, random, sodium, type TestDevice, TestNetwork, TestServer } from "./people.ts";

const suite = comitySuite(sodium, DEFAULT_SUITE);
let server: TestServer;
let network: TestNetwork;
let ama: Person;
let kofi: Person;
let esi: Person;
let yaw: Person;

beforeEach(async () => {
  server = await TestServer.start();
  network = await TestNetwork.found(server);
  [ama, kofi, esi, yaw] = [
    await network.person("Ama"),
    await network.person("Kofi"),
    await network.person("Esi"),
    await network.person("Yaw"),
  ];
});
afterEach(async () => {
  for (const { laptop } of network.people) await laptop.close();
  await server.close();
});

/** A room of Ama's and Kofi's, in which so much was said. */
async function room(...texts: readonly string[]): Promise<ConversationId> {
  const made = { reference: "R-1", title: "A case", members: [kofi.account] };
  const id = await must(ama.laptop.engine.createRoom(made));
  await kofi.laptop.joined(id);
  for (const text of texts) await ama.laptop.say(id, text);
  await kofi.laptop.sees(
    id,
    texts.map((text) => `Ama: ${text}`),
  );
  return id;
}

async function comesIn(id: ConversationId, ...people: readonly Person[]): Promise<void> {
  for (const { account, laptop } of people) {
    await must(ama.laptop.engine.addMembers({ conversation: id, accounts: [account] }));
    await laptop.joined(id);
  }
}

/** What was passed on to a device, as `name: text`. */
async function passed(device: TestDevice, id: ConversationId): Promise<readonly string[]> {
  const lines = await device.lines(id);
  return lines.flatMap((line) =>
    line.kind === "passed" && line.content.kind === "text"
      ? [`${network.nameOf(line.author)}: ${line.content.text}`]
      : [],
  );
}

const has = (device: TestDevice, id: ConversationId, texts: readonly string[]) =>
  device.until(
    async () => {
      const seen = await passed(device, id);
      return JSON.stringify(seen) === JSON.stringify(texts) ? true : undefined;
    },
    `what was passed on: ${texts.join(", ")}`,
  );

/** How the offers of a thread have ended, in their order. */
const ends = async (device: TestDevice, id: ConversationId) =>
  (await device.lines(id)).flatMap((line) =>
    line.kind === "message" && line.content.kind === "history.offer" ? [line.passing ?? "open"] : [],
  );

const ended = (device: TestDevice, id: ConversationId, ...wanted: readonly string[]) =>
  device.until(
    async () => ((await ends(device, id)).join() === wanted.join() ? true : undefined),
    wanted.join(),
  );

/** Nothing is on its way any more, as a device shows it. */
const quiet = (device: TestDevice, id: ConversationId) =>
  device.until(async () => (device.view(id)?.passings.length === 0 ? true : undefined), "nothing on its way");

/** Whether anything that a device has stored says this. */
const holds = (device: TestDevice, text: string): boolean =>
  [...device.store.copy().values()].some((table) =>
    [...table.values()].some((value) => (fromUtf8(value) ?? "").includes(text)),
  );

const give = (by: Person, to: Person, conversation: ConversationId, since = 0) =>
  by.laptop.engine.passHistoryOn({ conversation, to: to.account, since });

describe("history that a member passes on", { timeout: 240_000 }, () => {
  it("comes to the newcomer as the giver has it, from the chosen moment on, and to nobody else", async () => {
    const id = await room("What was said first", "What was said second", "What was said third");
    await must(kofi.laptop.engine.sendText({ conversation: id, text: "What Kofi said" }));
    await ama.laptop.sees(id, [
      "Ama: What was said first",
      "Ama: What was said second",
      "Ama: What was said third",
      "Kofi: What Kofi said",
    ]);
    const [, two, three] = (await ama.laptop.lines(id)).filter(
      (line) => line.kind === "message" && line.content.kind === "text",
    );
    if (two?.kind !== "message" || three?.kind !== "message") throw new Error("nothing was said");
    await must(
      ama.laptop.engine.editText({ conversation: id, ...three, text: "What was said third, put right" }),
    );
    await must(ama.laptop.engine.withdraw({ conversation: id, ...two }));
    const last = await ama.laptop.say(id, "What was said last");
    expect(last).toBeDefined();
    await comesIn(id, esi, yaw);
    const choice = await must(
      kofi.laptop.engine.chooseHistory({ conversation: id, to: esi.account, since: two.at }),
    );
    expect(choice).toMatchObject({ messages: 3, behind: 0, tooMany: false });
    await must(give(kofi, esi, id, two.at));
    await has(esi.laptop, id, [
      "Ama: What was said third, put right",
      "Kofi: What Kofi said",
      "Ama: What was said last",
    ]);
    for (const { laptop } of [ama, kofi, esi, yaw]) await ended(laptop, id, "done");
    const lines = await esi.laptop.lines(id);
    const first = lines.find((line) => line.kind === "passed");
    expect(first).toMatchObject({ by: kofi.account, author: ama.account, at: three.at });
    // It stands above the line by which Esi came in.
    const came = lines.findIndex((line) => line.kind === "membership" && line.added.includes(esi.account));
    expect(lines.findLastIndex((line) => line.kind === "passed")).toBeLessThan(came);
    // Yaw came at the same time, saw that it was passed on, and has not got it.
    expect(await passed(yaw.laptop, id)).toEqual([]);
    // Words long enough not to stand in a key or ciphertext by chance.
    for (const text of ["What was said third", "What Kofi said", "What was said last"])
      expect(holds(yaw.laptop, text)).toBe(false);
    expect(holds(esi.laptop, "What Kofi said")).toBe(true);
    expect(holds(esi.laptop, "What was said first")).toBe(false);
    for (const { laptop } of [ama, kofi, esi, yaw]) await quiet(laptop, id);
    for (const { laptop } of [ama, kofi, esi, yaw]) expect(laptop.warnings).toEqual([]);
  });

  it("leaves behind what its marking keeps with those who have it, and says how much", async () => {
    const id = await room("Open");
    const marked = (text: string, handling: Handling) =>
      must(ama.laptop.engine.sendText({ conversation: id, text, handling }));
    await marked("Not without asking", { codes: ["H2"] });
    await marked("For you alone", { codes: [], tlp: "TLP:RED" });
    await marked("As evidence", { codes: ["H1"], tlp: "TLP:GREEN" });
    await comesIn(id, esi);
    const input = { conversation: id, to: esi.account, since: 0 };
    await ama.laptop.until(async () => {
      const choice = await must(ama.laptop.engine.chooseHistory(input));
      return choice.messages === 2 ? true : undefined;
    });
    expect(await must(ama.laptop.engine.chooseHistory(input))).toMatchObject({
      ...{ messages: 2, behind: 2, markings: ["H1", "TLP:GREEN"] },
    });
    await must(give(ama, esi, id));
    await has(esi.laptop, id, ["Ama: Open", "Ama: As evidence"]);
    expect(holds(esi.laptop, "For you alone")).toBe(false);
  });

  it("waits where either is away, goes on over restarts of both, and brings everything once", async () => {
    const long = Array.from({ length: 12 }, (_, n) => `Line ${n} ${"lorem ipsum ".repeat(900)}`);
    const id = await room(...long);
    await comesIn(id, esi);
    await esi.laptop.close();
    await must(give(ama, esi, id));
    await ama.laptop.until(async () => {
      const view = ama.laptop.view(id);
      return view?.queued === 0 && view.passings.length === 1 ? true : undefined;
    });
    expect(ama.laptop.view(id)?.passings).toMatchObject([{ state: "waiting", to: esi.account }]);
    await ama.laptop.close();
    await esi.laptop.open();
    await esi.laptop.until(async () =>
      esi.laptop.view(id)?.passings[0]?.state === "waiting" ? true : undefined,
    );
    await esi.laptop.engine.settled();
    // Ama's machine dies after some of the parts, again and again.
    for (const parts of [2, 5, 8]) {
      await ama.laptop.open();
      await ama.laptop.until(async () => {
        const done = ama.laptop.view(id)?.passings[0]?.done ?? 0;
        return done >= parts ? true : undefined;
      }, `${parts} parts`);
      await ama.laptop.die();
    }
    await esi.laptop.die();
    await ama.laptop.open();
    await esi.laptop.open();
    await has(
      esi.laptop,
      id,
      long.map((text) => `Ama: ${text}`),
    );
    for (const { laptop } of [ama, esi]) await ended(laptop, id, "done");
    for (const { laptop } of [ama, esi]) await quiet(laptop, id);
    expect((await esi.laptop.lines(id)).some(({ kind }) => kind === "unreadable")).toBe(false);
  });

  it("is asked for again with another key, also while the giver is away, and comes once", async () => {
    const id = await room("One");
    await comesIn(id, esi);
    await esi.laptop.close();
    await must(give(ama, esi, id));
    await ama.laptop.until(async () => {
      const view = ama.laptop.view(id);
      return view?.queued === 0 && view.passings.length === 1 ? true : undefined;
    });
    await ama.laptop.close();
    await esi.laptop.open();
    const { offer } = await esi.laptop.until(async () => esi.laptop.view(id)?.passings[0]);
    for (let times = 1; times < HISTORY.attempts; times++)
      await must(esi.laptop.engine.askForHistory({ conversation: id, offer }));
    expect((await esi.laptop.engine.askForHistory({ conversation: id, offer })).ok).toBe(false);
    await esi.laptop.until(async () =>
      esi.laptop.view(id)?.passings[0]?.again === false ? true : undefined,
    );
    expect((await kofi.laptop.engine.askForHistory({ conversation: id, offer })).ok).toBe(false);
    await ama.laptop.open();
    await has(esi.laptop, id, ["Ama: One"]);
    for (const { laptop } of [ama, kofi, esi]) await ended(laptop, id, "done");
  });

  it("can be taken back before it has come, and another member passes it on then", async () => {
    const id = await room("One");
    await comesIn(id, esi);
    await esi.laptop.close();
    await must(give(ama, esi, id));
    const offered = await ama.laptop.until(async () => ama.laptop.view(id)?.passings[0]);
    expect((await give(ama, esi, id)).ok).toBe(false);
    await must(ama.laptop.engine.stopHistory({ conversation: id, offer: offered.offer }));
    await ended(ama.laptop, id, "stopped");
    await esi.laptop.open();
    await ended(esi.laptop, id, "stopped");
    for (const { laptop } of [ama, esi]) await quiet(laptop, id);
    await ama.laptop.close();
    await must(give(kofi, esi, id));
    await has(esi.laptop, id, ["Ama: One"]);
    await kofi.laptop.close();
    await ama.laptop.open();
    await ama.laptop.engine.settled();
    await must(give(ama, yaw, id).then((answer) => (answer.ok ? answer : { ok: true, value: undefined })));
    expect((await give(ama, yaw, id)).ok).toBe(false);
    await comesIn(id, yaw);
    await ama.laptop.say(id, "Later");
    await must(give(ama, yaw, id));
    await has(yaw.laptop, id, ["Ama: One"]);
    expect(await ends(yaw.laptop, id)).toEqual(["done"]);
  });
});

describe("a member who means no good", { timeout: 240_000 }, () => {
  /** Puts content of Ama's into the log past her engine, in the order given. */
  async function past(id: ConversationId): Promise<(content: KnownContent) => Promise<void>> {
    await ama.laptop.engine.settled();
    await ama.laptop.engine.close();
    let group = await loadGroup(ama.laptop.store, id, suite, ama.laptop.keys.privateKey);
    return async (content) => {
      const messageId = idOfKey(MessageId, random(16));
      const sealed = await group?.seal(utf8(encodeContent(content, Date.now())), messageId);
      if (sealed === undefined || group === undefined) throw new Error("no group");
      const { epoch } = group;
      group = sealed.group;
      const sent = { conversation: id, epoch, messageId, bytes: sealed.bytes };
      await must(ama.laptop.link.call(conversationSend, sent));
    };
  }

  const newOffer = () => idOfKey(MessageId, random(16));
  const line = (order: number, at: number, text: string, author: AccountId = kofi.account) => ({
    ...{ order, at, author, messageId: newOffer() },
    text: encodeContent({ kind: "text", text }, at),
  });

  /** The public half of what Esi's device asks with. */
  const keyOf = (id: ConversationId, offer: MessageId): Promise<string> =>
    esi.laptop.until(async () => {
      const stored = await esi.laptop.store.get(HISTORY_TABLES.key, passingKey(id, offer));
      const kept = stored === undefined ? undefined : readJson(PassingKey, stored);
      const seed = kept === undefined ? undefined : fromBase64url(kept.key);
      return seed === undefined
        ? undefined
        : toBase64url(sodium.crypto_kem_xwing_seed_keypair(seed).publicKey);
    });

  it("puts nothing into a thread that was not asked for, is not whole, or is not what was announced", async () => {
    const id = await room("One", "Two");
    await comesIn(id, esi);
    await kofi.laptop.say(id, "Read by all");
    await esi.laptop.sees(id, ["Kofi: Read by all"]);
    const own = (await esi.laptop.lines(id)).find((one) => one.kind === "message");
    if (own === undefined) throw new Error("nothing was read");
    const send = await past(id);
    const since = 1_000;
    const offers = async (count: number) => {
      const offer = newOffer();
      await send({ kind: "history.offer", offer, to: esi.account, since, count });
      return { offer, key: await keyOf(id, offer) };
    };
    const parts = async (
      { offer, key }: { readonly offer: MessageId; readonly key: string },
      slices: readonly Uint8Array[],
    ) => {
      for (const [index, slice] of slices.entries()) {
        const place = { conversation: id, offer, attempt: 1, index, of: slices.length };
        const sealed = await sealPart(suite.hpke, key, place, slice);
        if (sealed === undefined) throw new Error("no key");
        await send({ kind: "history.part", offer, attempt: 1, index, of: slices.length, ...sealed });
      }
    };
    const cutOf = (...lines: ReturnType<typeof line>[]) => cut(lines) ?? [];
    // Unasked: parts of an offer that nobody made.
    const stray = newOffer();
    await send({
      kind: "history.part",
      offer: stray,
      attempt: 1,
      index: 0,
      of: 1,
      enc: "AAAA",
      sealed: "AAAA",
    });
    const cases: readonly (readonly [number, readonly Uint8Array[]])[] = [
      // More than was announced, older than was announced, at places from after Esi came, twice at a place.
      [1, cutOf(line(1, 2_000, "Forged A"), line(2, 2_000, "Forged B"))],
      [1, cutOf(line(1, 500, "Forged C"))],
      [1, cutOf(line(own.order, own.at, "Forged D"))],
      [2, cutOf(line(2, 2_000, "Forged E"), line(2, 2_000, "Forged F"))],
      // From a time that has yet to come.
      [1, cutOf(line(1, Date.now() + 86_400_000, "Forged H"))],
      // No lines at all.
      [1, [utf8("Forged G")]],
      [1, [random(200)]],
    ];
    let expected: string[] = [];
    for (const [count, slices] of cases) {
      await parts(await offers(count), slices);
      expected = [...expected, "refused"];
      await ended(esi.laptop, id, ...expected);
    }
    // Not for this place: the second part as the first, and garbage.
    const swapped = await offers(1);
    const place = { conversation: id, offer: swapped.offer, attempt: 1, index: 1, of: 2 };
    const sealed = await sealPart(suite.hpke, swapped.key, place, utf8("x"));
    if (sealed === undefined) throw new Error("no key");
    await send({ kind: "history.part", offer: swapped.offer, attempt: 1, index: 0, of: 2, ...sealed });
    await ended(esi.laptop, id, ...expected, "refused");
    await ended(kofi.laptop, id, ...expected, "refused");
    expect(await passed(esi.laptop, id)).toEqual([]);
    expect(await esi.laptop.texts(id)).toEqual(["Kofi: Read by all"]);
    for (const table of Object.values(HISTORY_TABLES)) expect(await esi.laptop.store.scan(table)).toEqual([]);
    // What is as announced is taken, attributed to Ama.
    await parts(await offers(1), cutOf(line(1, 2_000, "As told")));
    await has(esi.laptop, id, ["Kofi: As told"]);
    // A second time, at the same place, nothing changes.
    await parts(await offers(1), cutOf(line(1, 2_000, "Otherwise")));
    await ended(esi.laptop, id, ...expected, "refused", "done", "done");
    expect(await passed(esi.laptop, id)).toEqual(["Kofi: As told"]);
  });

  it("can't fill a newcomer's disk with offers: of one giver one is taken at a time", async () => {
    const id = await room("One");
    await comesIn(id, esi);
    const send = await past(id);
    const offers = Array.from({ length: 4 }, newOffer);
    for (const offer of offers)
      await send({ kind: "history.offer", offer, to: esi.account, since: 0, count: 1 });
    await send({ kind: "text", text: "After all that" });
    await esi.laptop.sees(id, ["Ama: After all that"]);
    const [first] = offers;
    await esi.laptop.until(async () => (esi.laptop.view(id)?.passings.length === 1 ? true : undefined));
    expect(esi.laptop.view(id)?.passings).toMatchObject([{ offer: first, state: "waiting" }]);
    if (first === undefined) throw new Error("nothing was offered");
    await must(esi.laptop.engine.stopHistory({ conversation: id, offer: first }));
    await ended(kofi.laptop, id, "stopped", "open", "open", "open");
  });

  it("can't end what others pass on, answer for them, or ask in the newcomer's place", async () => {
    const id = await room("One");
    await comesIn(id, esi, yaw);
    const send = await past(id);
    await esi.laptop.close();
    await must(give(kofi, esi, id));
    const offer = await kofi.laptop.until(async () => {
      const sent = (await kofi.laptop.lines(id)).find(
        (one) => one.kind === "message" && one.content.kind === "history.offer" && one.delivery !== "queued",
      );
      return sent?.kind === "message" && sent.content.kind === "history.offer"
        ? { offer: sent.content.offer, order: sent.order }
        : undefined;
    });
    const { publicKey } = sodium.crypto_kem_xwing_keypair();
    await send({ kind: "history.key", offer: offer.offer, attempt: 1, key: toBase64url(publicKey) });
    await send({ kind: "history.end", ...offer, how: "stopped" });
    await send({ kind: "history.end", ...offer, how: "done" });
    await send({
      kind: "history.part",
      offer: offer.offer,
      attempt: 1,
      index: 0,
      of: 1,
      enc: "AAAA",
      sealed: "AAAA",
    });
    await send({ kind: "text", text: "After all that" });
    await yaw.laptop.sees(id, ["Ama: After all that"]);
    await kofi.laptop.sees(id, ["Ama: One", "Ama: After all that"]);
    expect(await ends(yaw.laptop, id)).toEqual(["open"]);
    expect(kofi.laptop.view(id)?.passings).toMatchObject([{ state: "waiting", done: 0 }]);
    await esi.laptop.open();
    await has(esi.laptop, id, ["Ama: One"]);
    await ended(yaw.laptop, id, "done");
  });
});
