import { type Domain, makeDomain } from "@comity/server/domain/domain";
import { Counters } from "@comity/server/gateway/counters";
import { openGateway } from "@comity/server/gateway/gateway";
import type { Rates } from "@comity/server/gateway/rates";
import { foundingLink } from "@comity/server/server";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Disk } from "../storage/disk.ts";
import { memoryStorage } from "../storage/memoryStorage.ts";
import type { Chronicle } from "./chronicle.ts";
import type { Dice } from "./dice.ts";
import type { Network } from "./network.ts";
import { Process } from "./process.ts";
import { ServerDisk } from "./serverDisk.ts";
import type { Storm } from "./storm.ts";
import type { Time } from "./time.ts";

export const ORIGIN = "https://comity.example";

/** The server of a world: the real domain behind the real gateway; its disk outlives its processes. */
export class SimulatedServer {
  readonly media: ServerDisk;
  private running: { readonly process: Process; readonly domain: Domain } | undefined;
  private runs = 0;

  constructor(
    readonly disk: Disk,
    private readonly sodium: Sodium,
    private readonly time: Time,
    private readonly dice: Dice,
    private readonly storm: Storm,
    private readonly network: Network,
    private readonly chronicle: Chronicle,
    /** Told what the server logs as unexpected, and whether its disk was at fault. */
    private readonly failed: (what: string, excused: boolean) => void,
  ) {
    this.media = new ServerDisk(time, dice.fork("disk"), storm, chronicle);
  }

  get up(): boolean {
    return this.running !== undefined;
  }

  start(): void {
    if (this.running !== undefined) return;
    this.runs += 1;
    const { sodium, time } = this;
    const process = new Process("server", time, this.dice.fork(`run ${this.runs}`));
    const storage = memoryStorage(this.disk, this.media.openedBy(process));
    const { now, after } = process.clock;
    const domain = makeDomain({ storage, sodium, now, random: process.random, origins: () => [ORIGIN] });
    const every = (ms: number, callback: () => void) => {
      let cancel: () => void = () => undefined;
      const again = () => {
        cancel = after(ms, () => {
          again();
          callback();
        });
      };
      again();
      return () => cancel();
    };
    const log = {
      error: (fields: unknown) => this.failed(JSON.stringify(fields), this.media.full),
    };
    const gateway = openGateway(this.network.linesOf(process), {
      ...{ domain, now, every },
      rates: this.rates(),
      counters: new Counters(),
      log,
    });
    this.running = { process, domain };
    this.network.server = { gateway, process };
    process.onDeath(() => {
      this.running = undefined;
      this.network.server = undefined;
      this.network.serverGone(process);
      this.chronicle.counts.serverCrashes += 1;
    });
    this.chronicle.say("the server is up");
  }

  /** The power fails. */
  crash(): void {
    this.running?.process.die();
  }

  async foundingLink(): Promise<string> {
    if (this.running === undefined) throw new Error("the server is down");
    return foundingLink(ORIGIN, await this.running.domain.foundings.issue());
  }

  /** Nobody is limited, unless the storm says so. */
  private rates(): Rates {
    const dice = this.dice.fork(`rates ${this.runs}`);
    return {
      connection: async () => 0,
      event: async () => {
        if (this.storm.slowDown === 0 || !dice.chance(this.storm.slowDown)) return 0;
        return dice.whole(1, 2000);
      },
    };
  }
}
