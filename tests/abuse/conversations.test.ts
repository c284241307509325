import { type BareDevice, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import type { ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import {
  conversationCommit,
  conversationEnvelope,
  conversationRead,
  conversationSend,
  type Envelope,
} from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround, openRoom } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

const notMember = { ok: false, fault: { code: "conversation.not-member" } };

describe("in and around a conversation", () => {
  it("shows a member of the network who is not in it nothing, and takes nothing", async () => {
    const [one, other, outsider] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const conversation = await openRoom(one, [other]);
    const message = { conversation, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(100) };
    expect(await outsider.call(conversationSend, message)).toMatchObject({ ok: false });
    expect(await outsider.call(conversationRead, { conversation, after: 0, limit: 10 })).toMatchObject({
      ok: false,
    });
    const { device } = outsider.keys;
    const commit = {
      conversation,
      epoch: 1,
      messageId: newMessageId(),
      bytes: nodeRandom(100),
      added: [device],
      removed: [],
    };
    expect(await outsider.call(conversationCommit, { ...commit, welcome: nodeRandom(50) })).toMatchObject({
      ok: false,
    });
    const log = await one.call(conversationRead, { conversation, after: 0, limit: 10 });
    expect(log).toMatchObject({ ok: true, value: { head: 1 } });
  });

  it("answers malformed and oversized requests with a typed fault, and goes on", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const ask = (request: unknown) =>
      new Promise<unknown>((resolve) => one.socket.emit(conversationSend.name, request, resolve));
    const messageId = newMessageId();
    const malformed = { ok: false, fault: { code: "request.malformed" } };
    const wrong: unknown[] = [
      undefined,
      null,
      "text",
      [],
      {},
      { conversation, epoch: -1, messageId, bytes: nodeRandom(1) },
      { conversation, epoch: 1.5, messageId, bytes: nodeRandom(1) },
      { conversation, epoch: 1, messageId: "short", bytes: nodeRandom(1) },
      { conversation, epoch: 1, messageId, bytes: "text instead of bytes" },
      { conversation: { $ne: "" }, epoch: 1, messageId, bytes: nodeRandom(1) },
      { conversation, epoch: 1, messageId, bytes: nodeRandom(LIMITS.messageBytes + 1) },
      // Whoever could send it could have others believe that what they have not read yet was lost.
      { conversation, epoch: 1, messageId, bytes: new Uint8Array() },
    ];
    for (const request of wrong) expect(await ask(request)).toEqual(malformed);
    expect(await ask({ conversation, epoch: 1, messageId, bytes: nodeRandom(10) })).toMatchObject({
      ok: true,
    });
    const nothing = await new Promise((resolve) => one.socket.emit("conversation.nonsense", {}, resolve));
    expect(nothing).toEqual({ ok: false, fault: { code: "request.unknown-event" } });
  });

  it("takes a repetition for what it is: one entry, one place", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const message = { conversation, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(100) };
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.call(conversationSend, message)));
    expect(new Set(answers.map((answer) => (answer.ok ? answer.value.seq : answer.fault.code)))).toEqual(
      new Set([2]),
    );
    const log = await other.call(conversationRead, { conversation, after: 1, limit: 50 });
    expect(log.ok && log.value.envelopes.length).toBe(1);
  });

  it("lets one of two commits at the same epoch win, and refuses epochs of the future and the past", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const commit = (epoch: number) => ({
      conversation,
      epoch,
      messageId: newMessageId(),
      bytes: nodeRandom(80),
      added: [],
      removed: [],
    });
    const race = await Promise.all([
      one.call(conversationCommit, commit(1)),
      other.call(conversationCommit, commit(1)),
    ]);
    expect(race.filter((answer) => answer.ok)).toHaveLength(1);
    expect(race.find((answer) => !answer.ok)).toEqual({
      ok: false,
      fault: { code: "epoch.moved", epoch: 2 },
    });
    expect(await one.call(conversationCommit, commit(9))).toMatchObject({ ok: false, fault: { epoch: 2 } });
    expect(
      await one.call(conversationSend, {
        conversation,
        epoch: 7,
        messageId: newMessageId(),
        bytes: nodeRandom(9),
      }),
    ).toMatchObject({ ok: false });
  });

  it("takes nothing of an older epoch after a removal, and shows the removed one nothing more", async () => {
    const [one, other, gone] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const conversation = await openRoom(one, [other, gone]);
    const removed = await one.call(conversationCommit, {
      conversation,
      epoch: 1,
      messageId: newMessageId(),
      bytes: nodeRandom(80),
      added: [],
      removed: [gone.keys.device],
    });
    expect(removed).toMatchObject({ ok: true, value: { seq: 2 } });
    const late = { conversation, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(50) };
    expect(await other.call(conversationSend, late)).toEqual({
      ok: false,
      fault: { code: "epoch.moved", epoch: 2 },
    });
    expect(await gone.call(conversationSend, { ...late, messageId: newMessageId() })).toEqual(notMember);
    let overheard = 0;
    gone.socket.on(conversationEnvelope.name, () => {
      overheard += 1;
    });
    const heard = new Promise((resolve) => other.socket.once(conversationEnvelope.name, resolve));
    await one.call(conversationSend, { ...late, epoch: 2, messageId: newMessageId() });
    await heard;
    const seen = await gone.call(conversationRead, { conversation, after: 0, limit: 50 });
    expect(seen.ok && seen.value.envelopes.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(overheard).toBe(0);
  });
});

describe("reading a long log", () => {
  const read = (device: BareDevice, conversation: ConversationId, after: number, bytes?: number) =>
    device.call(conversationRead, {
      ...{ conversation, after, limit: LIMITS.envelopesPerRead },
      ...(bytes === undefined ? {} : { bytes }),
    });

  it("never gets an answer larger than a page, and gets everything page by page", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const sent: Uint8Array[] = [];
    for (let at = 0; at < 12; at++) {
      const bytes = nodeRandom(LIMITS.messageBytes - at);
      const answer = await one.call(conversationSend, {
        ...{ conversation, epoch: 1, messageId: newMessageId(), bytes },
      });
      if (answer.ok) sent.push(bytes);
    }
    expect(sent).toHaveLength(12);
    const got: Envelope[] = [];
    for (let after = 1; after < 13; after = got.at(-1)?.seq ?? after) {
      const answer = await read(other, conversation, after);
      if (!answer.ok) throw new Error(answer.fault.code);
      const { envelopes, head } = answer.value;
      expect(head).toBe(13);
      expect(envelopes.length).toBeGreaterThan(0);
      const size = envelopes.reduce((sum, { bytes }) => sum + bytes.length, 0);
      expect(size).toBeLessThanOrEqual(LIMITS.bytesPerRead);
      got.push(...envelopes);
    }
    expect(got.map(({ seq }) => seq)).toEqual(sent.map((_, at) => at + 2));
    expect(got.map(({ sender }) => sender)).toEqual(sent.map(() => one.keys.device));
    expect(got.every(({ bytes }, at) => Buffer.compare(bytes, sent[at] ?? nodeRandom(1)) === 0)).toBe(true);
    const little = await read(other, conversation, 1, LIMITS.leastBytesPerRead);
    expect(little.ok && little.value.envelopes.map(({ seq }) => seq)).toEqual([2]);
  });

  it("refuses pages of other sizes than the protocol allows", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    for (const bytes of [0, -1, 1.5, LIMITS.leastBytesPerRead - 1, LIMITS.bytesPerRead + 1, 2 ** 60])
      expect(await read(other, conversation, 0, bytes)).toEqual({
        ok: false,
        fault: { code: "request.malformed" },
      });
    expect(await read(other, conversation, 0, LIMITS.bytesPerRead)).toMatchObject({ ok: true });
  });
});

describe("a flood", () => {
  it("is refused with a waiting time, and others are served meanwhile", async () => {
    const small = await openGround({ device: { points: 40, seconds: 60 } });
    try {
      const [flooder, neighbour] = [await small.logIn(0), await small.logIn(1)];
      const conversation = await openRoom(flooder, [neighbour]);
      const send = () => ({ conversation, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(20) });
      const answers = await Promise.all(
        Array.from({ length: 120 }, () => flooder.call(conversationSend, send())),
      );
      const limited = answers.find((answer) => !answer.ok);
      expect(limited).toMatchObject({ fault: { code: "rate.limited" } });
      expect(await neighbour.call(conversationSend, send())).toMatchObject({ ok: true });
      const taken = answers.filter((answer) => answer.ok).length;
      const log = await neighbour.call(conversationRead, { conversation, after: 1, limit: 200 });
      expect(log.ok && log.value.envelopes.length).toBe(taken + 1);
    } finally {
      await small.close();
    }
  });
});
