import type { Sodium } from "@comity/shared/crypto/sodium";
import { KeyUse } from "../checks/keyUse.ts";
import { Plaintext } from "../checks/plaintext.ts";
import { type Disk, emptyDisk } from "../storage/disk.ts";
import { Chronicle } from "./chronicle.ts";
import { SimulatedDevice } from "./device.ts";
import { Dice } from "./dice.ts";
import { Ledger } from "./ledger.ts";
import { Network } from "./network.ts";
import { recordingSodium } from "./recordingSodium.ts";
import { SimulatedServer } from "./server.ts";
import { fairWeather } from "./storm.ts";
import { Time } from "./time.ts";
import type { Records } from "./vaultDisk.ts";

/** Something that must never happen, and has. */
export interface Violation {
  readonly kind: string;
  readonly what: string;
}

/** Devices and disks as they were left, to be woken again and again. */
export interface Slumber {
  readonly now: number;
  readonly disk: Disk;
  readonly devices: readonly {
    readonly name: string;
    readonly records: Records;
    readonly recoveryKey: string | undefined;
  }[];
}

/** Midnight, 1 March 2026 (UTC). */
const START = 1_772_323_200_000;

/** A server, devices and a network between them, on one virtual clock and from one seed. */
export class World {
  readonly time: Time;
  readonly dice: Dice;
  readonly storm = fairWeather();
  readonly chronicle: Chronicle;
  readonly network: Network;
  readonly server: SimulatedServer;
  readonly devices: SimulatedDevice[] = [];
  readonly ledger = new Ledger();
  readonly keyUse: KeyUse;
  readonly plaintext: Plaintext;
  /** libsodium as the engines have it. */
  readonly recording: Sodium;
  readonly violations: Violation[] = [];

  constructor(
    readonly sodium: Sodium,
    seed: string,
    slumber: Slumber = { now: START, disk: emptyDisk(), devices: [] },
    told?: (line: string) => void,
  ) {
    this.time = new Time(slumber.now);
    this.dice = new Dice(seed);
    this.chronicle = new Chronicle(() => this.time.now(), told);
    this.keyUse = new KeyUse((what) => this.violated("key-use", what));
    this.plaintext = new Plaintext((what) => this.violated("plaintext", what));
    this.recording = recordingSodium(sodium, this.keyUse.sealed);
    const { time, dice, storm, chronicle } = this;
    this.network = new Network(time, dice.fork("network"), storm, chronicle, {
      up: (from, packet, bytes) => {
        this.keyUse.passed(from, packet);
        this.plaintext.passed(from, bytes);
      },
      promised: (promise) => this.promise(promise),
    });
    const failed = (what: string, excused: boolean) => {
      if (!excused) this.violated("server-failure", what);
    };
    this.server = new SimulatedServer(
      structuredClone(slumber.disk),
      ...([sodium, time, dice.fork("server"), storm, this.network, chronicle, failed] as const),
    );
    for (const { name, records, recoveryKey } of slumber.devices) {
      const device = new SimulatedDevice(this, name, structuredClone(records));
      device.recoveryKey = recoveryKey;
      this.devices.push(device);
    }
  }

  /** Runs `work` while the machine's clock is the virtual one: ts-mls looks at key packages' lifetimes by it. */
  async live<Value>(work: () => Promise<Value>): Promise<Value> {
    const { now } = Date;
    const rejected = (reason: unknown) => {
      const { stack = String(reason) } = reason instanceof Error ? reason : {};
      this.violated("unhandled", stack.split("\n").slice(0, 9).join(" | "));
    };
    Date.now = () => this.time.now();
    process.on("unhandledRejection", rejected);
    try {
      return await work();
    } finally {
      Date.now = now;
      process.off("unhandledRejection", rejected);
    }
  }

  violated(kind: string, what: string): void {
    this.violations.push({ kind, what });
    this.chronicle.say(`VIOLATION ${kind}: ${what}`);
  }

  device(name: string): SimulatedDevice | undefined {
    return this.devices.find((one) => one.name === name);
  }

  /** A device that nobody has used yet; `person`: whose further one it is. */
  newDevice(name: string, person?: string): SimulatedDevice {
    const device = new SimulatedDevice(this, name, new Map(), person);
    this.devices.push(device);
    return device;
  }

  /** Puts everything to sleep as it lies on the disks. */
  sleep(): Slumber {
    return {
      now: this.time.now(),
      disk: structuredClone(this.server.disk),
      devices: this.devices.map(({ name, disk, recoveryKey }) => ({
        ...{ name, recoveryKey },
        records: structuredClone(disk.records),
      })),
    };
  }

  private promise(promise: Ledger["promised"][number]): void {
    this.ledger.promised.push(promise);
    const { kind } = this.server.disk.logs.get(promise.conversation)?.entries[promise.seq - 1] ?? {};
    if (kind === "application") this.chronicle.counts.messages += 1;
    if (kind === "commit") this.chronicle.counts.commits += 1;
  }
}
