import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import type { NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { Result } from "@comity/shared/result";
import type { StatementFault } from "@comity/shared/statements/faults";
import { Roster } from "@comity/shared/statements/roster";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import type { StatementStore } from "../storage/port/logs.ts";

interface Cached {
  roster: Roster;
  /** When the store was last asked for the log's size. */
  checkedAt: number;
}

/** A log in the database that doesn't chain: nothing can be decided on it. */
export class DamagedLog extends Error {
  constructor(network: NetworkId, position: number, fault: StatementFault) {
    super(`entry ${position} of the log of network ${network} does not stand: ${fault}`);
    this.name = "DamagedLog";
  }
}

/**
 * The networks' rosters, built from their logs. Logs never change, so they are kept in memory and caught
 * up from the store before anything is decided on them: another process may have appended.
 */
export class Rosters {
  private readonly cache = new Map<NetworkId, Cached>();

  constructor(
    private readonly statements: StatementStore,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  /** The roster of a network as of now; undefined where there is no such network. */
  async get(network: NetworkId): Promise<Roster | undefined> {
    return this.catchUp(network, await this.statements.size(network));
  }

  /** The roster as it was at most `ageMs` ago: for what happens often, and is checked in other ways too. */
  async recent(network: NetworkId, ageMs: number): Promise<Roster | undefined> {
    return this.fresh(network, ageMs) ?? this.get(network);
  }

  /** The same without waiting; undefined when the roster is not that fresh. */
  fresh(network: NetworkId, ageMs: number): Roster | undefined {
    const cached = this.cache.get(network);
    return cached !== undefined && this.now() - cached.checkedAt <= ageMs ? cached.roster : undefined;
  }

  /**
   * Appends statements, all or none, after having checked each of them on a copy of the roster. What stands
   * in the store stands in every roster: the store's compare-and-set is the only judge between processes.
   */
  async append(
    network: NetworkId,
    expectedSize: number,
    batch: readonly SignedStatement[],
    beforeAppend: (statements: readonly Statement[], after: Roster) => Promise<Fault | undefined>,
  ): Promise<Result<{ readonly statements: readonly Statement[]; readonly roster: Roster }, Fault>> {
    const roster = await this.get(network);
    if (roster === undefined) return { ok: false, fault: { code: "network.unknown" } };
    if (roster.size !== expectedSize) return { ok: false, fault: { code: "log.moved", size: roster.size } };
    const after = roster.copy();
    const statements: Statement[] = [];
    for (const signed of batch) {
      const read = after.append(signed);
      if (!read.ok) return { ok: false, fault: { code: "statement.invalid", reason: read.fault } };
      statements.push(read.value);
    }
    const refused = await beforeAppend(statements, after);
    if (refused !== undefined) return { ok: false, fault: refused };
    const { appended, size } = await this.statements.append(network, expectedSize, batch);
    if (!appended) return { ok: false, fault: { code: "log.moved", size } };
    const cached = this.cache.get(network);
    if (cached === undefined || cached.roster.size < after.size)
      this.cache.set(network, { roster: after, checkedAt: this.now() });
    return { ok: true, value: { statements, roster: after } };
  }

  private async catchUp(network: NetworkId, size: number): Promise<Roster | undefined> {
    if (size === 0) return undefined;
    for (;;) {
      const cached = this.cache.get(network);
      const from = cached?.roster.size ?? 0;
      if (cached !== undefined && from >= size) {
        cached.checkedAt = this.now();
        return cached.roster;
      }
      const entries = await this.statements.read(network, from, LIMITS.statementsPerRead);
      if (entries.length === 0) throw new Error("a log became shorter");
      entries.forEach((signed, index) => {
        this.take(network, from + index, signed);
      });
    }
  }

  /** Takes in an entry at a position, unless another caller has done it meanwhile. */
  private take(network: NetworkId, position: number, signed: SignedStatement): void {
    const cached = this.cache.get(network);
    if (cached === undefined) {
      if (position !== 0) return;
      const founded = Roster.found(this.sodium, signed);
      if (!founded.ok) throw new DamagedLog(network, position, founded.fault);
      this.cache.set(network, { roster: founded.value, checkedAt: 0 });
      return;
    }
    if (cached.roster.size !== position) return;
    const read = cached.roster.append(signed);
    if (!read.ok) throw new DamagedLog(network, position, read.fault);
  }
}
