import type { AccountId, OfficerKey } from "../ids.ts";
import type { StatementFault } from "./faults.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** An officer's key and whose it is. */
export interface Officer {
  readonly key: OfficerKey;
  readonly account: AccountId;
  readonly since: Instant;
  /** When the statement that ended it was signed; absent: in office. */
  readonly until?: Instant;
  /** The officer's key under the statement that brought them into office; absent: the founder. */
  readonly addedBy?: OfficerKey;
}

/** The officers of a network, in office and past. Whether their memberships hold is for the roster to know. */
export class Officers {
  private readonly inOffice = new Map<OfficerKey, Officer>();
  private readonly past = new Map<OfficerKey, Officer>();

  constructor(founder?: Officer) {
    if (founder !== undefined) this.inOffice.set(founder.key, founder);
  }

  copy(): Officers {
    const twin = new Officers();
    for (const [key, officer] of this.inOffice) twin.inOffice.set(key, officer);
    for (const [key, officer] of this.past) twin.past.set(key, officer);
    return twin;
  }

  /** Officers in office. */
  current(): readonly Officer[] {
    return [...this.inOffice.values()];
  }

  /** Whose key it is, if it is in office. */
  find(key: OfficerKey): Officer | undefined {
    return this.inOffice.get(key);
  }

  /** Whether somebody was in office at some moment between two. */
  served(account: AccountId, from: Instant, to: Instant): boolean {
    return [...this.inOffice.values(), ...this.past.values()].some(
      (officer) => officer.account === account && officer.since <= to && from <= (officer.until ?? to),
    );
  }

  /** Whose key it is or was. */
  ever(key: OfficerKey): Officer | undefined {
    return this.inOffice.get(key) ?? this.past.get(key);
  }

  add(
    { officerKey, account, at }: StatementOf<"authority.add">,
    addedBy: OfficerKey,
  ): StatementFault | undefined {
    if (this.ever(officerKey) !== undefined) return "key-taken";
    this.inOffice.set(officerKey, { key: officerKey, account, since: at, addedBy });
    return undefined;
  }

  remove({ officerKey, at }: StatementOf<"authority.remove">): StatementFault | undefined {
    const officer = this.inOffice.get(officerKey);
    if (officer === undefined) return "no-such-officer";
    this.inOffice.delete(officerKey);
    this.past.set(officerKey, { ...officer, until: at });
    return undefined;
  }
}
