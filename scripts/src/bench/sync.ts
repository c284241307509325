import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Measured } from "./measured.ts";
import { goAway } from "./sync/absence.ts";
import { catchUpOver } from "./sync/catchingUp.ts";

const ROOMS = 40;
const MESSAGES = 5000;
const LOOPBACK = { roundTripMs: 0, bitsPerSecond: 10e9 };
const OFFICE = { roundTripMs: 20, bitsPerSecond: 100e6 };
const THIN = { roundTripMs: 300, bitsPerSecond: 50_000 };

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Coming back after weeks, what a message and an hour cost on the wire, and unlocking a large vault. */
export async function benchSync(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "comity-bench-"));
  const ready = z.object({ address: z.string(), origin: z.string(), foundingLink: z.string() });
  const started = await Measured.start("./serverProcess.ts", [folder], ready);
  const { address, origin, foundingLink } = started.ready;
  try {
    const absence = await goAway(origin, foundingLink, ROOMS);
    await absence.write(MESSAGES - ROOMS);
    await absence.write(ROOMS, "backwards");
    for (const [name, shape] of Object.entries({ LOOPBACK, OFFICE, THIN })) {
      const r = await catchUpOver(origin, address, absence, MESSAGES, shape);
      say(`${name} ${JSON.stringify(r)} cpu/msg ${(r.cpuMs / MESSAGES).toFixed(3)}`);
    }
  } finally {
    started.server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
