import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "@comity/server/server";
import type { AccountId } from "@comity/shared/ids";
import type { PushEvent } from "@comity/shared/protocol/event";
import { WebSocket, WebSocketServer } from "ws";
import { Lies } from "./lies.ts";
import { Line } from "./line.ts";

const LOOPBACK = "127.0.0.1";

/**
 * The malicious server of the tests: the real one with its real database behind a proxy that rewrites frames. Browsers
 * know the proxy's address only, load the pages through it, and log in for its origin.
 */
export class MaliciousServer {
  readonly lies = new Lies();
  private readonly lines = new Set<Line>();

  private constructor(
    private readonly folder: string,
    private readonly http: Server,
    private readonly sockets: WebSocketServer,
    readonly port: number,
    /** The real server, with what it stores: whoever runs it can read and write that. */
    readonly real: RunningServer,
  ) {}

  static async open(): Promise<MaliciousServer> {
    const folder = mkdtempSync(join(tmpdir(), "comity-adversary-"));
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, LOOPBACK, resolve));
    const { port } = http.address() as AddressInfo;
    const real = await startServer({ dataFolder: folder, origins: [`http://localhost:${port}`] });
    const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
    const self = new MaliciousServer(folder, http, sockets, port, real);
    http.on("request", (request, response) => {
      const { method, url, headers } = request;
      const passed = httpRequest(
        { host: LOOPBACK, port: real.port, method, path: url, headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      passed.on("error", () => response.destroy());
      request.pipe(passed);
    });
    sockets.on("connection", (browser, request) => self.connect(browser, request));
    return self;
  }

  get origin(): string {
    return this.real.origin;
  }

  /** Tells somebody something out of nothing, on every line that they have. */
  tell<Message>(event: PushEvent<Message>, victim: AccountId, message: Message): void {
    for (const line of this.lines) if (line.account === victim) line.tell(event.name, message);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    this.http.closeAllConnections();
    await new Promise<void>((resolve) => this.http.close(() => resolve()));
    await this.real.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private connect(browser: WebSocket, { url, headers }: IncomingMessage): void {
    const { origin } = headers;
    const server = new WebSocket(`ws://${LOOPBACK}:${this.real.port}${url ?? "/"}`, {
      perMessageDeflate: false,
      ...(origin === undefined ? {} : { origin }),
    });
    const line = new Line(browser, server, this.lies);
    this.lines.add(line);
    browser.on("close", () => this.lines.delete(line));
  }
}
