import type { Server as HttpServer, IncomingMessage } from "node:http";
import { HEARTBEAT, type Heartbeat, LIMITS } from "@comity/shared/limits";
import { frameParser } from "@comity/shared/protocol/frame";
import { sessionHere } from "@comity/shared/protocol/session";
import { Server, type Socket } from "socket.io";
import { type GatewayParts, openGateway } from "./gateway.ts";
import type { Every, Line, Lines } from "./line.ts";
import { Pulse } from "./pulse.ts";

/** What the sockets' side works with, beside what the gateway does. */
export interface SocketParts extends Omit<GatewayParts, "every"> {
  readonly origins: () => readonly string[];
  /** The address of whoever is behind a request, past the operator's own proxies. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Another rhythm than the protocol's, for tests. */
  readonly heartbeat?: Heartbeat | undefined;
}

/** Only a backstop: who lives is known by `Pulse`. An answer to a heartbeat may wait behind the largest packet. */
const PING_PATIENCE_MS = 15 * 60_000;

/** The gateway on Socket.IO. */
export interface Sockets {
  readonly io: Server;
  /** Answers nothing new, finishes what has been begun, closes all sockets. */
  close(): Promise<void>;
}

/** Opens the sockets' side of the server on an HTTP server: connections and frames, and nothing of what they say. */
export function openSockets(http: HttpServer, parts: SocketParts): Sockets {
  const { heartbeat = HEARTBEAT } = parts;
  const io = new Server(http, {
    parser: frameParser,
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    pingInterval: heartbeat.everyMs,
    pingTimeout: PING_PATIENCE_MS,
    connectTimeout: 20_000,
    allowRequest: (request, decide) => {
      admit(request, parts).then(
        (refusal) => decide(refusal, refusal === undefined),
        () => decide("unavailable", false),
      );
    },
  });
  const gateway = openGateway(linesOf(io), { ...parts, every });
  const pulse = new Pulse(heartbeat);
  const stopLooking = every(pulse.lookEveryMs, () => pulse.look());

  io.on("connection", (socket: Socket) => {
    const connected = gateway.connected(lineOf(socket, parts.addressOf(socket.request)));
    // What still waits to be sent to somebody who is gone is dropped.
    const beating = pulse.follow({
      end: () => socket.conn.close(true),
      speak: () => void socket.emit(sessionHere.name, {}),
    });
    socket.conn.on("packet", ({ type }) => beating.heard(type === "pong" ? "answer" : "frame"));
    socket.on("disconnect", () => {
      beating.over();
      connected.closed();
    });
    socket.on("error", () => parts.counters.badFrame());
    socket.onAny((name: string, ...rest: unknown[]) => connected.received(name, ...rest));
  });

  return {
    io,
    close: async () => {
      stopLooking();
      await gateway.stop();
      const ended = io.close();
      // Browsers open connections in advance that never carry a request; waiting for those would take a minute.
      setImmediate(() => http.closeAllConnections());
      await ended;
      await gateway.stop();
    },
  };
}

const every: Every = (ms, callback) => {
  const timer = setInterval(callback, ms);
  timer.unref();
  return () => clearInterval(timer);
};

function lineOf(socket: Socket, address: string): Line {
  return {
    address,
    get open() {
      return socket.connected;
    },
    get rooms() {
      return socket.rooms;
    },
    tell: (event, message) => void socket.emit(event, message),
    join: (rooms) => void socket.join([...rooms]),
    leave: (room) => void socket.leave(room),
    end: () => void socket.disconnect(true),
  };
}

function linesOf(io: Server): Lines {
  return {
    tell: (rooms, event, message) => void io.to([...rooms]).emit(event, message),
    tellHere: (room, event, message) => void io.local.to(room).emit(event, message),
    end: (room) => void io.in(room).disconnectSockets(true),
  };
}

/** Decides on a connection: undefined lets it in. A browser names its page's origin; others name none. */
async function admit(
  request: IncomingMessage,
  { rates, counters, origins, addressOf }: SocketParts,
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
