import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import { statementsAppended, statementsRead } from "@comity/shared/protocol/statements";
import { fail, ok, type Result } from "@comity/shared/result";
import type { StandingFault } from "@comity/shared/statements/faults";
import type { Roster } from "@comity/shared/statements/roster";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { SignedHead } from "@comity/shared/transparency/head";
import type { LogEntry } from "@comity/shared/transparency/logEntry";
import type { DirectoryView, SessionLink } from "../context.ts";
import type { EngineFault } from "../facade/fault.ts";
import { faultOf } from "../facade/unexpected.ts";
import type { StoreChange, Vault } from "../ports.ts";
import { HeldLog } from "./heldLog.ts";
import { entryChange, entryChanges, headChange, readLog } from "./logRecords.ts";
import { LogWatch } from "./logWatch.ts";
import { judgePage, type Page, type Seen, type Verdict } from "./pages.ts";
import { ReadSoFar } from "./readSoFar.ts";
import { Recognised } from "./recognised.ts";
import { ServerLog } from "./serverLog.ts";
import { readVisited, type Shown } from "./visitedLog.ts";
import { judgeVisit } from "./visitJudgement.ts";

/** What a server shows in a log that does not stand here, and need not be a lie: it may be newer than this version. */
export interface LogRefusal {
  readonly network: NetworkId;
  readonly code: "log-refused";
  readonly cause: string;
}

/** What the server answers about a log that this device may not read: asking again changes nothing, until it is let in. */
const NOT_SHOWN = "network.unknown";

/** A fault: the server has not answered, or the store has not taken what it answered. */
type Fetched = Result<void, EngineFault>;

/**
 * The logs of the person's networks, held whole on this device and checked entry by entry. What a server
 * adds that does not verify is refused and told; what it takes away is not forgotten.
 */
export class Directory implements DirectoryView {
  /** What is held of the logs as a whole: their heads, and alarms about them. */
  readonly watch: LogWatch;
  private readonly byNetwork = new Map<NetworkId, HeldLog>();
  private readonly listeners = new Set<() => void>();
  private readonly soFar = new ReadSoFar();
  private refreshing: Promise<Result<void, EngineFault>> | undefined;
  private again = false;
  private readonly recognition: Recognised;

  constructor(
    private readonly sodium: Sodium,
    private readonly vault: Vault,
    private readonly networks: () => readonly NetworkId[],
    private readonly refused: (refusal: LogRefusal) => void,
    now: () => number,
    /** Whether this person is a guest of a network: its log is shown to them in part. Pinned when they enrolled. */
    private readonly visits: (network: NetworkId) => boolean = () => false,
  ) {
    this.recognition = new Recognised((network) => this.roster(network), networks);
    this.watch = new LogWatch(sodium, vault, now, {
      held: (network) => this.byNetwork.get(network),
      networks: () => [...this.byNetwork.keys()].filter((network) => this.recognition.now(network)),
      refresh: () => this.refresh(),
      online: () => this.session?.online === true,
      later: (again) => this.later(again),
      server: () => this.serverLog(),
      replace: (network, log) => {
        this.byNetwork.set(network, log);
        this.announce();
      },
      inTurn: (work) => this.inTurn(work),
    });
  }

  /** Rebuilds the rosters from the vault: the directory is there without a connection. */
  async load(): Promise<void> {
    for (const network of this.networks()) await this.loadLog(network);
    for (const network of this.recognition.ever()) await this.loadLog(network);
    await this.watch.load();
    this.announce();
  }

  private async loadLog(network: NetworkId): Promise<void> {
    const { entries, head } = await readLog(this.vault, network);
    const log = this.recalled(network, entries);
    if (log === undefined) return;
    log.head = head;
    this.byNetwork.set(network, log);
  }

  /** A network's log as it is held here, from its first entry on. */
  async entries(network: NetworkId): Promise<readonly LogEntry[]> {
    return (await readLog(this.vault, network)).entries;
  }

  /** Follows the server's logs over a session. `later` does once more, after a while, what could not be done now. */
  follow(session: SessionLink, later: (again: () => void) => void = () => undefined): void {
    this.session = session;
    this.later = later;
    session.on(statementsAppended, () => void this.refresh());
    session.onOnline(() => void this.refresh());
  }
  private session: SessionLink | undefined;
  private later: (again: () => void) => void = () => undefined;
  /** Whether a refresh is planned for later. */
  private planned = false;
  private accepting: Promise<unknown> = Promise.resolve();

  rosters(): readonly Roster[] {
    const others = this.recognition.ever();
    return this.known().filter(({ network }) => !others.includes(network));
  }

  known(): readonly Roster[] {
    return [...this.byNetwork.values()].map(({ roster }) => roster);
  }

  isRecognised(network: NetworkId): boolean {
    return this.recognition.now(network);
  }

  recognised(network: NetworkId, from: number, to: number): boolean {
    return this.recognition.between(network, from, to);
  }

  /** Whether the server has shown all there is in the logs of the person's networks, and there is something. */
  get read(): boolean {
    return this.soFar.isAll(this.networks());
  }

  roster(network: NetworkId): Roster | undefined {
    return this.byNetwork.get(network)?.roster;
  }

  standing(
    device: DeviceId,
    at: number,
  ): Result<{ readonly account: AccountId; readonly network: NetworkId }, StandingFault> {
    let fault: StandingFault = "device-unknown";
    for (const { roster } of this.byNetwork.values()) {
      const member = roster.standing(device, at);
      const standing = member.ok ? member : roster.guestStanding(device, at);
      if (standing.ok && !this.recognition.now(roster.network)) {
        fault = "network-not-recognised";
        continue;
      }
      if (standing.ok) return ok({ account: standing.value.account, network: roster.network });
      const [cause, visit] = [member.ok ? undefined : member.fault, standing.fault];
      if (cause !== undefined && visit !== "device-unknown") fault = visit === "not-a-member" ? cause : visit;
    }
    return fail(fault);
  }

  devicesOf(account: AccountId, at: number): readonly DeviceId[] {
    const devices = this.known().flatMap((roster) => roster.devicesOf(account).map(({ device }) => device));
    return [...new Set(devices)].filter((device) => this.standing(device, at).ok);
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** One refresh at a time; one that is asked for meanwhile follows. */
  refresh(): Promise<Result<void, EngineFault>> {
    if (this.refreshing !== undefined) {
      this.again = true;
      return this.refreshing;
    }
    this.refreshing = this.fetchAll().then((outcome) => {
      this.refreshing = undefined;
      // A server that does not answer, or a store that takes nothing: without a connection the next log-in asks.
      const passes = !outcome.ok && outcome.fault.code !== NOT_SHOWN;
      if (passes && this.session?.online === true) this.refreshLater();
      if (!this.again) return outcome;
      this.again = false;
      void this.refresh();
      return outcome;
    });
    return this.refreshing;
  }

  private refreshLater(): void {
    if (this.planned) return;
    this.planned = true;
    this.later(() => {
      this.planned = false;
      void this.refresh();
    });
  }

  /** Resolves when no refresh is under way. */
  async settled(): Promise<void> {
    while (this.refreshing !== undefined) await this.refreshing;
  }

  /** Takes in the beginning of a log that this device has signed itself: no server has to show it. */
  accept(network: NetworkId, entries: readonly SignedStatement[]): Promise<void> {
    return this.inTurn(async () => {
      if (this.byNetwork.has(network)) return;
      const log = this.recalled(network, entries);
      if (log === undefined) return;
      await this.vault.write(entryChanges(network, 0, entries));
      this.byNetwork.set(network, log);
      this.announce();
    });
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.accepting.then(work);
    this.accepting = turn.catch(() => undefined);
    return turn;
  }

  private async fetchAll(): Promise<Fetched> {
    let outcome: Fetched = ok(undefined);
    const fetch = async (network: NetworkId) => {
      const fetched = await this.fetch(network).catch((error: unknown) => fail(faultOf(error)));
      if (!fetched.ok) outcome = fetched;
    };
    for (const network of this.networks()) await fetch(network);
    for (const network of this.recognition.asked()) await fetch(network);
    this.watch.look();
    // Who is let in nowhere knows of nothing that was signed since: by that nobody is judged.
    return outcome.ok && this.soFar.showsNothing(this.networks()) ? fail({ code: NOT_SHOWN }) : outcome;
  }

  /** A fault: the server has not answered, or the store has not taken what it answered. */
  private async fetch(network: NetworkId): Promise<Fetched> {
    for (;;) {
      const session = this.session;
      if (session === undefined || !session.online) return fail({ code: "transport.offline" });
      const from = this.byNetwork.get(network)?.size ?? 0;
      const next = this.visits(network)
        ? await this.fetchVisited(session, network, from)
        : await this.fetchPage(session, network, from);
      if (next !== "more") return next;
    }
  }

  private async fetchPage(session: SessionLink, network: NetworkId, from: number): Promise<Fetched | "more"> {
    const page = await session.call(statementsRead, { network, from });
    if (!page.ok) return this.unread(network, page.fault);
    return this.inTurn(() => this.take(network, from, page.value));
  }

  private async fetchVisited(
    session: SessionLink,
    network: NetworkId,
    size: number,
  ): Promise<Fetched | "more"> {
    const hidden = this.byNetwork.get(network)?.hidden ?? new Set();
    const shown = await readVisited(session, network, { size, hidden });
    if (!shown.ok) return this.unread(network, shown.fault);
    return this.inTurn(() => this.takeVisited(network, size, shown.value));
  }

  private unread(network: NetworkId, fault: EngineFault): Fetched {
    if (fault.code !== NOT_SHOWN) return fail(fault);
    this.soFar.notShown(network);
    return ok(undefined);
  }

  /** Takes in what a guest was shown: stored first, and then believed. */
  private async takeVisited(network: NetworkId, size: number, shown: Shown): Promise<Fetched | "more"> {
    const held = this.byNetwork.get(network);
    if ((held?.size ?? 0) !== size) return "more";
    const server = this.serverLog()?.of(network);
    if (server === undefined) return fail({ code: "transport.offline" });
    const { entries: stored } = await readLog(this.vault, network);
    const verdict = await judgeVisit(this.sodium, network, { held, stored }, shown, server);
    if (verdict.outcome !== "taken") return this.turnedDown(network, verdict);
    const { log, entries, seen } = verdict;
    const changes = [...entries].map(([position, entry]) => entryChange(network, position, entry));
    return this.keepWhole(network, log, shown.head, changes, seen);
  }

  private async turnedDown(
    network: NetworkId,
    verdict: Exclude<Verdict, { outcome: "taken" }>,
  ): Promise<Fetched> {
    switch (verdict.outcome) {
      case "unanswered":
        return fail({ code: "transport.timeout" });
      case "alarm":
        await this.watch.raise(network, verdict.seen);
        this.soFar.ended(network);
        return ok(undefined);
      case "refused":
        this.refused({ network, code: "log-refused", cause: verdict.fault });
        return ok(undefined);
    }
  }

  /** Takes a page in: stored first, with the head that covers it, and then believed. */
  private async take(network: NetworkId, from: number, page: Page): Promise<Fetched | "more"> {
    const held = this.byNetwork.get(network);
    // Brought another way meanwhile: it is asked for what comes behind.
    if ((held?.size ?? 0) !== from) return "more";
    const server = this.serverLog()?.of(network);
    if (server === undefined) return fail({ code: "transport.offline" });
    const verdict = await judgePage(this.sodium, network, held, page, server);
    return verdict.outcome === "taken"
      ? this.keep(network, from, page, verdict)
      : this.turnedDown(network, verdict);
  }

  /** Keeps a log that was read to its end. */
  private async keepWhole(
    network: NetworkId,
    log: HeldLog,
    head: SignedHead,
    entries: StoreChange[],
    seen: Seen | undefined,
  ): Promise<Fetched> {
    const pinned = this.byNetwork.get(network)?.head;
    const changes = pinned?.size === head.size ? entries : [...entries, headChange(head)];
    if (changes.length > 0) await this.vault.write(changes);
    log.head = head;
    this.byNetwork.set(network, log);
    this.watch.checked(network);
    if (changes.length > 0) this.announce();
    if (seen !== undefined) await this.watch.raise(network, seen);
    this.soFar.ended(network);
    return ok(undefined);
  }

  private async keep(
    network: NetworkId,
    from: number,
    { head }: Page,
    { log, entries, whole, fault, seen }: Extract<Verdict, { outcome: "taken" }>,
  ): Promise<Fetched | "more"> {
    const pinned = this.byNetwork.get(network)?.head;
    const changes = entryChanges(network, from, entries);
    if (whole && pinned?.size !== head.size) changes.push(headChange(head));
    if (changes.length > 0) await this.vault.write(changes);
    if (whole) log.head = head;
    this.byNetwork.set(network, log);
    if (whole) this.watch.checked(network);
    if (changes.length > 0) this.announce();
    if (seen !== undefined) await this.watch.raise(network, seen);
    else if (fault !== undefined) this.refused({ network, code: "log-refused", cause: fault });
    if (whole) this.soFar.ended(network);
    return whole || fault !== undefined || entries.length === 0 ? ok(undefined) : "more";
  }

  private serverLog(): ServerLog | undefined {
    return this.session?.online === true ? new ServerLog(this.sodium, this.session, this.visits) : undefined;
  }

  private recalled(network: NetworkId, entries: readonly LogEntry[]): HeldLog | undefined {
    let log: HeldLog | undefined;
    for (const entry of entries) {
      const taken: Result<unknown, string> =
        log === undefined ? HeldLog.found(this.sodium, network, entry) : log.take(entry, "recall");
      if (!taken.ok) {
        this.refused({ network, code: "log-refused", cause: taken.fault });
        return log;
      }
      if (taken.value instanceof HeldLog) log = taken.value;
    }
    return log;
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
