import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openLink } from "./link.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

it("delivers everything in the order in which it was sent, whatever the chunks and the timers", async () => {
  const got: Buffer[] = [];
  const server = createServer((socket: Socket) => socket.on("data", (data: Buffer) => got.push(data)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const link = await openLink(`http://127.0.0.1:${port}`, { roundTripMs: 20, bitsPerSecond: 100e6 });
  closing.push(() => link.close());
  const client = connect(Number(new URL(link.address).port), "127.0.0.1");
  client.setNoDelay(true);
  const sent = Buffer.alloc(400_000, 0).map((_, at) => (at * 31 + (at >> 8)) % 251);
  for (let from = 0; from < sent.length; from += 7_919) {
    client.write(sent.subarray(from, from + 7_919));
    // A busy process, as an engine makes it: timers come late and several at a time.
    const until = performance.now() + (from % 5);
    while (performance.now() < until);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await expect.poll(() => got.reduce((sum, one) => sum + one.length, 0), { timeout: 20_000 }).toBe(400_000);
  expect(Buffer.compare(Buffer.concat(got), Buffer.from(sent))).toBe(0);
  expect(link.passed()).toEqual({ up: 400_000, down: 0 });
});
