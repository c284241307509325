import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** How bad a line is. Everything is decided from `random` (0 to 1), so that a seed tells the whole story. */
export interface Badness {
  /** One way, in milliseconds. */
  readonly delayMs: number;
  /** How often a piece has to be sent again, which holds up everything behind it. */
  readonly loss: number;
  /** How often the connection breaks, for each piece. */
  readonly reset: number;
  readonly random: () => number;
}

/**
 * A line between clients and a server on this machine that delays, stalls and breaks: what packet loss looks like
 * from above TCP, for machines whose kernel can't do that itself (tc netem).
 */
export class PoorLine {
  private bad: Badness | undefined;
  private readonly open = new Set<Socket>();
  breaks = 0;
  repeats = 0;

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async to(origin: string): Promise<PoorLine> {
    const { port } = new URL(origin);
    const server = createServer({ noDelay: true });
    const line = new PoorLine(server);
    server.on("connection", (near) =>
      line.carry(near, connect({ host: "127.0.0.1", port: Number(port), noDelay: true })),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return line;
  }

  /** What clients connect to. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Makes the line bad, or good again. */
  become(bad: Badness | undefined): void {
    this.bad = bad;
  }

  close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }

  private carry(near: Socket, far: Socket): void {
    const end = () => {
      near.destroy();
      far.destroy();
      this.open.delete(near);
      this.open.delete(far);
    };
    for (const socket of [near, far]) {
      this.open.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
    this.oneWay(near, far, end);
    this.oneWay(far, near, end);
  }

  private oneWay(from: Socket, to: Socket, end: () => void): void {
    let free = 0;
    from.on("data", (piece) => {
      const { bad } = this;
      if (bad === undefined && free <= Date.now()) return void to.write(piece);
      if (bad !== undefined && bad.random() < bad.reset) {
        this.breaks += 1;
        return end();
      }
      let wait = bad?.delayMs ?? 0;
      // Each repetition comes after the sender has waited for about one way and back.
      while (bad !== undefined && bad.random() < bad.loss) {
        this.repeats += 1;
        wait += bad.delayMs;
      }
      // A stream keeps its order: a piece waits for those before it.
      free = Math.max(free, Date.now() + wait);
      setTimeout(() => {
        if (!to.destroyed) to.write(piece);
      }, free - Date.now());
    });
  }
}
