import { HEARTBEAT, type Heartbeat } from "@comity/shared/limits";
import type { CallEvent, PushEvent } from "@comity/shared/protocol/event";
import { readAnswer } from "@comity/shared/protocol/event";
import { frameParser } from "@comity/shared/protocol/frame";
import { sessionAlive } from "@comity/shared/protocol/session";
import { fail } from "@comity/shared/result";
import { io } from "socket.io-client";
import type { CallResult, Clock, RandomBytes, Transport, TransportState } from "../ports.ts";

/** How much longer than a connection may be silent a call is waited for: the loss of the one ends the other. */
const AFTER_SILENCE_MS = 5_000;
/** A call whose answer has not come by then is given up whatever else comes in: the largest takes 11 min at 50 kbit/s. */
const LONGEST_CALL_MS = 15 * 60_000;
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
  /**
   * Tells of everything that comes in, before it is whole: heartbeats, and each frame of a large packet. Where a
   * line has no heartbeats (a simulated one), there is no such method.
   */
  onSign?(listener: (sign: "heartbeat" | "frame") => void): void;
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
    onSign: (listener) => {
      const { io: manager } = socket;
      manager.on("open", () => {
        const { engine } = manager;
        // One that was given up may still receive: it says nothing of the one that took its place.
        engine.on("packet", ({ type }) => {
          if (manager.engine === engine) listener(type === "ping" ? "heartbeat" : "frame");
        });
      });
    },
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
  private cancelSilence: () => void = () => undefined;
  /** When a heartbeat last came, and when this side last said by itself that it is there. */
  private beatAt = 0;
  private spokeAt = 0;

  constructor(
    readonly origin: string,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
    /** Where to connect when that is not the origin itself. */
    address = origin,
    /** How to open a socket: the simulator brings its own. */
    open: (address: string) => ClientSocket = openSocket,
    private readonly heartbeat: Heartbeat = HEARTBEAT,
  ) {
    this.socket = open(address);
    this.socket.onSign?.((sign) => this.hear(sign));
    this.socket.on("connect", () => {
      this.beatAt = this.clock.now();
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
      const patience = this.heartbeat.silenceMs + AFTER_SILENCE_MS;
      let cancelTimeout = () => undefined as undefined;
      const waitOn = (ms: number) => {
        const cancel = this.clock.after(ms, () => {
          const now = this.clock.now();
          const quiet = now - Math.max(began, this.heardAt);
          const left = Math.min(patience - quiet, LONGEST_CALL_MS - (now - began));
          if (left > 0) waitOn(left);
          else settle(fail({ code: "transport.timeout" }));
        });
        cancelTimeout = () => void cancel();
      };
      waitOn(patience);
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
    this.cancelSilence();
    this.socket.disconnect();
    this.loseCalls();
    this.tell({ up: false, retryAt: undefined });
  }

  close(): void {
    this.closed = true;
    this.cancelRetry();
    this.cancelStable();
    this.cancelSilence();
    this.socket.disconnect();
    this.loseCalls();
    this.listeners.clear();
  }

  /**
   * Something has come in. If nothing does for too long, the connection is dead. While a large packet comes over a
   * thin line, the server's heartbeats wait behind it and it hears nothing from here: so this side speaks.
   */
  private hear(sign: "heartbeat" | "frame"): void {
    const { everyMs, silenceMs } = this.heartbeat;
    const now = this.clock.now();
    this.heardAt = now;
    this.cancelSilence();
    this.cancelSilence = this.clock.after(silenceMs, () => this.socket.disconnect());
    if (sign === "heartbeat") this.beatAt = now;
    const onTime = now - Math.max(this.beatAt, this.spokeAt) <= (everyMs * 7) / 6;
    if (onTime || !this.socket.connected) return;
    this.spokeAt = now;
    this.socket.emit(sessionAlive.name, {}, () => undefined);
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
    this.cancelSilence();
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
