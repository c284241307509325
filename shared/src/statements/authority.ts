import type { Sodium } from "../crypto/sodium.ts";
import type { AccountId, OfficerKey } from "../ids.ts";
import { Countersigning, OFFICERS_FOR_RULE } from "./countersigning.ts";
import type { StatementFault } from "./faults.ts";
import type { Members } from "./members.ts";
import { type Nomination, Nominations } from "./nominations.ts";
import { type Officer, Officers } from "./officers.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** Who may sign for a network: its officers as far as their memberships hold, whom they have offered the office, and the two-officer rule. */
export class Authority {
  private readonly officers: Officers;
  private nominations = new Nominations();
  /** The two-officer rule, and what waits under it. */
  countersigning = new Countersigning();

  /** `founder`: whose key stands in the founding statement. */
  constructor(
    private readonly founder: Officer,
    private readonly people: Members,
    officers?: Officers,
  ) {
    this.officers = officers ?? new Officers(founder);
  }

  /** An independent copy that asks a copy of the members. */
  copy(people: Members): Authority {
    const twin = new Authority(this.founder, people, this.officers.copy());
    twin.nominations = this.nominations.copy();
    twin.countersigning = this.countersigning.copy();
    return twin;
  }

  /** Officers in office. */
  current(): readonly Officer[] {
    return this.officers.current();
  }

  isOfficer(account: AccountId): boolean {
    return this.current().some((officer) => officer.account === account);
  }

  /** Whether somebody was an officer at some moment between two, whether or not they are now. */
  served(account: AccountId, from: Instant, to: Instant): boolean {
    return this.officers.served(account, from, to);
  }

  /** Whose key signed, in office or not. */
  ever(key: OfficerKey): Officer | undefined {
    return this.officers.ever(key);
  }

  /** The officer whose key signs: in office, and neither suspended nor ended as a member. */
  signing(signer: string): Officer | undefined {
    const officer = this.officers.find(signer as OfficerKey);
    return officer === undefined || this.people.barred(officer.account) === true ? undefined : officer;
  }

  /** Whom officers have offered the office, and who has named a key for it. */
  openNominations(): readonly Nomination[] {
    return this.nominations.all().filter(({ account }) => this.people.barred(account) === false);
  }

  /** Who has named a key as the one with which they sign as an officer. */
  namer(key: OfficerKey): AccountId | undefined {
    return this.nominations.namer(key);
  }

  /** Whether the person whose key it is has named it themselves; founders' keys stand in the founding statement. */
  isOwnKey(key: OfficerKey): boolean {
    const officer = this.officers.ever(key);
    if (officer === undefined) return false;
    return key === this.founder.key || this.nominations.namer(key) === officer.account;
  }

  /** The people who can sign, but for those whose office or standing would be gone. */
  able(gone: (officer: Officer) => boolean = () => false): ReadonlySet<AccountId> {
    const able = this.current().filter((one) => !gone(one) && this.people.barred(one.account) !== true);
    return new Set(able.map(({ account }) => account));
  }

  /** Why these officers have to stay: too few could sign without them. Whoever can't sign anyhow is not needed under the rule. */
  needed(gone: (officer: Officer) => boolean): StatementFault | undefined {
    const left = this.able(gone).size;
    if (!this.countersigning.ruleIsOn) return left === 0 ? "last-officer" : undefined;
    return left < 2 && left < this.able().size ? "officers-too-few" : undefined;
  }

  nominate(
    statement: StatementOf<"authority.nominate">,
    by: OfficerKey,
    position: number,
  ): StatementFault | undefined {
    if (this.people.barred(statement.account) !== false) return "no-such-member";
    if (this.isOfficer(statement.account)) return "officer-already";
    return this.nominations.nominate(statement, by, position);
  }

  withdraw(statement: StatementOf<"authority.withdraw">): StatementFault | undefined {
    return this.nominations.withdraw(statement);
  }

  /** Takes in with which key a person will sign. */
  nameKey(
    sodium: Sodium,
    statement: StatementOf<"authority.ready">,
    signer: string,
    position: number,
  ): StatementFault | undefined {
    const { account, officerKey } = statement;
    if (signer !== String(account)) return "signer-not-the-account";
    if (this.people.barred(account) !== false) return "no-such-member";
    if (this.officers.ever(officerKey) !== undefined) return "key-taken";
    return this.nominations.name(sodium, statement, this.isOfficer(account), position);
  }

  add(statement: StatementOf<"authority.add">, by: OfficerKey): StatementFault | undefined {
    const { account, officerKey } = statement;
    if (this.people.barred(account) !== false) return "no-such-member";
    if ((this.nominations.namer(officerKey) ?? account) !== account) return "key-taken";
    const fault = this.officers.add(statement, by);
    if (fault === undefined) this.nominations.close(account);
    return fault;
  }

  remove(statement: StatementOf<"authority.remove">): StatementFault | undefined {
    const { officerKey } = statement;
    if (this.officers.find(officerKey) === undefined) return "no-such-officer";
    return this.needed(({ key }) => key === officerKey) ?? this.officers.remove(statement);
  }

  /** Whether the two-officer rule may be switched on. */
  ruleFault(): StatementFault | undefined {
    return this.able().size < OFFICERS_FOR_RULE ? "officers-too-few" : undefined;
  }

  /** Officers replace their own key alone; under the rule, whoever else comes into office needs two. */
  needsSecond({ account }: StatementOf<"authority.add">, officer: Officer): boolean {
    return this.countersigning.ruleIsOn && account !== officer.account;
  }
}
