import type { Sodium } from "@comity/shared/crypto/sodium";
import type { Fault } from "@comity/shared/fault";
import type { AccountId, NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { LogProof } from "@comity/shared/protocol/log";
import { statementsAppended } from "@comity/shared/protocol/statements";
import type { Roster } from "@comity/shared/statements/roster";
import { readStatement } from "@comity/shared/statements/signing";
import type { SignedStatement, Statement } from "@comity/shared/statements/statement";
import type { SignedHead } from "@comity/shared/transparency/head";
import type { Storage } from "../storage/port/storage.ts";
import { type Caller, type DomainResult, done, refuse, type Tell, tell } from "./context.ts";
import type { Invitations } from "./invitations.ts";
import type { Logs } from "./logs.ts";
import type { Recognitions } from "./recognitions.ts";
import type { Rosters } from "./rosters.ts";
import type { Standings } from "./standing.ts";
import type { Visits } from "./visits.ts";

/** What is read of a log at once, with what shows that it is the log's beginning. */
interface Page {
  readonly statements: SignedStatement[];
  readonly head: SignedHead;
  readonly proof: LogProof;
}

/** The networks' logs: who may read them, and what makes an entry stand. */
export class Statements {
  constructor(
    private readonly storage: Pick<Storage, "statements" | "devices" | "keyPackages">,
    private readonly rosters: Rosters,
    private readonly reading: {
      readonly standings: Pick<Standings, "within" | "isDisabled">;
      readonly recognitions: Pick<Recognitions, "readable" | "followers">;
    },
    private readonly invitations: Invitations,
    private readonly logs: Pick<Logs, "covering">,
    private readonly visits: Pick<Visits, "isVisitor">,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  /** Appends statements to a log. Members only; what each may say is decided by its signature. */
  async publish(
    caller: Caller,
    network: NetworkId,
    expectedSize: number,
    statements: readonly SignedStatement[],
  ): DomainResult<{ size: number }> {
    if ((await this.reading.standings.within(caller.device, network)) !== "active")
      return refuse({ code: "not-permitted" });
    return this.append(network, expectedSize, statements, (said) => this.clockFault(said));
  }

  /**
   * Whether a statement is dated by a clock that is wrong: what officers end or suspend would otherwise hold too early or too
   * late for everybody, as of a date that nobody can change any more. A newcomer's certificate is as old as their
   * invitation's answer.
   */
  private clockFault(statements: readonly Statement[]): Fault | undefined {
    const now = this.now();
    const wrong = statements.some(
      ({ kind, at }) =>
        kind !== "device.certify" &&
        (at > now + LIMITS.statementAheadMs || at < now - LIMITS.statementBehindMs),
    );
    return wrong ? { code: "clock.wrong", serverTime: now } : undefined;
  }

  /** A restored account's new device enters the log by its identity key's word. */
  async certify(
    network: NetworkId,
    expectedSize: number,
    statement: SignedStatement,
  ): DomainResult<{ size: number }> {
    const read = readStatement(this.sodium, statement);
    if (!read.ok) return refuse({ code: "statement.invalid", reason: read.fault });
    const { value } = read;
    if (value.kind !== "device.certify") return refuse({ code: "not-permitted" });
    if (await this.reading.standings.isDisabled(value.account)) return refuse({ code: "session.disabled" });
    const roster = await this.rosters.get(network);
    if (roster === undefined) return refuse({ code: "network.unknown" });
    // Only the person learns from this how their membership stands.
    if (String(statement.signer) !== String(value.account))
      return refuse({ code: "statement.invalid", reason: "signer-not-the-account" });
    const fault = this.entryFault(roster, value.account);
    if (fault !== undefined) return refuse(fault);
    if (roster.device(value.device)?.account === value.account) {
      const { device, account } = value;
      await this.storage.devices.register({ device, account, network, at: this.now() });
      return done({ size: roster.size });
    }
    return this.append(network, expectedSize, [statement]);
  }

  /** Why a person's new device can't enter a log now. What can hold again is told from what has ended. */
  private entryFault(roster: Roster, person: AccountId): Fault | undefined {
    const now = this.now();
    if (roster.guestFault(person, now) === undefined) return undefined;
    switch (roster.membershipFault(person, now)) {
      case undefined:
        return undefined;
      case "membership-suspended":
        return { code: "session.suspended" };
      case "membership-expired":
        return { code: "session.expired" };
      default:
        return { code: "account.unknown" };
    }
  }

  /**
   * Reads a log; members, devices that wait to become one's, and members of networks that it recognises both ways.
   * Guests, and devices that wait to become one's, are shown their part of it (`Visits`).
   */
  async read(caller: Caller, network: NetworkId, from: number): DomainResult<Page> {
    const { standings, recognitions } = this.reading;
    const place = await standings.within(caller.device, network);
    const own = place === "active" || place === "guest" || place === "pending";
    if (own && place !== "active" && (await this.visits.isVisitor(caller, network)))
      return refuse({ code: "not-permitted" });
    const end = own ? Number.POSITIVE_INFINITY : await recognitions.readable(caller, network);
    // What was shown to its end is not there any more.
    if (end === undefined || from >= end) return refuse({ code: "network.unknown" });
    const most = Math.min(LIMITS.statementsPerRead, end - from);
    const statements = await this.storage.statements.read(network, from, most);
    const covered = statements.length === 0 ? 1 : from + statements.length;
    return done({ statements: [...statements], ...(await this.logs.covering(network, covered)) });
  }

  private async append(
    network: NetworkId,
    expectedSize: number,
    batch: readonly SignedStatement[],
    look: (statements: readonly Statement[]) => Fault | undefined = () => undefined,
  ): DomainResult<{ size: number }> {
    const appended = await this.rosters.append(
      network,
      expectedSize,
      batch,
      async (statements) => look(statements) ?? this.register(network, statements),
    );
    if (!appended.ok) return appended;
    const { statements, roster } = appended.value;
    const { size } = roster;
    const tells: Tell[] = [tell(statementsAppended, { network, size }, { network })];
    for (const follower of await this.reading.recognitions.followers(network, expectedSize))
      tells.push(tell(statementsAppended, { network, size }, { network: follower }));
    const newcomers = accountsGranted(statements, roster);
    if (newcomers.length > 0) {
      tells.push(...(await this.invitations.settleGranted(roster)));
      tells.push(tell(statementsAppended, { network, size }, { accounts: newcomers }));
    }
    for (const statement of statements) {
      if (statement.kind === "device.revoke") await this.storage.keyPackages.forget(statement.device);
    }
    return { ok: true, value: { value: { size }, tells, grown: network } };
  }

  /** Enters new devices in the index before the log says so: a crash in between leaves no device shut out. */
  private async register(network: NetworkId, statements: readonly Statement[]): Promise<Fault | undefined> {
    for (const statement of statements) {
      if (statement.kind !== "device.certify") continue;
      const { device, account } = statement;
      if (!(await this.storage.devices.register({ device, account, network, at: this.now() })))
        return { code: "statement.invalid", reason: "device-taken" };
    }
    return undefined;
  }
}

/** Whose membership has been signed, by one officer or by the second. */
function accountsGranted(statements: readonly Statement[], roster: Roster): readonly AccountId[] {
  return statements.flatMap((statement) => {
    const said =
      statement.kind === "authority.countersign" ? roster.heldAt(statement.position)?.statement : statement;
    return said?.kind === "membership.grant" || said?.kind === "guest.admit" ? [said.account] : [];
  });
}
