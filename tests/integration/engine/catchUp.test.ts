import { ThreadRecord } from "@comity/client/engine/conversations/records";
import type { ConversationsChange } from "@comity/client/engine/conversations/service";
import { readJson } from "@comity/client/engine/mls/json";
import { decodeContent } from "@comity/shared/content/content";
import type { ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import {
  conversationAcknowledge,
  conversationList,
  conversationRead,
} from "@comity/shared/protocol/conversation";
import { fail, ok } from "@comity/shared/result";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LyingServer } from "./lyingServer.ts";
import { must, type Person, TestNetwork, TestServer } from "./people.ts";

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

/** A room and what was said in it while somebody was away. */
interface Missed {
  readonly id: ConversationId;
  readonly texts: string[];
}

interface Absence {
  readonly writer: Person;
  readonly away: Person;
  /** The one in which something was said last comes first. */
  readonly missed: readonly [Missed, ...Missed[]];
}

let absences = 0;

/** Somebody goes away, and rooms go on without them: `each` messages in every one, and two commits in some. */
async function absence(rooms: number, each: number): Promise<Absence> {
  absences += 1;
  const writer = await network.person(`Writer ${absences}`);
  const away = await network.person(`Away ${absences}`);
  const third = await network.person(`Third ${absences}`);
  const missed: Missed[] = [];
  for (let room = 0; room < rooms; room++) {
    const details = { reference: `${absences}/${room}`, title: "Room" };
    const id = await must(writer.laptop.engine.createRoom({ ...details, members: [away.account] }));
    await away.laptop.joined(id);
    missed.push({ id, texts: [] });
  }
  await away.laptop.engine.settled();
  await away.laptop.close();
  // What was made first is said in last, so that no order but that of the newest messages fits.
  for (const [at, { id, texts }] of [...missed.entries()].reverse()) {
    for (let message = 0; message < each; message++) {
      if (at % 3 === 0 && message === 5) {
        await must(writer.laptop.engine.addMembers({ conversation: id, accounts: [third.account] }));
        await must(writer.laptop.engine.removeMember({ conversation: id, account: third.account }));
      }
      const text = `${at}.${message}`;
      await writer.laptop.say(id, text);
      texts.push(`${writer.name}: ${text}`);
    }
    await writer.laptop.engine.settled();
    await writer.laptop.until(
      async () => (writer.laptop.view(id)?.queued === 0 ? true : undefined),
      "everything sent",
    );
  }
  const [first, ...others] = missed;
  if (first === undefined) throw new Error("an absence without a room");
  return { writer, away, missed: [first, ...others] };
}

/** How many messages of a room a device has stored. */
async function stored({ laptop }: Person, { id }: Missed): Promise<number> {
  const lines = await laptop.store.scan("thread", { after: `${id}/`, before: `${id}/~` });
  return lines.filter(({ value }) => {
    const line = readJson(ThreadRecord, value);
    return line?.kind === "message" && decodeContent(line.text).content.kind === "text";
  }).length;
}

describe("a device that was away", () => {
  it("has the newest conversation whole and can write in it before it reads another, the longest quiet one last", async () => {
    const { writer, away, missed } = await absence(8, 12);
    const [newest, ...others] = missed;
    const reads: ConversationId[] = [];
    let underWay = 0;
    let atOnce = 0;
    let goOn = () => undefined as undefined;
    const held = new Promise<void>((resolve) => {
      goOn = () => void resolve();
    });
    let newestStored = -1;
    away.laptop.tamper = new LyingServer().answer(conversationRead, async (request, honest) => {
      const { conversation } = request;
      // The board and the group of this person's own devices may have grown too.
      if (!missed.some(({ id }) => id === conversation)) return honest.call(conversationRead, request);
      if (conversation !== newest.id && !reads.some((read) => read !== newest.id))
        newestStored = await stored(away, newest);
      reads.push(conversation);
      underWay += 1;
      atOnce = Math.max(atOnce, underWay);
      if (conversation !== newest.id) await held;
      const answer = await honest.call(conversationRead, request);
      underWay -= 1;
      return answer;
    }).tamper;
    await away.laptop.open();
    const told: ConversationsChange[] = [];
    const stop = away.laptop.engine.subscribe((change) => told.push(change));
    await away.laptop.sees(newest.id, newest.texts);
    await away.laptop.say(newest.id, "I am back");
    await writer.laptop.sees(newest.id, [...newest.texts, `${away.name}: I am back`]);
    expect(newestStored).toBe(newest.texts.length);
    for (const other of others) expect(await stored(away, other)).toBe(0);
    // What comes in live while its conversation waits for its turn is read there, in its order and once.
    const longest = others.at(-1);
    if (longest === undefined) throw new Error("one room only");
    await writer.laptop.say(longest.id, "just now");
    longest.texts.push(`${writer.name}: just now`);
    goOn();
    for (const { id, texts } of others) await away.laptop.sees(id, texts);
    await away.laptop.engine.settled();
    expect(reads.filter((id, at) => id !== newest.id && reads.indexOf(id) === at)).toEqual(
      others.map(({ id }) => id),
    );
    expect(atOnce).toBeLessThanOrEqual(3);
    const progress = told.flatMap((change) => (change.type === "progress" ? [change] : []));
    const done = progress.filter(({ task }) => task === "catch-up").map((change) => change.done);
    const total = progress.at(-1)?.total ?? 0;
    expect(total).toBeGreaterThanOrEqual(8 * 12);
    expect(done).toEqual([...done].sort((one, other) => one - other));
    expect(done.at(-1)).toBe(total);
    // Others' messages count, not conversations.
    expect(done.filter((one) => one > 12 && one < total).length).toBeGreaterThanOrEqual(6);
    stop();
  });

  it("reads in pages of bounded bytes, each once what came before is stored, and nothing twice", async () => {
    const { away, missed } = await absence(3, 30);
    const pages = new Map<ConversationId, number[]>();
    const wrong: unknown[] = [];
    away.laptop.tamper = new LyingServer().answer(conversationRead, async (request, honest) => {
      const { conversation, after, bytes } = request;
      const record = await away.laptop.store.get("conversation", conversation);
      const cursor: unknown = JSON.parse(Buffer.from(record ?? []).toString()).cursor;
      if (cursor !== after || bytes === undefined || bytes > LIMITS.bytesPerRead)
        wrong.push({ cursor, request });
      const answer = await honest.call(conversationRead, { ...request, bytes: 4096 });
      if (!answer.ok) return answer;
      const { envelopes } = answer.value;
      const size = envelopes.reduce((sum, { bytes: own }) => sum + own.length, 0);
      if (size > 4096 && envelopes.length > 1) wrong.push({ size, request });
      pages.set(conversation, [...(pages.get(conversation) ?? []), ...envelopes.map(({ seq }) => seq)]);
      return answer;
    }).tamper;
    await away.laptop.open();
    for (const { id, texts } of missed) await away.laptop.sees(id, texts);
    await away.laptop.engine.settled();
    expect(wrong).toEqual([]);
    for (const { id } of missed) {
      const seqs = pages.get(id) ?? [];
      expect(seqs.length).toBeGreaterThanOrEqual(30);
      expect(new Set(seqs).size).toBe(seqs.length);
    }
  });

  it("acknowledges all cursors that are due at once, in as many calls as it takes", async () => {
    const hermit = await network.person("Hermit");
    const { laptop } = hermit;
    for (let room = 0; room <= LIMITS.cursorsPerAcknowledge; room++)
      await must(laptop.engine.createRoom({ reference: `alone/${room}`, title: "Room", members: [] }));
    await laptop.until(
      async () => (laptop.conversations.every(({ queued }) => queued === 0) ? true : undefined),
      "everything sent",
    );
    await laptop.engine.settled();
    await laptop.close();
    const told = new Map<ConversationId, number>();
    const sizes: number[] = [];
    laptop.tamper = new LyingServer()
      // As if nothing had ever been acknowledged.
      .answer(conversationList, async (request, honest) => {
        const answer = await honest.call(conversationList, request);
        if (!answer.ok) return answer;
        const places = answer.value.places.map((place) => ({ ...place, cursor: 0 }));
        return ok({ ...answer.value, places });
      })
      .answer(conversationAcknowledge, async (request, honest) => {
        sizes.push(request.cursors.length);
        for (const { conversation, seq } of request.cursors) told.set(conversation, seq);
        return honest.call(conversationAcknowledge, request);
      }).tamper;
    await laptop.open();
    await laptop.until(
      async () => (told.size > LIMITS.cursorsPerAcknowledge ? true : undefined),
      "all acknowledged",
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LIMITS.cursorsPerAcknowledge);
  });

  for (const seed of [1, 2, 3])
    it(`loses its connection again and again in the middle (${seed}): everything comes once, in order`, async () => {
      const { away, missed } = await absence(5, 20);
      let state = seed;
      /** A small generator of repeatable chance (Park and Miller). */
      const chance = () => {
        state = (state * 48_271) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      let breaks = 0;
      const seen = new Map<ConversationId, number>();
      const backwards: unknown[] = [];
      away.laptop.tamper = new LyingServer().answer(conversationRead, async (request, honest) => {
        const breaksNow = breaks < 12 && chance() < 0.4;
        const lost = chance() < 0.5;
        if (breaksNow) breaks += 1;
        if (breaksNow) away.laptop.link.retry(1);
        if (breaksNow && lost) return fail({ code: "transport.offline" as const });
        if (request.after < (seen.get(request.conversation) ?? 0)) backwards.push(request);
        seen.set(request.conversation, request.after);
        return honest.call(conversationRead, { ...request, limit: 6 });
      }).tamper;
      await away.laptop.open();
      for (const { id, texts } of missed) await away.laptop.sees(id, texts);
      expect(breaks).toBeGreaterThan(3);
      expect(backwards).toEqual([]);
      expect(away.laptop.warnings).toEqual([]);
    });
});
