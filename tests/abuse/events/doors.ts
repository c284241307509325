import { foundNetwork, MEMBERSHIP_MS } from "@comity/client/engine/enrolment/founding";
import { certifyDevice, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { callOn, nodeRandom } from "@comity/scripts/load/bareDevice";
import { sign } from "@comity/shared/crypto/signature";
import { Card } from "@comity/shared/directory/card";
import { InvitationId, idOfKey, NetworkId, Token } from "@comity/shared/ids";
import { PROTOCOL_VERSION } from "@comity/shared/limits";
import { networkFound } from "@comity/shared/protocol/founding";
import * as invitation from "@comity/shared/protocol/invitation";
import { logHead, logProveConsistency, logProveInclusion } from "@comity/shared/protocol/log";
import { challengeBytes, sessionAlive, sessionAuthenticate } from "@comity/shared/protocol/session";
import { deviceCertify, statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import { signStatement } from "@comity/shared/statements/signing";
import { abused, first, type Row, type Stage, secret } from "./stage.ts";

const card = Card.parse({
  ...{ name: "New", authority: "Office", country: "GH", roles: ["judge"], competences: [] },
  languages: ["en"],
});
const aRead = { impossible: "it changes nothing" };
const freshId = () => idOfKey(InvitationId, nodeRandom(16));

/** The log-in of a member who has no other business here, on a fresh socket. */
async function logIn({ ground, knock }: Stage, forged: boolean) {
  const { socket, nonce } = await knock();
  const [keys] = ground.network.members.slice(4);
  if (keys === undefined) throw new Error("there is no such member");
  const { origin } = ground.server;
  const { privateKey } = forged ? ground.sodium.crypto_sign_keypair() : keys.deviceKeys;
  const signature = sign(ground.sodium, "comity/session/v1", challengeBytes(nonce, origin), privateKey);
  return [socket, { protocol: PROTOCOL_VERSION, device: keys.device, origin, signature }] as const;
}

/** A founding with a token of the server's console, or a guessed one. */
async function founding({ ground, stranger }: Stage, guessed: boolean) {
  const link = await ground.server.foundingLink();
  const keys = freshKeys(ground.sodium, nodeRandom);
  const input = { networkName: "Another", card, deviceName: "Desk" };
  const { statements } = foundNetwork(ground.sodium, nodeRandom, keys, input, Date.now());
  const token = guessed ? secret() : Token.parse(link.slice(link.indexOf("#found=") + 7));
  return { stranger, token, statements: [...statements] as const };
}

async function sizeOf({ ground, one }: Stage) {
  const { network } = ground.network;
  return (await first(one.call(statementsRead, { network, from: 0 }))).head.size;
}

/** A membership for somebody new, signed by the officer or by a member who would like to be one. */
async function grant(stage: Stage, by: "officer" | "member", ahead = 0) {
  const { network, officer } = stage.ground.network;
  const at = Date.now();
  const { account } = freshKeys(stage.ground.sodium, nodeRandom);
  const validity = { validFrom: at - 60_000, validUntil: at + MEMBERSHIP_MS };
  const statement = signStatement(
    stage.ground.sodium,
    { v: 1, kind: "membership.grant", network, at, account, card, ...validity },
    by === "officer" ? officer : stage.one.keys.identity,
  );
  return { network, expectedSize: (await sizeOf(stage)) + ahead, statements: [statement] };
}

/** A further device of a member's, certified by their own identity key or by somebody else's. */
async function certificate(stage: Stage, own: boolean, ahead = 0) {
  const { ground, outsider, other } = stage;
  const { network } = ground.network;
  const { device, deviceKeys } = freshKeys(ground.sodium, nodeRandom);
  const { account } = outsider.keys;
  const { identity } = own ? outsider.keys : other.keys;
  const keys = { account, identity, device, deviceKeys };
  const statement = certifyDevice(ground.sodium, keys, network, "Tablet", Date.now());
  return { network, expectedSize: (await sizeOf(stage)) + ahead, statement };
}

function draft({ ground }: Stage, expiresAt = Date.now() + 3_600_000) {
  const { network } = ground.network;
  return { network, invitation: freshId(), tokenHash: secret(), sealedCard: nodeRandom(60), expiresAt };
}

/** An answer to an invitation, with keys of its own. */
async function answered({ ground }: Stage) {
  const { invitation, keys, answer } = await ground.invite();
  const redeem = () => ({ token: keys.token, ...answer(freshKeys(ground.sodium, nodeRandom)) });
  return { invitation, redeem };
}

/** A question about a network's log: of one's own, of another one, and beyond what there is. */
function aboutLog<Request>(request: (network: NetworkId, size: number) => Request) {
  return {
    access: "pending" as const,
    honest: async ({ one, ground }: Stage) => [one.socket, request(ground.network.network, 3)] as const,
    again: "same" as const,
    trespass: [
      "network.unknown" as const,
      async ({ one }: Stage) => [one.socket, request(idOfKey(NetworkId, nodeRandom(32)), 3)] as const,
    ] as const,
    disorder: [
      "log.moved" as const,
      async ({ one, ground }: Stage) => [one.socket, request(ground.network.network, 9_999)] as const,
    ] as const,
  };
}

/** What is done to the events by which people come in, and to the networks' logs. */
export const DOOR_ROWS: readonly Row[] = [
  abused(sessionAlive, {
    access: "anyone",
    honest: async ({ stranger }) => [stranger, {}],
    again: "same",
    trespass: { impossible: "it says nothing of anybody" },
    disorder: aRead,
  }),
  abused(sessionAuthenticate, {
    access: "anyone",
    honest: async (stage) => logIn(stage, false),
    again: "session.bad-signature",
    trespass: ["session.bad-signature", async (stage) => logIn(stage, true)],
    // The answer to another socket's challenge.
    disorder: [
      "session.bad-signature",
      async (stage) => [(await stage.knock()).socket, (await logIn(stage, false))[1]],
    ],
  }),
  abused(networkFound, {
    access: "anyone",
    honest: async (stage) => {
      const { stranger, token, statements } = await founding(stage, false);
      return [stranger, { token, statements: [...statements] }];
    },
    again: "same",
    trespass: [
      "founding.token-invalid",
      async (stage) => {
        const { stranger, token, statements } = await founding(stage, true);
        return [stranger, { token, statements: [...statements] }];
      },
    ],
    disorder: [
      "statement.invalid",
      async (stage) => {
        const { stranger, token, statements } = await founding(stage, false);
        const [found, granted, certified] = statements;
        return [stranger, { token, statements: [found, certified, granted] }];
      },
    ],
  }),
  abused(statementsPublish, {
    access: "active",
    honest: async (stage) => [stage.officer.socket, await grant(stage, "officer")],
    again: "log.moved",
    trespass: ["statement.invalid", async (stage) => [stage.one.socket, await grant(stage, "member")]],
    disorder: ["log.moved", async (stage) => [stage.officer.socket, await grant(stage, "officer", 3)]],
  }),
  abused(statementsRead, {
    access: "pending",
    honest: async ({ one, ground }) => [one.socket, { network: ground.network.network, from: 0 }],
    again: { otherwise: "the head is signed anew, with its hour" },
    trespass: [
      "network.unknown",
      async ({ one }) => [one.socket, { network: idOfKey(NetworkId, nodeRandom(32)), from: 0 }],
    ],
    disorder: aRead,
  }),
  abused(logHead, {
    ...aboutLog((network) => ({ network })),
    again: { otherwise: "it is signed anew, with its hour" },
    disorder: aRead,
  }),
  abused(
    logProveInclusion,
    aboutLog((network, size) => ({ network, index: 1, size })),
  ),
  abused(
    logProveConsistency,
    aboutLog((network, to) => ({ network, from: 2, to })),
  ),
  abused(deviceCertify, {
    access: "anyone",
    honest: async (stage) => [stage.stranger, await certificate(stage, true)],
    again: "same",
    trespass: ["statement.invalid", async (stage) => [stage.stranger, await certificate(stage, false)]],
    disorder: ["log.moved", async (stage) => [stage.stranger, await certificate(stage, true, 3)]],
  }),
  abused(invitation.invitationCreate, {
    access: "active",
    honest: async (stage) => [stage.officer.socket, draft(stage)],
    again: "same",
    trespass: ["not-permitted", async (stage) => [stage.one.socket, draft(stage)]],
    disorder: [
      "invitation.expired",
      async (stage) => [stage.officer.socket, draft(stage, Date.now() - 1000)],
    ],
  }),
  abused(invitation.invitationList, {
    access: "active",
    honest: async ({ officer, ground }) => [officer.socket, { network: ground.network.network }],
    again: "same",
    trespass: ["not-permitted", async ({ one, ground }) => [one.socket, { network: ground.network.network }]],
    disorder: aRead,
  }),
  abused(invitation.invitationCancel, {
    access: "active",
    honest: async ({ officer, ground }) => [
      officer.socket,
      { invitation: (await ground.invite()).invitation },
    ],
    again: "same",
    trespass: [
      "invitation.unknown",
      async ({ one, ground }) => [one.socket, { invitation: (await ground.invite()).invitation }],
    ],
    disorder: ["invitation.unknown", async ({ officer }) => [officer.socket, { invitation: freshId() }]],
  }),
  abused(invitation.invitationOpen, {
    access: "anyone",
    honest: async ({ stranger, ground }) => [stranger, { token: (await ground.invite()).keys.token }],
    again: "same",
    trespass: ["invitation.unknown", async ({ stranger }) => [stranger, { token: secret() }]],
    disorder: aRead,
  }),
  abused(invitation.invitationRedeem, {
    access: "anyone",
    honest: async (stage) => [stage.stranger, (await answered(stage)).redeem()],
    again: "same",
    trespass: [
      "invitation.used",
      async (stage) => {
        const { redeem } = await answered(stage);
        await first(callOn(stage.stranger, invitation.invitationRedeem, redeem()));
        return [stage.stranger, redeem()];
      },
    ],
    disorder: [
      "invitation.used",
      async (stage) => {
        const { invitation: id, redeem } = await answered(stage);
        await first(stage.officer.call(invitation.invitationCancel, { invitation: id }));
        return [stage.stranger, redeem()];
      },
    ],
  }),
];
