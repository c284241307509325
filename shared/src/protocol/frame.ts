import { decode, encode } from "@msgpack/msgpack";
import { Emitter } from "@socket.io/component-emitter";
import { concatBytes } from "../bytes/bytes.ts";
import { LIMITS } from "../limits.ts";

/** Socket.IO's packet types (protocol revision 5). */
const CONNECT = 0;
const DISCONNECT = 1;
const EVENT = 2;
const ACK = 3;
const CONNECT_ERROR = 4;

/** A packet as Socket.IO hands it over; `nsp` is always the one name space. */
export interface Packet {
  readonly type: number;
  readonly nsp: "/";
  readonly data?: unknown;
  readonly id?: number;
}

/**
 * Every event of ours is named `subject.verb`. Socket.IO's own names (`disconnect`, `error`, …) have no
 * dot, so that no peer can set them off.
 */
const EVENT_NAME = /^[a-zA-Z]{1,40}\.[a-zA-Z]{1,40}$/;

type Decoded = { decoded: (packet: Packet) => void };

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the data of a packet fits its type. */
function fits(type: unknown, data: unknown): boolean {
  switch (type) {
    case EVENT:
      return (
        Array.isArray(data) && data.length <= 4 && typeof data[0] === "string" && EVENT_NAME.test(data[0])
      );
    case ACK:
      return Array.isArray(data) && data.length <= 4;
    case CONNECT:
      return data === undefined || data === null || isRecord(data);
    case DISCONNECT:
      return data === undefined || data === null;
    case CONNECT_ERROR:
      return typeof data === "string" ? data.length <= 200 : isRecord(data);
    default:
      return false;
  }
}

/** Reads what `Encoder` wrote: `[type, data, id?]`. Undefined for anything else. */
function readPacket(raw: unknown): Packet | undefined {
  if (!Array.isArray(raw) || raw.length < 1 || raw.length > 3) return undefined;
  const [type, data, id]: readonly unknown[] = raw;
  if (typeof type !== "number" || !fits(type, data)) return undefined;
  if (id !== undefined && !(typeof id === "number" && Number.isSafeInteger(id) && id >= 0)) return undefined;
  return {
    type,
    nsp: "/",
    ...(data === undefined || data === null ? {} : { data }),
    ...(id === undefined ? {} : { id }),
  };
}

/** What a frame that holds only a part of a packet begins with. A whole packet begins as a list does: 0x9… */
const MORE = 0;
const LAST = 1;
/** What one part carries beside its mark. */
const PART = LIMITS.frameBytes - 1;

function part(mark: number, bytes: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(mark), bytes);
}

/**
 * Writes each packet as one binary frame: the MessagePack of `[type, data, id?]`, bytes included, so there
 * is no base64, no second frame, and nothing on the wire that both sides know already. What does not fit into a
 * frame goes in parts, one after the other, each a frame that begins with a mark.
 */
export class Encoder {
  encode(packet: { readonly type: number; readonly data?: unknown; readonly id?: number }): Uint8Array[] {
    const { type, data, id } = packet;
    const whole = encode(id === undefined ? [type, data] : [type, data, id], { ignoreUndefined: true });
    if (whole.length <= LIMITS.frameBytes) return [whole];
    const frames: Uint8Array[] = [];
    let at = 0;
    for (; at + PART < whole.length; at += PART) frames.push(part(MORE, whole.subarray(at, at + PART)));
    frames.push(part(LAST, whole.subarray(at)));
    return frames;
  }
}

/**
 * Reads frames. Throws on anything that is no packet, which makes Socket.IO close the connection: so for parts
 * that are not full, that are too many, or that something else comes between.
 */
export class Decoder extends Emitter<Decoded, Decoded> {
  private parts: Uint8Array[] = [];

  add(frame: unknown): void {
    if (!(frame instanceof Uint8Array || frame instanceof ArrayBuffer)) throw new Error("a text frame");
    const bytes = frame instanceof Uint8Array ? frame : new Uint8Array(frame);
    const whole = this.whole(bytes);
    if (whole === undefined) return;
    const packet = readPacket(decode(whole, { maxExtLength: 0, maxMapLength: 64 }));
    if (packet === undefined) throw new Error("no packet");
    this.emit("decoded", packet);
  }

  /** The connection is gone: what was to come will not come. */
  destroy(): void {
    this.parts = [];
  }

  /** A packet's bytes, once the last of them has come. */
  private whole(bytes: Uint8Array): Uint8Array | undefined {
    const [mark] = bytes;
    if (mark !== MORE && mark !== LAST) {
      if (this.parts.length > 0) throw new Error("a packet between the parts of another");
      return bytes;
    }
    if (mark === MORE && bytes.length !== LIMITS.frameBytes) throw new Error("a part that is not full");
    this.parts.push(bytes.subarray(1));
    if (this.parts.length * PART > LIMITS.packetBytes + PART) throw new Error("too many parts");
    if (mark === MORE) return undefined;
    return concatBytes(...this.parts.splice(0));
  }
}

/** The parser as Socket.IO's server and client options take it. */
export const frameParser = { Encoder, Decoder };
