import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The built server, as `npm start` runs it. */
const MAIN = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));

/** A server in a process of its own, which can be killed, stopped and started again on the same data. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private port = 0;
  /** The link of the first start, which founds a network. */
  foundingLink = "";

  private constructor(
    /** Where its data lies; what is named here holds from the next start on. */
    public dataFolder: string,
    public mongodbUri: string | undefined,
  ) {}

  /** On the embedded database in a folder, or on MongoDB where an address is given. */
  static async start(dataFolder: string, mongodbUri?: string): Promise<ServerProcess> {
    const server = new ServerProcess(dataFolder, mongodbUri);
    await server.start();
    return server;
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  async start(): Promise<void> {
    const words = [MAIN, "--port", String(this.port), "--data", this.dataFolder];
    const child = spawn(process.execPath, words, {
      env: this.environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    let printed = "";
    const first = this.port === 0;
    const ready = () => printed.includes("Comity is at ") && (!first || printed.includes("#found="));
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: unknown) => {
        printed += String(chunk);
        if (ready()) resolve();
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      child.once("exit", () => reject(new Error(`the server ended: ${printed}`)));
    });
    this.port = Number(/Comity is at http:\S+:(\d+)/.exec(printed)?.[1]);
    if (first) this.foundingLink = /http:\S+#found=\S+/.exec(printed)?.[0] ?? "";
  }

  /** Runs an operator's command beside it, or on another database; gives how it ended and what it printed. */
  async operate(
    words: readonly string[],
    on: { readonly dataFolder: string; readonly mongodbUri: string | undefined } = this,
  ): Promise<{ readonly code: number | null; readonly printed: string; readonly said: string }> {
    const child = spawn(process.execPath, [MAIN, ...words, "--data", on.dataFolder], {
      env: { ...this.environment(), MONGODB_URI: on.mongodbUri ?? "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [printed, said] = ["", ""];
    child.stdout.on("data", (chunk) => {
      printed += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      said += String(chunk);
    });
    const [code] = await once(child, "close");
    return { code: typeof code === "number" ? code : null, printed, said };
  }

  /** The machine dies: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Stops as an operator stops it; the answer is its exit code. */
  async stop(): Promise<number | null> {
    return this.end("SIGTERM");
  }

  /** It hangs: its connections stay open and nothing is answered. */
  freeze(): void {
    this.child?.kill("SIGSTOP");
  }

  thaw(): void {
    this.child?.kill("SIGCONT");
  }

  get running(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, LOG_LEVEL: "silent", MONGODB_URI: this.mongodbUri ?? "" };
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (child === undefined || !this.running) return child?.exitCode ?? null;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}
