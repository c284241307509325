import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import { statementsAppended, statementsRead } from "@comity/shared/protocol/statements";
import { fail, ok, type Result } from "@comity/shared/result";
import { Roster, type StandingFault } from "@comity/shared/statements/roster";
import { networkIdOf } from "@comity/shared/statements/signing";
import { SignedStatement } from "@comity/shared/statements/statement";
import type { DirectoryView, SessionLink } from "../context.ts";
import type { EngineFault } from "../facade/facade.ts";
import { faultOf } from "../facade/unexpected.ts";
import type { StoreChange, Vault } from "../ports.ts";

/** What a server did with a log that it must not do. */
export interface LogRefusal {
  readonly network: NetworkId;
  readonly code: "log-refused" | "log-rolled-back";
  readonly cause: string;
}

/** What the server answers about a log that this device may not read: asking again changes nothing. */
const LASTING: readonly string[] = ["network.unknown", "session.revoked", "session.unauthenticated"];

const tableOf = (network: NetworkId) => `log-${network}`;
const positionKey = (position: number) => String(position).padStart(10, "0");

/**
 * The logs of the person's networks, held whole on this device and checked entry by entry. What a server
 * adds that does not verify is refused and told; what it takes away is not forgotten.
 */
export class Directory implements DirectoryView {
  private readonly byNetwork = new Map<NetworkId, Roster>();
  private readonly listeners = new Set<() => void>();
  /** The logs that were read to their end since this device was unlocked, or that it may not read. */
  private readonly ended = new Set<NetworkId>();
  private refreshing: Promise<Result<void, EngineFault>> | undefined;
  private again = false;

  constructor(
    private readonly sodium: Sodium,
    private readonly vault: Vault,
    private readonly networks: () => readonly NetworkId[],
    private readonly refused: (refusal: LogRefusal) => void,
  ) {}

  /** Rebuilds the rosters from the vault: the directory is there without a connection. */
  async load(): Promise<void> {
    for (const network of this.networks()) {
      const entries = await this.entries(network);
      // Each was checked before it was stored, and a record that somebody changed does not open.
      for (const entry of entries) {
        const roster = this.appended(network, this.byNetwork.get(network), entry, "recall");
        if (roster !== undefined) this.byNetwork.set(network, roster);
      }
    }
    this.announce();
  }

  /** A network's log as it is held here, from its first entry on. */
  async entries(network: NetworkId): Promise<readonly SignedStatement[]> {
    const records = await this.vault.scan(tableOf(network));
    return records.map(({ value }) => SignedStatement.parse(JSON.parse(fromUtf8(value) ?? "null")));
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
  private accepting: Promise<void> = Promise.resolve();

  rosters(): readonly Roster[] {
    return [...this.byNetwork.values()];
  }

  /** Whether the server has shown all there is in the logs of the person's networks, and there is something. */
  get read(): boolean {
    return this.byNetwork.size > 0 && this.networks().every((network) => this.ended.has(network));
  }

  roster(network: NetworkId): Roster | undefined {
    return this.byNetwork.get(network);
  }

  standing(
    device: DeviceId,
    at: number,
  ): Result<{ readonly account: AccountId; readonly network: NetworkId }, StandingFault> {
    let fault: StandingFault = "device-unknown";
    for (const roster of this.byNetwork.values()) {
      const standing = roster.standing(device, at);
      if (standing.ok) return ok({ account: standing.value.account, network: roster.network });
      if (standing.fault !== "device-unknown") fault = standing.fault;
    }
    return fail(fault);
  }

  devicesOf(account: AccountId, at: number): readonly DeviceId[] {
    const devices = this.rosters().flatMap((roster) => roster.devicesOf(account).map(({ device }) => device));
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
      if (!outcome.ok && this.session?.online === true) this.refreshLater();
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

  /** Takes in the entries of a log from position `from` on: stored first and then believed, some after the others. */
  accept(network: NetworkId, entries: readonly SignedStatement[], from = 0): Promise<void> {
    const turn = this.accepting.then(() => this.keep(network, entries, from));
    this.accepting = turn.catch(() => undefined);
    return turn;
  }

  private async keep(network: NetworkId, entries: readonly SignedStatement[], from: number): Promise<void> {
    const held = this.byNetwork.get(network);
    const size = held?.size ?? 0;
    if (size < from) return;
    let roster = held?.copy();
    const changes: StoreChange[] = [];
    // What was brought another way meanwhile is not taken twice.
    for (const entry of entries.slice(size - from)) {
      const next = this.appended(network, roster, entry);
      if (next === undefined) break;
      roster = next;
      const value = utf8(JSON.stringify(entry));
      changes.push({ table: tableOf(network), key: positionKey(size + changes.length), value });
    }
    if (roster === undefined || changes.length === 0) return;
    await this.vault.write(changes);
    this.byNetwork.set(network, roster);
    this.announce();
  }

  private async fetchAll(): Promise<Result<void, EngineFault>> {
    let outcome: Result<void, EngineFault> = ok(undefined);
    for (const network of this.networks()) {
      const fetched = await this.fetch(network).catch((error: unknown) => fail(faultOf(error)));
      if (!fetched.ok) outcome = fetched;
    }
    return outcome;
  }

  /** A fault: the server has not answered, or the store has not taken what it answered. */
  private async fetch(network: NetworkId): Promise<Result<void, EngineFault>> {
    for (;;) {
      const session = this.session;
      if (session === undefined || !session.online) return fail({ code: "transport.offline" });
      const from = this.byNetwork.get(network)?.size ?? 0;
      const page = await session.call(statementsRead, { network, from });
      if (!page.ok) {
        if (page.fault.code === "network.unknown") this.ended.add(network);
        return LASTING.includes(page.fault.code) ? ok(undefined) : page;
      }
      const { head, statements } = page.value;
      const { size } = head;
      const held = this.byNetwork.get(network)?.size ?? 0;
      if (size < held) {
        this.refused({ network, code: "log-rolled-back", cause: `${size} < ${held}` });
        return ok(undefined);
      }
      if (statements.length === 0) {
        this.ended.add(network);
        return ok(undefined);
      }
      await this.accept(network, statements, from);
      if ((this.byNetwork.get(network)?.size ?? 0) < from + statements.length) return ok(undefined);
      if (from + statements.length >= size) {
        this.ended.add(network);
        return ok(undefined);
      }
    }
  }

  /** Checks one entry and adds it to a roster. The first must hash to the network's pinned id. */
  private appended(
    network: NetworkId,
    roster: Roster | undefined,
    entry: SignedStatement,
    how: "append" | "recall" = "append",
  ): Roster | undefined {
    if (roster !== undefined) {
      const appended = roster[how](entry);
      if (!appended.ok) this.refused({ network, code: "log-refused", cause: appended.fault });
      return appended.ok ? roster : undefined;
    }
    const founded = Roster.found(this.sodium, entry);
    if (founded.ok && networkIdOf(this.sodium, entry) === network) return founded.value;
    this.refused({ network, code: "log-refused", cause: founded.ok ? "other-network" : founded.fault });
    return undefined;
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
