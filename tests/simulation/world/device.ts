import { createEngine } from "@comity/client/engine/engine";
import type { EngineChange } from "@comity/client/engine/facade/change";
import type { EngineFacade } from "@comity/client/engine/facade/facade";
import type {
  Connection,
  ConversationView,
  InvitationView,
  LogAlarmView,
  NoticeView,
  Phase,
  SelfView,
  WarningView,
} from "@comity/client/engine/facade/views";
import type { StoredRecord } from "@comity/client/engine/ports";
import { SocketTransport } from "@comity/client/engine/transport/socketTransport";
import { type AccountId, type ConversationId, DeviceId } from "@comity/shared/ids";
import { judgeShown } from "../checks/receipts.ts";
import { Process } from "./process.ts";
import { ORIGIN } from "./server.ts";
import { type Records, VaultDisk } from "./vaultDisk.ts";
import type { World } from "./world.ts";

export const PASSPHRASE = "eight silver market scales";
/** The passphrase is not what is tried here. */
const CHEAP = { passes: 1, memory: 8192 };

/** One device of a person: its disk stays, engines on it come and go. */
export class SimulatedDevice {
  readonly disk: VaultDisk;
  private running: { readonly process: Process; readonly engine: EngineFacade } | undefined;
  private runs = 0;
  private cancelReturn: () => void = () => undefined;
  phase: Phase | undefined;
  connection: Connection = { state: "connecting" };
  self: SelfView | undefined;
  conversations: readonly ConversationView[] = [];
  notices: readonly NoticeView[] = [];
  invitations: readonly InvitationView[] = [];
  warnings: readonly WarningView[] = [];
  /** Alarms about the networks' logs: the simulated server is honest, whatever happens to it. */
  alarms: readonly LogAlarmView[] = [];
  /** Its owner will not use it again. */
  retired = false;
  /** Its disk as it was once, and what had been taken on by then. */
  copy: { readonly records: Records; readonly takenOn: ReadonlySet<object> } | undefined;
  /** Its disk was put back as it had been before: what it had meanwhile is gone. */
  putBack = false;
  /** It was lost or broken with all that was on it. */
  lost = false;
  /** The printed key that brings its owner's account back. */
  recoveryKey: string | undefined;
  /** It is about to become a device of its owner's. */
  linking = false;
  /** Who it is, as far as it has ever said so. */
  id: DeviceId | undefined;

  constructor(
    private readonly world: World,
    readonly name: string,
    records: Records = new Map(),
    /** Whose it is: the name of their first device. */
    readonly person = name,
  ) {
    const { time, storm, chronicle } = world;
    const dice = world.dice.fork(`disk of ${name}`);
    this.disk = new VaultDisk(name, records, time, dice, storm, chronicle, (changes) =>
      world.keyUse.stored(name, changes),
    );
  }

  /** The engine, if it runs. Locked or not. */
  get engine(): EngineFacade | undefined {
    return this.running?.process.alive === true ? this.running.engine : undefined;
  }

  get unlocked(): boolean {
    return this.engine !== undefined && this.self !== undefined;
  }

  get online(): boolean {
    return this.unlocked && this.connection.state === "online";
  }

  /** Whether a vault lies on its disk. */
  get isSetUp(): boolean {
    return (this.disk.records.get("header")?.size ?? 0) > 0;
  }

  get account(): AccountId | undefined {
    return this.self?.account;
  }

  view(conversation: ConversationId): ConversationView | undefined {
    return this.conversations.find(({ id }) => id === conversation);
  }

  /** Starts the program, locked. */
  start(): EngineFacade {
    const { engine: running } = this;
    if (running !== undefined) return running;
    this.cancelReturn();
    this.runs += 1;
    const { world, name } = this;
    const process = new Process(name, world.time, world.dice.fork(`${name} run ${this.runs}`));
    const { clock, random } = process;
    const engine = createEngine({
      ...{ clock, random, origin: ORIGIN, passphraseCost: CHEAP },
      sodium: world.recording,
      store: this.disk.openedBy(process),
      connect: () =>
        new SocketTransport(ORIGIN, clock, random, ORIGIN, () => world.network.socket(name, process)),
    });
    this.running = { process, engine };
    void engine.subscribe((change) => process.alive && this.reflect(change));
    process.onDeath(() => {
      world.chronicle.counts.deviceCrashes += 1;
      this.forget();
      this.cancelReturn = world.time.after(world.dice.whole(500, 120_000), () => this.open());
    });
    return engine;
  }

  /** Starts the program if need be and unlocks it. */
  open(): void {
    if (this.retired || this.unlocked || !this.isSetUp) return;
    this.world.chronicle.say(`${this.name} opens`);
    const { name, world } = this;
    void this.start()
      .unlock(PASSPHRASE)
      .then((opened) => {
        if (opened.ok) return;
        const excused = this.disk.full;
        if (!excused) world.violated("unlock", `${name} could not be unlocked: ${opened.fault.code}`);
      })
      .catch((error: unknown) => world.violated("unlock", `${name}: unlocking threw ${String(error)}`));
  }

  lock(): void {
    void this.engine?.lock();
  }

  /** The power fails now. It comes back by itself after a while. */
  crash(): void {
    this.running?.process.die();
  }

  /** What lies on the disk, sealed as it is. */
  records(table: string): readonly StoredRecord[] {
    return [...(this.disk.records.get(table) ?? [])].map(([key, value]) => ({ key, value }));
  }

  private forget(): void {
    this.self = undefined;
    this.connection = { state: "connecting" };
    this.conversations = [];
    this.notices = [];
    this.invitations = [];
    this.warnings = [];
    this.alarms = [];
  }

  private reflect(change: EngineChange): void {
    switch (change.type) {
      case "phase":
        this.phase = change.phase;
        break;
      case "connection":
        this.connection = change.connection;
        break;
      case "self":
        this.self = change.self;
        this.id = DeviceId.safeParse(change.self?.device).data ?? this.id;
        break;
      case "conversations":
        this.conversations = change.conversations;
        break;
      case "notices":
        this.notices = change.notices;
        break;
      case "invitations":
        this.invitations = change.invitations;
        break;
      case "warnings":
        this.warnings = change.warnings;
        break;
      case "thread":
        judgeShown(this.world, this, change.conversation, change.items);
        break;
      case "logs":
        this.alarms = change.alarms;
        break;
    }
  }
}
