import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";

/** The built server, as `npm start` runs it. */
const MAIN = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));

let folder: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comity-command-"));
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

function run(words: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const { MONGODB_URI: _other, ...rest } = process.env;
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...rest, LOG_LEVEL: "silent", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  return child;
}

/** Runs to the end: exit code and what was written to standard error. */
async function fails(words: readonly string[], env: Record<string, string> = {}) {
  const child = run(words, env);
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, "close");
  return { code, said: said.trim() };
}

/** Starts and waits until the address has been printed; gives everything printed so far. */
async function serves(
  words: readonly string[],
): Promise<{ child: ChildProcess; printed: string; address: string }> {
  const child = run(words);
  let printed = "";
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    const address = /Comity is at (http:\S+)/.exec(printed)?.[1];
    if (address !== undefined && printed.includes("#found=")) return { child, printed, address };
  }
  throw new Error(`the server ended: ${printed}`);
}

async function stop(child: ChildProcess): Promise<unknown> {
  child.kill("SIGTERM");
  const [code] = await once(child, "close");
  return code;
}

it("prints where to open it and a founding link, answers its health, and ends cleanly", async () => {
  const { child, printed, address } = await serves(["--port", "0", "--data", folder]);
  expect(printed).toMatch(/http:\/\/localhost:\d+\/#found=[A-Za-z0-9_-]{43}\n/);
  const health = await fetch(`${address}/healthz`);
  expect(await health.json()).toEqual({ status: "ok" });
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  expect(await stop(child)).toBe(0);
  const again = await serves(["--port", "0", "--data", folder]);
  expect(await stop(again.child)).toBe(0);
});

it("says in one sentence that a port is busy", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, said } = await fails(["--port", String(port), "--data", folder]);
  other.close();
  expect(code).toBe(1);
  expect(said).toBe(`Port ${port} is in use: stop what listens there, or choose another with --port.`);
});

it("says so of a folder that can't be written, a newer database, a damaged one and a wrong address", async () => {
  const blocked = join(folder, "a-file");
  writeFileSync(blocked, "in the way");
  const unwritable = await fails(["--port", "0", "--data", join(blocked, "data")]);
  expect([unwritable.code, unwritable.said]).toEqual([1, expect.stringContaining("can't be written")]);

  const first = await serves(["--port", "0", "--data", folder]);
  await stop(first.child);
  const database = new Database(join(folder, "comity.db"));
  database.exec("PRAGMA user_version = 999");
  database.close();
  const newer = await fails(["--port", "0", "--data", folder]);
  expect([newer.code, newer.said]).toEqual([1, expect.stringContaining("written by a newer Comity")]);

  const damagedFolder = join(folder, "damaged");
  const second = await serves(["--port", "0", "--data", damagedFolder]);
  await stop(second.child);
  writeFileSync(join(damagedFolder, "comity.db"), "this is no database".repeat(1000));
  const damaged = await fails(["--port", "0", "--data", damagedFolder]);
  expect([damaged.code, damaged.said]).toEqual([1, expect.stringContaining("is damaged")]);

  const wrong = await fails(["--port", "0", "--data", folder], { MONGODB_URI: "http://not-a-database" });
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining("MONGODB_URI is not the address")]);
  for (const { said } of [unwritable, newer, damaged, wrong]) expect(said.split("\n")).toHaveLength(1);
});

it("refuses a setting that does not exist", async () => {
  const { code } = await fails(["--prot", "80"]);
  expect(code).toBe(2);
});
