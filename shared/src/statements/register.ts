import type { Sodium } from "../crypto/sodium.ts";
import type { AccountId, NetworkId, OfficerKey } from "../ids.ts";
import { Authority } from "./authority.ts";
import { Builds } from "./builds.ts";
import { type Held, hashOfBody } from "./countersigning.ts";
import { Devices } from "./devices.ts";
import type { StatementFault } from "./faults.ts";
import { Guests } from "./guests.ts";
import { LogKeys } from "./logKeys.ts";
import { Members, type MembershipStatement } from "./members.ts";
import type { Officer } from "./officers.ts";
import { Recognitions } from "./recognitions.ts";
import { RecoveryIssues } from "./recoveryIssues.ts";
import type { SignedStatement, Statement, StatementOf } from "./statement.ts";
import { Tenures } from "./tenures.ts";

/**
 * What the entries of a network's log say so far, subject by subject, and the rules by which the next one may stand:
 * who may say what, and what needs a second officer.
 */
export class Register {
  private constructor(
    private readonly sodium: Sodium,
    readonly network: NetworkId,
    readonly people: Members,
    readonly authority: Authority,
    readonly guests: Guests,
    readonly devices: Devices,
    readonly recognitions: Recognitions,
    readonly tenures: Tenures,
    readonly recoveryIssues: RecoveryIssues,
    readonly builds: Builds,
    readonly logKeys: LogKeys,
    private length: number,
  ) {}

  /** As it is after the founding statement. */
  static found(
    sodium: Sodium,
    network: NetworkId,
    { officerKey: key, account, at }: StatementOf<"network.found">,
  ): Register {
    const people = new Members();
    return new Register(
      sodium,
      network,
      people,
      new Authority({ key, account, since: at }, people),
      new Guests(),
      new Devices(),
      new Recognitions(),
      new Tenures(people),
      new RecoveryIssues(),
      new Builds(),
      new LogKeys(),
      1,
    );
  }

  /** An independent copy, to try entries on. */
  copy(): Register {
    const people = this.people.copy();
    return new Register(
      this.sodium,
      this.network,
      people,
      this.authority.copy(people),
      this.guests.copy(),
      this.devices.copy(),
      this.recognitions.copy(),
      this.tenures.copy(people),
      this.recoveryIssues.copy(),
      this.builds.copy(),
      this.logKeys.copy(),
      this.length,
    );
  }

  /** How many entries have been taken in. */
  get size(): number {
    return this.length;
  }

  /** Takes in what an entry says, or says why it can't stand; then nothing has changed. */
  apply(statement: Statement, { signer, body }: SignedStatement): StatementFault | undefined {
    const fault = this.judge(statement, signer, body);
    if (fault === undefined) this.length += 1;
    return fault;
  }

  /** Counts an entry of which nothing is known but that it is there. */
  pass(): void {
    this.length += 1;
  }

  private judge(statement: Statement, signer: string, body: string): StatementFault | undefined {
    if (statement.kind === "network.found") return "founded-already";
    if (statement.network !== this.network) return "other-network";
    switch (statement.kind) {
      case "device.certify":
        return (this.people.find(statement.account) ?? this.guests.find(statement.account)) === undefined &&
          this.authority.countersigning.grantWaiting(statement.account) === undefined
          ? "no-such-member"
          : this.devices.certify(statement, signer);
      case "device.revoke":
        return this.devices.revoke(statement, signer, this.authority.signing(signer) !== undefined);
      case "device.rename":
        return this.devices.rename(statement, signer);
      case "recovery.issue":
        return this.issueRecovery(statement, signer);
      case "guest.admit":
        return this.admit(statement, signer);
      case "guest.end":
        return this.guests.end(statement, signer, this.authority.signing(signer)?.account);
      case "authority.ready":
        return this.authority.nameKey(this.sodium, statement, signer, this.length);
      case "office.standIn":
        return this.speaksFor(statement.absent, signer) ?? this.tenures.standIn(statement);
      case "office.return":
        return this.speaksFor(statement.absent, signer) ?? this.tenures.comeBack(statement);
      default:
        break;
    }
    const officer = this.authority.signing(signer);
    if (officer === undefined) return "signer-not-an-officer";
    switch (statement.kind) {
      case "authority.add":
        return this.authority.needsSecond(statement, officer)
          ? this.hold(statement, officer, body)
          : this.authority.add(statement, officer.key);
      case "authority.rule":
        return this.setRule(statement, officer, body);
      case "authority.countersign":
        return this.countersign(statement, officer);
      case "authority.refuse":
        return this.authority.countersigning.refuse(statement);
      case "membership.grant":
        return this.authority.countersigning.ruleIsOn
          ? this.hold(statement, officer, body)
          : this.takeMembership(statement, officer.key, this.length);
      case "authority.nominate":
        return this.authority.nominate(statement, officer.key, this.length);
      case "authority.withdraw":
        return this.authority.withdraw(statement);
      case "authority.remove":
        return this.authority.remove(statement);
      case "office.succeed":
        return this.authority.countersigning.ruleIsOn
          ? this.hold(statement, officer, body)
          : this.succeed(statement, officer.key);
      case "network.recognise":
        return this.authority.countersigning.ruleIsOn
          ? this.hold(statement, officer, body)
          : this.recognitions.recognise(statement, this.length);
      case "network.withdraw":
        return this.recognitions.withdraw(statement, this.length);
      case "log.key":
        return this.logKeys.name(statement, this.length);
      case "build.publish":
        return this.builds.publish(statement);
      default:
        return this.takeMembership(statement, officer.key, this.length);
    }
  }

  /** Looks whether a statement could have effect now, on a copy, and keeps it for a second officer. */
  private hold(statement: Held, officer: Officer, body: string): StatementFault | undefined {
    if (
      statement.kind === "authority.add" &&
      this.authority.namer(statement.officerKey) !== statement.account
    )
      return "key-not-named";
    if (this.authority.countersigning.isWaiting(statement)) return "waiting-already";
    const fault = this.copy().takeEffect(statement, officer.key, this.length);
    if (fault !== undefined) return fault;
    return this.authority.countersigning.hold(statement, officer, this.length, hashOfBody(this.sodium, body));
  }

  private countersign(
    statement: StatementOf<"authority.countersign">,
    second: Officer,
  ): StatementFault | undefined {
    const held = this.authority.countersigning.open(statement, second);
    if (typeof held === "string") return held;
    // Whoever signed first must still be in office: what a removed officer has left behind has no effect.
    if (this.authority.signing(held.by) === undefined) return "not-waiting";
    const effective = { ...held.statement, at: statement.at };
    const fault = this.takeEffect(effective, held.by, held.position);
    return fault ?? this.authority.countersigning.settle(held, "signed");
  }

  private takeEffect(statement: Held, by: OfficerKey, position: number): StatementFault | undefined {
    switch (statement.kind) {
      case "membership.grant":
        return this.takeMembership(statement, by, position);
      case "authority.add":
        return this.authority.add(statement, by);
      case "authority.rule":
        this.authority.countersigning.switch(statement.two);
        return undefined;
      case "office.succeed":
        return this.succeed(statement, by);
      case "network.recognise":
        return this.recognitions.recognise(statement, position);
    }
  }

  private setRule(
    statement: StatementOf<"authority.rule">,
    officer: Officer,
    body: string,
  ): StatementFault | undefined {
    if (statement.two === this.authority.countersigning.ruleIsOn) return "rule-already";
    if (!statement.two) return this.hold(statement, officer, body);
    const fault = this.authority.ruleFault();
    if (fault === undefined) this.authority.countersigning.switch(true);
    return fault;
  }

  private takeMembership(
    statement: MembershipStatement,
    officer: OfficerKey,
    position: number,
  ): StatementFault | undefined {
    const { kind, account } = statement;
    const ends = kind === "membership.revoke" || kind === "membership.suspend";
    const needed = ends ? this.authority.needed((one) => one.account === account) : undefined;
    if (needed !== undefined) return needed;
    // Who came as a guest is never a member by the same keys: what they may read would follow from both.
    if (this.guests.find(account) !== undefined) return "member-already";
    const fault = this.people.take(statement, officer, position);
    if (fault === undefined && ends) this.guests.hostGone(account, statement.at);
    return fault;
  }

  /** A guest comes by the word of a member who has standing as of when they gave it, and whom nobody has barred since. */
  private admit(statement: StatementOf<"guest.admit">, signer: string): StatementFault | undefined {
    if (this.people.find(statement.account) !== undefined) return "member-already";
    const host = this.people.find(signer as AccountId);
    const stands = host !== undefined && this.people.fault(host.account, statement.at) === undefined;
    return this.guests.admit(statement, stands ? host : undefined, this.length);
  }

  /** Absences are said by the absent themselves while they are members, and by officers. */
  private speaksFor(absent: AccountId, signer: string): StatementFault | undefined {
    if (this.authority.signing(signer) !== undefined) return undefined;
    if (signer !== String(absent)) return "signer-not-the-account";
    return this.people.barred(absent) === false ? undefined : "no-such-member";
  }

  /** The end of a membership as any other, and who follows. */
  private succeed(statement: StatementOf<"office.succeed">, officer: OfficerKey): StatementFault | undefined {
    const { network, from, to, at } = statement;
    if (from === to) return "same-person";
    if (this.people.fault(to, at) !== undefined) return "no-such-member";
    const ending = { v: 1, kind: "membership.revoke", network, at, account: from } as const;
    const fault = this.takeMembership(ending, officer, this.length);
    if (fault === undefined) this.tenures.succeed(statement, this.length);
    return fault;
  }

  private issueRecovery(
    statement: StatementOf<"recovery.issue">,
    signer: string,
  ): StatementFault | undefined {
    if (signer !== String(statement.account)) return "signer-not-the-account";
    return this.people.find(statement.account) === undefined
      ? "no-such-member"
      : this.recoveryIssues.issue(statement);
  }
}
