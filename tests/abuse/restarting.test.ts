import { newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import {
  conversationCreate,
  conversationEnvelope,
  conversationJoined,
  conversationList,
  conversationRead,
  conversationRestart,
  conversationSend,
  conversationWelcome,
} from "@comity/shared/protocol/conversation";
import { boardConversationId, directConversationId } from "@comity/shared/protocol/conversationIds";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround, openRoom, restartBy } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

const refused = (code: string) => ({ ok: false, fault: { code } });
const people = async () =>
  [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2), await ground.logIn(3)] as const;

describe("beginning a conversation again", () => {
  it("is for nobody who has no device in it, and for one of many at a time", async () => {
    const [one, other, third, outsider] = await people();
    const conversation = await openRoom(one, [other, third]);
    const by = (device: typeof one, epoch: number, others: readonly (typeof one)[]) =>
      device.call(conversationRestart, restartBy(ground.sodium, device, conversation, epoch, others));
    expect(await by(outsider, 1, [one, other, third])).toEqual(refused("conversation.unknown"));
    const race = await Promise.all([by(one, 1, [other, third]), by(other, 1, [one, third])]);
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
    expect(race.filter(({ ok }) => !ok)).toEqual([{ ok: false, fault: { code: "epoch.moved", epoch: 2 } }]);
    for (const epoch of [0, 1, 3, 99])
      expect(await by(third, epoch, [one])).toEqual({ ok: false, fault: { code: "epoch.moved", epoch: 2 } });
    const log = await one.call(conversationRead, { conversation, after: 0, limit: 10 });
    expect(log).toMatchObject({ ok: true, value: { head: 2 } });
  });

  it("takes nothing that is not signed by the caller for just this place and just these devices", async () => {
    const [one, other, third, outsider] = await people();
    const conversation = await openRoom(one, [other]);
    const elsewhere = await openRoom(one, [other]);
    const mine = restartBy(ground.sodium, one, conversation, 1, [other]);
    const { welcome: _, ...unwelcome } = mine;
    for (const request of [
      { ...mine, bytes: restartBy(ground.sodium, other, conversation, 1, [one]).bytes },
      { ...mine, bytes: restartBy(ground.sodium, one, elsewhere, 1, [other]).bytes },
      { ...mine, bytes: restartBy(ground.sodium, one, conversation, 2, [other]).bytes },
      { ...mine, bytes: mine.bytes.map((byte, at) => (at === mine.bytes.length - 9 ? byte ^ 1 : byte)) },
      { ...mine, bytes: nodeRandom(90) },
      { ...mine, devices: [...mine.devices, third.keys.device] },
      { ...mine, devices: [...mine.devices].reverse() },
      { ...mine, devices: [...mine.devices, other.keys.device] },
      { ...mine, devices: [other.keys.device] },
      unwelcome,
    ])
      expect(await one.call(conversationRestart, request)).toEqual(refused("request.malformed"));
    const strange = restartBy(ground.sodium, one, conversation, 1, [other, await ground.waiting()]);
    expect(await one.call(conversationRestart, strange)).toEqual(refused("not-permitted"));
    expect(await outsider.call(conversationRestart, { ...mine, messageId: newMessageId() })).toEqual(
      refused("request.malformed"),
    );
    const log = await one.call(conversationRead, { conversation, after: 0, limit: 10 });
    expect(log).toMatchObject({ ok: true, value: { head: 1 } });
  });

  it("gives each device in it a welcome, takes no former message, and shuts out who is not named", async () => {
    const [one, other, third] = await people();
    const conversation = await openRoom(one, [other, third]);
    const joined = new Promise<unknown>((resolve) => other.socket.once(conversationJoined.name, resolve));
    const put = new Promise<unknown>((resolve) => third.socket.once(conversationEnvelope.name, resolve));
    const request = restartBy(ground.sodium, one, conversation, 1, [other]);
    expect(await one.call(conversationRestart, request)).toMatchObject({ ok: true, value: { seq: 2 } });
    expect(await joined).toEqual({ conversation, seq: 2 });
    expect(await put).toMatchObject({ conversation, envelope: { seq: 2, kind: "commit" } });
    const welcome = await other.call(conversationWelcome, { conversation });
    expect(welcome).toMatchObject({ ok: true, value: { seq: 2, epoch: 2, sender: one.keys.device } });
    const say = (epoch: number) => ({
      conversation,
      epoch,
      messageId: newMessageId(),
      bytes: nodeRandom(40),
    });
    expect(await other.call(conversationSend, say(1))).toEqual({
      ok: false,
      fault: { code: "epoch.moved", epoch: 2 },
    });
    expect(await other.call(conversationSend, say(2))).toMatchObject({ ok: true, value: { seq: 3 } });
    expect(await third.call(conversationSend, say(2))).toEqual(refused("conversation.not-member"));
    const places = await third.call(conversationList, {});
    const place = places.ok && places.value.places.find((one) => one.conversation === conversation);
    expect(place).toMatchObject({ left: 2, head: 2 });
  });

  it("keeps a channel between its two people, and a board with its officers", async () => {
    const [one, other, third] = await people();
    const { sodium, network } = ground;
    const direct = directConversationId(sodium, one.keys.account, other.keys.account);
    const board = boardConversationId(sodium, network.network);
    const making = (devices: readonly (typeof one)[]) => ({
      ...{ messageId: newMessageId(), welcome: nodeRandom(50) },
      devices: devices.map(({ keys }) => keys.device),
    });
    const purpose = { kind: "direct" as const, peer: other.keys.account };
    await one.call(conversationCreate, { conversation: direct, purpose, ...making([one, other]) });
    const made = { kind: "board" as const, network: network.network };
    await network.founder.call(conversationCreate, {
      ...{ conversation: board, purpose: made },
      ...making([network.founder, one, other]),
    });
    const channel = restartBy(sodium, one, direct, 1, [other, third]);
    expect(await one.call(conversationRestart, channel)).toEqual(refused("not-permitted"));
    const alone = restartBy(sodium, one, direct, 1, [third]);
    expect(await one.call(conversationRestart, alone)).toEqual(refused("not-permitted"));
    const notices = restartBy(sodium, one, board, 1, [other]);
    expect(await one.call(conversationRestart, notices)).toEqual(refused("not-permitted"));
    const again = restartBy(sodium, network.founder, board, 1, [one, other]);
    expect(await network.founder.call(conversationRestart, again)).toMatchObject({ ok: true });
    const both = restartBy(sodium, one, direct, 1, [other]);
    expect(await one.call(conversationRestart, both)).toMatchObject({ ok: true });
  });
});
