import type { Sodium } from "../crypto/sodium.ts";
import type { AccountId, BuildHash, DeviceId, LogKey, NetworkId, OfficerKey } from "../ids.ts";
import { fail, ok, type Result } from "../result.ts";
import {
  Countersigning,
  type Held,
  type HeldStatement,
  hashOfBody,
  OFFICERS_FOR_RULE,
} from "./countersigning.ts";
import { type CertifiedDevice, Devices } from "./devices.ts";
import { type Guest, Guests } from "./guests.ts";
import {
  type Lapse,
  type Member,
  Members,
  type MembershipFault,
  type MembershipStatement,
} from "./members.ts";
import { type Nomination, Nominations } from "./nominations.ts";
import { type Officer, Officers } from "./officers.ts";
import { type Recognition, Recognitions } from "./recognitions.ts";
import { networkIdOf, readStatement, recallStatement } from "./signing.ts";
import type { Instant, SignedStatement, Statement, StatementOf } from "./statement.ts";
import { type Absence, type Succession, Tenures } from "./tenures.ts";

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
  | "suspended-already"
  | "not-suspended"
  | "no-such-device"
  | "device-taken"
  | "no-such-officer"
  | "last-officer"
  | "key-taken"
  | "number-not-higher"
  | "validity-reversed"
  | "signer-not-a-member"
  | "signer-not-the-host"
  | "no-such-guest"
  | "guest-elsewhere"
  | "term-too-long"
  | "not-recognised"
  | "officer-already"
  | "not-nominated"
  | "key-not-named"
  | "not-waiting"
  | "same-officer"
  | "waiting-already"
  | "rule-already"
  | "officers-too-few"
  | "same-person"
  | "absence-too-long"
  | "not-absent";

/** Which recovery key a person has said is current: its number, and when that was said. */
export interface RecoveryIssue {
  readonly number: number;
  readonly at: Instant;
}

/** A key of the server that an officer has named, and where in the log. */
export interface NamedLogKey {
  readonly key: LogKey;
  readonly position: number;
}

/** Why a device may not speak for a member. */
export type StandingFault =
  | "device-unknown"
  | "device-revoked"
  /** Their network and the reader's don't recognise each other: for a reader of their own network it never says so. */
  | "network-not-recognised"
  | MembershipFault;

/** A build of the pages that an officer has named, and when. */
export interface PublishedBuild {
  readonly build: BuildHash;
  readonly at: Instant;
}

/**
 * A network's log, checked entry by entry and summed up: who its officers are, whom they vouch for, and
 * which devices belong to whom. Client and server build it with the same code from the same entries, so a
 * server can add nothing that a client would not refuse.
 */
export class Roster {
  private officers: Officers;
  private people = new Members();
  private visitors = new Guests();
  private devices = new Devices();
  private recognitions = new Recognitions();
  private nominations = new Nominations();
  private countersigning = new Countersigning();
  private tenures = new Tenures();
  private readonly recoveryIssues = new Map<AccountId, RecoveryIssue>();
  private readonly publishedBuilds: PublishedBuild[] = [];
  private readonly logKeys: NamedLogKey[] = [];
  private length = 1;

  private constructor(
    private readonly sodium: Sodium,
    readonly network: NetworkId,
    readonly founding: StatementOf<"network.found">,
  ) {
    const { officerKey, account, at } = founding;
    this.officers = new Officers({ key: officerKey, account, since: at });
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
    twin.officers = this.officers.copy();
    twin.people = this.people.copy();
    twin.visitors = this.visitors.copy();
    twin.devices = this.devices.copy();
    twin.recognitions = this.recognitions.copy();
    twin.nominations = this.nominations.copy();
    twin.countersigning = this.countersigning.copy();
    twin.tenures = this.tenures.copy();
    for (const [account, issue] of this.recoveryIssues) twin.recoveryIssues.set(account, issue);
    twin.logKeys.push(...this.logKeys);
    twin.publishedBuilds.push(...this.publishedBuilds);
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
    const fault = this.apply(read.value, signed);
    if (fault !== undefined) return fail(fault);
    this.length += 1;
    return ok(read.value);
  }

  /** Everybody ever vouched for, revoked ones too (their old messages keep a name). */
  members(): readonly Member[] {
    return this.people.all();
  }

  member(account: AccountId): Member | undefined {
    return this.people.find(account);
  }

  /** Everybody who ever was a guest here. */
  guests(): readonly Guest[] {
    return this.visitors.all();
  }

  guest(account: AccountId): Guest | undefined {
    return this.visitors.find(account);
  }

  /** Whether a guest's stay holds at a moment, and if not, why. */
  guestFault(account: AccountId, at: Instant): MembershipFault | undefined {
    return this.visitors.fault(account, at);
  }

  /** The chain of a guest's device: device <- identity <- admission by a member. It is good in their room only. */
  guestStanding(device: DeviceId, at: Instant): Result<Guest, StandingFault> {
    const certified = this.devices.find(device);
    if (certified === undefined) return fail("device-unknown");
    if (certified.revoked) return fail("device-revoked");
    const fault = this.visitors.fault(certified.account, at);
    if (fault !== undefined) return fail(fault);
    const guest = this.visitors.find(certified.account);
    return guest === undefined ? fail("not-a-member") : ok(guest);
  }

  /** Officers in office. */
  currentOfficers(): readonly Officer[] {
    return this.officers.current();
  }

  /** Whose key signed, in office or not. */
  officerOf(key: OfficerKey): Officer | undefined {
    return this.officers.ever(key);
  }

  /** Whom officers have offered the office, and who has named a key for it. */
  openNominations(): readonly Nomination[] {
    return this.nominations.all().filter(({ account }) => this.barred(account) === false);
  }

  /** Whether adding officers and granting membership needs two officers now. */
  get twoOfficerRule(): boolean {
    return this.countersigning.ruleIsOn;
  }

  /** How many people could sign now. */
  get officersAble(): number {
    return this.ableOfficers().size;
  }

  /** All that has waited for a second officer's signature, in log order; whether or not it has effect by now. */
  heldStatements(): readonly HeldStatement[] {
    return this.countersigning.all();
  }

  /** The entry at a place of the log, where it was held for a second officer; undefined: it had effect at once. */
  heldAt(position: number): HeldStatement | undefined {
    return this.countersigning.at(position);
  }

  /** Whether somebody's membership is signed by one officer and waits for a second. */
  awaitsSecond(account: AccountId): boolean {
    return this.countersigning.grantWaiting(account) !== undefined;
  }

  /** Who has named a key as the one with which they sign as an officer. */
  namerOf(key: OfficerKey): AccountId | undefined {
    return this.nominations.namer(key);
  }

  /** Whether the person whose key it is has named it themselves; founders' keys stand in the founding statement. */
  isOwnKey(key: OfficerKey): boolean {
    const officer = this.officers.ever(key);
    if (officer === undefined) return false;
    return key === this.founding.officerKey || this.nominations.namer(key) === officer.account;
  }

  isOfficer(account: AccountId): boolean {
    return this.currentOfficers().some((officer) => officer.account === account);
  }

  /** Whether somebody was an officer at some moment between two, whether or not they are now. */
  wasOfficer(account: AccountId, from: Instant, to: Instant): boolean {
    return this.officers.served(account, from, to);
  }

  /** The networks that this one recognises; whether they do likewise stands in their logs. */
  recognisedNetworks(): readonly NetworkId[] {
    return this.recognitions
      .all()
      .filter(({ until }) => until === undefined)
      .map(({ other }) => other);
  }

  recognises(other: NetworkId): boolean {
    return this.recognitions.stands(other);
  }

  /** What this network has said about another, also where it has withdrawn it. */
  recognition(other: NetworkId): Recognition | undefined {
    return this.recognitions.find(other);
  }

  /** Everything that this network has said about others. */
  allRecognitions(): readonly Recognition[] {
    return this.recognitions.all();
  }

  /** The times in which this network recognised another. */
  recognisedTimes(other: NetworkId): readonly Lapse[] {
    return this.recognitions.times(other);
  }

  /** The recovery key that a person has said is the current one. */
  recoveryIssue(account: AccountId): RecoveryIssue | undefined {
    return this.recoveryIssues.get(account);
  }

  /**
   * The key that signs the head of the log's first `size` entries: the one that those entries name last.
   * Undefined: they name none, and whoever reads the log has nothing but the server's word for its key.
   */
  logKeyAt(size: number): LogKey | undefined {
    return this.logKeys.findLast(({ position }) => position < size)?.key;
  }

  /** Every key of the server that officers have named, oldest first. */
  namedLogKeys(): readonly NamedLogKey[] {
    return [...this.logKeys];
  }

  device(id: DeviceId): CertifiedDevice | undefined {
    return this.devices.find(id);
  }

  /** The devices of a person that are not revoked. */
  devicesOf(account: AccountId): readonly CertifiedDevice[] {
    return this.devices.allOf(account).filter((device) => !device.revoked);
  }

  /** The devices that a person ever had in this network, ended ones too. */
  allDevicesOf(account: AccountId): readonly CertifiedDevice[] {
    return this.devices.allOf(account);
  }

  /** The builds of the pages that officers hold for the right ones, in the order in which they said so. */
  builds(): readonly PublishedBuild[] {
    return this.publishedBuilds;
  }

  /** Who stands in for somebody at a moment: both of them members then. */
  standsIn(absent: AccountId, at: Instant): Absence | undefined {
    const absence = this.tenures.absence(absent);
    if (absence === undefined || at < absence.from || absence.until <= at) return undefined;
    const holds = [absent, absence.alternate].every((one) => this.membershipFault(one, at) === undefined);
    return holds ? absence : undefined;
  }

  /** What was last said of somebody's absence and not taken back: it may lie ahead, or be over. */
  absence(absent: AccountId): Absence | undefined {
    return this.tenures.absence(absent);
  }

  /** Every handing over of an office, in the order of the log. */
  successions(): readonly Succession[] {
    return this.tenures.successions();
  }

  /** Who has taken over somebody's office last; undefined also where that person is a member again. */
  successionOf(account: AccountId): Succession | undefined {
    return this.people.find(account)?.revoked === true ? this.tenures.handingOver(account) : undefined;
  }

  /** Who holds somebody's office now, where it has been handed over, once or several times. */
  successorOf(account: AccountId): AccountId | undefined {
    const seen = new Set<AccountId>([account]);
    let last: AccountId | undefined;
    for (let next = this.successionOf(account); next !== undefined; next = this.successionOf(next.to)) {
      if (seen.has(next.to)) return undefined;
      seen.add(next.to);
      last = next.to;
    }
    return last;
  }

  /** Whether a membership holds at a moment, and if not, why. */
  membershipFault(account: AccountId, at: Instant): MembershipFault | undefined {
    return this.people.fault(account, at);
  }

  /** Whether a device was without standing at some moment between two, whether or not it has one now. */
  lapsed(device: DeviceId, from: Instant, to: Instant): boolean {
    const certified = this.devices.find(device);
    if (certified === undefined || (certified.revoked && (certified.revokedAt ?? 0) <= to)) return true;
    const { account } = certified;
    const holder = this.visitors.find(account) === undefined ? this.people : this.visitors;
    return holder.lapsed(account, from, to);
  }

  /** The chain from a device's key up to the network: device <- identity <- membership <- officer <- network. */
  standing(device: DeviceId, at: Instant): Result<Member, StandingFault> {
    const certified = this.devices.find(device);
    if (certified === undefined) return fail("device-unknown");
    if (certified.revoked) return fail("device-revoked");
    const fault = this.membershipFault(certified.account, at);
    if (fault !== undefined) return fail(fault);
    const member = this.people.find(certified.account);
    return member === undefined ? fail("not-a-member") : ok(member);
  }

  private apply(statement: Statement, { signer, body }: SignedStatement): StatementFault | undefined {
    if (statement.kind === "network.found") return "founded-already";
    if (statement.network !== this.network) return "other-network";
    switch (statement.kind) {
      case "device.certify":
        return (this.people.find(statement.account) ?? this.visitors.find(statement.account)) === undefined &&
          !this.awaitsSecond(statement.account)
          ? "no-such-member"
          : this.devices.certify(statement, signer);
      case "device.revoke":
        return this.devices.revoke(statement, signer, this.signing(signer) !== undefined);
      case "device.rename":
        return this.devices.rename(statement, signer);
      case "recovery.issue":
        return this.issueRecovery(statement, signer);
      case "guest.admit":
        return this.admit(statement, signer);
      case "guest.end":
        return this.visitors.end(statement, signer, this.signing(signer) !== undefined);
      case "authority.ready":
        return this.nameOfficerKey(statement, signer);
      case "office.standIn":
        return this.standIn(statement, signer);
      case "office.return":
        return this.speaksFor(statement.absent, signer) ?? this.tenures.comeBack(statement);
      default:
        break;
    }
    const officer = this.signing(signer);
    if (officer === undefined) return "signer-not-an-officer";
    switch (statement.kind) {
      case "authority.add":
        return this.needsSecond(statement, officer)
          ? this.hold(statement, officer, body)
          : this.addOfficer(statement, officer.key);
      case "authority.rule":
        return this.setRule(statement, officer, body);
      case "authority.countersign":
        return this.countersign(statement, officer);
      case "authority.refuse":
        return this.countersigning.refuse(statement);
      case "membership.grant":
        return this.countersigning.ruleIsOn
          ? this.hold(statement, officer, body)
          : this.takeMembership(statement, officer.key, this.length);
      case "authority.nominate":
        if (this.barred(statement.account) !== false) return "no-such-member";
        if (this.isOfficer(statement.account)) return "officer-already";
        return this.nominations.nominate(statement, officer.key, this.length);
      case "authority.remove":
        return this.removeOfficer(statement);
      case "office.succeed":
        return this.countersigning.ruleIsOn
          ? this.hold(statement, officer, body)
          : this.succeed(statement, officer.key);
      case "network.recognise":
        this.recognitions.recognise(statement, this.length);
        return undefined;
      case "network.withdraw":
        return this.recognitions.withdraw(statement, this.length);
      case "log.key":
        return this.nameLogKey(statement);
      case "build.publish":
        this.publishedBuilds.push({ build: statement.build, at: statement.at });
        return undefined;
      default:
        return this.takeMembership(statement, officer.key, this.length);
    }
  }

  /** The officer whose key signs: in office, and neither suspended nor ended as a member. */
  private signing(signer: string): Officer | undefined {
    const officer = this.officers.find(signer as OfficerKey);
    return officer === undefined || this.barred(officer.account) === true ? undefined : officer;
  }

  /** Whether officers have taken a person's membership away, for a while or for good; undefined: never a member. */
  private barred(account: AccountId): boolean | undefined {
    const member = this.people.find(account);
    return member && (member.revoked || member.suspendedAt !== undefined);
  }

  /** Officers replace their own key alone; under the rule, whoever else comes into office needs two. */
  private needsSecond({ account }: StatementOf<"authority.add">, officer: Officer): boolean {
    return this.countersigning.ruleIsOn && account !== officer.account;
  }

  /** Looks whether a statement could have effect now, on a copy, and keeps it for a second officer. */
  private hold(statement: Held, officer: Officer, body: string): StatementFault | undefined {
    if (statement.kind === "authority.add" && this.namerOf(statement.officerKey) !== statement.account)
      return "key-not-named";
    if (this.countersigning.isWaiting(statement)) return "waiting-already";
    const fault = this.copy().takeEffect(statement, officer.key, this.length);
    if (fault !== undefined) return fault;
    return this.countersigning.hold(statement, officer, this.length, hashOfBody(this.sodium, body));
  }

  private countersign(
    statement: StatementOf<"authority.countersign">,
    second: Officer,
  ): StatementFault | undefined {
    const held = this.countersigning.open(statement, second);
    if (typeof held === "string") return held;
    // Whoever signed first must still be in office: what a removed officer has left behind has no effect.
    if (this.signing(held.by) === undefined) return "not-waiting";
    const effective = { ...held.statement, at: statement.at };
    const fault = this.takeEffect(effective, held.by, held.position);
    return fault ?? this.countersigning.settle(held, "signed");
  }

  private takeEffect(statement: Held, by: OfficerKey, position: number): StatementFault | undefined {
    switch (statement.kind) {
      case "membership.grant":
        return this.takeMembership(statement, by, position);
      case "authority.add":
        return this.addOfficer(statement, by);
      case "authority.rule":
        this.countersigning.switch(statement.two);
        return undefined;
      case "office.succeed":
        return this.succeed(statement, by);
    }
  }

  private setRule(
    statement: StatementOf<"authority.rule">,
    officer: Officer,
    body: string,
  ): StatementFault | undefined {
    if (statement.two === this.countersigning.ruleIsOn) return "rule-already";
    if (!statement.two) return this.hold(statement, officer, body);
    if (this.ableOfficers().size < OFFICERS_FOR_RULE) return "officers-too-few";
    this.countersigning.switch(true);
    return undefined;
  }

  /** The people who can sign, but for those whose office or standing would be gone. */
  private ableOfficers(gone: (officer: Officer) => boolean = () => false): ReadonlySet<AccountId> {
    const able = this.currentOfficers().filter((one) => !gone(one) && this.barred(one.account) !== true);
    return new Set(able.map(({ account }) => account));
  }

  private takeMembership(
    statement: MembershipStatement,
    officer: OfficerKey,
    position: number,
  ): StatementFault | undefined {
    const { kind, account } = statement;
    const ends = kind === "membership.revoke" || kind === "membership.suspend";
    if (ends && this.neededToSign((one) => one.account === account)) return this.keepsFew();
    // Who came as a guest is never a member by the same keys: what they may read would follow from both.
    if (this.visitors.find(account) !== undefined) return "member-already";
    const fault = this.people.take(statement, officer, position);
    if (fault === undefined && ends) this.visitors.hostGone(account, statement.at);
    return fault;
  }

  /** A guest comes by the word of a member who has standing as of when they gave it, and whom nobody has barred since. */
  private admit(statement: StatementOf<"guest.admit">, signer: string): StatementFault | undefined {
    if (this.people.find(statement.account) !== undefined) return "member-already";
    const host = this.people.find(signer as AccountId);
    const stands = host !== undefined && this.people.fault(host.account, statement.at) === undefined;
    return this.visitors.admit(statement, stands ? host : undefined, this.length);
  }

  private addOfficer(statement: StatementOf<"authority.add">, by: OfficerKey): StatementFault | undefined {
    const { account, officerKey } = statement;
    if (this.barred(account) !== false) return "no-such-member";
    if ((this.nominations.namer(officerKey) ?? account) !== account) return "key-taken";
    const fault = this.officers.add(statement, by);
    if (fault === undefined) this.nominations.close(account);
    return fault;
  }

  private nameOfficerKey(
    statement: StatementOf<"authority.ready">,
    signer: string,
  ): StatementFault | undefined {
    const { account, officerKey } = statement;
    if (signer !== String(account)) return "signer-not-the-account";
    if (this.barred(account) !== false) return "no-such-member";
    if (this.officers.ever(officerKey) !== undefined) return "key-taken";
    return this.nominations.name(this.sodium, statement, this.isOfficer(account), this.length);
  }

  /** Absences are said by the absent themselves while they are members, and by officers. */
  private speaksFor(absent: AccountId, signer: string): StatementFault | undefined {
    if (this.signing(signer) !== undefined) return undefined;
    if (signer !== String(absent)) return "signer-not-the-account";
    return this.barred(absent) === false ? undefined : "no-such-member";
  }

  private standIn(statement: StatementOf<"office.standIn">, signer: string): StatementFault | undefined {
    const { absent, alternate, at } = statement;
    const foreign = this.speaksFor(absent, signer);
    if (foreign !== undefined) return foreign;
    if (absent === alternate) return "same-person";
    if ([absent, alternate].some((one) => this.membershipFault(one, at) !== undefined))
      return "no-such-member";
    return this.tenures.standIn(statement);
  }

  /** The end of a membership as any other, and who follows. */
  private succeed(statement: StatementOf<"office.succeed">, officer: OfficerKey): StatementFault | undefined {
    const { network, from, to, at } = statement;
    if (from === to) return "same-person";
    if (this.membershipFault(to, at) !== undefined) return "no-such-member";
    const ending = { v: 1, kind: "membership.revoke", network, at, account: from } as const;
    const fault = this.takeMembership(ending, officer, this.length);
    if (fault === undefined) this.tenures.succeed(statement, this.length);
    return fault;
  }

  private removeOfficer(statement: StatementOf<"authority.remove">): StatementFault | undefined {
    const { officerKey } = statement;
    if (this.officers.find(officerKey) === undefined) return "no-such-officer";
    if (this.neededToSign(({ key }) => key === officerKey)) return this.keepsFew();
    return this.officers.remove(statement);
  }

  /** Whether too few could sign without these officers; under the rule whoever can't sign anyhow is not needed. */
  private neededToSign(gone: (officer: Officer) => boolean): boolean {
    const left = this.ableOfficers(gone).size;
    if (!this.countersigning.ruleIsOn) return left === 0;
    return left < 2 && left < this.ableOfficers().size;
  }

  private keepsFew(): StatementFault {
    return this.countersigning.ruleIsOn ? "officers-too-few" : "last-officer";
  }

  private issueRecovery(
    statement: StatementOf<"recovery.issue">,
    signer: string,
  ): StatementFault | undefined {
    const { account, number, at } = statement;
    if (signer !== String(account)) return "signer-not-the-account";
    if (this.people.find(account) === undefined) return "no-such-member";
    if (number <= (this.recoveryIssues.get(account)?.number ?? 0)) return "number-not-higher";
    this.recoveryIssues.set(account, { number, at });
    return undefined;
  }

  private nameLogKey({ logKey }: StatementOf<"log.key">): StatementFault | undefined {
    if (this.logKeys.some(({ key }) => key === logKey)) return "key-taken";
    this.logKeys.push({ key: logKey, position: this.length });
    return undefined;
  }
}
