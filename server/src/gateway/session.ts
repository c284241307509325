import type { Fault } from "@comity/shared/fault";
import { PROTOCOL_VERSION } from "@comity/shared/limits";
import {
  type Standing,
  sessionAlive,
  sessionAuthenticate,
  sessionChallenge,
} from "@comity/shared/protocol/session";
import type { Result } from "@comity/shared/result";
import { done } from "../domain/context.ts";
import type { Domain } from "../domain/domain.ts";
import { type Call, forAnyone } from "./calls.ts";
import type { Peer } from "./peer.ts";
import type { Presence } from "./presence.ts";

/** Says first what has to be signed; again after a failed attempt, since a challenge serves once. */
export function challenge({ sessions }: Domain, peer: Peer, now: () => number): void {
  const nonce = sessions.challenge();
  peer.nonce = nonce;
  peer.line.tell(sessionChallenge.name, { protocol: PROTOCOL_VERSION, nonce, serverTime: now() });
}

/** Whether somebody is there: a client that has slept asks this before it waits for a socket that is dead. */
export function sessionCalls(): readonly Call[] {
  return [forAnyone(sessionAlive, 1, async () => done({}))];
}

/** Log-in. Changes the line's state, so it stands apart from the other events. */
export async function authenticate(
  domain: Domain,
  presence: Presence,
  peer: Peer,
  raw: unknown,
  now: () => number,
): Promise<Result<Standing, Fault>> {
  const request = sessionAuthenticate.request.safeParse(raw).data;
  if (request === undefined) return { ok: false, fault: { code: "request.malformed" } };
  const { nonce } = peer;
  if (peer.caller !== undefined || nonce === undefined)
    return { ok: false, fault: { code: "session.bad-signature" } };
  peer.nonce = undefined;
  const standing = await domain.sessions.authenticate(nonce, request);
  if (!standing.ok) {
    if (peer.line.open) challenge(domain, peer, now);
    return standing;
  }
  if (peer.line.open) presence.enter(peer, request.device, standing.value);
  return standing;
}
