import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The built command, as `npm run comity` runs it. */
const COMMAND = fileURLToPath(new URL("../../client/dist-node/comity.js", import.meta.url));

/** What a command that has ended said. */
export interface Said {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  json(): unknown;
}

export interface Run {
  readonly passphrase?: string;
  readonly input?: string;
  /** Another line that is not for everybody's eyes, over file descriptor 4: a recovery key, a number to compare. */
  readonly second?: string;
  /** File descriptor 4 stays open for `say`. */
  readonly secondLater?: boolean;
}

/** A command that runs. The passphrase goes over file descriptor 3, as scripts give it. */
export class Comity {
  readonly child: ChildProcess;
  out = "";
  err = "";
  private readonly lookers = new Set<() => void>();
  /** It has ended and everything that it wrote was read: an exit alone comes before its last lines. */
  private readonly closed: Promise<unknown>;

  constructor(words: readonly string[], { passphrase, input, second, secondLater = false }: Run = {}) {
    const fd = passphrase === undefined ? [] : ["--passphrase-fd", "3"];
    this.child = spawn(process.execPath, [COMMAND, ...words, ...fd], {
      stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
    });
    this.closed = once(this.child, "close");
    this.child.stdout?.on("data", (chunk) => {
      this.out += String(chunk);
      this.look();
    });
    this.child.stderr?.on("data", (chunk) => {
      this.err += String(chunk);
      this.look();
    });
    for (const [descriptor, secret = ""] of [
      [3, passphrase],
      [4, second],
    ] as const)
      if (descriptor === 3 || !secondLater) this.sayOver(descriptor, secret);
    this.child.stdin?.on("error", () => undefined);
    this.child.stdin?.end(input ?? "");
  }

  /** Resolves when what was written so far fits; rejects when the command ends before. */
  async until(fits: (out: string, err: string) => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!fits(this.out, this.err)) return;
        this.lookers.delete(look);
        resolve();
      };
      this.lookers.add(look);
      this.child.once("close", () => {
        look();
        reject(new Error(`the command ended: ${this.out}${this.err}`));
      });
      look();
    });
  }

  /** Gives the second line, once it is known. */
  say(second: string): void {
    this.sayOver(4, second);
  }

  private sayOver(descriptor: 3 | 4, line: string): void {
    const pipe = this.child.stdio[descriptor];
    if (pipe === null || pipe === undefined || !("end" in pipe)) return;
    pipe.on("error", () => undefined);
    pipe.end(`${line}\n`);
  }

  async ended(): Promise<Said> {
    await this.closed;
    const { out, err } = this;
    return { exit: this.child.exitCode, out, err, json: () => JSON.parse(out) };
  }

  private look(): void {
    for (const look of [...this.lookers]) look();
  }
}

/** Runs a command to its end. */
export function comity(words: readonly string[], run: Run = {}): Promise<Said> {
  return new Comity(words, run).ended();
}
