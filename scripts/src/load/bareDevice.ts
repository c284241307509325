import { randomBytes } from "node:crypto";
import { foundNetwork, MEMBERSHIP_MS } from "@comity/client/engine/enrolment/founding";
import { certifyDevice, type FreshKeys, freshKeys } from "@comity/client/engine/enrolment/newIdentity";
import { sign } from "@comity/shared/crypto/signature";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { Card } from "@comity/shared/directory/card";
import type { Fault } from "@comity/shared/fault";
import { idOfKey, MessageId, type NetworkId, Token } from "@comity/shared/ids";
import { PROTOCOL_VERSION } from "@comity/shared/limits";
import { type CallEvent, readAnswer } from "@comity/shared/protocol/event";
import { networkFound } from "@comity/shared/protocol/founding";
import { frameParser } from "@comity/shared/protocol/frame";
import { challengeBytes, sessionAuthenticate, sessionChallenge } from "@comity/shared/protocol/session";
import { statementsPublish } from "@comity/shared/protocol/statements";
import type { Result } from "@comity/shared/result";
import { type SigningKeys, signStatement } from "@comity/shared/statements/signing";
import { io, type Socket } from "socket.io-client";

/** Random bytes from Node. */
export const nodeRandom = (n: number): Uint8Array => new Uint8Array(randomBytes(n));

/** A fresh message id. */
export function newMessageId(): MessageId {
  return idOfKey(MessageId, nodeRandom(16));
}

/** A socket that speaks our frames and nothing else: no engine, no keys of conversations. */
export function bareSocket(address: string, headers: Record<string, string> = {}): Socket {
  return io(address, {
    parser: frameParser,
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
}

/** Calls an event and reads its answer. */
export function callOn<Request, Response>(
  socket: Socket,
  event: CallEvent<Request, Response>,
  request: Request,
): Promise<Result<Response, Fault>> {
  return new Promise((resolve) => {
    socket.emit(event.name, request, (answer: unknown) => resolve(readAnswer(event, answer)));
  });
}

/** A person's device that speaks the protocol with its own keys, for load and for abuse. */
export class BareDevice {
  private constructor(
    readonly keys: FreshKeys,
    readonly socket: Socket,
  ) {}

  /** Connects and logs in. Rejects with the fault's code when the server refuses. */
  static async logIn(sodium: Sodium, address: string, origin: string, keys: FreshKeys): Promise<BareDevice> {
    const socket = bareSocket(address);
    const { nonce } = await new Promise<{ nonce: Uint8Array }>((resolve, reject) => {
      socket.once(sessionChallenge.name, (raw: unknown) => resolve(sessionChallenge.message.parse(raw)));
      socket.once("connect_error", reject);
    });
    const signature = sign(
      sodium,
      "comity/session/v1",
      challengeBytes(nonce, origin),
      keys.deviceKeys.privateKey,
    );
    const { device } = keys;
    const standing = await callOn(socket, sessionAuthenticate, {
      protocol: PROTOCOL_VERSION,
      device,
      origin,
      signature,
    });
    if (!standing.ok) {
      socket.disconnect();
      throw new Error(standing.fault.code);
    }
    return new BareDevice(keys, socket);
  }

  call<Request, Response>(
    event: CallEvent<Request, Response>,
    request: Request,
  ): Promise<Result<Response, Fault>> {
    return callOn(this.socket, event, request);
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** A network with its officer and members, made by signing statements directly. */
export interface BareNetwork {
  readonly network: NetworkId;
  readonly officer: SigningKeys;
  readonly founder: BareDevice;
  readonly members: readonly FreshKeys[];
}

function cardOf(index: number): Card {
  return Card.parse({
    name: `Member ${index}`,
    authority: "Office of the Prosecutor General",
    country: "GH",
    roles: ["prosecutor"],
    competences: [],
    languages: ["en"],
  });
}

/** Founds a network over a founding link and vouches for `count` members in batches. */
export async function bareNetwork(
  sodium: Sodium,
  address: string,
  origin: string,
  foundingLink: string,
  count: number,
): Promise<BareNetwork> {
  const keys = freshKeys(sodium, nodeRandom);
  const input = { networkName: "Load", card: cardOf(0), deviceName: "Desk" };
  const { network, officer, statements } = foundNetwork(sodium, nodeRandom, keys, input, Date.now());
  const token = Token.parse(foundingLink.slice(foundingLink.indexOf("#found=") + 7));
  const door = bareSocket(address);
  const founded = await callOn(door, networkFound, { token, statements: [...statements] });
  door.disconnect();
  if (!founded.ok) throw new Error(founded.fault.code);
  const founder = await BareDevice.logIn(sodium, address, origin, keys);
  const members: FreshKeys[] = [];
  let size = 3;
  for (let from = 0; from < count; from += 8) {
    const batch = Array.from({ length: Math.min(8, count - from) }, () => freshKeys(sodium, nodeRandom));
    const at = Date.now();
    const signed = batch.flatMap((member, index) => [
      signStatement(
        sodium,
        {
          v: 1,
          kind: "membership.grant",
          network,
          at,
          account: member.account,
          card: cardOf(from + index + 1),
          validFrom: at - 60_000,
          validUntil: at + MEMBERSHIP_MS,
        },
        officer,
      ),
      certifyDevice(sodium, member, network, "Laptop", at),
    ]);
    const published = await founder.call(statementsPublish, {
      network,
      expectedSize: size,
      statements: signed,
    });
    if (!published.ok) throw new Error(published.fault.code);
    size = published.value.size;
    members.push(...batch);
  }
  return { network, officer, founder, members };
}
