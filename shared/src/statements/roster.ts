import type { Sodium } from "../crypto/sodium.ts";
import type { AccountId, DeviceId, LogKey, NetworkId, OfficerKey } from "../ids.ts";
import { fail, ok, type Result } from "../result.ts";
import type { PublishedBuild } from "./builds.ts";
import type { HeldStatement } from "./countersigning.ts";
import type { CertifiedDevice } from "./devices.ts";
import type { StandingFault, StatementFault } from "./faults.ts";
import type { Guest } from "./guests.ts";
import type { NamedLogKey } from "./logKeys.ts";
import type { Lapse, Member, MembershipFault } from "./members.ts";
import type { Nomination } from "./nominations.ts";
import type { Officer } from "./officers.ts";
import type { Recognition } from "./recognitions.ts";
import type { RecoveryIssue } from "./recoveryIssues.ts";
import { Register } from "./register.ts";
import { networkIdOf, readStatement, recallStatement } from "./signing.ts";
import type { Instant, SignedStatement, Statement, StatementOf } from "./statement.ts";
import type { Absence, Succession } from "./tenures.ts";

/**
 * A network's log, checked entry by entry and summed up: who its officers are, whom they vouch for, and
 * which devices belong to whom. Client and server build it with the same code from the same entries, so a
 * server can add nothing that a client would not refuse.
 */
export class Roster {
  private constructor(
    private readonly sodium: Sodium,
    readonly network: NetworkId,
    readonly founding: StatementOf<"network.found">,
    private readonly register: Register,
  ) {}

  /** Starts a roster from entry 0 of a log. */
  static found(sodium: Sodium, signed: SignedStatement): Result<Roster, StatementFault> {
    const read = readStatement(sodium, signed);
    if (!read.ok) return read;
    if (read.value.kind !== "network.found") return fail("not-the-founding");
    if (String(signed.signer) !== String(read.value.officerKey)) return fail("signer-not-an-officer");
    const network = networkIdOf(sodium, signed);
    return ok(new Roster(sodium, network, read.value, Register.found(sodium, network, read.value)));
  }

  /** An independent copy, to try a batch of entries on: what can't stand leaves the original as it was. */
  copy(): Roster {
    return new Roster(this.sodium, this.network, this.founding, this.register.copy());
  }

  /** How many entries have been taken in. */
  get size(): number {
    return this.register.size;
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

  /**
   * Counts an entry that this reader is not shown. A roster with such entries says nothing of the people whom they are
   * about; of everybody else it says what the whole one does (`VisibleEntries`).
   */
  pass(): void {
    this.register.pass();
  }

  private take(
    signed: SignedStatement,
    read: Result<Statement, StatementFault>,
  ): Result<Statement, StatementFault> {
    if (!read.ok) return read;
    const fault = this.register.apply(read.value, signed);
    return fault === undefined ? ok(read.value) : fail(fault);
  }

  /** Everybody ever vouched for, revoked ones too (their old messages keep a name). */
  members(): readonly Member[] {
    return this.register.people.all();
  }

  member(account: AccountId): Member | undefined {
    return this.register.people.find(account);
  }

  /** Everybody who ever was a guest here. */
  guests(): readonly Guest[] {
    return this.register.guests.all();
  }

  guest(account: AccountId): Guest | undefined {
    return this.register.guests.find(account);
  }

  /** Whether a guest's stay holds at a moment, and if not, why. */
  guestFault(account: AccountId, at: Instant): MembershipFault | undefined {
    return this.register.guests.fault(account, at);
  }

  /** The chain of a guest's device: device <- identity <- admission by a member. It is good in their room only. */
  guestStanding(device: DeviceId, at: Instant): Result<Guest, StandingFault> {
    const certified = this.register.devices.find(device);
    if (certified === undefined) return fail("device-unknown");
    if (certified.revoked) return fail("device-revoked");
    const fault = this.register.guests.fault(certified.account, at);
    if (fault !== undefined) return fail(fault);
    const guest = this.register.guests.find(certified.account);
    return guest === undefined ? fail("not-a-member") : ok(guest);
  }

  /** Officers in office. */
  currentOfficers(): readonly Officer[] {
    return this.register.authority.current();
  }

  /** Whose key signed, in office or not. */
  officerOf(key: OfficerKey): Officer | undefined {
    return this.register.authority.ever(key);
  }

  /** Whom officers have offered the office, and who has named a key for it. */
  openNominations(): readonly Nomination[] {
    return this.register.authority.openNominations();
  }

  /** Whether adding officers and granting membership needs two officers now. */
  get twoOfficerRule(): boolean {
    return this.register.authority.countersigning.ruleIsOn;
  }

  /** How many people could sign now. */
  get officersAble(): number {
    return this.register.authority.able().size;
  }

  /** All that has waited for a second officer's signature, in log order; whether or not it has effect by now. */
  heldStatements(): readonly HeldStatement[] {
    return this.register.authority.countersigning.all();
  }

  /** The entry at a place of the log, where it was held for a second officer; undefined: it had effect at once. */
  heldAt(position: number): HeldStatement | undefined {
    return this.register.authority.countersigning.at(position);
  }

  /** Whether somebody's membership is signed by one officer and waits for a second. */
  awaitsSecond(account: AccountId): boolean {
    return this.register.authority.countersigning.grantWaiting(account) !== undefined;
  }

  /** Who has named a key as the one with which they sign as an officer. */
  namerOf(key: OfficerKey): AccountId | undefined {
    return this.register.authority.namer(key);
  }

  /** Whether the person whose key it is has named it themselves; founders' keys stand in the founding statement. */
  isOwnKey(key: OfficerKey): boolean {
    return this.register.authority.isOwnKey(key);
  }

  isOfficer(account: AccountId): boolean {
    return this.register.authority.isOfficer(account);
  }

  /** Whether somebody was an officer at some moment between two, whether or not they are now. */
  wasOfficer(account: AccountId, from: Instant, to: Instant): boolean {
    return this.register.authority.served(account, from, to);
  }

  /** The networks that this one recognises; whether they do likewise stands in their logs. */
  recognisedNetworks(): readonly NetworkId[] {
    return this.register.recognitions
      .all()
      .filter(({ until }) => until === undefined)
      .map(({ other }) => other);
  }

  recognises(other: NetworkId): boolean {
    return this.register.recognitions.stands(other);
  }

  /** What this network has said about another, also where it has withdrawn it. */
  recognition(other: NetworkId): Recognition | undefined {
    return this.register.recognitions.find(other);
  }

  /** Everything that this network has said about others. */
  allRecognitions(): readonly Recognition[] {
    return this.register.recognitions.all();
  }

  /** The times in which this network recognised another. */
  recognisedTimes(other: NetworkId): readonly Lapse[] {
    return this.register.recognitions.times(other);
  }

  /** The recovery key that a person has said is the current one. */
  recoveryIssue(account: AccountId): RecoveryIssue | undefined {
    return this.register.recoveryIssues.find(account);
  }

  /**
   * The key that signs the head of the log's first `size` entries: the one that those entries name last.
   * Undefined: they name none, and whoever reads the log has nothing but the server's word for its key.
   */
  logKeyAt(size: number): LogKey | undefined {
    return this.register.logKeys.at(size);
  }

  /** Every key of the server that officers have named, oldest first. */
  namedLogKeys(): readonly NamedLogKey[] {
    return this.register.logKeys.all();
  }

  device(id: DeviceId): CertifiedDevice | undefined {
    return this.register.devices.find(id);
  }

  /** The devices of a person that are not revoked. */
  devicesOf(account: AccountId): readonly CertifiedDevice[] {
    return this.register.devices.allOf(account).filter((device) => !device.revoked);
  }

  /** The devices that a person ever had in this network, ended ones too. */
  allDevicesOf(account: AccountId): readonly CertifiedDevice[] {
    return this.register.devices.allOf(account);
  }

  /** The builds of the pages that officers hold for the right ones, in the order in which they said so. */
  builds(): readonly PublishedBuild[] {
    return this.register.builds.all();
  }

  /** Who stands in for somebody at a moment: both of them members then. */
  standsIn(absent: AccountId, at: Instant): Absence | undefined {
    return this.register.tenures.standsIn(absent, at);
  }

  /** What was last said of somebody's absence and not taken back: it may lie ahead, or be over. */
  absence(absent: AccountId): Absence | undefined {
    return this.register.tenures.absence(absent);
  }

  /** Every handing over of an office, in the order of the log. */
  successions(): readonly Succession[] {
    return this.register.tenures.successions();
  }

  /** Who has taken over somebody's office last; undefined also where that person is a member again. */
  successionOf(account: AccountId): Succession | undefined {
    return this.register.tenures.successionOf(account);
  }

  /** Who holds somebody's office now, where it has been handed over, once or several times. */
  successorOf(account: AccountId): AccountId | undefined {
    return this.register.tenures.successorOf(account);
  }

  /** Whether a membership holds at a moment, and if not, why. */
  membershipFault(account: AccountId, at: Instant): MembershipFault | undefined {
    return this.register.people.fault(account, at);
  }

  /** Whether a device was without standing at some moment between two, whether or not it has one now. */
  lapsed(device: DeviceId, from: Instant, to: Instant): boolean {
    const certified = this.register.devices.find(device);
    if (certified === undefined || (certified.revoked && (certified.revokedAt ?? 0) <= to)) return true;
    const { account } = certified;
    const holder =
      this.register.guests.find(account) === undefined ? this.register.people : this.register.guests;
    return holder.lapsed(account, from, to);
  }

  /** The chain from a device's key up to the network: device <- identity <- membership <- officer <- network. */
  standing(device: DeviceId, at: Instant): Result<Member, StandingFault> {
    const certified = this.register.devices.find(device);
    if (certified === undefined) return fail("device-unknown");
    if (certified.revoked) return fail("device-revoked");
    const fault = this.membershipFault(certified.account, at);
    if (fault !== undefined) return fail(fault);
    const member = this.register.people.find(certified.account);
    return member === undefined ? fail("not-a-member") : ok(member);
  }
}
