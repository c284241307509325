import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const TOP = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs a command in the repository. Its output is shown as it comes, or kept and given back.
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} [how]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(program, words, how = {}) {
  const windows = process.platform === "win32";
  const child = spawn(program, [...words], {
    cwd: how.cwd ?? TOP,
    env: { ...process.env, ...how.env },
    stdio: how.quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    shell: windows,
  });
  /** @type {Buffer[]} */
  const kept = [];
  child.stdout?.on("data", (chunk) => kept.push(chunk));
  child.stderr?.on("data", (chunk) => kept.push(chunk));
  try {
    const [code] = await once(child, "close");
    return { code: code ?? 1, output: Buffer.concat(kept).toString() };
  } catch (error) {
    return { code: 127, output: String(error) };
  }
}

/**
 * Runs a program in the foreground until it ends, passing signals on; the command ends with its exit code.
 * @param {readonly string[]} words of `node`
 */
export async function becomeNode(words) {
  const child = spawn(process.execPath, [...words], { cwd: process.cwd(), stdio: "inherit" });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => child.kill(signal));
  const [code, signal] = await once(child, "exit");
  process.exit(code ?? (signal === null ? 1 : 0));
}
