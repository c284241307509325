import { encode } from "@msgpack/msgpack";
import { describe, expect, it } from "vitest";
import { toBase64url } from "../bytes/base64url.ts";
import { DeviceId, MessageId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { type Envelope, EnvelopePage, packPage } from "./envelope.ts";

const idOf = (length: number, fill: number) => toBase64url(new Uint8Array(length).fill(fill));
const entry = (seq: number, from: number, more: Partial<Envelope> = {}): Envelope => ({
  seq,
  kind: "application",
  epoch: 3,
  sender: DeviceId.parse(idOf(32, from)),
  messageId: MessageId.parse(idOf(16, seq % 256)),
  at: 1_790_000_000_000 + seq * 5_000,
  bytes: new Uint8Array(400).fill(seq),
  ...more,
});

describe("a page of a log", () => {
  it("comes out as it went in", () => {
    const page = [
      entry(41, 1),
      entry(42, 2, { kind: "commit", at: 1_700_000_000_000 }),
      entry(43, 1, { epoch: 4, bytes: new Uint8Array() }),
    ];
    expect(EnvelopePage.parse(packPage(page))).toEqual(page);
    expect(EnvelopePage.parse(packPage([]))).toEqual([]);
  });

  it("weighs at most 32 bytes for each entry beside the entry's own, whoever sent it", () => {
    const page = Array.from({ length: LIMITS.envelopesPerRead }, (_, at) => entry(70_000 + at, at % 5));
    const size = encode(packPage(page)).length;
    expect(size - page.length * 400).toBeLessThanOrEqual(page.length * 32 + 5 * 34 + 24);
  });

  it("is not read where it names a sender that is not in it, or holds what no log holds", () => {
    const [seq, at, senders, entries] = packPage([entry(1, 1)]);
    const [first] = entries;
    expect(EnvelopePage.safeParse([seq, at, senders, entries]).success).toBe(true);
    const wrong: unknown[] = [
      [seq, at, [], entries],
      [seq, at, [new Uint8Array(31)], entries],
      [-1, at, senders, entries],
      [seq, at, senders, [[2, ...(first ?? []).slice(1)]]],
      [seq, at, senders, [(first ?? []).slice(1)]],
      [seq, at, senders, Array.from({ length: LIMITS.envelopesPerRead + 1 }, () => first)],
      [seq, at, senders],
      {},
      undefined,
    ];
    for (const page of wrong) expect(EnvelopePage.safeParse(page).success).toBe(false);
  });

  it("is not written with a gap", () => {
    expect(() => packPage([entry(1, 1), entry(3, 1)])).toThrow("gap");
  });
});
