import { newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { LIMITS } from "@comity/shared/limits";
import {
  conversationCommit,
  conversationDeposit,
  conversationEnvelope,
  conversationGroupInfo,
  conversationGroupInfoWanted,
  conversationRead,
  conversationRejoin,
  conversationRejoinable,
  conversationSend,
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

const unknown = { ok: false, fault: { code: "conversation.unknown" } };
const notMember = { ok: false, fault: { code: "conversation.not-member" } };
const malformed = { ok: false, fault: { code: "request.malformed" } };

const entry = (conversation: Awaited<ReturnType<typeof openRoom>>, epoch: number) => ({
  conversation,
  epoch,
  messageId: newMessageId(),
  bytes: nodeRandom(120),
});

describe("the door by which a device comes in anew", () => {
  it("does not exist for somebody who has no device in the conversation", async () => {
    const [one, other, outsider] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const conversation = await openRoom(one, [other]);
    expect(await outsider.call(conversationRejoin, entry(conversation, 1))).toEqual(unknown);
    expect(await outsider.call(conversationGroupInfo, { conversation })).toEqual(unknown);
    const groupInfo = nodeRandom(50);
    expect(await outsider.call(conversationDeposit, { conversation, epoch: 1, groupInfo })).toEqual(unknown);
    expect(await outsider.call(conversationRejoinable, {})).toEqual({
      ok: true,
      value: { conversations: [] },
    });
    expect(await one.call(conversationGroupInfo, { conversation })).toEqual({
      ok: true,
      value: { epoch: 1, head: 1 },
    });
  });

  it("is shut for somebody who was removed", async () => {
    const [one, other, gone] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const conversation = await openRoom(one, [other, gone]);
    const removal = { ...entry(conversation, 1), added: [], removed: [gone.keys.device] };
    expect(await one.call(conversationCommit, removal)).toMatchObject({ ok: true });
    expect(await gone.call(conversationRejoin, entry(conversation, 2))).toEqual(notMember);
    expect(await gone.call(conversationGroupInfo, { conversation })).toEqual(notMember);
    const groupInfo = nodeRandom(50);
    expect(await gone.call(conversationDeposit, { conversation, epoch: 2, groupInfo })).toEqual(notMember);
  });

  it("is open for those whom one member has put out all together, and only then", async () => {
    const [one, other, third] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const outsider = await ground.logIn(3);
    const conversation = await openRoom(one, [other, third]);
    const removed = [other.keys.device, third.keys.device];
    await one.call(conversationCommit, { ...entry(conversation, 1), added: [], removed });
    expect(await outsider.call(conversationRejoin, entry(conversation, 2))).toEqual(unknown);
    expect(await other.call(conversationRejoin, entry(conversation, 2))).toMatchObject({ ok: true });
    expect(await third.call(conversationRejoin, entry(conversation, 3))).toEqual(notMember);
    const present = [other.keys.device, one.keys.device, third.keys.device];
    const repair = { ...entry(conversation, 3), added: [], removed: [] };
    const strange = [...present, outsider.keys.device];
    for (const list of [strange, removed.slice(1), [one.keys.device]])
      expect(await other.call(conversationCommit, { ...repair, present: list })).toEqual(malformed);
    expect(await other.call(conversationCommit, { ...repair, present })).toMatchObject({ ok: true });
    expect(await third.call(conversationSend, entry(conversation, 4))).toMatchObject({ ok: true });
  });

  it("lets one of many through at a time, once for each repetition, and refuses other epochs", async () => {
    const [one, other, third] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
    const conversation = await openRoom(one, [other, third]);
    const mine = entry(conversation, 1);
    const race = await Promise.all([
      one.call(conversationRejoin, mine),
      one.call(conversationRejoin, mine),
      other.call(conversationRejoin, entry(conversation, 1)),
      third.call(conversationCommit, { ...entry(conversation, 1), added: [], removed: [] }),
    ]);
    const taken = race.flatMap((answer) => (answer.ok ? [answer.value.seq] : []));
    expect(new Set(taken)).toEqual(new Set([2]));
    for (const epoch of [0, 1, 3, 99])
      expect(await other.call(conversationRejoin, entry(conversation, epoch))).toEqual({
        ok: false,
        fault: { code: "epoch.moved", epoch: 2 },
      });
    const log = await one.call(conversationRead, { conversation, after: 0, limit: 10 });
    expect(log).toMatchObject({ ok: true, value: { head: 2 } });
  });

  it("tells the other members, and takes no message of a former epoch afterwards", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const heard = new Promise<unknown>((resolve) => other.socket.once(conversationEnvelope.name, resolve));
    expect(await one.call(conversationRejoin, entry(conversation, 1))).toMatchObject({ ok: true });
    expect(await heard).toMatchObject({ conversation, envelope: { seq: 2, kind: "commit", epoch: 1 } });
    expect(await other.call(conversationSend, entry(conversation, 1))).toEqual({
      ok: false,
      fault: { code: "epoch.moved", epoch: 2 },
    });
    expect(await other.call(conversationSend, entry(conversation, 2))).toMatchObject({ ok: true });
  });
});

describe("public states that are left", () => {
  it("are kept of the current epoch only, and forgotten with it; without one the others are asked", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const groupInfo = nodeRandom(60);
    for (const epoch of [0, 2, 1_000_000])
      expect(await one.call(conversationDeposit, { conversation, epoch, groupInfo })).toEqual({
        ok: false,
        fault: { code: "epoch.moved", epoch: 1 },
      });
    expect(await one.call(conversationDeposit, { conversation, epoch: 1, groupInfo })).toEqual({
      ok: true,
      value: {},
    });
    const left = await other.call(conversationGroupInfo, { conversation });
    expect(left.ok && left.value.epoch).toBe(1);
    expect(Buffer.from((left.ok && left.value.groupInfo) || [])).toEqual(Buffer.from(groupInfo));
    await one.call(conversationCommit, { ...entry(conversation, 1), added: [], removed: [] });
    const wanted = new Promise<unknown>((resolve) =>
      one.socket.once(conversationGroupInfoWanted.name, resolve),
    );
    expect(await other.call(conversationGroupInfo, { conversation })).toEqual({
      ok: true,
      value: { epoch: 2, head: 2 },
    });
    expect(await wanted).toEqual({ conversation, epoch: 2 });
  });

  it("are refused where they are too large or malformed, and so is everything like it", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const conversation = await openRoom(one, [other]);
    const ask = (event: string, request: unknown) =>
      new Promise<unknown>((resolve) => one.socket.emit(event, request, resolve));
    const { name } = conversationDeposit;
    const large = nodeRandom(LIMITS.groupInfoBytes + 1);
    expect(await ask(name, { conversation, epoch: 1, groupInfo: large })).toEqual(malformed);
    for (const request of [undefined, null, [], {}, { conversation: "x" }, { epoch: -1 }])
      for (const event of [name, conversationRejoin.name, conversationGroupInfo.name])
        expect(await ask(event, request)).toMatchObject({ ok: false });
    const commit = { ...entry(conversation, 1), bytes: nodeRandom(LIMITS.commitBytes + 1) };
    expect(await ask(conversationRejoin.name, commit)).toEqual(malformed);
    expect(await ask(conversationRejoinable.name, { after: 7 })).toEqual(malformed);
    expect(await one.call(conversationGroupInfo, { conversation })).toMatchObject({ ok: true });
  });
});
