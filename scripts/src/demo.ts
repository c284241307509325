import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createNodeEngine } from "@comity/client/node/nodeEngine";
import { startServer } from "@comity/server/server";
import { CASC, WACAP } from "./demo/cast.ts";
import { play } from "./demo/stage.ts";

/** The passphrase of everybody in the demo. */
const PASSPHRASE = "four plain demo words";

/** Starts a throw-away server, lets invented people talk on it, and prints a one-time sign-in link for each. */
async function demo(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8421" } } });
  const folder = mkdtempSync(join(tmpdir(), "comity-demo-"));
  const server = await startServer({
    dataFolder: folder,
    port: Number(values.port),
    // A dozen people act from one address within a minute.
    limits: { beforeLogIn: { points: 20_000, seconds: 60 } },
  });
  const tell = (step: string) => process.stdout.write(`  ${step}\n`);
  process.stdout.write("Setting the stage (a minute: every key is made for real) …\n");
  const players = await play(
    {
      newEngine: () => createNodeEngine({ origin: server.origin }),
      foundingLink: () => server.foundingLink(),
      passphrase: PASSPHRASE,
      tell,
    },
    [WACAP, CASC],
  );
  process.stdout.write(`\nComity's demo is at ${server.origin}\nThe passphrase is: ${PASSPHRASE}\n\n`);
  process.stdout.write(
    "Each link signs one person in, once. Use a browser profile or private window for each.\n",
  );
  for (const { actor, network, engine, mirror } of players) {
    const moved = await engine.moveAway(PASSPHRASE);
    mirror.close();
    const { name, country, roles } = actor.card;
    const link = moved.ok ? moved.value.link : `(${moved.fault.code})`;
    process.stdout.write(`\n${name} (${country}, ${roles.join(", ")}; ${network})\n  ${link}\n`);
  }
  process.stdout.write("\nPress Ctrl+C to end; everything is thrown away then.\n");
  const end = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  process.on("SIGINT", () => void end());
  process.on("SIGTERM", () => void end());
}

await demo();
