import { type BareDevice, bareSocket, nodeRandom } from "@comity/scripts/load/bareDevice";
import type { FaultCode } from "@comity/shared/fault";
import { type ConversationId, idOfKey, Token } from "@comity/shared/ids";
import type { CallEvent } from "@comity/shared/protocol/event";
import { sessionChallenge } from "@comity/shared/protocol/session";
import type { Socket } from "socket.io-client";
import { type Ground, openGround, openRoom } from "../ground.ts";

const PLENTY = { points: 10_000_000, seconds: 10 };

/** People of one network on a real server, by what they may do. */
export interface Stage {
  readonly ground: Ground;
  /** Nobody has logged in here. */
  readonly stranger: Socket;
  /** Waits for an officer's signature. */
  readonly waiting: BareDevice;
  /** Two who talk with each other, and a member of their network whom it does not concern. */
  readonly one: BareDevice;
  readonly other: BareDevice;
  readonly outsider: BareDevice;
  readonly officer: BareDevice;
  /** A fresh room with `one` and `other` in it, at epoch 1 with one entry. */
  readonly room: () => Promise<ConversationId>;
  /** A socket that has been challenged, and what it was challenged with. */
  readonly knock: () => Promise<{ readonly socket: Socket; readonly nonce: Uint8Array }>;
  readonly close: () => Promise<void>;
}

/** A secret that nobody else knows. */
export const secret = (): Token => idOfKey(Token, nodeRandom(32));

/** Opens the stage. */
export async function openStage(): Promise<Stage> {
  const ground = await openGround({ connections: PLENTY, beforeLogIn: PLENTY, device: PLENTY });
  const sockets: Socket[] = [];
  const knock = async () => {
    const socket = bareSocket(ground.server.address);
    sockets.push(socket);
    const raw = await new Promise<unknown>((resolve) => socket.once(sessionChallenge.name, resolve));
    return { socket, nonce: sessionChallenge.message.parse(raw).nonce };
  };
  const { socket: stranger } = await knock();
  const [one, other, outsider] = [await ground.logIn(0), await ground.logIn(1), await ground.logIn(2)];
  return {
    ...{ ground, stranger, one, other, outsider, knock, officer: ground.network.founder },
    waiting: await ground.waiting(),
    room: () => openRoom(one, [other]),
    async close() {
      for (const socket of sockets) socket.disconnect();
      await ground.close();
    },
  };
}

/** Who asks, and what. */
export type Turn<Request> = readonly [by: Socket, request: Request];

type Ask<Request> = (stage: Stage) => Promise<Turn<Request>>;

/** How one event is abused. Where an abuse is not possible, the reason stands in its place. */
export interface Abuse<Request> {
  /** Who may ask at all. */
  readonly access: "anyone" | "pending" | "active";
  /** As an honest client asks, at a moment when it is right: the answer is a value. */
  readonly honest: Ask<Request>;
  /** What the very same request gets a second time: the same answer, or a fault, or another value and why. */
  readonly again: "same" | FaultCode | { readonly otherwise: string };
  /** Somebody whom it does not concern, who forges or guesses: what they get. */
  readonly trespass: readonly [FaultCode, Ask<Request>] | { readonly impossible: string };
  /** Too early, too late or out of step: what that gets. */
  readonly disorder: readonly [FaultCode, Ask<Request>] | { readonly impossible: string };
}

/** One row of the table: an event, and everything that is done to it. */
export interface Row extends Abuse<unknown> {
  readonly event: CallEvent<unknown, unknown>;
}

/** Writes a row; the requests are checked against the event's own form. */
export function abused<Request, Response>(event: CallEvent<Request, Response>, abuse: Abuse<Request>): Row {
  return { event, ...abuse };
}

/** A step before the one that is looked at: it has to succeed. */
export async function first<Value>(
  step: Promise<
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: { code: string } }
  >,
): Promise<Value> {
  const answer = await step;
  if (!answer.ok) throw new Error(`what has to come first was refused: ${answer.fault.code}`);
  return answer.value;
}
