import { randomBytes } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { loadSodium } from "@comity/shared/crypto/sodium";
import type { Heartbeat } from "@comity/shared/limits";
import type { Logger } from "pino";
import { makeDomain } from "./domain/domain.ts";
import { addressReader } from "./gateway/address.ts";
import { Counters } from "./gateway/counters.ts";
import { DEFAULT_RATE_LIMITS, MemoryRates, type RateLimits } from "./gateway/rates.ts";
import { openSockets } from "./gateway/sockets.ts";
import { webApp } from "./http/app.ts";
import { loadAssets } from "./http/assets.ts";
import { quietLog } from "./log.ts";
import { openStorage } from "./storage/open.ts";
import type { OpenFault, OpenResult, Storage } from "./storage/port/storage.ts";

/** How to start a server. Everything but the data folder has a default. */
export interface ServerOptions {
  readonly dataFolder: string;
  /** 0: any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Public origins; none: localhost and 127.0.0.1 at the port. */
  readonly origins?: readonly string[];
  readonly mongodbUri?: string | undefined;
  readonly limits?: Partial<RateLimits>;
  readonly log?: Logger;
  readonly proxies?: number;
  readonly metrics?: boolean;
  /** The built client; the repository's own by default. */
  readonly clientFolder?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Another rhythm of heartbeats: for tests. */
  readonly heartbeat?: Heartbeat;
  /** Another storage than the options name: for tests. */
  readonly open?: () => Promise<OpenResult>;
}

/** A server that answers. */
export interface RunningServer {
  readonly port: number;
  /** Where it listens, like `http://127.0.0.1:8420`. */
  readonly address: string;
  /** The first public origin, like `http://localhost:8420`. */
  readonly origin: string;
  readonly storage: Storage;
  /** Whether a network has been founded. */
  founded(): Promise<boolean>;
  /** Makes a one-time link to found a network. */
  foundingLink(): Promise<string>;
  /** Stops accepting, finishes what has been begun, closes the database. */
  close(): Promise<void>;
}

export type StartFault =
  | OpenFault
  | { readonly code: "port.busy"; readonly port: number }
  | { readonly code: "port.refused"; readonly host: string; readonly port: number; readonly cause: string };

/** Why a server could not be started. */
export class StartFailure extends Error {
  constructor(readonly fault: StartFault) {
    super(fault.code);
    this.name = "StartFailure";
  }
}

const CLIENT_FOLDER = fileURLToPath(new URL("../../client/dist", import.meta.url));

/** Starts a server: database first, then the port. Throws a StartFailure where either can't be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, port = 0, host = "127.0.0.1", mongodbUri, now = Date.now } = options;
  const sodium = await loadSodium();
  const log = options.log ?? quietLog();
  const opened = await (options.open?.() ??
    openStorage({ dataFolder, ...(mongodbUri === undefined ? {} : { mongodbUri }) }));
  if (!opened.ok) throw new StartFailure(opened.fault);
  const storage = opened.value;

  let origins: readonly string[] = options.origins ?? [];
  const domain = makeDomain({ storage, sodium, now, random: randomBytes, origins: () => origins });
  const counters = new Counters();
  const assets = loadAssets(options.clientFolder ?? CLIENT_FOLDER);
  let app: RequestListener = (_request, response) => response.writeHead(503).end();
  const http = createServer((request, response) => app(request, response));
  const gateway = openSockets(http, {
    domain,
    rates: new MemoryRates({ ...DEFAULT_RATE_LIMITS, ...options.limits }),
    counters,
    log,
    now,
    origins: () => origins,
    addressOf: addressReader(options.proxies ?? 0),
    heartbeat: options.heartbeat,
  });

  try {
    await listen(http, port, host);
  } catch (error) {
    await gateway.close();
    await storage.close();
    throw error;
  }
  const bound = (http.address() as AddressInfo).port;
  if (origins.length === 0) origins = [`http://localhost:${bound}`, `http://127.0.0.1:${bound}`];
  const metrics = options.metrics === true ? counters.registry : undefined;
  if (metrics !== undefined) counters.watchProcess();
  app = webApp({ origins, assets, ping: () => storage.ping(), metrics });
  log.info({ port: bound, host }, "listening");

  let closed: Promise<void> | undefined;
  return {
    port: bound,
    address: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    origin: origins[0] ?? "",
    storage,
    founded: () => domain.foundings.any(),
    foundingLink: async () => foundingLink(origins[0] ?? "", await domain.foundings.issue()),
    close: () => {
      closed ??= (async () => {
        await gateway.close();
        http.closeAllConnections();
        await storage.close();
        log.info("closed");
      })();
      return closed;
    },
  };
}

/** The link that founds a network; the token stands in the fragment, which browsers send to nobody. */
export function foundingLink(origin: string, token: string): string {
  return `${origin}/#found=${token}`;
}

function listen(http: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        new StartFailure(
          error.code === "EADDRINUSE"
            ? { code: "port.busy", port }
            : { code: "port.refused", host, port, cause: error.code ?? error.message },
        ),
      );
    });
    http.listen(port, host, () => resolve());
  });
}
