import express, { type Express, type Request, type Response } from "express";
import type { Registry } from "prom-client";
import { type Asset, importMapHashes } from "./assets.ts";
import { protection } from "./protection.ts";

/** What the web side of the server serves. */
export interface WebParts {
  readonly origins: readonly string[];
  readonly assets: ReadonlyMap<string, Asset>;
  /** Resolves when the database can be written. */
  readonly ping: () => Promise<void>;
  /** Shown to this machine only, and only where the operator wants it. */
  readonly metrics: Registry | undefined;
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** The client's files, and how the server is doing. */
export function webApp({ origins, assets, ping, metrics }: WebParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(...protection(origins, importMapHashes(assets.get("/index.html"))));

  app.get("/healthz", (_request, response) => {
    response.setHeader("Cache-Control", "no-store").json({ status: "ok" });
  });
  app.get("/readyz", async (_request, response) => {
    const ready = await ping().then(
      () => true,
      () => false,
    );
    response.setHeader("Cache-Control", "no-store");
    response.status(ready ? 200 : 503).json({ status: ready ? "ok" : "storage unavailable" });
  });
  if (metrics !== undefined) {
    app.get("/metrics", async (request, response) => {
      const forwarded = request.headers["x-forwarded-for"] !== undefined;
      if (forwarded || !LOOPBACK.has(request.socket.remoteAddress ?? "")) return void nothing(response);
      response.type(metrics.contentType).send(await metrics.metrics());
    });
  }
  app.use((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD").status(405).end();
      return;
    }
    const found = assets.get(request.path === "/" ? "/index.html" : request.path);
    if (found !== undefined) return send(request, response, found);
    // A screen's address, opened or reloaded: the client finds its way from there.
    const page = navigates(request) ? assets.get("/index.html") : undefined;
    return page === undefined ? nothing(response) : send(request, response, page);
  });
  app.use((_error: unknown, _request: Request, response: Response, _next: unknown) => {
    response.status(400).end();
  });
  return app;
}

function navigates(request: Request): boolean {
  return (
    request.method === "GET" &&
    (request.headers.accept ?? "").includes("text/html") &&
    !/\.\w+$/.test(request.path)
  );
}

function nothing(response: Response): void {
  response.status(404).type("text/plain").send("not found\n");
}

function send(request: Request, response: Response, asset: Asset): void {
  const page = asset.type.startsWith("text/html");
  response.setHeader("Content-Type", asset.type);
  response.setHeader("Vary", "Accept-Encoding");
  if (page) response.setHeader("Cache-Control", "no-store");
  else {
    response.setHeader("Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    response.setHeader("ETag", asset.etag);
    if (request.headers["if-none-match"] === asset.etag) {
      response.status(304).end();
      return;
    }
  }
  const packed = asset.gzip !== undefined && request.acceptsEncodings("gzip") === "gzip";
  const body = packed && asset.gzip !== undefined ? asset.gzip : asset.body;
  if (packed) response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Content-Length", body.length);
  response.status(200);
  if (request.method === "HEAD") response.end();
  else response.end(body);
}
