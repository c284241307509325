import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const Usage = z.object({ usage: z.object({ user: z.number(), system: z.number() }) });

/** A server in a process of its own, bound to one core where the system lets us. */
export class Measured {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts a module with tsx and waits for its first message. */
  static async start<Ready>(module: string, words: readonly string[], ready: z.ZodType<Ready>) {
    const file = fileURLToPath(new URL(module, import.meta.url));
    const command = [process.execPath, "--import", "tsx", file, ...words];
    const bound = existsSync("/usr/bin/taskset") ? ["/usr/bin/taskset", "-c", "0", ...command] : command;
    const [program = "", ...rest] = bound;
    const child = spawn(program, rest, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const first = await new Promise<unknown>((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", (code) => reject(new Error(`the measured server ended with ${code}`)));
    });
    return { server: new Measured(child), ready: ready.parse(first) };
  }

  /** CPU seconds that the process has used, user and system. */
  async cpuSeconds(): Promise<number> {
    const answer = new Promise<unknown>((resolve) => this.child.once("message", resolve));
    this.child.send({});
    const { user, system } = Usage.parse(await answer).usage;
    return (user + system) / 1e6;
  }

  stop(): void {
    this.child.kill("SIGTERM");
  }
}
