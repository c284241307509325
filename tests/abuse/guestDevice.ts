import { certifyDevice, type FreshKeys, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { prepareEnrolment } from "@comity/client/engine/enrolment/redeeming";
import { BareDevice, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { Card } from "@comity/shared/directory/card";
import { deriveInvitation, hashToken } from "@comity/shared/enrolment/invitation";
import { type ConversationId, InvitationId, idOfKey } from "@comity/shared/ids";
import { conversationCommit } from "@comity/shared/protocol/conversation";
import { invitationCreate, invitationRedeem } from "@comity/shared/protocol/invitation";
import { statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { signStatement } from "@comity/shared/statements/signing";
import { first } from "./events/stage.ts";
import type { Ground } from "./ground.ts";

const HOUR = 3_600_000;

/** A guest's card. */
export const GUEST = Card.parse({
  ...{ name: "Guest", authority: "Court", country: "GH", roles: ["judge"] },
  ...{ competences: [], languages: ["en"] },
});

/** How many entries the network's log has, as a member reads it. */
export async function sizeOfLog({ network }: Ground, member: BareDevice): Promise<number> {
  return (await first(member.call(statementsRead, { network: network.network, from: 0 }))).head.size;
}

/** Admits somebody to a room as a member's guest, and logs them in. */
export async function admitGuest(
  ground: Ground,
  host: BareDevice,
  conversation: ConversationId,
  validUntil: number,
  keys: FreshKeys = freshKeys(ground.sodium, nodeRandom),
): Promise<BareDevice> {
  const { sodium, server, network } = ground;
  const at = Date.now();
  const admission = signStatement(
    sodium,
    {
      ...{ v: 1, kind: "guest.admit", network: network.network, at, account: keys.account, card: GUEST },
      ...{ conversation, validFrom: at - 1000, validUntil },
    },
    host.keys.identity,
  );
  const statements = [admission, certifyDevice(sodium, keys, network.network, "Laptop", at)];
  const expectedSize = await sizeOfLog(ground, host);
  await first(host.call(statementsPublish, { network: network.network, expectedSize, statements }));
  return BareDevice.logIn(sodium, server.address, server.origin, keys);
}

/** A device that has answered a member's invitation of a guest and waits for the member's signature. */
export async function waitingGuest(
  { sodium, server, network }: Ground,
  host: BareDevice,
  conversation: ConversationId,
): Promise<BareDevice> {
  const keys = deriveInvitation(sodium, nodeRandom(16));
  const expiresAt = Date.now() + HOUR;
  await first(
    host.call(invitationCreate, {
      ...{ network: network.network, expiresAt, conversation, sealedCard: nodeRandom(100) },
      ...{ invitation: idOfKey(InvitationId, nodeRandom(16)), tokenHash: hashToken(sodium, keys.token) },
    }),
  );
  const guest = { conversation, validUntil: expiresAt, host: host.keys.account };
  const about = { network: network.network, networkName: "Load", invitedBy: "Host", card: GUEST, guest };
  const fresh = freshKeys(sodium, nodeRandom);
  const answer = prepareEnrolment(
    sodium,
    { keys, card: { v: 1, ...about }, expiresAt },
    fresh,
    "Laptop",
    Date.now(),
  );
  await first(host.call(invitationRedeem, { token: keys.token, ...answer }));
  return BareDevice.logIn(sodium, server.address, server.origin, fresh);
}

/** A member brings a device into a room, by bytes that are noise to the server anyway. */
export async function bringIn(
  by: BareDevice,
  conversation: ConversationId,
  epoch: number,
  device: BareDevice,
): Promise<void> {
  await first(
    by.call(conversationCommit, {
      ...{ conversation, epoch, messageId: newMessageId(), bytes: nodeRandom(80) },
      ...{ added: [device.keys.device], removed: [], welcome: nodeRandom(80) },
    }),
  );
}
