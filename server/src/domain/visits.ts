import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { readStatement } from "@comity/shared/statements/signing";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { VisibleEntries } from "@comity/shared/statements/visible";
import type { SignedHead } from "@comity/shared/transparency/head";
import type { StatementStore } from "../storage/port/logs.ts";
import type { Arrivals } from "./arrivals.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";
import type { Invitations } from "./invitations.ts";
import type { Logs } from "./logs.ts";
import { DamagedLog, type Rosters } from "./rosters.ts";
import type { Standings } from "./standing.ts";

/** Whom somebody has to check who is a guest of a network or waits to be one; else why they read no log in this way. */
type Visitor = { readonly people: readonly AccountId[] } | "network.unknown" | "not-permitted";

/** What guests are shown of a log: everything about the people whom they meet, and of the rest its hash. */
export class Visits {
  private readonly indexes = new Map<NetworkId, VisibleEntries>();

  constructor(
    private readonly statements: Pick<StatementStore, "read" | "size">,
    private readonly rosters: Pick<Rosters, "get">,
    private readonly standings: Pick<Standings, "within">,
    private readonly invitations: Pick<Invitations, "awaited">,
    private readonly arrivals: Arrivals,
    private readonly logs: Pick<Logs, "hashes">,
    private readonly sodium: Sodium,
  ) {}

  /** The hashes of the log's entries from one on, under the head of the whole. */
  async leaves(
    caller: Caller,
    network: NetworkId,
    from: number,
  ): DomainResult<{ leaves: Uint8Array[]; head: SignedHead }> {
    const visitor = await this.visitor(caller, network);
    if (typeof visitor === "string") return refuse({ code: visitor });
    return done(await this.logs.hashes(network, from, LIMITS.leavesPerRead));
  }

  /** Which of the first `size` entries the caller may read. */
  async positions(caller: Caller, network: NetworkId, size: number): DomainResult<{ positions: number[] }> {
    const visitor = await this.visitor(caller, network);
    if (typeof visitor === "string") return refuse({ code: visitor });
    const index = await this.index(network);
    if (size > index.size) return refuse({ code: "log.moved", size: index.size });
    return done({ positions: index.openFor(visitor.people, size).slice(0, LIMITS.entriesPerGuest) });
  }

  /** Those entries, if the caller may read every one of them. */
  async entries(
    caller: Caller,
    network: NetworkId,
    positions: readonly number[],
  ): DomainResult<{ statements: SignedStatement[] }> {
    const visitor = await this.visitor(caller, network);
    if (typeof visitor === "string") return refuse({ code: visitor });
    const open = new Set((await this.index(network)).openFor(visitor.people));
    if (!positions.every((position) => open.has(position))) return refuse({ code: "not-permitted" });
    const statements: SignedStatement[] = [];
    for (const position of positions) statements.push(...(await this.statements.read(network, position, 1)));
    return done({ statements });
  }

  /** Whether a device may read a log in this way only. */
  async isVisitor(caller: Caller, network: NetworkId): Promise<boolean> {
    return typeof (await this.visitor(caller, network)) !== "string";
  }

  private async visitor(caller: Caller, network: NetworkId): Promise<Visitor> {
    const place = await this.standings.within(caller.device, network);
    const roster = await this.rosters.get(network);
    if (roster === undefined || (place !== "guest" && place !== "pending"))
      return place === "active" ? "not-permitted" : "network.unknown";
    const guest = roster.guest(caller.account);
    if (guest !== undefined) {
      const devices = await this.arrivals.ever(guest.conversation);
      const owners = [...devices].flatMap((device) => roster.device(device)?.account ?? []);
      return { people: [caller.account, ...owners] };
    }
    const invited = await this.invitations.awaited(network, caller.device);
    return invited?.host === undefined ? "not-permitted" : { people: [caller.account, invited.host] };
  }

  /** Which entries are about whom, caught up with the log. */
  private async index(network: NetworkId): Promise<VisibleEntries> {
    const index = this.indexes.get(network) ?? new VisibleEntries();
    this.indexes.set(network, index);
    const size = await this.statements.size(network);
    while (index.size < size) {
      const from = index.size;
      const entries = await this.statements.read(network, from, LIMITS.statementsPerRead);
      if (entries.length === 0) throw new Error("a log became shorter");
      for (const [at, entry] of entries.entries()) {
        // Another caller may have done it meanwhile.
        if (from + at !== index.size) continue;
        const read = readStatement(this.sodium, entry);
        if (!read.ok) throw new DamagedLog(network, from + at, read.fault);
        index.take(read.value, entry);
      }
    }
    return index;
  }
}
