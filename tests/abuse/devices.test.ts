import { certifyDevice, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { BareDevice, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { ConversationId, idOfKey } from "@comity/shared/ids";
import { conversationCommit, conversationCreate } from "@comity/shared/protocol/conversation";
import { ownConversationId } from "@comity/shared/protocol/conversationIds";
import { deviceList } from "@comity/shared/protocol/device";
import { statementsPublish } from "@comity/shared/protocol/statements";
import { signStatement } from "@comity/shared/statements/signing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

const notPermitted = { ok: false, fault: { code: "not-permitted" } };

/** A second device of member `index`, certified as its person would. */
async function secondDevice(index: number, size: number) {
  const first = await ground.logIn(index);
  const keys = freshKeys(ground.sodium, nodeRandom, first.keys.identity);
  const certificate = certifyDevice(ground.sodium, keys, ground.network.network, "Second", Date.now());
  const published = await first.call(statementsPublish, {
    network: ground.network.network,
    expectedSize: size,
    statements: [certificate],
  });
  expect(published.ok).toBe(true);
  const { address, origin } = ground.server;
  return { first, second: await BareDevice.logIn(ground.sodium, address, origin, keys) };
}

describe("a person's own devices", () => {
  it("are listed to that person only, with the hour of their last log-in", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const listed = await one.call(deviceList, {});
    if (!listed.ok) throw new Error(listed.fault.code);
    expect(listed.value.devices.map(({ device }) => device)).toEqual([one.keys.device]);
    const [{ lastLogIn } = { lastLogIn: undefined }] = listed.value.devices;
    expect((lastLogIn ?? 1) % 3_600_000).toBe(0);
    expect(Date.now() - (lastLogIn ?? 0)).toBeLessThan(7_200_000);
    const others = await other.call(deviceList, {});
    expect(others).toMatchObject({ ok: true, value: { devices: [{ device: other.keys.device }] } });
  });

  it("are renamed by that person only", async () => {
    const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
    const { network } = ground.network;
    const { account, device } = one.keys;
    const rename = { v: 1, kind: "device.rename", network, at: Date.now(), account, device } as const;
    const by = (keys: Parameters<typeof signStatement>[2], sender: BareDevice) =>
      sender.call(statementsPublish, {
        network,
        expectedSize: 13,
        statements: [signStatement(ground.sodium, { ...rename, name: "Not theirs" }, keys)],
      });
    const refused = { ok: false, fault: { code: "statement.invalid", reason: "signer-not-the-account" } };
    expect(await by(other.keys.identity, other)).toEqual(refused);
    expect(await by(ground.network.officer, ground.network.founder)).toEqual(refused);
  });

  it("have a group of their own, which nobody else can make, take or enter", async () => {
    const { first, second } = await secondDevice(2, 13);
    const stranger = await ground.logIn(3);
    const own = ownConversationId(ground.sodium, first.keys.account);
    const welcome = nodeRandom(100);
    const make = (sender: BareDevice, conversation: ConversationId, devices: readonly BareDevice[]) =>
      sender.call(conversationCreate, {
        ...{ conversation, purpose: { kind: "own" }, messageId: newMessageId(), welcome },
        devices: devices.map(({ keys }) => keys.device),
      });
    expect(await make(stranger, own, [stranger])).toEqual(notPermitted);
    expect(await make(first, own, [first, stranger])).toEqual(notPermitted);
    expect(await make(first, idOfKey(ConversationId, nodeRandom(16)), [first, second])).toEqual(notPermitted);
    expect((await make(first, own, [first, second])).ok).toBe(true);
    expect(await make(second, own, [second, first])).toEqual({
      ok: false,
      fault: { code: "conversation.exists" },
    });
    const adding = {
      ...{ conversation: own, epoch: 1, bytes: nodeRandom(50), removed: [], welcome },
      added: [stranger.keys.device],
    };
    expect(await first.call(conversationCommit, { ...adding, messageId: newMessageId() })).toEqual(
      notPermitted,
    );
    second.close();
  });
});
