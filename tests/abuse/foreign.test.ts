import { type BareDevice, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { ConversationId, idOfKey } from "@comity/shared/ids";
import * as protocol from "@comity/shared/protocol/conversation";
import type { CallEvent } from "@comity/shared/protocol/event";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround, openRoom, restartBy } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

const unknown = { ok: false, fault: { code: "conversation.unknown" } };

/** Asks for one event about a conversation, as well formed as a member would. */
type Ask = (device: BareDevice, conversation: ConversationId) => Promise<unknown>;

function ask<Request, Response>(
  event: CallEvent<Request, Response>,
  request: (conversation: ConversationId) => Request,
): [string, Ask] {
  return [event.name, (device, conversation) => device.call(event, request(conversation))];
}

/** Devices that an outsider would like to have in it. */
const accomplices = () => ground.network.members.slice(3, 4).map(({ device }) => device);

const entry = (conversation: ConversationId, epoch = 1) => ({
  ...{ conversation, epoch, messageId: newMessageId(), bytes: nodeRandom(60) },
});

/** Every event that names a conversation which must be the caller's own. */
const ABOUT_ONE = new Map<string, Ask>([
  ask(protocol.conversationSend, (conversation) => entry(conversation)),
  ask(protocol.conversationCommit, (conversation) => ({
    ...{ ...entry(conversation), added: accomplices(), removed: [], welcome: nodeRandom(50) },
  })),
  ask(protocol.conversationRead, (conversation) => ({ conversation, after: 0, limit: 10 })),
  ask(protocol.conversationWelcome, (conversation) => ({ conversation })),
  ask(protocol.conversationDeposit, (conversation) => ({
    ...{ conversation, epoch: 1, groupInfo: nodeRandom(50) },
  })),
  ask(protocol.conversationGroupInfo, (conversation) => ({ conversation, again: true })),
  ask(protocol.conversationRejoin, (conversation) => entry(conversation)),
  [
    protocol.conversationRestart.name,
    (device, conversation) =>
      device.call(protocol.conversationRestart, restartBy(ground.sodium, device, conversation, 1, [])),
  ],
  ask(protocol.conversationAcknowledge, (conversation) => ({ cursors: [{ conversation, seq: 1 }] })),
  ask(protocol.conversationCursors, (conversation) => ({ conversation })),
  ask(protocol.conversationDevices, (conversation) => ({ conversation })),
]);
/** These name none, or make one. */
const OTHERS = new Set(["conversation.create", "conversation.list", "conversation.rejoinable"]);

describe("a conversation of other people", () => {
  it("knows all events that there are", () => {
    const calls = Object.values(protocol).flatMap((one) =>
      typeof one === "object" && "response" in one ? [one.name] : [],
    );
    expect(new Set(calls)).toEqual(new Set([...ABOUT_ONE.keys(), ...OTHERS]));
  });

  it("is to each event what one that does not exist is: nothing is shown, nothing is changed, nobody is told", async () => {
    const [one, other, outsider] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const theirs = await openRoom(one, [other]);
    const nobodys = idOfKey(ConversationId, nodeRandom(16));
    await one.call(protocol.conversationSend, entry(theirs));
    await other.call(protocol.conversationAcknowledge, { cursors: [{ conversation: theirs, seq: 2 }] });
    const seen = async () => ({
      log: await one.call(protocol.conversationRead, { conversation: theirs, after: 0, limit: 50 }),
      info: await one.call(protocol.conversationGroupInfo, { conversation: theirs }),
      cursors: await one.call(protocol.conversationCursors, { conversation: theirs }),
    });
    // Where it was left already, nobody is asked for it.
    const groupInfo = nodeRandom(50);
    await one.call(protocol.conversationDeposit, { conversation: theirs, epoch: 1, groupInfo });
    const before = await seen();
    const told: unknown[] = [];
    for (const push of [protocol.conversationEnvelope, protocol.conversationJoined])
      for (const device of [one, other, outsider]) device.socket.on(push.name, (said) => told.push(said));
    other.socket.on(protocol.conversationGroupInfoWanted.name, (said) => told.push(said));
    for (const [name, about] of ABOUT_ONE) {
      expect([name, await about(outsider, theirs)]).toEqual([name, unknown]);
      expect([name, await about(outsider, nobodys)]).toEqual([name, unknown]);
    }
    expect(await outsider.call(protocol.conversationList, {})).toMatchObject({
      ok: true,
      value: { places: [] },
    });
    // Nor can it be made again over the heads of those who are in it.
    const devices = [outsider.keys.device, other.keys.device];
    const again = await outsider.call(protocol.conversationCreate, {
      ...{ conversation: theirs, purpose: { kind: "room" }, messageId: newMessageId(), devices },
      welcome: nodeRandom(50),
    });
    expect(again).toMatchObject({ ok: false });
    expect(await seen()).toEqual(before);
    expect(told).toEqual([]);
  });
});

describe("an epoch that is not", () => {
  const far = [2, 9, 1_000_000, Number.MAX_SAFE_INTEGER];

  it("of the future is refused to a message, a commit, a return and a deposit, and the log stays", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const moved = { ok: false, fault: { code: "epoch.moved", epoch: 1 } };
    for (const epoch of far) {
      const commit = { ...entry(conversation, epoch), added: [], removed: [] };
      const groupInfo = { conversation, epoch, groupInfo: nodeRandom(50) };
      expect(await one.call(protocol.conversationSend, entry(conversation, epoch))).toEqual(moved);
      expect(await one.call(protocol.conversationCommit, commit)).toEqual(moved);
      expect(await one.call(protocol.conversationRejoin, entry(conversation, epoch))).toEqual(moved);
      expect(await one.call(protocol.conversationDeposit, groupInfo)).toEqual(moved);
    }
    const log = await other.call(protocol.conversationRead, { conversation, after: 0, limit: 10 });
    expect(log).toMatchObject({ ok: true, value: { head: 1 } });
  });

  it("of the far past is refused as well; the last few are taken from a message alone", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    for (let epoch = 1; epoch <= 9; epoch++)
      await one.call(protocol.conversationCommit, { ...entry(conversation, epoch), added: [], removed: [] });
    const moved = { ok: false, fault: { code: "epoch.moved", epoch: 10 } };
    for (const epoch of [0, 1, 5])
      expect(await other.call(protocol.conversationSend, entry(conversation, epoch))).toEqual(moved);
    for (const epoch of [0, 1, 6, 9]) {
      const commit = { ...entry(conversation, epoch), added: [], removed: [] };
      const groupInfo = { conversation, epoch, groupInfo: nodeRandom(50) };
      expect(await other.call(protocol.conversationCommit, commit)).toEqual(moved);
      expect(await other.call(protocol.conversationRejoin, entry(conversation, epoch))).toEqual(moved);
      expect(await other.call(protocol.conversationDeposit, groupInfo)).toEqual(moved);
    }
    expect(await other.call(protocol.conversationSend, entry(conversation, 6))).toMatchObject({ ok: true });
    const log = await one.call(protocol.conversationRead, { conversation, after: 10, limit: 10 });
    expect(log.ok && log.value.envelopes.map(({ seq, epoch }) => [seq, epoch])).toEqual([[11, 6]]);
  });
});

describe("a flood beyond the limits", () => {
  it("comes no further than the gateway, and what others send meanwhile arrives, each once and in order", async () => {
    const small = await openGround({ device: { points: 60, seconds: 600 } });
    try {
      const [flooder, one, other] = [await small.logIn(0), await small.logIn(1), await small.logIn(2)];
      const conversation = await openRoom(one, [flooder, other]);
      const heard: string[] = [];
      other.socket.on(protocol.conversationEnvelope.name, (raw: unknown) => {
        const { envelope } = protocol.conversationEnvelope.message.parse(raw);
        if (envelope.sender === one.keys.device) heard.push(envelope.messageId);
      });
      const flood = (times: number) =>
        Array.from({ length: times }, () => flooder.call(protocol.conversationSend, entry(conversation)));
      const first = flood(200);
      const said: string[] = [];
      for (let at = 0; at < 20; at++) {
        const message = entry(conversation);
        expect(await one.call(protocol.conversationSend, message)).toMatchObject({ ok: true });
        said.push(message.messageId);
      }
      const answers = await Promise.all(first);
      const taken = answers.filter(({ ok }) => ok).length;
      const refused = answers.filter((answer) => !answer.ok && answer.fault.code === "rate.limited").length;
      expect(taken).toBeLessThanOrEqual(60);
      expect(taken + refused).toBe(200);
      // Who goes on after two hundred refusals in a row is cut off.
      const cutOff = new Promise((resolve) => flooder.socket.once("disconnect", resolve));
      flood(300);
      expect(await cutOff).toBe("io server disconnect");
      const log = await other.call(protocol.conversationRead, { conversation, after: 1, limit: 200 });
      if (!log.ok) throw new Error(log.fault.code);
      expect(log.value.envelopes).toHaveLength(taken + said.length);
      const ofOne = log.value.envelopes.filter(({ sender }) => sender === one.keys.device);
      expect(ofOne.map(({ messageId }) => messageId)).toEqual(said);
      // The answer to a read comes after everything that was pushed before it.
      expect(heard).toEqual(said);
    } finally {
      await small.close();
    }
  });
});
