import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import { statementsAppended, statementsRead } from "@comity/shared/protocol/statements";
import { fail, ok, type Result } from "@comity/shared/result";
import { Roster, type StandingFault } from "@comity/shared/statements/roster";
import { networkIdOf } from "@comity/shared/statements/signing";
import { SignedStatement } from "@comity/shared/statements/statement";
import type { DirectoryView, SessionLink } from "../context.ts";
import type { StoreChange, Vault } from "../ports.ts";

/** What a server did with a log that it must not do. */
export interface LogRefusal {
  readonly network: NetworkId;
  readonly code: "log-refused" | "log-rolled-back";
  readonly cause: string;
}

const tableOf = (network: NetworkId) => `log-${network}`;
const positionKey = (position: number) => String(position).padStart(10, "0");

/**
 * The logs of the person's networks, held whole on this device and checked entry by entry. What a server
 * adds that does not verify is refused and told; what it takes away is not forgotten.
 */
export class Directory implements DirectoryView {
  private readonly byNetwork = new Map<NetworkId, Roster>();
  private readonly listeners = new Set<() => void>();
  private refreshing: Promise<void> | undefined;
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
      const records = await this.vault.scan(tableOf(network));
      const entries = records.map(({ value }) =>
        SignedStatement.parse(JSON.parse(fromUtf8(value) ?? "null")),
      );
      for (const entry of entries) this.take(network, entry);
    }
    this.announce();
  }

  /** Follows the server's logs over a session. */
  follow(session: SessionLink): void {
    this.session = session;
    session.on(statementsAppended, () => void this.refresh());
    session.onOnline(() => void this.refresh());
  }
  private session: SessionLink | undefined;

  rosters(): readonly Roster[] {
    return [...this.byNetwork.values()];
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
  refresh(): Promise<void> {
    if (this.refreshing !== undefined) {
      this.again = true;
      return this.refreshing;
    }
    this.refreshing = this.fetchAll().finally(() => {
      this.refreshing = undefined;
      if (!this.again) return;
      this.again = false;
      void this.refresh();
    });
    return this.refreshing;
  }

  /** Resolves when no refresh is under way. */
  async settled(): Promise<void> {
    while (this.refreshing !== undefined) await this.refreshing;
  }

  /** Takes in entries that this client has published itself, or read while enrolling. */
  async accept(network: NetworkId, entries: readonly SignedStatement[]): Promise<void> {
    const changes: StoreChange[] = [];
    for (const entry of entries) {
      const position = this.byNetwork.get(network)?.size ?? 0;
      if (!this.take(network, entry)) break;
      const value = utf8(JSON.stringify(entry));
      changes.push({ table: tableOf(network), key: positionKey(position), value });
    }
    if (changes.length === 0) return;
    await this.vault.write(changes);
    this.announce();
  }

  private async fetchAll(): Promise<void> {
    for (const network of this.networks()) await this.fetch(network);
  }

  private async fetch(network: NetworkId): Promise<void> {
    for (;;) {
      const session = this.session;
      if (session === undefined || !session.online) return;
      const from = this.byNetwork.get(network)?.size ?? 0;
      const page = await session.call(statementsRead, { network, from });
      if (!page.ok) return;
      const { size, statements } = page.value;
      const held = this.byNetwork.get(network)?.size ?? 0;
      if (size < held) return this.refused({ network, code: "log-rolled-back", cause: `${size} < ${held}` });
      if (statements.length === 0 || held !== from) return;
      await this.accept(network, statements);
      if ((this.byNetwork.get(network)?.size ?? 0) !== from + statements.length) return;
      if (from + statements.length >= size) return;
    }
  }

  /** Checks one entry and adds it. The first must hash to the network's pinned id. */
  private take(network: NetworkId, entry: SignedStatement): boolean {
    const roster = this.byNetwork.get(network);
    if (roster !== undefined) {
      const appended = roster.append(entry);
      if (!appended.ok) this.refused({ network, code: "log-refused", cause: appended.fault });
      return appended.ok;
    }
    const founded = Roster.found(this.sodium, entry);
    if (founded.ok && networkIdOf(this.sodium, entry) === network) {
      this.byNetwork.set(network, founded.value);
      return true;
    }
    this.refused({ network, code: "log-refused", cause: founded.ok ? "other-network" : founded.fault });
    return false;
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
