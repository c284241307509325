import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What a link is like, the same both ways. */
export interface LinkShape {
  readonly roundTripMs: number;
  readonly bitsPerSecond: number;
}

/** What has passed, as TCP carries it: without the headers of TCP and IP, and without TLS. */
export interface Passed {
  readonly up: number;
  readonly down: number;
}

/** A link between one client and a server. */
export interface Link {
  /** What the client connects to: `http://127.0.0.1:port`. */
  readonly address: string;
  passed(): Passed;
  close(): Promise<void>;
}

const SEGMENT_BYTES = 1400;
/** What may wait at either end, as in a router's buffer; beyond that the sender waits. */
const BUFFER_BYTES = 64 * 1024;

/**
 * Carries bytes one way: segments one after the other at the link's rate, each as much later as the link is long.
 * One timer for the first in the queue: timers of different lengths may fire in another order than they are due.
 */
function carry(
  from: Socket,
  to: Socket,
  { roundTripMs, bitsPerSecond }: LinkShape,
  count: (n: number) => void,
) {
  const queue: { readonly segment: Buffer; readonly due: number }[] = [];
  let free = 0;
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  const deliver = () => {
    timer = undefined;
    for (let [next] = queue; next !== undefined && next.due <= performance.now(); [next] = queue) {
      queue.shift();
      waiting -= next.segment.length;
      count(next.segment.length);
      if (!to.destroyed) to.write(next.segment);
    }
    if (waiting < BUFFER_BYTES) from.resume();
    plan();
  };
  const plan = () => {
    const [next] = queue;
    if (next !== undefined) timer ??= setTimeout(deliver, Math.max(0, next.due - performance.now()));
  };
  from.on("data", (data: Buffer) => {
    for (let at = 0; at < data.length; at += SEGMENT_BYTES) {
      const segment = data.subarray(at, at + SEGMENT_BYTES);
      free = Math.max(performance.now(), free) + (segment.length * 8000) / bitsPerSecond;
      waiting += segment.length;
      queue.push({ segment, due: free + roundTripMs / 2 });
    }
    if (waiting >= BUFFER_BYTES) from.pause();
    plan();
  });
  from.on("close", () => {
    clearTimeout(timer);
    to.destroy();
  });
  from.on("error", () => to.destroy());
}

/** Opens a link of that shape to a server on this machine. Nothing is lost or reordered on it. */
export async function openLink(serverAddress: string, shape: LinkShape): Promise<Link> {
  const { port, hostname } = new URL(serverAddress);
  const passed = { up: 0, down: 0 };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on("close", () => open.delete(socket));
    }
    carry(client, upstream, shape, (n) => {
      passed.up += n;
    });
    carry(upstream, client, shape, (n) => {
      passed.down += n;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${own}`,
    passed: () => ({ ...passed }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
