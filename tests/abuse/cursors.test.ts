import { newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { GATHER_MS } from "@comity/server/gateway/reached";
import {
  conversationAcknowledge,
  conversationCommit,
  conversationCursors,
  conversationReached,
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

describe("how far others have stored a conversation", () => {
  it("is told to its members, gathered, and answered when they ask", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const cursors = [{ device: other.keys.device, seq: 30 }];
    let told = 0;
    const toldOfAll = new Promise<void>((resolve) => {
      one.socket.on(conversationReached.name, (raw: unknown) => {
        told += 1;
        const message = conversationReached.message.parse(raw);
        expect(message).toEqual({ conversation, cursors: [{ ...cursors[0], seq: expect.any(Number) }] });
        if (message.cursors[0]?.seq === 30) resolve();
      });
    });
    const begun = performance.now();
    let toldToItself = 0;
    other.socket.on(conversationReached.name, () => {
      toldToItself += 1;
    });
    for (let seq = 1; seq <= 30; seq++)
      await other.call(conversationAcknowledge, { cursors: [{ conversation, seq }] });
    await toldOfAll;
    // However slow the machine is: once for each time of gathering, and not for each acknowledgement.
    expect(told).toBeLessThanOrEqual(1 + (performance.now() - begun) / GATHER_MS);
    expect(told).toBeLessThan(30);
    expect(await one.call(conversationCursors, { conversation })).toEqual({ ok: true, value: { cursors } });
    expect(toldToItself).toBe(0);
  });

  it("is not shown to who is outside, was removed, or asks nonsense", async () => {
    const [one, gone, outsider] = [await ground.logIn(0), await ground.logIn(2), await ground.logIn(3)];
    const conversation = await openRoom(one, [gone]);
    expect(await outsider.call(conversationCursors, { conversation })).toEqual({
      ok: false,
      fault: { code: "conversation.unknown" },
    });
    expect(await outsider.call(conversationAcknowledge, { cursors: [{ conversation, seq: 1 }] })).toEqual({
      ok: false,
      fault: { code: "conversation.unknown" },
    });
    await one.call(conversationCommit, {
      conversation,
      epoch: 1,
      messageId: newMessageId(),
      bytes: nodeRandom(80),
      added: [],
      removed: [gone.keys.device],
    });
    expect(await gone.call(conversationCursors, { conversation })).toEqual({
      ok: false,
      fault: { code: "conversation.not-member" },
    });
    const heard: unknown[] = [];
    for (const device of [one, gone, outsider])
      device.socket.on(conversationReached.name, (message: unknown) => heard.push(message));
    // One who was removed may still acknowledge what was before; nobody is told of it, and one is told of nobody.
    await gone.call(conversationAcknowledge, { cursors: [{ conversation, seq: 2 }] });
    const room = await openRoom(one, [outsider]);
    const next = new Promise((resolve) => one.socket.once(conversationReached.name, resolve));
    await outsider.call(conversationAcknowledge, { cursors: [{ conversation: room, seq: 1 }] });
    await next;
    expect(heard).toEqual([{ conversation: room, cursors: [{ device: outsider.keys.device, seq: 1 }] }]);
    expect(await one.call(conversationCursors, { conversation })).toEqual({
      ok: true,
      value: { cursors: [] },
    });
    const ask = (request: unknown) =>
      new Promise<unknown>((resolve) => one.socket.emit(conversationCursors.name, request, resolve));
    for (const wrong of [undefined, null, {}, [], { conversation: 7 }, { conversation: { $ne: "" } }])
      expect(await ask(wrong)).toEqual({ ok: false, fault: { code: "request.malformed" } });
  });
});
