import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { ConversationId, idOfKey } from "@comity/shared/ids";
import {
  conversationCreate,
  conversationEnvelope,
  conversationSend,
} from "@comity/shared/protocol/conversation";
import { directConversationId } from "@comity/shared/protocol/conversationIds";
import { io } from "socket.io-client";
import { z } from "zod";
import { BareDevice, bareNetwork, newMessageId, nodeRandom } from "../load/bareDevice.ts";
import { Deliveries, drive, print, type Send, stamped } from "./load.ts";
import { Measured } from "./measured.ts";

const PAIRS = 50;
const ROOM = 50;
const WINDOW = 10;
const SECONDS = 8;
const NOISE = nodeRandom(400);

/** Sends on one conversation; a refusal ends the bench. */
function sender(device: BareDevice, conversation: ConversationId): Send {
  return async () => {
    const request = { conversation, epoch: 1, messageId: newMessageId(), bytes: stamped(NOISE) };
    const sent = await device.call(conversationSend, request);
    if (!sent.ok) throw new Error(sent.fault.code);
  };
}

async function benchComity(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "comity-bench-"));
  const ready = z.object({ address: z.string(), origin: z.string(), foundingLink: z.string() });
  const started = await Measured.start("./serverProcess.ts", [folder], ready);
  const { address, origin, foundingLink } = started.ready;
  const sodium = await loadSodium();
  const network = await bareNetwork(sodium, address, origin, foundingLink, PAIRS * 2);
  const devices: BareDevice[] = [];
  for (const keys of network.members) devices.push(await BareDevice.logIn(sodium, address, origin, keys));
  const deliveries = new Deliveries();
  for (const device of devices)
    device.socket.on(conversationEnvelope.name, (push: { envelope: { bytes: Uint8Array } }) => {
      if (push.envelope.bytes.length > 0) deliveries.take(push.envelope.bytes);
    });

  const create = async (
    creator: BareDevice,
    members: readonly BareDevice[],
    conversation: ConversationId,
    direct: boolean,
  ) => {
    const peer = members.find((one) => one !== creator)?.keys.account;
    const made = await creator.call(conversationCreate, {
      conversation,
      purpose: direct && peer !== undefined ? { kind: "direct", peer } : { kind: "room" },
      messageId: newMessageId(),
      devices: members.map((one) => one.keys.device),
      welcome: nodeRandom(500),
    });
    if (!made.ok) throw new Error(made.fault.code);
  };
  const senders: Send[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const [one, other] = devices.slice(pair * 2, pair * 2 + 2);
    if (one === undefined || other === undefined) throw new Error("too few devices");
    const conversation = directConversationId(sodium, one.keys.account, other.keys.account);
    await create(one, [one, other], conversation, true);
    senders.push(sender(one, conversation));
  }
  print(await drive("Comity, 50 pairs, durable", started.server, senders, WINDOW, SECONDS, deliveries));

  const members = devices.slice(0, ROOM);
  const [creator] = members;
  if (creator === undefined) throw new Error("too few devices");
  const room = idOfKey(ConversationId, nodeRandom(16));
  await create(creator, members, room, false);
  const talkers = members.slice(0, 5).map((device) => sender(device, room));
  print(await drive("Comity, a room of 50, durable", started.server, talkers, WINDOW, SECONDS, deliveries));
  for (const device of [...devices, network.founder]) device.close();
  started.server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function benchEcho(): Promise<void> {
  const started = await Measured.start("./echoProcess.ts", [], z.object({ address: z.string() }));
  const deliveries = new Deliveries();
  const sockets = Array.from({ length: PAIRS * 2 }, () =>
    io(started.ready.address, { transports: ["websocket"], forceNew: true }),
  );
  for (const socket of sockets)
    socket.on("message", (bytes: Buffer) => deliveries.take(new Uint8Array(bytes)));
  const enter = (at: number, room: string) => sockets[at]?.emitWithAck("enter", room);
  const send =
    (at: number, room: string): Send =>
    async () => {
      await sockets[at]?.emitWithAck("send", room, Buffer.from(stamped(NOISE)));
    };
  const pairs: Send[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    await Promise.all([enter(pair * 2, `pair ${pair}`), enter(pair * 2 + 1, `pair ${pair}`)]);
    pairs.push(send(pair * 2, `pair ${pair}`));
  }
  print(await drive("bare Socket.IO, 50 pairs", started.server, pairs, WINDOW, SECONDS, deliveries));
  await Promise.all(Array.from({ length: ROOM }, (_, at) => enter(at, "room")));
  const talkers = Array.from({ length: 5 }, (_, at) => send(at, "room"));
  print(await drive("bare Socket.IO, a room of 50", started.server, talkers, WINDOW, SECONDS, deliveries));
  for (const socket of sockets) socket.disconnect();
  started.server.stop();
}

/** Delivered messages per second, delays, and server CPU for 1,000 deliveries; beside a bare Socket.IO echo. */
export async function benchServer(): Promise<void> {
  process.stdout.write("400-byte messages, window of 10; the server has one core to itself\n");
  await benchEcho();
  await benchComity();
}
