import { randomBytes } from "node:crypto";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { type Config, readCommand, USAGE } from "./config.ts";
import { makeDomain } from "./domain/domain.ts";
import { openLog } from "./log.ts";
import { openSentence } from "./operator/faults.ts";
import { isOperatorCommand, OPERATOR_USAGE, readInvocation } from "./operator/invocation.ts";
import { streamOutput } from "./operator/output.ts";
import { runOperator } from "./operator/run.ts";
import { foundingLink, StartFailure, type StartFault, startServer } from "./server.ts";
import { openStorage } from "./storage/open.ts";

/** One sentence about why the server could not start. */
function sentence(fault: StartFault): string {
  switch (fault.code) {
    case "port.busy":
      return `Port ${fault.port} is in use: stop what listens there, or choose another with --port.`;
    case "port.refused":
      return `Can't listen on ${fault.host} port ${fault.port} (${fault.cause}).`;
    default:
      return openSentence(fault);
  }
}

async function printFoundingLink({ dataFolder, mongodbUri, origins, port }: Config): Promise<void> {
  const sodium = await loadSodium();
  const opened = await openStorage({ dataFolder, ...(mongodbUri === undefined ? {} : { mongodbUri }) });
  if (!opened.ok) throw new StartFailure(opened.fault);
  const storage = opened.value;
  const domain = makeDomain({ storage, sodium, now: Date.now, random: randomBytes, origins: () => origins });
  try {
    const token = await domain.foundings.issue();
    process.stdout.write(`${foundingLink(origins[0] ?? `http://localhost:${port}`, token)}\n`);
  } finally {
    await storage.close();
  }
}

async function serve(config: Config): Promise<void> {
  const log = openLog(config.logLevel, config.logFile);
  const server = await startServer({ ...config, log });
  // Before anything is printed: whoever reads the address may already want the server to end.
  const stop = (): void => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.stdout.write(`Comity is at ${server.origin}\n`);
  if (!(await server.founded())) {
    process.stdout.write(
      `No network has been founded yet. The officer who founds it opens this link, which works once:\n  ${await server.foundingLink()}\n`,
    );
  }
}

async function operate(args: readonly string[]): Promise<number> {
  const invocation = readInvocation(args, process.env);
  if (!invocation.ok) {
    process.stderr.write(`${invocation.fault}\n`);
    return 2;
  }
  if (invocation.value === "help") {
    process.stdout.write(OPERATOR_USAGE);
    return 0;
  }
  return runOperator(invocation.value, streamOutput(invocation.value.json, Date.now), Date.now);
}

async function main(): Promise<number | undefined> {
  const args = process.argv.slice(2);
  if (isOperatorCommand(args)) return operate(args);
  const command = readCommand(args, process.env);
  if (!command.ok) {
    process.stderr.write(`${command.fault}\n`);
    return 2;
  }
  try {
    switch (command.value.kind) {
      case "help":
        process.stdout.write(USAGE);
        return 0;
      case "founding-link":
        await printFoundingLink(command.value.config);
        return 0;
      case "serve":
        await serve(command.value.config);
        return undefined;
    }
  } catch (error) {
    const said =
      error instanceof StartFailure ? sentence(error.fault) : `The server failed: ${String(error)}`;
    process.stderr.write(`${said}\n`);
    return 1;
  }
}

const code = await main();
if (code !== undefined) process.exit(code);
