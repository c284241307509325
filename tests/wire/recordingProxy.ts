import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type RawData, WebSocket, WebSocketServer } from "ws";

/** Every frame that passed, unmasked, as the server received it. */
export interface RecordingProxy {
  /** What clients connect to instead of the server: `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly frames: readonly Buffer[];
  close(): Promise<void>;
}

function asBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

/**
 * Stands between clients and a real server and writes down every WebSocket frame that goes up. Frames are
 * unmasked by the WebSocket library first, so that a search in them finds what the server can read.
 */
export async function recordFrames(serverOrigin: string): Promise<RecordingProxy> {
  const frames: Buffer[] = [];
  const http = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on("connection", (client, request) => {
    const server = new WebSocket(`${serverOrigin.replace(/^http/, "ws")}${request.url ?? "/"}`, {
      perMessageDeflate: false,
    });
    const early: { data: RawData; binary: boolean }[] = [];
    client.on("message", (data, binary) => {
      frames.push(asBuffer(data));
      if (server.readyState === WebSocket.OPEN) server.send(data, { binary });
      else early.push({ data, binary });
    });
    server.on("open", () => {
      for (const { data, binary } of early.splice(0)) server.send(data, { binary });
    });
    server.on("message", (data, binary) => client.send(data, { binary }));
    server.on("close", () => client.close());
    client.on("close", () => server.close());
    server.on("error", () => client.terminate());
    client.on("error", () => server.terminate());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    frames,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close();
        http.close(() => resolve());
      }),
  };
}
