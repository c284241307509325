import { bareSocket, callOn, newMessageId, nodeRandom } from "@comity/scripts/load/bareDevice";
import { sign } from "@comity/shared/crypto/signature";
import { ConversationId, idOfKey, Token } from "@comity/shared/ids";
import { PROTOCOL_VERSION } from "@comity/shared/limits";
import { conversationList, conversationSend } from "@comity/shared/protocol/conversation";
import { networkFound } from "@comity/shared/protocol/founding";
import { invitationOpen } from "@comity/shared/protocol/invitation";
import { challengeBytes, sessionAuthenticate, sessionChallenge } from "@comity/shared/protocol/session";
import { statementsPublish } from "@comity/shared/protocol/statements";
import { signStatement } from "@comity/shared/statements/signing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
});

/** A socket that has got its challenge and has not answered it. */
async function stranger() {
  const socket = bareSocket(ground.server.address);
  const raw = await new Promise<unknown>((resolve) => socket.once(sessionChallenge.name, resolve));
  return { socket, nonce: sessionChallenge.message.parse(raw).nonce };
}

function member() {
  const [keys] = ground.network.members;
  if (keys === undefined) throw new Error("nobody was vouched for");
  return keys;
}

describe("somebody who has not logged in", () => {
  it("gets nothing but a refusal from every event that is for members", async () => {
    const { socket } = await stranger();
    const conversation = idOfKey(ConversationId, nodeRandom(16));
    const sent = await callOn(socket, conversationSend, {
      conversation,
      epoch: 1,
      messageId: newMessageId(),
      bytes: nodeRandom(10),
    });
    const listed = await callOn(socket, conversationList, {});
    expect([sent, listed]).toEqual([
      { ok: false, fault: { code: "session.unauthenticated" } },
      { ok: false, fault: { code: "session.unauthenticated" } },
    ]);
    socket.disconnect();
  });

  it("can't log in with another key, for another origin, or with the answer to an older challenge", async () => {
    const keys = member();
    const { origin } = ground.server;
    const attempt = async (make: (nonce: Uint8Array) => { origin: string; signature: Uint8Array }) => {
      const { socket, nonce } = await stranger();
      const answer = await callOn(socket, sessionAuthenticate, {
        protocol: PROTOCOL_VERSION,
        device: keys.device,
        ...make(nonce),
      });
      socket.disconnect();
      return answer.ok ? "logged in" : answer.fault.code;
    };
    const by = (privateKey: Uint8Array, nonce: Uint8Array, where = origin) => ({
      origin: where,
      signature: sign(ground.sodium, "comity/session/v1", challengeBytes(nonce, where), privateKey),
    });
    const other = ground.sodium.crypto_sign_keypair().privateKey;
    expect(await attempt((nonce) => by(other, nonce))).toBe("session.bad-signature");
    expect(await attempt((nonce) => by(keys.deviceKeys.privateKey, nonce, "https://elsewhere.example"))).toBe(
      "session.wrong-origin",
    );
    const old = nodeRandom(32);
    expect(await attempt(() => by(keys.deviceKeys.privateKey, old))).toBe("session.bad-signature");
    expect(await attempt((nonce) => by(keys.deviceKeys.privateKey, nonce))).toBe("logged in");
  });

  it("can't found a network or open an invitation with a guessed token", async () => {
    const { socket } = await stranger();
    const token = idOfKey(Token, nodeRandom(32));
    const opened = await callOn(socket, invitationOpen, { token });
    expect(opened).toEqual({ ok: false, fault: { code: "invitation.unknown" } });
    const { network, officer } = ground.network;
    const account = ground.network.founder.keys.account;
    const statement = signStatement(
      ground.sodium,
      { v: 1, kind: "membership.revoke", network, at: Date.now(), account },
      officer,
    );
    const founded = await callOn(socket, networkFound, {
      token,
      statements: [statement, statement, statement],
    });
    expect(founded.ok).toBe(false);
    socket.disconnect();
  });

  it("is turned away when a browser says that the page is another site's", async () => {
    const socket = bareSocket(ground.server.address, { Origin: "https://evil.example" });
    const error = await new Promise<Error>((resolve) => socket.once("connect_error", resolve));
    expect(error.message).toMatch(/websocket error|refused|forbidden/i);
  });

  it("is cut off when it sends what is no frame, and nobody else is", async () => {
    const device = await ground.logIn(1);
    const url = `${ground.server.address.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    for (const garbage of ["4 not a packet", Buffer.from([0xc1, 0xff, 0x00]), Buffer.alloc(5000, 0x93)]) {
      const socket = new WebSocket(url);
      await new Promise((resolve) => socket.once("open", resolve));
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.send(garbage);
      await closed;
    }
    expect((await device.call(conversationList, {})).ok).toBe(true);
  });
});

describe("a member without an officer's key", () => {
  it("can't sign for the secretariat, nor slip in an officer's statement of another network", async () => {
    const device = await ground.logIn(2);
    const { network, officer } = ground.network;
    const victim = member().account;
    const at = Date.now();
    const forged = signStatement(
      ground.sodium,
      { v: 1, kind: "membership.revoke", network, at, account: victim },
      device.keys.identity,
    );
    const size = 3 + ground.network.members.length * 2;
    const published = await device.call(statementsPublish, {
      network,
      expectedSize: size,
      statements: [forged],
    });
    expect(published).toEqual({
      ok: false,
      fault: { code: "statement.invalid", reason: "signer-not-an-officer" },
    });

    const real = signStatement(
      ground.sodium,
      { v: 1, kind: "membership.revoke", network, at, account: victim },
      officer,
    );
    const changed = { ...real, body: real.body.replace(victim, device.keys.account) };
    const altered = await device.call(statementsPublish, {
      network,
      expectedSize: size,
      statements: [changed],
    });
    expect(altered).toEqual({ ok: false, fault: { code: "statement.invalid", reason: "bad-signature" } });
  });
});
