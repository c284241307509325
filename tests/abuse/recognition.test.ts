import {
  BareDevice,
  type BareNetwork,
  bareNetwork,
  newMessageId,
  nodeRandom,
} from "@comity/scripts/load/bareDevice";
import { ConversationId, idOfKey } from "@comity/shared/ids";
import { conversationCommit, conversationCreate } from "@comity/shared/protocol/conversation";
import { directConversationId } from "@comity/shared/protocol/conversationIds";
import { keyPackagesClaim, keyPackagesPublish } from "@comity/shared/protocol/keyPackages";
import { logHead, logProveConsistency, logProveInclusion } from "@comity/shared/protocol/log";
import { networkIdentify } from "@comity/shared/protocol/recognition";
import { statementsAppended, statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { networkCode } from "@comity/shared/statements/networkCode";
import { networkIdOf, type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, openGround, openRoom } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  const plenty = { points: 10_000_000, seconds: 10 };
  ground = await openGround({ connections: plenty, beforeLogIn: plenty, device: plenty });
});
afterAll(async () => {
  for (const device of opened) device.close();
  await ground.close();
});
const opened: BareDevice[] = [];

const unknown = { ok: false, fault: { code: "network.unknown" } };
const refused = (code: string) => ({ ok: false, fault: { code } });

/** A network with one member who is logged in. */
interface Side {
  readonly bare: BareNetwork;
  readonly member: BareDevice;
}

async function side(): Promise<Side> {
  const { sodium, server } = ground;
  const { address, origin } = server;
  const bare = await bareNetwork(sodium, address, origin, await server.foundingLink(), 2);
  const [keys] = bare.members;
  if (keys === undefined) throw new Error("there is no such member");
  const member = await BareDevice.logIn(sodium, address, origin, keys);
  opened.push(member, bare.founder);
  await member.call(keyPackagesPublish, {
    ...{ suite: 3, oneTime: [nodeRandom(100)], lastResort: nodeRandom(100) },
  });
  return { bare, member };
}

/** Two networks that have nothing to do with each other yet. */
const sides = async (): Promise<readonly [west: Side, east: Side]> => [await side(), await side()];

/** What the server says to a statement about another network. */
async function say(
  { bare }: Side,
  what: "recognise" | "withdraw",
  other: Side,
  { signer = bare.officer, sender = bare.founder }: { signer?: SigningKeys; sender?: BareDevice } = {},
): Promise<string> {
  const { network } = bare;
  const read = await bare.founder.call(statementsRead, { network, from: 0 });
  if (!read.ok) return read.fault.code;
  const at = Date.now();
  const statement = { v: 1, kind: `network.${what}`, network, at, other: other.bare.network } as const;
  const published = await sender.call(statementsPublish, {
    ...{ network, expectedSize: read.value.head.size },
    statements: [signStatement(ground.sodium, statement, signer)],
  });
  if (published.ok) return "taken";
  return published.fault.code === "statement.invalid" ? published.fault.reason : published.fault.code;
}

const read = ({ member }: Side, { bare: { network } }: Side, from = 0) =>
  member.call(statementsRead, { network, from });

/** Each way by which a person of one network could reach those of another. */
async function reaches({ member }: Side, { bare, member: peer }: Side): Promise<readonly string[]> {
  const { network } = bare;
  const answers = {
    log: await member.call(statementsRead, { network, from: 0 }),
    head: await member.call(logHead, { network }),
    inclusion: await member.call(logProveInclusion, { network, index: 0, size: 1 }),
    consistency: await member.call(logProveConsistency, { network, from: 1, to: 1 }),
    keys: await member.call(keyPackagesClaim, { suite: 3, account: peer.keys.account }),
    room: await member.call(conversationCreate, {
      ...{ conversation: idOfKey(ConversationId, nodeRandom(16)), purpose: { kind: "room" } },
      ...{ messageId: newMessageId(), devices: [member.keys.device, peer.keys.device] },
      welcome: nodeRandom(50),
    }),
  };
  return Object.entries(answers).flatMap(([way, { ok }]) => (ok ? [way] : []));
}
const EVERY_WAY = ["log", "head", "inclusion", "consistency", "keys", "room"];

describe("a recognition", () => {
  it("is refused from anybody but an officer of the very network, whoever sends it", async () => {
    const [west, east] = await sides();
    const own = west.member.keys;
    for (const signer of [own.identity, own.deviceKeys, east.bare.officer]) {
      expect(await say(west, "recognise", east, { signer })).toBe("signer-not-an-officer");
      expect(await say(west, "recognise", east, { signer, sender: west.member })).toBe(
        "signer-not-an-officer",
      );
    }
    expect(await say(west, "recognise", east, { sender: east.bare.founder })).toBe("not-permitted");
    expect(await say(west, "withdraw", east)).toBe("not-recognised");
  });

  it("of one side alone opens nothing, in neither direction", async () => {
    const [west, east] = await sides();
    expect(await reaches(west, east)).toEqual([]);
    expect(await say(west, "recognise", east)).toBe("taken");
    expect([await reaches(west, east), await reaches(east, west)]).toEqual([[], []]);
    expect(await read(west, east)).toEqual(unknown);
    expect(await read(east, west)).toEqual(unknown);
  });

  it("of both opens log and rooms to both, and their members nothing else: no board, no say in the log", async () => {
    const [west, east] = await sides();
    await say(west, "recognise", east);
    await say(east, "recognise", west);
    expect(await reaches(west, east)).toEqual(EVERY_WAY);
    expect(await reaches(east, west)).toEqual(EVERY_WAY);
    // A third network is as far away as before from either.
    const third = await side();
    expect([await reaches(third, east), await reaches(west, third)]).toEqual([[], []]);
    const { network } = east.bare;
    const board = await west.bare.founder.call(conversationCreate, {
      ...{ conversation: idOfKey(ConversationId, nodeRandom(16)), purpose: { kind: "board", network } },
      ...{ messageId: newMessageId(), devices: [west.bare.founder.keys.device] },
    });
    expect(board).toMatchObject(refused("not-permitted"));
    expect(await say(east, "withdraw", west, { signer: west.bare.officer })).toBe("signer-not-an-officer");
    expect(await say(east, "withdraw", west, { sender: west.bare.founder })).toBe("not-permitted");
    // A channel between people of both stays between the two.
    const [peer, stranger] = [east.member.keys, east.bare.members[1]];
    if (stranger === undefined) throw new Error("there is no such member");
    const conversation = directConversationId(ground.sodium, west.member.keys.account, peer.account);
    const made = await west.member.call(conversationCreate, {
      ...{ conversation, purpose: { kind: "direct", peer: peer.account }, messageId: newMessageId() },
      ...{ devices: [west.member.keys.device, peer.device], welcome: nodeRandom(50) },
    });
    expect(made).toMatchObject({ ok: true });
    const newcomer = { added: [stranger.device], removed: [], welcome: nodeRandom(50) };
    const entry = { conversation, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(60) };
    expect(await west.member.call(conversationCommit, { ...entry, ...newcomer })).toMatchObject(
      refused("not-permitted"),
    );
  });

  it("tells both sides when the other's log has grown, and nobody else", async () => {
    const [west, east] = await sides();
    const told: unknown[] = [];
    const member = west.member.socket;
    member.on(statementsAppended.name, (said) => told.push(said));
    await say(east, "recognise", west);
    expect(told).toEqual([]);
    await say(west, "recognise", east);
    expect(await say(east, "recognise", west)).toBe("taken");
    // An answer of its own comes after everything that was told before it.
    await read(west, east);
    expect(told).toEqual([
      expect.objectContaining({ network: west.bare.network }),
      expect.objectContaining({ network: east.bare.network }),
    ]);
  });

  it("that is withdrawn closes everything at once: the withdrawal is the last that the other side may read", async () => {
    const [west, east] = await sides();
    await say(west, "recognise", east);
    await say(east, "recognise", west);
    const room = await openRoom(west.member, [east.member]);
    const before = await read(west, east);
    if (!before.ok) throw new Error(before.fault.code);
    expect(await say(east, "withdraw", west)).toBe("taken");
    expect(await reaches(east, west)).toEqual([]);
    // The side that was left sees it signed, and nothing of what comes behind it.
    expect(await reaches(west, east)).toEqual(["log"]);
    await say(east, "recognise", await side());
    const { size } = before.value.head;
    expect(await read(west, east, size)).toMatchObject({
      ok: true,
      value: { statements: [{ body: expect.stringContaining("network.withdraw") }] },
    });
    expect(await read(west, east, size + 1)).toEqual(unknown);
    expect(await read(west, east, 9_999)).toEqual(unknown);
    // Nobody of the other side is brought in anew.
    const [, second] = east.bare.members;
    if (second === undefined) throw new Error("there is no such member");
    const commit = await west.member.call(conversationCommit, {
      ...{ conversation: room, epoch: 1, messageId: newMessageId(), bytes: nodeRandom(60) },
      ...{ added: [second.device], removed: [], welcome: nodeRandom(50) },
    });
    expect(commit).toMatchObject(refused("not-permitted"));
    // Said again by both, it holds again, and the whole log is there.
    expect(await say(east, "recognise", west)).toBe("taken");
    expect(await reaches(west, east)).toEqual(EVERY_WAY);
  });

  it("that the reader's own network withdraws ends the reading on the spot", async () => {
    const [west, east] = await sides();
    await say(west, "recognise", east);
    await say(east, "recognise", west);
    expect(await say(west, "withdraw", east)).toBe("taken");
    expect(await reaches(west, east)).toEqual([]);
    expect(await reaches(east, west)).toEqual(["log"]);
  });

  it("shows a network to officers by its own founding statement, which no server can exchange", async () => {
    const [west, east] = await sides();
    const asked = await west.bare.founder.call(networkIdentify, { code: networkCode(east.bare.network) });
    if (!asked.ok) throw new Error(asked.fault.code);
    expect(networkIdOf(ground.sodium, asked.value.founding)).toBe(east.bare.network);
    expect(asked.value.recognises).toEqual([]);
    await say(east, "recognise", west);
    expect(
      await west.bare.founder.call(networkIdentify, { code: networkCode(east.bare.network) }),
    ).toMatchObject({
      ok: true,
      value: { recognises: [west.bare.network] },
    });
  });
});
