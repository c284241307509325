import type { ClientSocket } from "@comity/client/engine/transport/socketTransport";
import type { Connected, Gateway } from "@comity/server/gateway/gateway";
import type { Line, Lines } from "@comity/server/gateway/line";
import { concatBytes } from "@comity/shared/bytes/bytes";
import { ConversationId } from "@comity/shared/ids";
import { Decoder, Encoder, type Packet } from "@comity/shared/protocol/frame";
import { z } from "zod";
import type { Chronicle } from "./chronicle.ts";
import type { Dice } from "./dice.ts";
import type { Promised } from "./ledger.ts";
import type { Process } from "./process.ts";
import type { Storm } from "./storm.ts";
import type { Time } from "./time.ts";

const EVENT = 2;
const ACK = 3;
/** How long until somebody notices that the other end is gone without a word. */
const SILENCE_MS = 20_000;

/** Hears what passes. */
export interface WireTap {
  /** Every frame that goes up, as the server receives it. */
  up(from: string, packet: Packet, bytes: Uint8Array): void;
  /** The server says that an entry has its place. */
  promised(promise: Promised): void;
}

const Entry = z.object({ conversation: ConversationId, messageId: z.string() });
const PlaceGiven = z.object({ ok: z.literal(true), value: z.object({ seq: z.number(), at: z.number() }) });

/** Where a device's frames go: the server process that is up, if one is. */
export interface Exchange {
  readonly gateway: Gateway;
  readonly process: Process;
}

/** One direction of a socket: ordered, and what arrives before it breaks is a beginning of what was sent. */
class Direction {
  private last = 0;
  private sent = 0;
  private arriving = Number.POSITIVE_INFINITY;

  constructor(
    private readonly time: Time,
    private readonly latency: () => number,
  ) {}

  carry(arrive: () => void): void {
    const place = ++this.sent;
    this.last = Math.max(this.last, this.time.now() + this.latency());
    this.time.after(this.last - this.time.now(), () => {
      if (place <= this.arriving) arrive();
    });
  }

  /** Nothing arrives any more; with `sentSoFar` what was sent until now still does. */
  end(sentSoFar: boolean): void {
    this.arriving = sentSoFar ? this.sent : 0;
  }
}

/** Everything between devices and server: sockets that are ordered and reliable until they break. */
export class Network {
  private readonly open = new Set<Wire>();
  private readonly cutOff = new Set<string>();
  server: Exchange | undefined;

  constructor(
    readonly time: Time,
    readonly dice: Dice,
    readonly storm: Storm,
    readonly chronicle: Chronicle,
    readonly tap: WireTap,
  ) {}

  /** Whether a device has no connection at all. */
  isCutOff(name: string): boolean {
    return this.cutOff.has(name);
  }

  /** Takes a device off the network. Both ends learn of it by silence. */
  cut(name: string): void {
    this.cutOff.add(name);
    for (const wire of [...this.open]) if (wire.from === name) wire.breakSilently();
  }

  mend(name: string): void {
    this.cutOff.delete(name);
  }

  mendAll(): void {
    this.cutOff.clear();
  }

  /** Breaks the sockets of a device; it may connect again at once. */
  drop(name: string): void {
    for (const wire of [...this.open]) if (wire.from === name) wire.breakOff();
  }

  /** A socket for one run of a device's engine. */
  socket(from: string, process: Process): ClientSocket {
    return new SimulatedSocket(this, from, process);
  }

  /** The lines of the server process that is up. */
  linesOf(process: Process): Lines {
    const here = () => [...this.open].filter((wire) => wire.server.process === process);
    const within = (rooms: readonly string[]) =>
      here().filter(({ line }) => rooms.some((room) => line.rooms.has(room)));
    return {
      tell: (rooms, event, message) => {
        for (const { line } of within(rooms)) line.tell(event, message);
      },
      tellHere: (room, event, message) => {
        for (const { line } of within([room])) line.tell(event, message);
      },
      end: (room) => {
        for (const { line } of within([room])) line.end();
      },
    };
  }

  /** The server process has died: its sockets break. */
  serverGone(process: Process): void {
    for (const wire of [...this.open]) if (wire.server.process === process) wire.breakOff();
  }

  opened(wire: Wire): void {
    this.open.add(wire);
  }

  gone(wire: Wire): void {
    this.open.delete(wire);
  }

  latency(): number {
    return this.dice.whole(1, Math.max(1, this.storm.latencyMs));
  }

  breaksHere(): boolean {
    return this.storm.breakAtFrame > 0 && this.dice.chance(this.storm.breakAtFrame);
  }
}

/** One connection between one run of an engine and one run of the server. */
class Wire {
  private readonly encoder = new Encoder();
  private readonly upward = new Decoder();
  private readonly downward = new Decoder();
  /** The frames of the packet that is coming up. */
  private readonly arrived: Uint8Array[] = [];
  private readonly up: Direction;
  private readonly down: Direction;
  private readonly rooms = new Set<string>();
  private connected: Connected | undefined;
  private clientOpen = true;
  private serverOpen = true;
  private lost = false;
  readonly line: Line;

  constructor(
    private readonly network: Network,
    readonly from: string,
    private readonly client: SimulatedSocket,
    readonly server: Exchange,
  ) {
    const latency = () => network.latency();
    this.up = new Direction(network.time, latency);
    this.down = new Direction(network.time, latency);
    this.upward.on("decoded", (packet) => this.arriveUp(packet, concatBytes(...this.arrived.splice(0))));
    this.downward.on("decoded", (packet) => this.client.arrive(packet));
    const wire = this;
    this.line = {
      address: from,
      get open() {
        return wire.serverOpen;
      },
      rooms: this.rooms,
      tell: (event, message) => this.send(this.down, [event, message]),
      join: (rooms) => {
        for (const room of rooms) this.rooms.add(room);
      },
      leave: (room) => void this.rooms.delete(room),
      end: () => {
        this.closeServerSide();
        this.down.carry(() => this.closeClientSide());
      },
    };
  }

  /** The server learns of the connection; the engine has been told. */
  begin(): void {
    this.network.opened(this);
    this.connected = this.server.gateway.connected(this.line);
  }

  /** A request on its way up. */
  request(data: readonly unknown[], id: number): void {
    this.send(this.up, data, id);
  }

  /** The engine has hung up; frames that it sent before still arrive. */
  hangUp(): void {
    this.clientOpen = false;
    this.up.carry(() => this.closeServerSide());
  }

  /** Both ends notice soon; what is under way is lost, but in the direction where it is said to arrive. */
  breakOff(last?: Direction): void {
    this.network.gone(this);
    const soon = () =>
      this.network.dice.whole(0, 30) + (last === undefined ? 0 : this.network.storm.latencyMs);
    this.lose(soon(), soon(), last);
  }

  /** Nobody is told: each end notices by silence. */
  breakSilently(): void {
    this.network.gone(this);
    this.lose(this.network.dice.whole(1000, SILENCE_MS), this.network.dice.whole(1000, SILENCE_MS));
  }

  private lose(clientMs: number, serverMs: number, last?: Direction): void {
    if (this.lost) return;
    this.lost = true;
    for (const direction of [this.up, this.down]) direction.end(direction === last);
    this.network.time.after(clientMs, () => this.closeClientSide());
    this.network.time.after(serverMs, () => this.closeServerSide());
  }

  private send(direction: Direction, data: readonly unknown[], id?: number, type = EVENT): void {
    if (this.lost) return;
    for (const frame of this.encoder.encode(id === undefined ? { type, data } : { type, data, id }))
      this.sendFrame(direction, frame);
  }

  /** A line may break at any frame, also between the parts of one packet. */
  private sendFrame(direction: Direction, frame: Uint8Array): void {
    if (this.lost) return;
    const { network } = this;
    const upward = direction === this.up;
    // A copy: what travels does not change with what its sender does to it later.
    const bytes = frame.slice();
    const fate = network.breaksHere() ? network.dice.whole(0, 1) : undefined;
    if (fate !== undefined) network.chronicle.fault(`the line of ${this.from} breaks at a frame`);
    if (fate === 0) {
      this.breakOff();
      return;
    }
    direction.carry(() => {
      if (upward ? !this.serverOpen || !this.server.process.alive : !this.clientOpen) return;
      network.chronicle.frame(upward ? this.from : `server to ${this.from}`, bytes);
      if (upward) this.arrived.push(bytes);
      (upward ? this.upward : this.downward).add(bytes);
    });
    // The frame still arrives, but nothing after it does: not even its answer.
    if (fate === 1) this.breakOff(direction);
  }

  private arriveUp(packet: Packet, bytes: Uint8Array): void {
    this.network.tap.up(this.from, packet, bytes);
    const { data, id } = packet;
    if (packet.type !== EVENT || !Array.isArray(data)) return;
    const [name, ...rest] = data;
    const answer = (value: unknown) => {
      this.notePromise(rest[0], value);
      this.send(this.down, [value], id, ACK);
    };
    this.connected?.received(String(name), ...rest, ...(id === undefined ? [] : [answer]));
  }

  private notePromise(request: unknown, answer: unknown): void {
    const entry = Entry.safeParse(request);
    const place = PlaceGiven.safeParse(answer);
    if (!entry.success || !place.success) return;
    this.network.tap.promised({ ...entry.data, seq: place.data.value.seq, from: this.from });
  }

  private closeClientSide(): void {
    if (!this.clientOpen) return;
    this.clientOpen = false;
    this.client.lost(this);
  }

  private closeServerSide(): void {
    if (!this.serverOpen) return;
    this.serverOpen = false;
    this.network.gone(this);
    if (this.server.process.alive) this.connected?.closed();
  }
}

/** The engine's end: what Socket.IO's client is in a browser. */
class SimulatedSocket implements ClientSocket {
  private readonly listeners = new Map<string, Set<(message: unknown) => void>>();
  private readonly answers = new Map<number, (answer: unknown) => void>();
  private wire: Wire | undefined;
  private attempt = 0;
  private nextId = 0;

  constructor(
    private readonly network: Network,
    private readonly from: string,
    private readonly process: Process,
  ) {
    process.onDeath(() => this.wire?.breakOff());
  }

  get connected(): boolean {
    return this.wire !== undefined;
  }

  connect(): void {
    if (this.wire !== undefined) return;
    const attempt = ++this.attempt;
    const { network } = this;
    network.time.after(network.latency() + network.latency(), () => {
      if (attempt !== this.attempt || !this.process.alive) return;
      const { server } = network;
      if (server === undefined || network.isCutOff(this.from)) {
        network.time.after(network.dice.whole(1, 2000), () => {
          if (attempt === this.attempt) this.emitHere("connect_error", undefined);
        });
        return;
      }
      const wire = new Wire(network, this.from, this, server);
      this.wire = wire;
      this.emitHere("connect", undefined);
      wire.begin();
    });
  }

  disconnect(): void {
    this.attempt += 1;
    const { wire } = this;
    this.wire = undefined;
    this.answers.clear();
    wire?.hangUp();
  }

  emit(event: string, request: unknown, acknowledge: (answer: unknown) => void): void {
    if (this.wire === undefined) return;
    const id = this.nextId++;
    this.answers.set(id, acknowledge);
    this.wire.request([event, request], id);
  }

  on(event: string, listener: (message: unknown) => void): void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set.add(listener));
  }

  off(event: string, listener: (message: unknown) => void): void {
    this.listeners.get(event)?.delete(listener);
  }

  /** A packet of the server. */
  arrive({ type, data, id }: Packet): void {
    if (!Array.isArray(data)) return;
    if (type === ACK && id !== undefined) {
      const answer = this.answers.get(id);
      this.answers.delete(id);
      if (this.process.alive) answer?.(data[0]);
    }
    if (type === EVENT) this.emitHere(String(data[0]), data[1]);
  }

  /** The wire is gone. */
  lost(wire: Wire): void {
    if (this.wire !== wire) return;
    this.wire = undefined;
    this.answers.clear();
    this.emitHere("disconnect", undefined);
  }

  private emitHere(event: string, message: unknown): void {
    if (!this.process.alive) return;
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(message);
  }
}
