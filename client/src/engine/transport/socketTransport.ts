import { HEARTBEAT } from "@comity/shared/limits";
import type { CallEvent, PushEvent } from "@comity/shared/protocol/event";
import { readAnswer } from "@comity/shared/protocol/event";
import { frameParser } from "@comity/shared/protocol/frame";
import { sessionAlive } from "@comity/shared/protocol/session";
import { fail } from "@comity/shared/result";
import { io } from "socket.io-client";
import type { CallResult, Clock, RandomBytes, Transport, TransportState } from "../ports.ts";

/**
 * How long nothing at all may come in before a call is given up: longer than it takes to notice that the
 * connection is dead, so that on a living one a call is not lost to what travels before its answer.
 */
const SILENCE_MS = HEARTBEAT.everyMs + HEARTBEAT.patienceMs + 5_000;
/** A call whose answer has not come by then is given up whatever else comes in. */
const LONGEST_CALL_MS = 10 * 60_000;
const FIRST_RETRY_MS = 1_500;
const LONGEST_RETRY_MS = 30_000;
/** A connection that stood for so long counts as a good one: the next loss is a first one again. */
const STABLE_MS = 10_000;
/** How long a sign of life may take after the machine has slept or the network has changed. */
const ALIVE_MS = 5_000;

/** As much of Socket.IO's client as a transport needs: one socket that connects when it is told to, and no sooner. */
export interface ClientSocket {
  readonly connected: boolean;
  connect(): void;
  disconnect(): void;
  emit(event: string, request: unknown, acknowledge: (answer: unknown) => void): void;
  /** Messages of the server, and `connect`, `disconnect`, `connect_error` of the socket itself. */
  on(event: string, listener: (message: unknown) => void): void;
  off(event: string, listener: (message: unknown) => void): void;
}

function openSocket(address: string): ClientSocket {
  const socket = io(address, {
    parser: frameParser,
    transports: ["websocket"],
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    timeout: 20_000,
  });
  return {
    get connected() {
      return socket.connected;
    },
    connect: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
    emit: (event, request, acknowledge) => void socket.emit(event, request, acknowledge),
    on: (event, listener) => void socket.on(event, listener),
    off: (event, listener) => void socket.off(event, listener),
  };
}

/** A Socket.IO connection over WebSocket that comes back by itself, with backoff and jitter. */
export class SocketTransport implements Transport {
  private readonly socket: ClientSocket;
  private readonly listeners = new Set<(state: TransportState) => void>();
  private readonly pending = new Set<() => void>();
  private state: TransportState = { up: false, retryAt: undefined };
  private failures = 0;
  private cancelRetry: () => void = () => undefined;
  private closed = false;
  private resting = false;
  /** When something last came in. */
  private heardAt = 0;
  private asking = false;
  private cancelStable: () => void = () => undefined;

  constructor(
    readonly origin: string,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
    /** Where to connect when that is not the origin itself. */
    address = origin,
    /** How to open a socket: the simulator brings its own. */
    open: (address: string) => ClientSocket = openSocket,
  ) {
    this.socket = open(address);
    this.socket.on("connect", () => {
      // A server that lets in and drops at once would be asked every second otherwise.
      this.cancelStable = this.clock.after(STABLE_MS, () => {
        this.failures = 0;
      });
      this.tell({ up: true });
    });
    this.socket.on("disconnect", () => this.retryLater());
    this.socket.on("connect_error", () => this.retryLater());
    this.socket.connect();
  }

  call<Request, Response>(event: CallEvent<Request, Response>, request: Request): CallResult<Response> {
    if (!this.socket.connected) return Promise.resolve(fail({ code: "transport.offline" }));
    return new Promise((resolve) => {
      const settle = (outcome: Awaited<CallResult<Response>>) => {
        this.pending.delete(lost);
        cancelTimeout();
        resolve(outcome);
      };
      const lost = () => settle(fail({ code: "transport.offline" }));
      const began = this.clock.now();
      let cancelTimeout = () => undefined as undefined;
      const waitOn = (ms: number) => {
        const cancel = this.clock.after(ms, () => {
          const now = this.clock.now();
          const quiet = now - Math.max(began, this.heardAt);
          const left = Math.min(SILENCE_MS - quiet, LONGEST_CALL_MS - (now - began));
          if (left > 0) waitOn(left);
          else settle(fail({ code: "transport.timeout" }));
        });
        cancelTimeout = () => void cancel();
      };
      waitOn(SILENCE_MS);
      this.pending.add(lost);
      this.socket.emit(event.name, request, (answer: unknown) => {
        this.heardAt = this.clock.now();
        settle(readAnswer(event, answer));
      });
    });
  }

  on<Message>(event: PushEvent<Message>, listener: (message: Message) => void): () => void {
    const receive = (raw: unknown) => {
      this.heardAt = this.clock.now();
      const message = event.message.safeParse(raw);
      if (message.success) listener(message.data);
    };
    this.socket.on(event.name, receive);
    return () => this.socket.off(event.name, receive);
  }

  onState(listener: (state: TransportState) => void): () => void {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  }

  wake(): void {
    if (this.closed || this.resting) return;
    if (this.socket.connected) this.askForLife();
    else if (!this.state.up && this.state.retryAt !== undefined) this.connectAfter(0);
  }

  renew(ms: number): void {
    this.rest();
    this.resting = false;
    this.connectAfter(ms);
  }

  rest(): void {
    this.resting = true;
    this.cancelRetry();
    this.cancelStable();
    this.socket.disconnect();
    this.loseCalls();
    this.tell({ up: false, retryAt: undefined });
  }

  close(): void {
    this.closed = true;
    this.cancelRetry();
    this.cancelStable();
    this.socket.disconnect();
    this.loseCalls();
    this.listeners.clear();
  }

  /** A machine that slept holds sockets that the other side has long given up; nothing says so for a minute. */
  private askForLife(): void {
    if (this.asking) return;
    this.asking = true;
    const settle = () => {
      this.asking = false;
      cancel();
    };
    const cancel = this.clock.after(ALIVE_MS, () => {
      settle();
      if (this.closed || this.resting || !this.socket.connected) return;
      this.socket.disconnect();
      this.connectAfter(0);
    });
    void this.call(sessionAlive, {}).then(settle);
  }

  private tell(state: TransportState): void {
    this.state = state;
    for (const listener of [...this.listeners]) listener(state);
  }

  private loseCalls(): void {
    for (const lost of [...this.pending]) lost();
  }

  private retryLater(): void {
    this.cancelStable();
    this.loseCalls();
    if (this.closed || this.resting) return;
    const most = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures);
    this.failures += 1;
    // Anywhere between a tenth of it and all of it: a thousand clients lose a restarting server in the same
    // moment, and must not come back in one.
    const [high = 0, low = 0] = this.random(2);
    this.connectAfter(Math.round(most * (0.1 + (0.9 * (high * 256 + low)) / 65_536)));
  }

  private connectAfter(ms: number): void {
    this.cancelRetry();
    this.tell({ up: false, retryAt: this.clock.now() + ms });
    this.cancelRetry = this.clock.after(ms, () => {
      this.tell({ up: false, retryAt: undefined });
      this.socket.connect();
    });
  }
}
