import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { weighFirstLoad } from "./firstLoad.ts";
import { Measured } from "./measured.ts";
import { type Absence, copyOf, goAway, lastOf } from "./sync/absence.ts";
import { catchUpOver } from "./sync/catchingUp.ts";
import { argon2id, atFullCost, fill, unlockInNode } from "./sync/unlock.ts";
import { unlockInChromium } from "./sync/unlockInChromium.ts";
import { weighWire } from "./sync/wire.ts";

const ROOMS = 40;
const MISSED = 5_000;
const STORED = 100_000;
const LINKS = {
  "no link between": { roundTripMs: 0, bitsPerSecond: 10e9 },
  "20 ms, 100 Mbit/s": { roundTripMs: 20, bitsPerSecond: 100e6 },
  "300 ms, 50 kbit/s": { roundTripMs: 300, bitsPerSecond: 50e3 },
};

interface Server {
  readonly address: string;
  readonly origin: string;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(bytes < 10_000 ? 2 : 0)} KB`;

async function catchUp({ origin, address }: Server, absence: Absence): Promise<void> {
  say(`\n${MISSED} messages in ${ROOMS} conversations after weeks away; round trip and rate of the link:`);
  for (const [at, [name, shape]] of Object.entries(LINKS).entries()) {
    const store = absence.awayStores[at];
    if (store === undefined) throw new Error("more links than people");
    const { newestMs, allMs, up, down, cpuMs } = await catchUpOver(
      origin,
      address,
      store,
      absence.rooms,
      MISSED,
      shape,
    );
    const times = `newest conversation after ${seconds(newestMs)}, all after ${seconds(allMs)}`;
    const bytes = `${kilobytes(down)} down (${(down / MISSED).toFixed(0)} a message), ${kilobytes(up)} up`;
    say(`  ${name}: ${times}; ${bytes}; ${(cpuMs / MISSED).toFixed(2)} ms of CPU a message`);
  }
}

async function wire({ origin, address }: Server, absence: Absence): Promise<void> {
  const { sender, receiver, idleHour } = await weighWire(origin, address, absence);
  say("\nBytes on the wire, as TCP carries them:");
  for (const [name, { up, down }] of Object.entries({ sender, receiver }))
    say(`  a message of 100 letters, ${name}: ${up.toFixed(0)} up, ${down.toFixed(0)} down`);
  say(`  an idle hour (95 s, scaled): ${idleHour.up.toFixed(0)} up, ${idleHour.down.toFixed(0)} down`);
}

async function unlock({ address }: Server, absence: Absence): Promise<void> {
  const store = await copyOf(lastOf(absence.awayStores));
  await fill(store, absence.rooms, STORED);
  say(`\nFrom the passphrase to use with ${STORED} stored messages, Argon2id not counted:`);
  say(`  Argon2id by itself, in Node: ${seconds(await argon2id())}`);
  const { ms, heapMb } = await unlockInNode(await copyOf(store), absence.rooms);
  say(`  in Node, with the newest page of a thread: ${seconds(ms)}; heap grows by ${heapMb.toFixed(0)} MB`);
  for (const cost of ["Argon2id at next to nothing", "Argon2id as in use"]) {
    const there = await unlockInChromium(address, store);
    if (there === undefined) say("  in Chromium: there is none here");
    else
      say(
        `  in Chromium, ${cost}, until the list stands: ${seconds(there.ms)}; ${there.memoryMb.toFixed(0)} MB`,
      );
    await atFullCost(store);
  }
}

function firstLoad(): void {
  const dist = fileURLToPath(new URL("../../../client/dist", import.meta.url));
  const { page, words, engine } = weighFirstLoad(dist);
  say(`\nFirst load, gzipped: the page ${kilobytes(page)}, a language's words up to ${kilobytes(words)};`);
  say(`beside it the engine's worker ${kilobytes(engine)}`);
}

const PARTS = { "catch-up": catchUp, wire, unlock };

/** Coming back after weeks, what a message and an hour cost on the wire, and unlocking a large vault. */
export async function benchSync(): Promise<void> {
  const [, part] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), "comity-bench-"));
  const ready = z.object({ address: z.string(), origin: z.string(), foundingLink: z.string() });
  const started = await Measured.start("./serverProcess.ts", [folder], ready);
  const { origin, foundingLink } = started.ready;
  try {
    firstLoad();
    const absence = await goAway(origin, foundingLink, ROOMS, Object.keys(LINKS).length + 1);
    if (part === undefined || part === "catch-up") {
      await absence.write(MISSED - ROOMS);
      await absence.write(ROOMS, "backwards");
    }
    await absence.writer.lock();
    for (const [name, measure] of Object.entries(PARTS))
      if (part === undefined || part === name) await measure(started.ready, absence);
  } finally {
    started.server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
