import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { fail, ok, type Result } from "@comity/shared/result";
import type { LogFile } from "@comity/shared/transparency/audit";
import type { EvidenceFile } from "@comity/shared/transparency/evidence";
import { rootOf, type SignedHead } from "@comity/shared/transparency/head";
import { type HeadCode, headCode, printHeadCode, readHeadCode } from "@comity/shared/transparency/headCode";
import { isHidden, type LogEntry } from "@comity/shared/transparency/logEntry";
import type { LogAlarmView, LogView } from "../facade/views.ts";
import type { StoreChange, Vault } from "../ports.ts";
import { LogAlarms } from "./alarms.ts";
import { LogClaims } from "./claims.ts";
import { HeldLog } from "./heldLog.ts";
import { entryChanges, headChange, readLog, removalChanges } from "./logRecords.ts";
import type { Seen } from "./pages.ts";
import type { ServerLog } from "./serverLog.ts";

/** What the watch needs of the directory that it belongs to. */
export interface Watched {
  held(network: NetworkId): HeldLog | undefined;
  networks(): readonly NetworkId[];
  refresh(): Promise<unknown>;
  online(): boolean;
  later(again: () => void): void;
  server(): ServerLog | undefined;
  /** Another log is held from now on; it is stored already. */
  replace(network: NetworkId, log: HeldLog): void;
  /** Runs alone among everything that changes what is held. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** Why an alarm was not settled. */
export type SettleFault = "log.code-wrong" | "not-ready";

/** The heads of the logs, told to others and compared with theirs, and the alarms that come of it. */
export class LogWatch {
  private readonly alarms: LogAlarms;
  private readonly claims: LogClaims;
  private readonly checks = new Map<NetworkId, number>();
  private readonly readings = new Map<NetworkId, number>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly sodium: Sodium,
    private readonly vault: Vault,
    private readonly now: () => number,
    private readonly watched: Watched,
  ) {
    this.alarms = new LogAlarms(sodium, vault, () => this.announce());
    this.claims = new LogClaims(
      sodium,
      vault,
      {
        ...watched,
        // What a log that is followed no more has become, nobody can be asked.
        held: (network) => (watched.networks().includes(network) ? watched.held(network) : undefined),
      },
      (network) => this.readings.get(network) ?? 0,
      (network, seen) => this.raise(network, seen),
    );
  }

  async load(): Promise<void> {
    await this.alarms.load();
    await this.claims.load();
  }

  /** Called when an alarm is raised or settled, or a log was checked. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Raises an alarm: stored with its evidence, told, and kept until it is settled. */
  raise(network: NetworkId, seen: Seen): Promise<void> {
    return this.alarms.raise({ ...seen, network, at: this.now() });
  }

  /** A log was read to its end, and is what it must be. */
  checked(network: NetworkId): void {
    this.checks.set(network, this.now());
    this.readings.set(network, (this.readings.get(network) ?? 0) + 1);
    this.announce();
  }

  /** Whether a network's log is under an alarm: nothing new is sent to its people. */
  stops(network: NetworkId): boolean {
    return this.alarms.isOpen(network);
  }

  /** The network under an alarm to which one of these people belongs, if any. */
  stopsFor(people: readonly AccountId[]): NetworkId | undefined {
    return this.watched
      .networks()
      .find(
        (network) =>
          this.stops(network) &&
          people.some((account) => this.watched.held(network)?.roster.member(account) !== undefined),
      );
  }

  /** The newest verified heads of the networks to which one of these people belongs: what others are told. */
  headsFor(people: readonly AccountId[]): readonly SignedHead[] {
    return this.watched.networks().flatMap((network) => {
      const held = this.watched.held(network);
      const known = people.some((account) => held?.roster.member(account) !== undefined);
      return held?.head === undefined || !known ? [] : [held.head];
    });
  }

  /** The newest head that was verified of a network's log. */
  headOf(network: NetworkId): SignedHead | undefined {
    return this.watched.held(network)?.head;
  }

  /** Somebody has told a head inside the encryption: what to store with their message, if it has to be looked into. */
  heard(head: SignedHead, from: AccountId): StoreChange | undefined {
    return this.claims.heard(head, from);
  }

  /** Looks into heads that others have told. */
  look(): void {
    void this.claims.look();
  }

  /** The logs as people see them. */
  views(): readonly LogView[] {
    return this.watched.networks().flatMap((network) => {
      const log = this.watched.held(network);
      if (log === undefined) return [];
      const code = printHeadCode(headCode({ size: log.size, root: rootOf(log.tree) }));
      return [
        {
          network,
          networkName: log.roster.name,
          code,
          signedAt: log.head?.at,
          checkedAt: this.checks.get(network),
          keyNamed: log.roster.logKeyAt(log.size) !== undefined,
          stopped: this.stops(network),
        },
      ];
    });
  }

  alarmViews(): readonly LogAlarmView[] {
    return this.alarms.all().map(({ id, settledAt, evidence: { code, network, at, shown } }) => ({
      id,
      code,
      network,
      networkName: this.watched.held(network)?.roster.name ?? "",
      at,
      settledAt,
      shown: shown === undefined ? undefined : printHeadCode(headCode(shown)),
    }));
  }

  /** An alarm's evidence, for others to check without a network. */
  evidence(id: string): EvidenceFile | undefined {
    return this.alarms.file(id);
  }

  /** The whole log as it is held, with the head that covers it; undefined where it is not held whole, as by guests. */
  async file(network: NetworkId): Promise<LogFile | undefined> {
    const { entries, head } = await readLog(this.vault, network);
    const statements = entries.flatMap((entry) => (isHidden(entry) ? [] : [entry]));
    if (entries.length === 0 || statements.length < entries.length) return undefined;
    return {
      comity: "log",
      v: 1,
      network,
      statements,
      ...(head === undefined ? {} : { head }),
    };
  }

  /**
   * Ends a network's alarms by a code that the person has got from the secretariat by another way than this server. If it
   * is the code of what is held here, that stays, and the server is given back what it has lost; if it is the code of what
   * the server shows, that takes its place. Any other code settles nothing.
   */
  settle(network: NetworkId, typed: string): Promise<Result<void, SettleFault>> {
    const code = readHeadCode(typed);
    if (code === undefined) return Promise.resolve(fail("log.code-wrong"));
    return this.watched.inTurn(async () => {
      const held = this.watched.held(network);
      if (held !== undefined && isCodeOf(held, code)) {
        await this.store(network, []);
        await this.giveBack(network, held);
        return ok(undefined);
      }
      const shown = await this.watched.server()?.whole(network);
      if (shown === undefined) return fail("not-ready");
      const log = this.rebuilt(network, shown.entries);
      if (log === undefined || !isCodeOf(log, code)) return fail("log.code-wrong");
      log.head = shown.head;
      await this.store(network, [
        ...entryChanges(network, 0, shown.entries),
        ...removalChanges(network, shown.entries.length, held?.size ?? 0),
        headChange(shown.head),
      ]);
      this.watched.replace(network, log);
      return ok(undefined);
    });
  }

  private async store(network: NetworkId, changes: readonly StoreChange[]): Promise<void> {
    const { changes: settling, settled } = this.alarms.settling(network, this.now());
    const claims = this.claims.forgetting(network);
    const all = [...changes, ...settling, ...claims.changes];
    if (all.length > 0) await this.vault.write(all);
    claims.forgotten();
    settled();
  }

  /** A server that was put back from an old copy gets the entries again that it has lost: they are as they were signed. */
  private async giveBack(network: NetworkId, held: HeldLog): Promise<void> {
    const server = this.watched.server();
    const shown = await server?.whole(network);
    if (server === undefined || shown === undefined) return;
    const log = this.rebuilt(network, shown.entries);
    if (log === undefined || log.size >= held.size || rootOf(log.tree) !== rootOf(held.tree, log.size))
      return;
    const { statements: entries = [] } = (await this.file(network)) ?? {};
    for (let from = log.size; from < entries.length; from += LIMITS.statementsPerPublish) {
      const batch = entries.slice(from, from + LIMITS.statementsPerPublish);
      if (!(await server.giveBack(network, from, batch))) return;
    }
  }

  private rebuilt(network: NetworkId, entries: readonly LogEntry[]): HeldLog | undefined {
    const [first, ...rest] = entries;
    const founded = first === undefined ? undefined : HeldLog.found(this.sodium, network, first);
    if (founded?.ok !== true) return undefined;
    return rest.every((entry) => founded.value.take(entry).ok) ? founded.value : undefined;
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function isCodeOf(log: HeldLog, { size, digits }: HeadCode): boolean {
  return size <= log.size && headCode({ size, root: rootOf(log.tree, size) }).digits === digits;
}
