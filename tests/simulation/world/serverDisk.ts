import type { Medium } from "../storage/disk.ts";
import type { Chronicle } from "./chronicle.ts";
import type { Dice } from "./dice.ts";
import { never, type Process } from "./process.ts";
import type { Storm } from "./storm.ts";
import type { Time } from "./time.ts";

/** The server's disk as it can be: slow, full, or without power before or after any write. */
export class ServerDisk {
  full = false;
  /** The server dies at the write that comes after so many more. */
  death: { readonly inWrites: number; readonly when: "before" | "after" } | undefined;

  constructor(
    private readonly time: Time,
    private readonly dice: Dice,
    private readonly storm: Storm,
    private readonly chronicle: Chronicle,
  ) {}

  openedBy(process: Process): Medium {
    let closing = false;
    const write = async <Value>(job: () => Value): Promise<Value> => {
      if (closing) throw new Error("the database is closing");
      const pause = () => this.time.wait(this.dice.whole(0, this.storm.serverWriteMs));
      await pause();
      if (!process.alive) return never();
      const death = this.dies();
      if (death === "before") return this.kill(process, death);
      if (this.full) throw new Error("no space left on device");
      const value = job();
      if (death === "after") return this.kill(process, death);
      await pause();
      return process.alive ? value : never();
    };
    return {
      write,
      read: async (job) => (process.alive ? job() : never()),
      async close() {
        closing = true;
      },
    };
  }

  private dies(): "before" | "after" | undefined {
    if (this.death !== undefined) {
      const { inWrites, when } = this.death;
      this.death = inWrites <= 1 ? undefined : { inWrites: inWrites - 1, when };
      return inWrites <= 1 ? when : undefined;
    }
    const { serverDiesAtWrite } = this.storm;
    if (serverDiesAtWrite === 0 || !this.dice.chance(serverDiesAtWrite)) return undefined;
    return this.dice.chance(0.5) ? "before" : "after";
  }

  private kill(process: Process, when: string): Promise<never> {
    this.chronicle.fault(`the server loses power ${when} a write`);
    process.die();
    return never();
  }
}
