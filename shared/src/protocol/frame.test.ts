import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { expect, it } from "vitest";
import { Decoder, Encoder, type Packet } from "./frame.ts";

function decodeAll(frame: Uint8Array): Packet[] {
  const packets: Packet[] = [];
  const decoder = new Decoder();
  decoder.on("decoded", (packet) => packets.push(packet));
  decoder.add(frame);
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
