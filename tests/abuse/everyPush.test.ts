import type { Transport } from "@comity/client/engine/ports";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { AccountId, ConversationId, DeviceId, InvitationId, idOfKey, NetworkId } from "@comity/shared/ids";
import * as conversation from "@comity/shared/protocol/conversation";
import type { PushEvent } from "@comity/shared/protocol/event";
import { invitationChanged } from "@comity/shared/protocol/invitation";
import { keyPackagesLow } from "@comity/shared/protocol/keyPackages";
import * as session from "@comity/shared/protocol/session";
import { statementsAppended } from "@comity/shared/protocol/statements";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ArchiveGround,
  bound,
  type Desk,
  must,
  PASSPHRASE,
  textsOf,
  wholeThread,
} from "../integration/engine/archiveGround.ts";
import { clock, random } from "../integration/engine/people.ts";
import { anything, noiseFor, PUSHES, SEED } from "./noise.ts";

/** What a hostile server knows of a device and of a conversation that it is in. */
interface Scene {
  readonly at: { readonly conversation: ConversationId };
  readonly network: NetworkId;
  readonly account: AccountId;
  readonly own: DeviceId;
  readonly log: readonly conversation.Envelope[];
}

/** Something that a server pushes to an honest device, at a moment of its choice, and again. */
type Lie = readonly [push: PushEvent<unknown>, message: unknown];

function lie<Message>(push: PushEvent<Message>, ...messages: readonly Message[]): readonly Lie[] {
  return messages.map((message) => [push, message]);
}

const elsewhere = idOfKey(ConversationId, nodeRandom(16));
const nobody = idOfKey(DeviceId, nodeRandom(32));
const FAR = Number.MAX_SAFE_INTEGER;

/** What is lied about with each push: a new one needs a row. Replayed, out of order, of what is not. */
const LIES: readonly ((scene: Scene) => readonly Lie[])[] = [
  ({ at, log, own }) => {
    const [oldest, newest] = [log[0], log.at(-1)];
    if (oldest === undefined || newest === undefined) throw new Error("nothing was said");
    const { seq } = newest;
    return lie(
      conversation.conversationEnvelope,
      { ...at, envelope: oldest },
      { ...at, envelope: newest },
      { ...at, envelope: { ...newest, sender: own } },
      { ...at, envelope: { ...newest, bytes: nodeRandom(200) } },
      { ...at, envelope: { ...newest, seq: FAR, messageId: newMessageId() } },
      { ...at, envelope: { ...newest, seq: seq + 9, epoch: FAR } },
      { conversation: elsewhere, envelope: newest },
    );
  },
  ({ at }) =>
    lie(
      conversation.conversationJoined,
      { ...at, seq: 1 },
      { ...at, seq: FAR },
      { conversation: elsewhere, seq: 1 },
    ),
  ({ at, own }) =>
    lie(
      conversation.conversationReached,
      { ...at, cursors: [] },
      { ...at, cursors: [{ device: nobody, seq: FAR }] },
      { ...at, cursors: [{ device: own, seq: FAR }] },
      { ...at, cursors: [{ device: own, seq: 0 }] },
      { conversation: elsewhere, cursors: [{ device: own, seq: 3 }] },
    ),
  ({ at }) =>
    lie(conversation.conversationGroupInfoWanted, ...[0, 1, FAR].map((epoch) => ({ ...at, epoch })), {
      conversation: elsewhere,
      epoch: 1,
    }),
  () => lie(keyPackagesLow, { suite: 84, oneTime: 0 }, { suite: 3, oneTime: 0 }, { suite: 84, oneTime: FAR }),
  ({ network }) =>
    lie(
      statementsAppended,
      { network, size: 0 },
      { network, size: FAR },
      { network: idOfKey(NetworkId, nodeRandom(32)), size: 5 },
    ),
  ({ network }) =>
    lie(invitationChanged, {
      ...{ network, invitation: idOfKey(InvitationId, nodeRandom(16)), state: "redeemed" },
      ...{ createdAt: 1, expiresAt: 2, enrolment: "{}", mac: "none" },
    }),
  () =>
    lie(
      session.sessionChallenge,
      { protocol: 1, nonce: nodeRandom(32), serverTime: 0 },
      { protocol: 1, nonce: new Uint8Array(32), serverTime: Number.NaN },
    ),
  ({ account, network }) =>
    lie(
      session.sessionStanding,
      { state: "pending", account, networks: [] },
      { state: "active", account: idOfKey(AccountId, nodeRandom(32)), networks: [{ network, size: FAR }] },
      { state: "active", account, networks: [{ network: idOfKey(NetworkId, nodeRandom(32)), size: 1 }] },
      { state: "active", account, networks: [{ network, size: 1 }] },
    ),
  () => lie(session.sessionReplaced, {}),
  () => lie(session.sessionHere, {}),
];
/** It ends the connection, so it is told last, by itself. */
const LAST = session.sessionRevoked;

/** A device's line on which a test can push what it likes; the form is checked as on any line. */
class HostileLine {
  private readonly hearing = new Map<string, Set<(raw: unknown) => void>>();
  private now: Transport | undefined;

  readonly over = (transport: Transport): Transport => {
    this.now = transport;
    const { hearing } = this;
    return {
      ...bound(transport),
      on(event, listener) {
        const hear = (raw: unknown) => {
          const message = event.message.safeParse(raw);
          if (message.success) listener(message.data);
        };
        hearing.set(event.name, (hearing.get(event.name) ?? new Set()).add(hear));
        return transport.on(event, listener);
      },
    };
  };

  get transport(): Transport {
    if (this.now === undefined) throw new Error("nobody has connected");
    return this.now;
  }

  push(event: string, raw: unknown): void {
    for (const hear of this.hearing.get(event) ?? []) hear(raw);
  }
}

let ground: ArchiveGround;
let victim: Desk & { network: NetworkId };
let friend: Desk;
let channel: ConversationId;
const hostile = new HostileLine();

async function say(who: Desk, text: string): Promise<void> {
  await must(who.engine.sendText({ conversation: channel, text }));
}

/** What both read in the end, which must be the same. */
async function read(count: number): Promise<readonly string[]> {
  const texts = async (desk: Desk) => textsOf(await wholeThread(desk, channel));
  for (let tries = 0; ; tries++) {
    const [one, other] = await Promise.all([texts(victim), texts(friend)]);
    const there = one.length >= count && other.length >= count;
    if (there) expect(one).toEqual(other);
    if (there) return one;
    if (tries > 600) throw new Error(`not all has come: ${one.join()} and ${other.join()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A channel to somebody, as soon as their device has left keys for it. */
async function reached(account: AccountId): Promise<ConversationId> {
  for (;;) {
    const opened = await victim.engine.openDirect(account);
    if (opened.ok) return opened.value;
    if (opened.fault.code !== "contact.unreachable") throw new Error(opened.fault.code);
    await friend.engine.settled();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  ground = await ArchiveGround.open();
  victim = await ground.officer("Adjoa Lawson", hostile.over);
  friend = await ground.member(victim, "Ama Owusu");
  const { account } = await friend.mirror.until(({ self }) => self);
  channel = await reached(account);
  await friend.mirror.until(({ conversations }) => conversations.find(({ id }) => id === channel));
  await say(victim, "first");
  await say(friend, "second");
  await read(2);
});
afterAll(async () => {
  await victim.engine.lock();
  await friend.engine.lock();
  await ground.close();
});

/** What the server knows and may use against the victim. */
async function scene(): Promise<Scene> {
  const { account, device } = await victim.mirror.until(({ self }) => self);
  const asked = { conversation: channel, after: 0, limit: 50 };
  const answer = await hostile.transport.call(conversation.conversationRead, asked);
  if (!answer.ok) throw new Error(answer.fault.code);
  const { network } = victim;
  return {
    at: { conversation: channel },
    network,
    account,
    own: DeviceId.parse(device),
    log: answer.value.envelopes,
  };
}

describe("what a server pushes", () => {
  it("has a row of lies for each push that there is", async () => {
    const about = await scene();
    const names = LIES.flatMap((lies) => [...new Set(lies(about).map(([{ name }]) => name))]);
    expect([...names, LAST.name].sort()).toEqual(PUSHES.map(({ name }) => name).sort());
  });

  it("reaches nobody unless it has the form of its event", () => {
    const heard = new Map<string, (raw: unknown) => void>();
    const wire = {
      connected: true,
      ...{ connect: () => undefined, disconnect: () => undefined, emit: () => undefined },
      on: (event: string, listener: (raw: unknown) => void) => void heard.set(event, listener),
      off: () => undefined,
    };
    const transport = new SocketTransport("http://origin", clock, random, "http://origin", () => wire);
    for (const event of PUSHES) {
      let told = 0;
      transport.on(event, () => {
        told += 1;
      });
      const form = fc.oneof(noiseFor(event.message, {}), anything);
      fc.assert(
        fc.property(form, (raw) => {
          const before = told;
          heard.get(event.name)?.(raw);
          expect(told - before).toBe(event.message.safeParse(raw).success ? 1 : 0);
        }),
        { numRuns: 100, seed: SEED },
      );
    }
    transport.close();
  });

  it("changes nothing of what people read and whom they know, whatever it says, however often", async () => {
    const about = await scene();
    // The notice board, and what the log says of the friend's device, come a moment after the first messages.
    for (const one of [victim, friend]) await one.engine.settled();
    const { self, contacts, conversations } = victim.mirror.state;
    const known = JSON.stringify([
      self?.account,
      self?.networks,
      contacts,
      conversations.map(({ id }) => id),
    ]);
    for (const lies of LIES)
      for (const [{ name }, message] of lies(about)) for (let n = 0; n < 20; n++) hostile.push(name, message);
    await say(friend, "third");
    await victim.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    await say(victim, "fourth");
    await say(friend, "fifth");
    const texts = await read(5);
    expect([...texts].sort()).toEqual(["fifth", "first", "fourth", "second", "third"]);
    await victim.engine.settled();
    const after = victim.mirror.state;
    const ids = after.conversations.map(({ id }) => id);
    expect(JSON.stringify([after.self?.account, after.self?.networks, after.contacts, ids])).toBe(known);
    expect(after.warnings).toEqual([]);
    expect(after.invitations.filter(({ state }) => state === "arrived")).toEqual([]);
  });

  it("can shut a device out, which says so and loses nothing", async () => {
    hostile.push(LAST.name, { code: "session.revoked" });
    hostile.push(LAST.name, { code: "session.suspended" });
    await victim.mirror.until(({ phase }) => (phase?.phase === "refused" ? true : undefined));
    await victim.engine.lock();
    await must(victim.engine.unlock(PASSPHRASE));
    await victim.mirror.until(({ connection }) => (connection.state === "online" ? true : undefined));
    await say(victim, "sixth");
    expect((await read(6)).at(-1)).toBe("sixth");
  });
});
