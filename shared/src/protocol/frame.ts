import { decode, encode } from "@msgpack/msgpack";
import { Emitter } from "@socket.io/component-emitter";

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

/**
 * Writes each packet as one binary frame: the MessagePack of `[type, data, id?]`, bytes included, so there
 * is no base64, no second frame, and nothing on the wire that both sides know already.
 */
export class Encoder {
  encode(packet: { readonly type: number; readonly data?: unknown; readonly id?: number }): Uint8Array[] {
    const { type, data, id } = packet;
    const frame = id === undefined ? [type, data] : [type, data, id];
    return [encode(frame, { ignoreUndefined: true })];
  }
}

/** Reads frames. Throws on anything that is no packet, which makes Socket.IO close the connection. */
export class Decoder extends Emitter<Decoded, Decoded> {
  add(frame: unknown): void {
    if (!(frame instanceof Uint8Array || frame instanceof ArrayBuffer)) throw new Error("a text frame");
    const packet = readPacket(decode(frame, { maxExtLength: 0, maxMapLength: 64 }));
    if (packet === undefined) throw new Error("no packet");
    this.emit("decoded", packet);
  }

  destroy(): void {}
}

/** The parser as Socket.IO's server and client options take it. */
export const frameParser = { Encoder, Decoder };
