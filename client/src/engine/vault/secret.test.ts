import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Secret, secretJson } from "./secret.ts";

describe("secret bytes in JSON", () => {
  it("are read back as they were, also those that Node's sockets gave", () => {
    const bytes = Uint8Array.from([7, 0, 255]);
    const record = { whole: bytes, part: [{ hash: Buffer.from(bytes).subarray(0, 2) }] };
    const read = z.object({ whole: Secret, part: z.array(z.object({ hash: Secret })) });
    expect(read.parse(JSON.parse(secretJson(record)))).toEqual({
      whole: bytes,
      part: [{ hash: Uint8Array.from([7, 0]) }],
    });
  });
});
