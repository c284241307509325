import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FreshKeys, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { prepareEnrolment } from "@comity/client/engine/enrolment/redeeming";
import {
  BareDevice,
  type BareNetwork,
  bareNetwork,
  newMessageId,
  nodeRandom,
} from "@comity/scripts/load/bareDevice";
import { type RunningServer, type ServerOptions, startServer } from "@comity/server/server";
import { loadSodium, type Sodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import { deriveInvitation, hashToken, type InvitationKeys } from "@comity/shared/enrolment/invitation";
import { ConversationId, InvitationId, idOfKey, OfficerKey } from "@comity/shared/ids";
import { HEARTBEAT, type Heartbeat } from "@comity/shared/limits";
import { conversationCreate } from "@comity/shared/protocol/conversation";
import { invitationCreate, invitationRedeem } from "@comity/shared/protocol/invitation";
import { signRestart } from "@comity/shared/protocol/restart";

/** A real server with a real network, for people who mean no good. */
export interface Ground {
  readonly sodium: Sodium;
  readonly server: RunningServer;
  readonly network: BareNetwork;
  /** Logs member `index` in on a socket of its own. */
  readonly logIn: (index: number) => Promise<BareDevice>;
  /** An invitation that the officer has made, and nobody has answered. */
  readonly invite: () => Promise<Invited>;
  /** A device that has answered an invitation and waits for its signature. */
  readonly waiting: () => Promise<BareDevice>;
  readonly close: () => Promise<void>;
}

/** What the invited person holds, and how their client would answer with its keys. */
export interface Invited {
  readonly invitation: InvitationId;
  readonly keys: InvitationKeys;
  readonly answer: (fresh: FreshKeys) => { readonly enrolment: string; readonly mac: string };
}

const WAITING = Card.parse({
  ...{ name: "Waiting", authority: "Office", country: "GH", roles: ["judge"] },
  ...{ competences: [], languages: ["en"] },
});

/** Starts the server and vouches for five members. */
export async function openGround(
  limits: ServerOptions["limits"] = {},
  now: () => number = Date.now,
  metrics = false,
  heartbeat: Heartbeat = HEARTBEAT,
): Promise<Ground> {
  const sodium = await loadSodium();
  const folder = mkdtempSync(join(tmpdir(), "comity-abuse-"));
  const server = await startServer({ dataFolder: folder, limits, now, metrics, heartbeat });
  const { address, origin } = server;
  const network = await bareNetwork(sodium, address, origin, await server.foundingLink(), 5);
  const open: BareDevice[] = [];
  const invite = async (): Promise<Invited> => {
    const keys = deriveInvitation(sodium, nodeRandom(16));
    const expiresAt = now() + 3_600_000;
    const invitation = idOfKey(InvitationId, nodeRandom(16));
    const about = { network: network.network, networkName: "Load", invitedBy: "Officer", card: WAITING };
    const card = { v: 1 as const, ...about, officerKey: idOfKey(OfficerKey, network.officer.publicKey) };
    const made = await network.founder.call(invitationCreate, {
      ...{ network: network.network, expiresAt, invitation },
      ...{ tokenHash: hashToken(sodium, keys.token), sealedCard: nodeRandom(100) },
    });
    if (!made.ok) throw new Error(made.fault.code);
    const answer = (fresh: FreshKeys) =>
      prepareEnrolment(sodium, { keys, card, expiresAt }, fresh, "Laptop", now());
    return { invitation, keys, answer };
  };
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
    invite,
    async waiting() {
      const { keys, answer } = await invite();
      const fresh = freshKeys(sodium, nodeRandom);
      const redeemed = await network.founder.call(invitationRedeem, { token: keys.token, ...answer(fresh) });
      if (!redeemed.ok) throw new Error(redeemed.fault.code);
      const device = await BareDevice.logIn(sodium, address, origin, fresh);
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

/** The entry by which a device begins a conversation again with others, as its program would sign it. */
export function restartBy(
  sodium: Sodium,
  { keys }: BareDevice,
  conversation: ConversationId,
  epoch: number,
  others: readonly BareDevice[],
) {
  const { account, device, deviceKeys } = keys;
  const devices = [device, ...others.map((other) => other.keys.device)];
  const bytes = signRestart(sodium, { conversation, epoch, account, device, devices }, deviceKeys);
  const welcome = others.length === 0 ? {} : { welcome: nodeRandom(80) };
  return { conversation, epoch, messageId: newMessageId(), bytes, devices, ...welcome };
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
