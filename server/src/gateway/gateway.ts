import type { Fault } from "@comity/shared/fault";
import type { Answer } from "@comity/shared/protocol/event";
import { type Standing, sessionAuthenticate } from "@comity/shared/protocol/session";
import type { Logger } from "pino";
import type { Domain } from "../domain/domain.ts";
import { archiveCalls } from "./archive.ts";
import { backupCalls } from "./backup.ts";
import { blobCalls } from "./blob.ts";
import type { Access, Call } from "./calls.ts";
import { conversationCalls } from "./conversation.ts";
import type { Counters } from "./counters.ts";
import { deviceCalls } from "./device.ts";
import { deliver } from "./fanout.ts";
import { foundingCalls } from "./founding.ts";
import { invitationCalls } from "./invitation.ts";
import { keyPackagesCalls } from "./keyPackages.ts";
import type { Every, Line, Lines } from "./line.ts";
import { linkCalls } from "./link.ts";
import { logCalls } from "./log.ts";
import { Peer } from "./peer.ts";
import { Presence } from "./presence.ts";
import type { Rates } from "./rates.ts";
import { GATHER_MS, Reached } from "./reached.ts";
import { recognitionCalls } from "./recognition.ts";
import { authenticate, challenge, sessionCalls } from "./session.ts";
import { statementsCalls } from "./statements.ts";
import { transferCalls } from "./transfer.ts";
import { visitCalls } from "./visit.ts";

/** What the gateway works with, whatever carries the frames. */
export interface GatewayParts {
  readonly domain: Domain;
  readonly rates: Rates;
  readonly counters: Counters;
  readonly log: Pick<Logger, "error">;
  readonly now: () => number;
  readonly every: Every;
}

/** One client at the gateway. */
export interface Connected {
  /** A message has come: its name, what it holds, and how to answer where an answer is wanted. */
  received(name: string, ...rest: readonly unknown[]): void;
  /** The line is gone. */
  closed(): void;
}

/** The running gateway: everything between parsed packets and the domain. */
export interface Gateway {
  /** A client has connected: it is told at once what it has to sign. */
  connected(line: Line): Connected;
  /** Answers nothing new; resolves when what has been begun is finished. */
  stop(): Promise<void>;
}

/** Somebody who goes on after this many refusals for speed is cut off. */
const LIMITED_AT_MOST = 200;
const FOLLOW_LOGS_MS = 5_000;
const RECHECK_ALL_MS = 300_000;

/** Opens the gateway over whatever connects clients. */
export function openGateway(lines: Lines, parts: GatewayParts): Gateway {
  const { domain, rates, counters, log, now, every } = parts;
  const calls = new Map<string, Call>(
    [
      ...sessionCalls(),
      ...foundingCalls(domain),
      ...invitationCalls(domain),
      ...statementsCalls(domain),
      ...logCalls(domain),
      ...keyPackagesCalls(domain),
      ...conversationCalls(domain),
      ...backupCalls(domain),
      ...transferCalls(domain),
      ...deviceCalls(domain),
      ...linkCalls(domain),
      ...archiveCalls(domain),
      ...blobCalls(domain),
      ...recognitionCalls(domain),
      ...visitCalls(domain),
    ].map((call) => [call.name, call]),
  );
  const presence = new Presence(lines, domain);
  const reached = new Reached(
    (conversation, devices) => domain.delivery.reached(conversation, devices),
    (tells) => deliver(lines, tells),
  );
  const inFlight = new Set<Promise<void>>();
  let closing = false;

  async function carryOut(peer: Peer, name: string, raw: unknown): Promise<Answer> {
    const call = calls.get(name);
    const logsIn = name === sessionAuthenticate.name;
    const { caller } = peer;
    const wait = await rates.event(
      caller === undefined ? { address: peer.line.address } : { device: caller.device },
      call?.weight ?? 5,
    );
    if (wait > 0) return limited(peer, wait);
    peer.limitedInARow = 0;
    if (closing) return refusal({ code: "storage.unavailable" });
    if (logsIn) return authenticate(domain, presence, peer, raw, now);
    if (call === undefined) return refusal({ code: "request.unknown-event" });
    if (call.access !== "anyone") {
      if (caller === undefined) return refusal({ code: "session.unauthenticated" });
      const refused = shortOf(call.access, peer.standing?.state);
      if (refused !== undefined) return refusal(refused);
    }
    const result = await call.run(raw, caller);
    if (!result.ok) return result;
    const { value, tells, grown, reached: moved } = result.value;
    deliver(lines, tells);
    if (moved !== undefined) reached.note(moved.device, moved.conversations);
    if (grown !== undefined) track(presence.recheck(grown), "recheck");
    return { ok: true, value };
  }

  function limited(peer: Peer, retryAfterMs: number): Answer {
    peer.limitedInARow += 1;
    if (peer.limitedInARow > LIMITED_AT_MOST) peer.line.end();
    return refusal({ code: "rate.limited", retryAfterMs });
  }

  /** Keeps account of work that closing has to wait for; what it throws is logged without content. */
  function track(work: Promise<void>, what: string): void {
    const settled = work
      .catch((error: unknown) => report(what, error))
      .then(() => {
        inFlight.delete(settled);
      });
    inFlight.add(settled);
  }

  function report(event: string, error: unknown): void {
    log.error({ event, ...withoutContent(error) }, "unexpected failure");
  }

  async function answer(peer: Peer, name: string, raw: unknown, acknowledge: (answer: Answer) => void) {
    const known = calls.has(name) || name === sessionAuthenticate.name ? name : "unknown";
    try {
      const result = await carryOut(peer, name, raw);
      acknowledge(result);
      counters.event(known, result.ok ? "ok" : result.fault.code);
    } catch (error) {
      report(known, error);
      const code = domain.unavailable(error) ? "storage.unavailable" : "server.internal";
      counters.event(known, code);
      acknowledge(refusal({ code }));
    }
  }

  const stops = [
    every(FOLLOW_LOGS_MS, () => {
      track(presence.followLogs(), "follow-logs");
      track(presence.followOperator(), "follow-operator");
    }),
    every(GATHER_MS, () => {
      if (reached.due) track(reached.tell(), "reached");
    }),
    every(RECHECK_ALL_MS, () => track(presence.recheckAll(), "recheck-all")),
  ];

  return {
    connected(line) {
      const peer = new Peer(line);
      counters.opened();
      challenge(domain, peer, now);
      return {
        received(name, ...rest) {
          const acknowledge = rest.at(-1);
          // Without an acknowledgement there is nobody to answer: such a message is only counted.
          if (!isAcknowledge(acknowledge)) return counters.event("unknown", "no-acknowledgement");
          track(answer(peer, name, rest.length > 1 ? rest[0] : undefined, acknowledge), name);
        },
        closed() {
          counters.closed();
          presence.leave(peer);
        },
      };
    },
    async stop() {
      closing = true;
      for (const stop of stops) stop();
      await Promise.all(inFlight);
    },
  };
}

/** Why a device that stands so may not use an event of this access; undefined: it may. */
function shortOf(access: Access, state: Standing["state"] | undefined): Fault | undefined {
  if (access === "pending" || access === "anyone" || state === "active") return undefined;
  if (state === "guest") return access === "guest" ? undefined : { code: "not-permitted" };
  return { code: "session.pending" };
}

function refusal(fault: Fault): Answer {
  return { ok: false, fault };
}

function isAcknowledge(value: unknown): value is (answer: Answer) => void {
  return typeof value === "function";
}

/** An error's name, code and places in the code; its message might hold what somebody sent. */
function withoutContent(error: unknown): { name: string; code?: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const at = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  return { name: error.name, ...(code === undefined ? {} : { code }), at };
}
