import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Fault } from "@comity/shared/fault";
import { LIMITS } from "@comity/shared/limits";
import type { Answer } from "@comity/shared/protocol/event";
import { frameParser } from "@comity/shared/protocol/frame";
import { sessionAuthenticate } from "@comity/shared/protocol/session";
import type { Logger } from "pino";
import { Server, type Socket } from "socket.io";
import type { Domain } from "../domain/domain.ts";
import { backupCalls } from "./backup.ts";
import type { Call } from "./calls.ts";
import { conversationCalls } from "./conversation.ts";
import type { Counters } from "./counters.ts";
import { deliver } from "./fanout.ts";
import { foundingCalls } from "./founding.ts";
import { invitationCalls } from "./invitation.ts";
import { keyPackagesCalls } from "./keyPackages.ts";
import { Peer } from "./peer.ts";
import { Presence } from "./presence.ts";
import type { Rates } from "./rates.ts";
import { authenticate, challenge } from "./session.ts";
import { statementsCalls } from "./statements.ts";
import { transferCalls } from "./transfer.ts";

/** What the gateway works with. */
export interface GatewayParts {
  readonly domain: Domain;
  readonly rates: Rates;
  readonly counters: Counters;
  readonly log: Logger;
  readonly now: () => number;
  readonly origins: () => readonly string[];
  /** The address of whoever is behind a request, past the operator's own proxies. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/** The running gateway. */
export interface Gateway {
  readonly io: Server;
  /** Answers nothing new, finishes what has been begun, closes all sockets. */
  close(): Promise<void>;
}

/** Somebody who goes on after this many refusals for speed is cut off. */
const LIMITED_AT_MOST = 200;
const FOLLOW_LOGS_MS = 5_000;
const RECHECK_ALL_MS = 300_000;

/** Opens the sockets' side of the server on an HTTP server. */
export function openGateway(http: HttpServer, parts: GatewayParts): Gateway {
  const { domain, rates, counters, log, now } = parts;
  const calls = new Map<string, Call>(
    [
      ...foundingCalls(domain),
      ...invitationCalls(domain),
      ...statementsCalls(domain),
      ...keyPackagesCalls(domain),
      ...conversationCalls(domain),
      ...backupCalls(domain),
      ...transferCalls(domain),
    ].map((call) => [call.name, call]),
  );
  const io = new Server(http, {
    parser: frameParser,
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    connectTimeout: 20_000,
    allowRequest: (request, decide) => {
      admit(request, parts).then(
        (refusal) => decide(refusal, refusal === undefined),
        () => decide("unavailable", false),
      );
    },
  });
  const presence = new Presence(io, domain);
  const inFlight = new Set<Promise<void>>();
  let closing = false;

  async function carryOut(peer: Peer, name: string, raw: unknown): Promise<Answer> {
    const call = calls.get(name);
    const logsIn = name === sessionAuthenticate.name;
    const { caller } = peer;
    const wait = await rates.event(
      caller === undefined ? { address: peer.address } : { device: caller.device },
      call?.weight ?? 5,
    );
    if (wait > 0) return limited(peer, wait);
    peer.limitedInARow = 0;
    if (closing) return refusal({ code: "storage.unavailable" });
    if (logsIn) return authenticate(domain, presence, peer, raw, now);
    if (call === undefined) return refusal({ code: "request.unknown-event" });
    if (call.access !== "anyone") {
      if (caller === undefined) return refusal({ code: "session.unauthenticated" });
      if (call.access === "active" && peer.standing?.state !== "active")
        return refusal({ code: "session.pending" });
    }
    const result = await call.run(raw, caller);
    if (!result.ok) return result;
    const { value, tells, grown } = result.value;
    deliver(io, tells);
    if (grown !== undefined) track(presence.recheck(grown), "recheck");
    return { ok: true, value };
  }

  function limited(peer: Peer, retryAfterMs: number): Answer {
    peer.limitedInARow += 1;
    if (peer.limitedInARow > LIMITED_AT_MOST) peer.socket.disconnect(true);
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
      counters.event(known, "server.internal");
      acknowledge(refusal({ code: "server.internal" }));
    }
  }

  io.on("connection", (socket: Socket) => {
    const peer = new Peer(socket, parts.addressOf(socket.request));
    counters.opened();
    socket.on("disconnect", () => {
      counters.closed();
      presence.leave(peer);
    });
    socket.on("error", () => counters.badFrame());
    socket.onAny((name: string, ...rest: unknown[]) => {
      const acknowledge = rest.pop();
      // Without an acknowledgement there is nobody to answer: such a message is only counted.
      if (!isAcknowledge(acknowledge)) return counters.event("unknown", "no-acknowledgement");
      track(answer(peer, name, rest[0], acknowledge), name);
    });
    challenge(domain, peer, now);
  });

  const timers = [
    setInterval(() => track(presence.followLogs(), "follow-logs"), FOLLOW_LOGS_MS),
    setInterval(() => track(presence.recheckAll(), "recheck-all"), RECHECK_ALL_MS),
  ];
  for (const timer of timers) timer.unref();

  return {
    io,
    close: async () => {
      closing = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(inFlight);
      const ended = io.close();
      // Browsers open connections in advance that never carry a request; waiting for those would take a minute.
      setImmediate(() => http.closeAllConnections());
      await ended;
      await Promise.all(inFlight);
    },
  };
}

/** Decides on a connection: undefined lets it in. A browser names its page's origin; others name none. */
async function admit(
  request: IncomingMessage,
  { rates, counters, origins, addressOf }: GatewayParts,
): Promise<string | undefined> {
  const { origin } = request.headers;
  if (origin !== undefined && !origins().includes(origin)) {
    counters.refusedConnection("origin");
    return "origin";
  }
  if ((await rates.connection(addressOf(request))) > 0) {
    counters.refusedConnection("rate");
    return "rate";
  }
  return undefined;
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
