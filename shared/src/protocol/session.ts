import { z } from "zod";
import { concatBytes, utf8 } from "../bytes/bytes.ts";
import { AccountId, DeviceId, NetworkId } from "../ids.ts";
import { bytesOf, defineCall, definePush, Nothing } from "./event.ts";

/** What the server says first on every socket. */
export const sessionChallenge = definePush(
  "session.challenge",
  z.object({ protocol: z.number().int(), nonce: bytesOf(32), serverTime: z.number() }),
);

/** How the server sees the device: vouched for in at least one network, a guest in one room, or waiting for either. */
export const Standing = z.object({
  state: z.enum(["active", "guest", "pending"]),
  account: AccountId,
  networks: z.array(z.object({ network: NetworkId, size: z.number().int().nonnegative() })).max(100),
});
export type Standing = z.infer<typeof Standing>;

/** Logs a device in: Ed25519 over nonce and origin, purpose `comity/session/v1`. */
export const sessionAuthenticate = defineCall(
  "session.authenticate",
  z.object({
    protocol: z.number().int(),
    device: DeviceId,
    origin: z.string().max(300),
    signature: bytesOf(64),
  }),
  Standing,
);

/** Asks for nothing but a sign of life, logged in or not. */
export const sessionAlive = defineCall("session.alive", Nothing, Nothing);

/**
 * Told while something large comes in from a device: the answer to a heartbeat waits behind it, and until then there
 * is no next one, by which the device would know that the server is there.
 */
export const sessionHere = definePush("session.here", z.object({}));

/** Told when a waiting device is vouched for, or when the standing of a connected device changes. */
export const sessionStanding = definePush("session.standing", Standing);

/**
 * Why a device that was let in before is not any more. It has ended (`revoked`); or its person's membership or stay has
 * ended, or went on to a successor with the office, or is suspended, or has expired; or the operator of this server lets
 * its account in no more. It is the server's word: it opens and closes the door and decides nothing else.
 */
export const LOST_STANDING = [
  "session.revoked",
  "session.ended",
  "session.succeeded",
  "session.suspended",
  "session.expired",
  "session.disabled",
] as const;
export type LostStanding = (typeof LOST_STANDING)[number];

/** Told just before the server closes the socket of a device that lost its standing. */
export const sessionRevoked = definePush(
  "session.revoked",
  z.object({ code: z.enum(LOST_STANDING).default("session.revoked") }),
);

/** Told just before the server closes a socket because the same device has logged in on a newer one. */
export const sessionReplaced = definePush("session.replaced", z.object({}));

/** The bytes that a device signs to log in: the nonce, then the origin that it believes to talk to. */
export function challengeBytes(nonce: Uint8Array, origin: string): Uint8Array {
  return concatBytes(nonce, utf8(origin));
}
