import { Session } from "@comity/client/engine/session/session";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { type Link, openLink } from "@comity/scripts/bench/sync/link";
import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { conversationDeposit, conversationGroupInfo } from "@comity/shared/protocol/conversation";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Ground, openGround, openRoom } from "../abuse/ground.ts";
import { clock, random } from "../integration/engine/people.ts";

/**
 * A line of 50 kbit/s, on which a large public state takes minutes, and the protocol's heartbeats of 30 and 75
 * seconds: all of it ten times as fast.
 */
const FASTER = 10;
const heartbeat = { everyMs: 30_000 / FASTER, silenceMs: 75_000 / FASTER };
const shape = { roundTripMs: 300 / FASTER, bitsPerSecond: 50_000 * FASTER };
/** Twice as long on its way as a silent connection is left alone. */
const LARGE = 1_000_000;

let ground: Ground;
let link: Link;
let session: Session | undefined;
beforeAll(async () => {
  ground = await openGround({}, Date.now, false, heartbeat);
  link = await openLink(ground.server.address, shape);
});
afterAll(async () => {
  await link.close();
  await ground.close();
});

it("carries what takes longer than a heartbeat's patience, up and down, over one and the same connection", async () => {
  const [one, other] = [await ground.logIn(0), await ground.logIn(1)];
  const conversation = await openRoom(one, [other]);
  const { device, deviceKeys } = one.keys;
  const transport = new SocketTransport(
    ground.server.origin,
    clock,
    random,
    link.address,
    undefined,
    heartbeat,
  );
  const states: string[] = [];
  const online = new Promise<void>((resolve) => {
    const told = {
      standing: () => undefined,
      refused: () => undefined,
      connection: ({ state }: { readonly state: string }) => {
        states.push(state);
        if (state === "online") resolve();
      },
    };
    session = new Session(ground.sodium, transport, device, deviceKeys, told);
  });
  await online;
  const groupInfo = nodeRandom(LARGE);
  const left = await session?.call(conversationDeposit, { conversation, epoch: 1, groupInfo });
  expect(left).toEqual({ ok: true, value: {} });
  const fetched = await session?.call(conversationGroupInfo, { conversation });
  expect(fetched?.ok && fetched.value.groupInfo?.length).toBe(LARGE);
  expect(states.slice(states.indexOf("online"))).toEqual(["online"]);
  session?.close();
});
