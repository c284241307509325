import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { chromium, type Page } from "playwright-core";
import { PASSPHRASE } from "./absence.ts";

const PER_WRITE = 2000;

/** From the click to the list of conversations, and what the renderer's processes hold then. */
export interface UnlockedThere {
  readonly ms: number;
  readonly memoryMb: number;
}

/** Undefined where there is no Chromium: the environment's CHROMIUM_PATH, else the system's. */
export async function unlockInChromium(
  address: string,
  store: MemoryStore,
): Promise<UnlockedThere | undefined> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) return undefined;
  const args = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"];
  const profile = mkdtempSync(join(tmpdir(), "comity-bench-browser-"));
  const open = () =>
    chromium.launchPersistentContext(profile, { executablePath, headless: true, args, locale: "en-GB" });
  try {
    const filling = await open();
    await fillIn(await filling.newPage(), address, store);
    await filling.close();
    // A browser of its own, so that nothing of the filling is measured.
    const context = await open();
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(address);
    await page.getByLabel("Passphrase").fill(PASSPHRASE);
    const began = performance.now();
    await page.getByRole("button", { name: "Unlock" }).click();
    await page.getByRole("list", { name: "Conversations" }).getByRole("button").nth(30).waitFor();
    const ms = performance.now() - began;
    const memoryMb = rendererMb(profile);
    await context.close();
    return { ms, memoryMb };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

async function fillIn(page: Page, address: string, store: MemoryStore): Promise<void> {
  await page.goto(address);
  await page.getByRole("heading").first().waitFor();
  for (const table of await store.tables()) {
    const records = await store.scan(table);
    for (let from = 0; from < records.length; from += PER_WRITE) {
      const batch = records
        .slice(from, from + PER_WRITE)
        .map(({ key, value }): [string, string] => [key, Buffer.from(value).toString("base64")]);
      await page.evaluate(putRecords, { table, batch });
    }
  }
}

/** Runs in the page: writes records where the engine keeps them. */
async function putRecords({
  table,
  batch,
}: {
  table: string;
  batch: readonly [string, string][];
}): Promise<void> {
  const opening = indexedDB.open("comity", 1);
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const transaction = database.transaction("records", "readwrite");
  for (const [key, value] of batch) {
    const bytes = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0));
    transaction.objectStore("records").put(bytes, [table, key]);
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
}

/**
 * The memory of the renderers of one profile's browser (the page and the engine's worker), each shared page in its
 * share; 0 where there is no /proc.
 */
function rendererMb(profile: string): number {
  if (!existsSync("/proc/self/smaps_rollup")) return 0;
  const text = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
      return "";
    }
  };
  const parentOf = (pid: string) => /^PPid:\s+(\d+)/m.exec(text(pid, "status"))?.[1];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const main = pids.find((pid) => {
    const command = text(pid, "cmdline");
    return command.includes(profile) && !command.includes("--type=");
  });
  const below = (pid: string | undefined): boolean =>
    pid !== undefined && pid !== "0" && (pid === main || below(parentOf(pid)));
  const kilobytes = pids
    .filter((pid) => text(pid, "cmdline").includes("--type=renderer") && below(pid))
    .map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(text(pid, "smaps_rollup"))?.[1] ?? 0));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1000;
}
