import type { Sodium } from "../crypto/sodium.ts";
import type { Card } from "../directory/card.ts";
import type { AccountId, DeviceId, NetworkId, OfficerKey } from "../ids.ts";
import { fail, ok, type Result } from "../result.ts";
import { networkIdOf, readStatement, recallStatement } from "./signing.ts";
import type { Instant, SignedStatement, Statement, StatementOf } from "./statement.ts";

/** Why a statement can't stand where it was put. Stable codes, shown to people in words. */
export type StatementFault =
  | "bad-signature"
  | "malformed"
  | "not-the-founding"
  | "other-network"
  | "founded-already"
  | "signer-not-an-officer"
  | "signer-not-the-account"
  | "no-such-member"
  | "member-already"
  | "no-such-device"
  | "device-taken"
  | "no-such-officer"
  | "last-officer"
  | "key-taken"
  | "number-not-higher"
  | "validity-reversed";

/** A person in a network's directory, as its officers' statements say. */
export interface Member {
  readonly account: AccountId;
  readonly card: Card;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly revoked: boolean;
  /** When the revoking statement was signed. What a person did before it stays good. */
  readonly revokedAt?: Instant;
  /** The officer's key under the newest statement about the card, when it was signed, and where it stands. */
  readonly vouchedBy: OfficerKey;
  readonly vouchedAt: Instant;
  readonly position: number;
}

/** A device of a person, as the person's identity key says. */
export interface CertifiedDevice {
  readonly device: DeviceId;
  readonly account: AccountId;
  readonly name: string;
  readonly since: Instant;
  readonly revoked: boolean;
  /** When the revoking statement was signed. What the device did before it stays good. */
  readonly revokedAt?: Instant;
}

/** An officer's key and whose it is. */
export interface Officer {
  readonly key: OfficerKey;
  readonly account: AccountId;
  readonly since: Instant;
}

/** Which recovery key a person has said is current: its number, and when that was said. */
export interface RecoveryIssue {
  readonly number: number;
  readonly at: Instant;
}

/** Why a device may not speak for a member. */
export type StandingFault =
  | "device-unknown"
  | "device-revoked"
  | "not-a-member"
  | "membership-revoked"
  | "membership-not-yet-valid"
  | "membership-expired";

/**
 * A network's log, checked entry by entry and summed up: who its officers are, whom they vouch for, and
 * which devices belong to whom. Client and server build it with the same code from the same entries, so a
 * server can add nothing that a client would not refuse.
 */
export class Roster {
  private readonly officers = new Map<OfficerKey, Officer>();
  private readonly pastOfficers = new Map<OfficerKey, Officer>();
  private readonly membersByAccount = new Map<AccountId, Member>();
  private readonly devicesById = new Map<DeviceId, CertifiedDevice>();
  private readonly recognised = new Set<NetworkId>();
  private readonly recoveryIssues = new Map<AccountId, RecoveryIssue>();
  private length = 1;

  private constructor(
    private readonly sodium: Sodium,
    readonly network: NetworkId,
    readonly founding: StatementOf<"network.found">,
  ) {
    const { officerKey, account, at } = founding;
    this.officers.set(officerKey, { key: officerKey, account, since: at });
  }

  /** Starts a roster from entry 0 of a log. */
  static found(sodium: Sodium, signed: SignedStatement): Result<Roster, StatementFault> {
    const read = readStatement(sodium, signed);
    if (!read.ok) return read;
    if (read.value.kind !== "network.found") return fail("not-the-founding");
    if (String(signed.signer) !== String(read.value.officerKey)) return fail("signer-not-an-officer");
    return ok(new Roster(sodium, networkIdOf(sodium, signed), read.value));
  }

  /** An independent copy, to try a batch of entries on: what can't stand leaves the original as it was. */
  copy(): Roster {
    const twin = new Roster(this.sodium, this.network, this.founding);
    twin.officers.clear();
    for (const [key, officer] of this.officers) twin.officers.set(key, officer);
    for (const [key, officer] of this.pastOfficers) twin.pastOfficers.set(key, officer);
    for (const [account, member] of this.membersByAccount) twin.membersByAccount.set(account, member);
    for (const [id, device] of this.devicesById) twin.devicesById.set(id, device);
    for (const other of this.recognised) twin.recognised.add(other);
    for (const [account, issue] of this.recoveryIssues) twin.recoveryIssues.set(account, issue);
    twin.length = this.length;
    return twin;
  }

  /** How many entries have been taken in. */
  get size(): number {
    return this.length;
  }

  /** The network's name, as its founder wrote it. */
  get name(): string {
    return this.founding.name;
  }

  /** Takes in the next entry, or says why it can't stand; then nothing has changed. */
  append(signed: SignedStatement): Result<Statement, StatementFault> {
    return this.take(signed, readStatement(this.sodium, signed));
  }

  /**
   * Takes in an entry that `append` took in before and that was kept where nobody else can write, as in a sealed
   * vault: its signature and its text are not looked at again, what it says is.
   */
  recall(signed: SignedStatement): Result<Statement, StatementFault> {
    return this.take(signed, recallStatement(signed));
  }

  private take(
    signed: SignedStatement,
    read: Result<Statement, StatementFault>,
  ): Result<Statement, StatementFault> {
    if (!read.ok) return read;
    const fault = this.apply(read.value, signed.signer);
    if (fault !== undefined) return fail(fault);
    this.length += 1;
    return ok(read.value);
  }

  /** Everybody ever vouched for, revoked ones too (their old messages keep a name). */
  members(): readonly Member[] {
    return [...this.membersByAccount.values()];
  }

  member(account: AccountId): Member | undefined {
    return this.membersByAccount.get(account);
  }

  /** Officers in office. */
  currentOfficers(): readonly Officer[] {
    return [...this.officers.values()];
  }

  /** Whose key signed, in office or not. */
  officerOf(key: OfficerKey): Officer | undefined {
    return this.officers.get(key) ?? this.pastOfficers.get(key);
  }

  isOfficer(account: AccountId): boolean {
    return this.currentOfficers().some((officer) => officer.account === account);
  }

  /** The networks that this one recognises; whether they do likewise stands in their logs. */
  recognisedNetworks(): readonly NetworkId[] {
    return [...this.recognised];
  }

  recognises(other: NetworkId): boolean {
    return this.recognised.has(other);
  }

  /** The recovery key that a person has said is the current one. */
  recoveryIssue(account: AccountId): RecoveryIssue | undefined {
    return this.recoveryIssues.get(account);
  }

  device(id: DeviceId): CertifiedDevice | undefined {
    return this.devicesById.get(id);
  }

  /** The devices of a person that are not revoked. */
  devicesOf(account: AccountId): readonly CertifiedDevice[] {
    return [...this.devicesById.values()].filter((device) => device.account === account && !device.revoked);
  }

  /** The devices that a person ever had in this network, ended ones too. */
  allDevicesOf(account: AccountId): readonly CertifiedDevice[] {
    return [...this.devicesById.values()].filter((device) => device.account === account);
  }

  /** Whether a membership holds at a moment, and if not, why. */
  membershipFault(account: AccountId, at: Instant): StandingFault | undefined {
    const member = this.membersByAccount.get(account);
    if (member === undefined) return "not-a-member";
    if (member.revoked) return "membership-revoked";
    if (at < member.validFrom) return "membership-not-yet-valid";
    return at >= member.validUntil ? "membership-expired" : undefined;
  }

  /** The chain from a device's key up to the network: device <- identity <- membership <- officer <- network. */
  standing(device: DeviceId, at: Instant): Result<Member, StandingFault> {
    const certified = this.devicesById.get(device);
    if (certified === undefined) return fail("device-unknown");
    if (certified.revoked) return fail("device-revoked");
    const fault = this.membershipFault(certified.account, at);
    if (fault !== undefined) return fail(fault);
    const member = this.membersByAccount.get(certified.account);
    return member === undefined ? fail("not-a-member") : ok(member);
  }

  private apply(statement: Statement, signer: string): StatementFault | undefined {
    if (statement.kind === "network.found") return "founded-already";
    if (statement.network !== this.network) return "other-network";
    switch (statement.kind) {
      case "device.certify":
        return this.certify(statement, signer);
      case "device.revoke":
        return this.revokeDevice(statement, signer);
      case "device.rename":
        return this.renameDevice(statement, signer);
      case "recovery.issue":
        return this.issueRecovery(statement, signer);
      default:
        break;
    }
    const officer = this.officers.get(signer as OfficerKey);
    if (officer === undefined) return "signer-not-an-officer";
    switch (statement.kind) {
      case "authority.add":
        return this.addOfficer(statement);
      case "authority.remove":
        return this.removeOfficer(statement);
      case "membership.grant": {
        const known = this.membersByAccount.get(statement.account);
        return known !== undefined && !known.revoked ? "member-already" : this.vouch(statement, officer);
      }
      case "membership.amend": {
        const known = this.membersByAccount.get(statement.account);
        return known === undefined || known.revoked ? "no-such-member" : this.vouch(statement, officer);
      }
      case "membership.revoke": {
        const known = this.membersByAccount.get(statement.account);
        if (known === undefined || known.revoked) return "no-such-member";
        this.membersByAccount.set(statement.account, {
          ...known,
          revoked: true,
          revokedAt: statement.at,
          position: this.length,
        });
        return undefined;
      }
      case "network.recognise":
        this.recognised.add(statement.other);
        return undefined;
    }
  }

  private vouch(
    statement: StatementOf<"membership.grant"> | StatementOf<"membership.amend">,
    officer: Officer,
  ): StatementFault | undefined {
    const { account, card, validFrom, validUntil, at } = statement;
    if (validUntil <= validFrom) return "validity-reversed";
    this.membersByAccount.set(account, {
      account,
      card,
      validFrom,
      validUntil,
      revoked: false,
      vouchedBy: officer.key,
      vouchedAt: at,
      position: this.length,
    });
    return undefined;
  }

  private certify(statement: StatementOf<"device.certify">, signer: string): StatementFault | undefined {
    if (signer !== String(statement.account)) return "signer-not-the-account";
    if (!this.membersByAccount.has(statement.account)) return "no-such-member";
    if (this.devicesById.has(statement.device)) return "device-taken";
    const { device, account, name, at } = statement;
    this.devicesById.set(device, { device, account, name, since: at, revoked: false });
    return undefined;
  }

  private revokeDevice(statement: StatementOf<"device.revoke">, signer: string): StatementFault | undefined {
    const known = this.devicesById.get(statement.device);
    if (known === undefined || known.account !== statement.account || known.revoked) return "no-such-device";
    if (signer !== String(statement.account) && !this.officers.has(signer as OfficerKey))
      return "signer-not-an-officer";
    this.devicesById.set(statement.device, { ...known, revoked: true, revokedAt: statement.at });
    return undefined;
  }

  private renameDevice(statement: StatementOf<"device.rename">, signer: string): StatementFault | undefined {
    const known = this.devicesById.get(statement.device);
    if (known === undefined || known.account !== statement.account || known.revoked) return "no-such-device";
    if (signer !== String(statement.account)) return "signer-not-the-account";
    this.devicesById.set(statement.device, { ...known, name: statement.name });
    return undefined;
  }

  private issueRecovery(
    statement: StatementOf<"recovery.issue">,
    signer: string,
  ): StatementFault | undefined {
    const { account, number, at } = statement;
    if (signer !== String(account)) return "signer-not-the-account";
    if (!this.membersByAccount.has(account)) return "no-such-member";
    if (number <= (this.recoveryIssues.get(account)?.number ?? 0)) return "number-not-higher";
    this.recoveryIssues.set(account, { number, at });
    return undefined;
  }

  private addOfficer(statement: StatementOf<"authority.add">): StatementFault | undefined {
    const { officerKey, account, at } = statement;
    if (this.officerOf(officerKey) !== undefined) return "key-taken";
    const member = this.membersByAccount.get(account);
    if (member === undefined || member.revoked) return "no-such-member";
    this.officers.set(officerKey, { key: officerKey, account, since: at });
    return undefined;
  }

  private removeOfficer(statement: StatementOf<"authority.remove">): StatementFault | undefined {
    const officer = this.officers.get(statement.officerKey);
    if (officer === undefined) return "no-such-officer";
    if (this.officers.size === 1) return "last-officer";
    this.officers.delete(statement.officerKey);
    this.pastOfficers.set(statement.officerKey, officer);
    return undefined;
  }
}
