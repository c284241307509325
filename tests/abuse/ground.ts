import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BareDevice,
  type BareNetwork,
  bareNetwork,
  newMessageId,
  nodeRandom,
} from "@comity/scripts/load/bareDevice";
import { type RunningServer, type ServerOptions, startServer } from "@comity/server/server";
import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import { ConversationId, idOfKey } from "@comity/shared/ids";
import { conversationCreate } from "@comity/shared/protocol/conversation";

/** A real server with a real network, for people who mean no good. */
export interface Ground {
  readonly sodium: Sodium;
  readonly server: RunningServer;
  readonly network: BareNetwork;
  /** Logs member `index` in on a socket of its own. */
  readonly logIn: (index: number) => Promise<BareDevice>;
  readonly close: () => Promise<void>;
}

/** Starts the server and vouches for five members. */
export async function openGround(
  limits: ServerOptions["limits"] = {},
  now: () => number = Date.now,
  metrics = false,
): Promise<Ground> {
  const sodium = await loadSodium();
  const folder = mkdtempSync(join(tmpdir(), "comity-abuse-"));
  const server = await startServer({ dataFolder: folder, limits, now, metrics });
  const { address, origin } = server;
  const network = await bareNetwork(sodium, address, origin, await server.foundingLink(), 5);
  const open: BareDevice[] = [];
  return {
    sodium,
    server,
    network,
    async logIn(index) {
      const keys = network.members[index];
      if (keys === undefined) throw new Error("there is no such member");
      const device = await BareDevice.logIn(sodium, address, origin, keys);
      open.push(device);
      return device;
    },
    async close() {
      for (const device of [...open, network.founder]) device.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a room with these devices; what they say in it is noise to the server anyway. */
export async function openRoom(creator: BareDevice, others: readonly BareDevice[]): Promise<ConversationId> {
  const conversation = idOfKey(ConversationId, nodeRandom(16));
  const made = await creator.call(conversationCreate, {
    conversation,
    purpose: { kind: "room" },
    messageId: newMessageId(),
    devices: [creator, ...others].map((device) => device.keys.device),
    welcome: nodeRandom(300),
  });
  if (!made.ok) throw new Error(made.fault.code);
  return conversation;
}
