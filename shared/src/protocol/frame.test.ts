import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { sameBytes } from "../bytes/bytes.ts";
import { LIMITS } from "../limits.ts";
import { Decoder, Encoder, type Packet } from "./frame.ts";

function decodeAll(...frames: readonly Uint8Array[]): Packet[] {
  const packets: Packet[] = [];
  const decoder = new Decoder();
  decoder.on("decoded", (packet) => packets.push(packet));
  for (const frame of frames) decoder.add(frame);
  return packets;
}

it("carries an event with bytes in one frame", () => {
  const packet = {
    type: 2,
    nsp: "/",
    id: 7,
    data: ["conversation.send", { bytes: new Uint8Array([1, 2, 3]) }],
  };
  const frames = new Encoder().encode(packet);
  expect(frames).toHaveLength(1);
  expect(decodeAll(frames[0] ?? new Uint8Array())).toEqual([packet]);
});

it("throws on everything that is no packet, so that the connection ends", () => {
  expect(() => new Decoder().add("text")).toThrow();
  const wrong: unknown[] = [
    null,
    5,
    "x",
    {},
    [],
    [9, []],
    [2, ["disconnect"]],
    [2, "x"],
    [2, ["a.b"], -1],
    [2, ["a.b"], 1.5],
  ];
  for (const value of wrong) expect(() => decodeAll(encode(value))).toThrow();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        for (const packet of decodeAll(bytes)) expect(packet.nsp).toBe("/");
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});

const patterned = (length: number) => new Uint8Array(length).map((_, at) => at % 251);
const event = (length: number) => ({
  ...{ type: 2, nsp: "/", id: 3, data: ["a.b", { bytes: patterned(length) }] },
});

/** The lengths of the bytes in packets, each checked to be what was sent. */
function carried(packets: readonly Packet[]): readonly number[] {
  return packets.map(({ data }) => {
    const [, body]: readonly unknown[] = Array.isArray(data) ? data : [];
    const { bytes } = z.object({ bytes: z.instanceof(Uint8Array) }).parse(body);
    if (!sameBytes(bytes, patterned(bytes.length))) throw new Error("other bytes than were sent");
    return bytes.length;
  });
}

it("carries what is larger than a frame in several, each full but the last", () => {
  const { frameBytes } = LIMITS;
  for (const length of [frameBytes - 40, frameBytes, frameBytes * 2 - 40, frameBytes * 2, 2 * 1024 * 1024]) {
    const frames = new Encoder().encode(event(length));
    for (const [at, frame] of frames.entries())
      expect(at === frames.length - 1 ? frame.length <= frameBytes : frame.length === frameBytes).toBe(true);
    expect(carried(decodeAll(...frames))).toEqual([length]);
  }
  expect(new Encoder().encode(event(100))).toHaveLength(1);
});

it("reads packet after packet, whole ones and those in parts, and forgets parts when the connection ends", () => {
  const encoder = new Encoder();
  const lengths = [10, 90_000, 20, 70_000];
  const frames = lengths.flatMap((length) => encoder.encode(event(length)));
  expect(carried(decodeAll(...frames))).toEqual(lengths);
  const decoder = new Decoder();
  const [beginning] = encoder.encode(event(90_000));
  decoder.add(beginning);
  decoder.destroy();
  const heard: Packet[] = [];
  decoder.on("decoded", (packet) => heard.push(packet));
  for (const frame of encoder.encode(event(90_000))) decoder.add(frame);
  expect(carried(heard)).toEqual([90_000]);
});

it("takes no parts that are not full, are too many, or have something between them", () => {
  const full = new Uint8Array(LIMITS.frameBytes);
  expect(() => decodeAll(Uint8Array.of(0, 1, 2))).toThrow("not full");
  expect(() => decodeAll(full, ...new Encoder().encode(event(10)))).toThrow("between");
  expect(() => decodeAll(...Array.from({ length: 200 }, () => full))).toThrow("too many");
  expect(() => decodeAll(full, Uint8Array.of(1))).toThrow();
  expect(() => decodeAll(Uint8Array.of(1))).toThrow();
});
