import { parseArgs } from "node:util";
import type { Result } from "@comity/shared/result";
import type { RateLimits } from "./gateway/rates.ts";

/** What the operator has chosen. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Public origins; none: localhost and 127.0.0.1 at the port. */
  readonly origins: readonly string[];
  readonly mongodbUri: string | undefined;
  readonly logLevel: string;
  readonly logFile: string | undefined;
  /** How many reverse proxies of the operator's stand in front. */
  readonly proxies: number;
  readonly metrics: boolean;
  readonly limits?: Partial<RateLimits>;
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: "serve"; readonly config: Config }
  | { readonly kind: "founding-link"; readonly config: Config }
  | { readonly kind: "help" };

export const USAGE = `Usage: comity-server [options]

  --port N           where to listen (default 8420; 0 takes any free port)
  --host ADDRESS     on which address (default 127.0.0.1)
  --data FOLDER      where the database lives (default ./data)
  --origin ORIGIN    an address at which people reach this server, like https://comity.example
                     (repeatable; default http://localhost:PORT and http://127.0.0.1:PORT)
  --proxies N        how many reverse proxies of yours stand in front (default 0)
  --metrics          serve counters at /metrics, to this machine only
  --log FILE         write the log to a file instead of standard error
  --founding-link    make a further one-time link to found a network, print it, and exit
  --help             this

  Commands for operators (backups and more) stand first: comity-server help lists them.

  MONGODB_URI        use MongoDB instead of the embedded SQLite database
  LOG_LEVEL          trace, debug, info, warn, error, fatal or silent (default warn,
                     or info with --log)
`;

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/** Reads the command line and the environment. A failure is one sentence for the operator. */
export function readCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Command, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: "string", default: "8420" },
        host: { type: "string", default: "127.0.0.1" },
        data: { type: "string", default: "./data" },
        origin: { type: "string", multiple: true, default: [] },
        proxies: { type: "string", default: "0" },
        metrics: { type: "boolean", default: false },
        log: { type: "string" },
        "founding-link": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return { ok: true, value: { kind: "help" } };
    // On a terminal people want to read the address, not the log; a log file is asked for to be read later.
    const logLevel = env["LOG_LEVEL"] ?? (values.log === undefined ? "warn" : "info");
    if (!LOG_LEVELS.includes(logLevel))
      throw new Refusal(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}.`);
    const mongodbUri = env["MONGODB_URI"];
    const config: Config = {
      port: whole("--port", values.port, 65_535),
      host: values.host,
      dataFolder: values.data,
      origins: values.origin.map(readOrigin),
      mongodbUri: mongodbUri === undefined || mongodbUri === "" ? undefined : mongodbUri,
      logLevel,
      logFile: values.log,
      proxies: whole("--proxies", values.proxies, 10),
      metrics: values.metrics,
    };
    return { ok: true, value: { kind: values["founding-link"] ? "founding-link" : "serve", config } };
  } catch (error) {
    const said = error instanceof Error ? error.message : "The options could not be read.";
    return { ok: false, fault: said.split("\n")[0] ?? said };
  }
}

/** A value that is not acceptable, in words for the operator. */
class Refusal extends Error {}

function whole(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new Refusal(`${flag} must be a whole number from 0 to ${most}, not "${text}".`);
  return value;
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, ""))
    throw new Refusal(`--origin must look like https://comity.example, not "${text}".`);
  return url.origin;
}
