import { archiveHead } from "@comity/shared/protocol/archive";
import type { Ground } from "../conversations/ground.ts";
import type { Registry } from "../conversations/registry.ts";
import type { ArchiveAccess } from "./access.ts";
import { Appending } from "./appending.ts";
import { awaitedPlaces } from "./awaited.ts";
import { hasHistory } from "./gather.ts";
import { Ledger } from "./ledger.ts";
import { tellMissing } from "./missing.ts";
import { Reading } from "./reading.ts";

/** With this much that is new it is worth a segment at once. */
const WORTH_BYTES = 32 * 1024;
/** Otherwise what is new goes after this long. */
const SOON_MS = 120_000;
/** While messages come in after an absence, it is looked this often whether they are all there. */
const BUSY_MS = 5_000;

/** What was refused is asked for again after so long, and after twice as long each time. */
const FIRST_ASKING_MS = 20_000;
const LONGEST_ASKING_MS = 600_000;

/**
 * Where something is lacking it is looked so often, at this distance, whether another device has left it meanwhile, and
 * after twice as long each time from then on: that one may have been away for weeks.
 */
const CLOSE_LOOKS = 12;
const LOOK_AGAIN_MS = 15_000;
const LONGEST_LOOK_MS = 600_000;

/**
 * The account's history archive on the server: segments that its devices seal one after the other, each for
 * its own place behind the one before. What a device's threads hold and the archive does not is gathered in
 * the background and appended; what other devices have appended is read first, so that nothing is kept
 * twice. A new device reads everything, from the newest to the first, a segment a write, and goes on where
 * it stopped.
 */
export class Archive {
  private readonly ledger: Ledger;
  private readonly reading: Reading;
  private readonly appending: Appending;
  private underWay: Promise<void> | undefined;
  private again = false;
  private waitingBytes = 0;
  private looks = 0;
  /** Places of messages that other devices can read, as they were known at the last look. */
  private awaited: ReadonlySet<string> = new Set();
  private askings = 0;
  private cancelAsking: (() => void) | undefined;
  private cancelLook: (() => void) | undefined;
  private cancelTimer: (() => void) | undefined;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
    access: ArchiveAccess,
    /** Whether what was missed is being caught up: until then nothing is appended. */
    private readonly catchingUp: () => boolean,
  ) {
    this.ledger = new Ledger(ground.context.vault, (pin) => access.moved(pin, {}));
    this.reading = new Reading(ground, registry, access, this.ledger);
    this.appending = new Appending(ground, registry, access, this.ledger, catchingUp);
  }

  /** Reads from the vault how far this device has come. */
  load(): Promise<void> {
    return this.ledger.load();
  }

  /** Whether there may be history that this device has still to read back. */
  get behind(): boolean {
    return this.ledger.head === undefined;
  }

  /** A conversation has stored lines of about so many bytes: they go into the archive before long. */
  grown(bytes: number): void {
    this.waitingBytes += bytes;
    if (this.waitingBytes >= WORTH_BYTES) this.soon(0);
    else if (this.cancelTimer === undefined) this.soon(SOON_MS);
  }

  /** Reads what is missing and appends what is new; one run at a time, one more if asked for meanwhile. */
  run(): Promise<void> {
    if (this.underWay !== undefined) {
      this.again = true;
      return this.underWay;
    }
    this.underWay = this.ground.activity
      .track(this.pass())
      .catch(() => this.lookAgain())
      .then(() => {
        this.underWay = undefined;
        if (!this.again || this.ground.closed()) return undefined;
        this.again = false;
        return this.run();
      });
    return this.underWay;
  }

  /** There is a new connection. */
  connected(): void {
    this.askings = 0;
    this.reading.askRefusedAgain();
  }

  /** The person wants what was refused to be asked for again now. */
  askAgain(): void {
    this.askings = 0;
    this.reading.askRefusedAgain();
    void this.run();
  }

  close(): void {
    this.cancelAsking?.();
    this.cancelLook?.();
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  private soon(ms: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.ground.context.clock.after(ms, () => {
      this.cancelTimer = undefined;
      if (this.catchingUp()) this.soon(BUSY_MS);
      else void this.run();
    });
  }

  private async pass(): Promise<void> {
    const { session, directory, self, clock } = this.ground.context;
    if (!session.online || !directory.standing(self.device, clock.now()).ok) return;
    this.cancelLook?.();
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.waitingBytes = 0;
    while (!this.ground.closed()) {
      const answer = await session.call(archiveHead, {});
      if (!answer.ok || (await this.reading.read(answer.value.count)) === "stopped") return this.lookAgain();
      if ((await this.tellMissing()) || this.awaitsPassed()) this.lookAgain();
      this.planAsking();
      const outcome = await this.appending.append();
      if (outcome === "busy") this.soon(BUSY_MS);
      if (outcome === "done" && (await this.awaitsLines())) this.lookAgain();
      if (outcome !== "moved") return;
    }
  }

  /**
   * Only a person's later devices lack what was there before them. The first one was there from the beginning:
   * what was said while it was out of a room was not for it, and the lines of who came and went say so.
   */
  private isFirstDevice(): boolean {
    const { directory, self } = this.ground.context;
    return directory.rosters().every((roster) => {
      const [first] = [...roster.allDevicesOf(self.account)].sort((one, other) => one.since - other.since);
      return first === undefined || first.device === self.device;
    });
  }

  /** Whether another device of this person has been passed something on, and has still to leave it. */
  private awaitsPassed(): boolean {
    const all = this.registry.all().flatMap(({ conversation }) => conversation.record.passings);
    return all.some(({ state }) => state === "elsewhere");
  }

  /**
   * Whether there are messages that only other devices of this person can read, and none has left yet: they read them
   * in the moment in which this one was told of them, so its own look at the archive may have come before theirs.
   */
  private async awaitsLines(): Promise<boolean> {
    const { vault } = this.ground.context;
    const awaited = new Set<string>();
    for (const { conversation } of this.registry.all()) {
      if (this.ground.closed()) return false;
      if (!hasHistory(conversation.record)) continue;
      const coverage = await this.ledger.coverageOf(conversation.id);
      for (const order of await awaitedPlaces(vault, conversation, coverage))
        awaited.add(`${conversation.id}/${order}`);
    }
    // For what is new it is looked as often as for the first.
    if ([...awaited].some((place) => !this.awaited.has(place))) this.looks = 0;
    this.awaited = awaited;
    return awaited.size > 0;
  }

  /**
   * Another device may be about to leave what is lacking here, and what could not be read or stored may be by then.
   * Without a connection the next log-in looks.
   */
  private lookAgain(): void {
    this.cancelLook?.();
    if (this.ground.closed()) return;
    const wait = LOOK_AGAIN_MS * 2 ** Math.max(0, this.looks - CLOSE_LOOKS);
    this.cancelLook = this.ground.context.clock.after(Math.min(LONGEST_LOOK_MS, wait), () => {
      this.looks += 1;
      this.soon(0);
    });
  }

  /** A server that was lying, or whose disk was, may give what it must by now: one honest answer mends it. */
  private planAsking(): void {
    if (this.ledger.refused.length === 0 || this.cancelAsking !== undefined || this.ground.closed()) return;
    const wait = Math.min(LONGEST_ASKING_MS, FIRST_ASKING_MS * 2 ** this.askings);
    this.cancelAsking = this.ground.context.clock.after(wait, () => {
      this.cancelAsking = undefined;
      this.askings += 1;
      this.reading.askRefusedAgain();
      void this.run();
    });
  }

  /** True: something is lacking. */
  private async tellMissing(): Promise<boolean> {
    if (this.isFirstDevice()) return false;
    let lacking = false;
    for (const { conversation } of this.registry.all()) {
      if (this.ground.closed()) return false;
      const { id, record } = conversation;
      if (!hasHistory(record)) continue;
      const coverage = await this.ledger.coverageOf(id);
      const refused = this.ledger.refused.length > 0;
      const after = await tellMissing(this.ground, conversation, coverage, refused);
      this.ledger.covered(id, after);
      lacking ||= (after.lacking?.length ?? 0) > 0;
    }
    return lacking;
  }
}
