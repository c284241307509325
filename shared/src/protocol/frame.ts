import { decode, encode } from "@msgpack/msgpack";
import { Emitter } from "@socket.io/component-emitter";
import { z } from "zod";

/** Socket.IO's packet types (protocol revision 5). */
const CONNECT = 0;
const DISCONNECT = 1;
const CONNECT_ERROR = 4;

const text = z.string().max(200);
const record = z.record(z.string(), z.unknown());
const id = z.number().int().nonnegative().optional();
const nsp = z.literal("/");

/** What a frame may hold. Anything else closes the connection before it reaches an event. */
const Packet = z.union([
  z.object({ type: z.union([z.literal(2), z.literal(3)]), nsp, id, data: z.array(z.unknown()).max(4) }),
  z.object({ type: z.literal(CONNECT), nsp, data: record.optional() }),
  z.object({ type: z.literal(DISCONNECT), nsp, data: z.undefined().optional() }),
  z.object({ type: z.literal(CONNECT_ERROR), nsp, data: z.union([text, record]) }),
]);
type Packet = z.infer<typeof Packet>;

type Decoded = { decoded: (packet: Packet) => void };

/** Writes each packet as one binary frame (MessagePack), bytes included: no base64 and no second frame. */
export class Encoder {
  encode(packet: unknown): Uint8Array[] {
    return [encode(packet, { ignoreUndefined: true })];
  }
}

/** Reads frames. Throws on anything that is no packet, which makes Socket.IO close the connection. */
export class Decoder extends Emitter<Decoded, Decoded> {
  add(frame: unknown): void {
    if (!(frame instanceof Uint8Array || frame instanceof ArrayBuffer)) throw new Error("a text frame");
    const read = Packet.safeParse(decode(frame, { maxExtLength: 0, maxMapLength: 64 }));
    if (!read.success) throw new Error("no packet");
    this.emit("decoded", read.data);
  }

  destroy(): void {}
}

/** The parser as Socket.IO's server and client options take it. */
export const frameParser = { Encoder, Decoder };
