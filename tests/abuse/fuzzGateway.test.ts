import { bareSocket, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { ConversationId, idOfKey, Token } from "@comity/shared/ids";
import { conversationList } from "@comity/shared/protocol/conversation";
import { type CallEvent, readAnswer } from "@comity/shared/protocol/event";
import { frameParser } from "@comity/shared/protocol/frame";
import { sessionChallenge } from "@comity/shared/protocol/session";
import fc from "fast-check";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Ground, openGround, openRoom } from "./ground.ts";
import { CALLS, type Known, mutated, noiseFor, SEED } from "./noise.ts";

const RUNS = 30;
const PLENTY = { points: 10_000_000, seconds: 10 };

let ground: Ground;
let known: Known;
let sockets: Record<"stranger" | "waiting" | "member" | "officer", Socket>;

beforeAll(async () => {
  ground = await openGround({ connections: PLENTY, beforeLogIn: PLENTY, device: PLENTY }, Date.now, true);
  const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
  const [own, foreign] = [await openRoom(one, [other]), await openRoom(other, [await ground.logIn(2)])];
  const stranger = bareSocket(ground.server.address);
  await new Promise((resolve) => stranger.once(sessionChallenge.name, resolve));
  const waiting = await ground.waiting();
  sockets = { stranger, waiting: waiting.socket, member: one.socket, officer: ground.network.founder.socket };
  const devices = [one, other, waiting].map(({ keys }) => keys.device);
  known = {
    conversation: [own, foreign, idOfKey(ConversationId, nodeRandom(16))],
    network: [ground.network.network],
    account: [one.keys.account, other.keys.account],
    device: devices,
    devices: [devices, [devices[0]], []],
    added: [[], [devices[1]]],
    removed: [[], [devices[1]]],
    messageId: [newMessageId(), newMessageId()],
    bytes: [nodeRandom(64), nodeRandom(5000)],
    ...{
      epoch: [0, 1, 2],
      after: [0, 1],
      from: [0, 3],
      limit: [1, 200],
      suite: [84, 3],
      part: [0, 1],
      parts: [1, 2],
    },
    purpose: [
      { kind: "room" },
      { kind: "direct", peer: other.keys.account },
      { kind: "board", network: ground.network.network },
    ],
    token: [idOfKey(Token, nodeRandom(32))],
    tokenHash: [idOfKey(Token, nodeRandom(32))],
    claimant: [idOfKey(Token, nodeRandom(32))],
    cursors: [
      [{ conversation: own, seq: 1 }],
      [{ conversation: own, seq: 2 ** 40 }],
      [{ conversation: foreign, seq: 1 }],
    ],
    ...{ welcome: [nodeRandom(300)], expectedSize: [0, 13], expiresAt: [Date.now() + 1e6, -1, 8.64e15 + 1] },
  };
});
afterAll(async () => {
  sockets.stranger.disconnect();
  sockets.waiting.disconnect();
  await ground.close();
});

/** What the server answers to anything: a value of the event's form, or a fault that the protocol knows. */
async function outcome(
  socket: Socket,
  event: CallEvent<unknown, unknown>,
  request: unknown,
): Promise<string> {
  const raw: unknown = await socket.timeout(20_000).emitWithAck(event.name, request);
  const answer = readAnswer(event, raw);
  return answer.ok ? "ok" : answer.fault.code;
}

describe("whatever anybody sends", () => {
  for (const level of ["stranger", "waiting", "member", "officer"] as const)
    it(`as ${level}, the server answers each event with a value or a fault of the protocol, and never fails`, async () => {
      const seen = new Map<string, Set<string>>();
      for (const event of CALLS) {
        const outcomes = new Set<string>();
        seen.set(event.name, outcomes);
        await fc.assert(
          fc.asyncProperty(noiseFor(event.request, known), async (request) => {
            const answered = await outcome(sockets[level], event, request);
            outcomes.add(answered);
            expect(answered).not.toBe("server.internal");
          }),
          { numRuns: RUNS, seed: SEED, endOnFailure: true },
        );
      }
      if (level === "member") expect([...seen.values()].some((outcomes) => outcomes.has("ok"))).toBe(true);
      if (level === "stranger")
        expect(seen.get("conversation.send")).toEqual(new Set(["session.unauthenticated"]));
      if (level === "waiting") expect(seen.get("conversation.send")).toEqual(new Set(["session.pending"]));
    });

  it("counts it all, and no failure of its own is among it", async () => {
    const counted = await (await fetch(new URL("/metrics", ground.server.address))).text();
    expect(counted).toMatch(
      /comity_events_total\{event="conversation.send",outcome="request.malformed"\} [1-9]/,
    );
    expect(counted).not.toContain('outcome="server.internal"');
  });

  it("cuts off who sends frames that are none, and serves everybody else", async () => {
    const good = new frameParser.Encoder().encode({ type: 2, data: ["conversation.list", {}], id: 1 })[0];
    if (good === undefined) throw new Error("no frame");
    const url = `${ground.server.address.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(mutated(good), fc.uint8Array({ maxLength: 300 }), fc.string()),
        async (frame) => {
          const socket = new WebSocket(url);
          await new Promise((resolve, reject) => {
            socket.once("open", resolve);
            socket.once("error", reject);
          });
          socket.on("error", () => undefined);
          const over = new Promise((resolve) => socket.once("close", resolve));
          socket.send(frame);
          socket.close();
          await over;
        },
      ),
      { numRuns: 150, seed: SEED, endOnFailure: true },
    );
    const device = await ground.logIn(3);
    expect((await device.call(conversationList, {})).ok).toBe(true);
    expect((await fetch(new URL("/healthz", ground.server.address))).status).toBe(200);
  });
});
