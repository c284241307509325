import type { Card } from "../directory/card.ts";
import type { AccountId, OfficerKey } from "../ids.ts";
import type { StatementFault } from "./roster.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** A person in a network's directory, as its officers' statements say. */
export interface Member {
  readonly account: AccountId;
  readonly card: Card;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly revoked: boolean;
  /** When the revoking statement was signed. What a person did before it stays good. */
  readonly revokedAt?: Instant;
  /** When the suspending statement was signed; absent: not suspended. What a person did before it stays good. */
  readonly suspendedAt?: Instant;
  /** The officer's key under the newest statement about the card, when it was signed, and where it stands. */
  readonly vouchedBy: OfficerKey;
  readonly vouchedAt: Instant;
  readonly position: number;
}

/** Why a membership does not hold. */
export type MembershipFault =
  | "not-a-member"
  | "membership-revoked"
  | "membership-suspended"
  | "membership-not-yet-valid"
  | "membership-expired";

/** What officers can say about a person. */
export type MembershipStatement =
  | StatementOf<"membership.grant">
  | StatementOf<"membership.amend">
  | StatementOf<"membership.revoke">
  | StatementOf<"membership.suspend">
  | StatementOf<"membership.resume">;

/** Whom a network's officers have vouched for. Who may say so is for the roster to know. */
export class Members {
  private readonly byAccount = new Map<AccountId, Member>();

  copy(): Members {
    const twin = new Members();
    for (const [account, member] of this.byAccount) twin.byAccount.set(account, member);
    return twin;
  }

  /** Everybody ever vouched for. */
  all(): readonly Member[] {
    return [...this.byAccount.values()];
  }

  find(account: AccountId): Member | undefined {
    return this.byAccount.get(account);
  }

  /** Whether a membership holds at a moment, and if not, why. */
  fault(account: AccountId, at: Instant): MembershipFault | undefined {
    const member = this.byAccount.get(account);
    if (member === undefined) return "not-a-member";
    if (member.revoked) return "membership-revoked";
    if (member.suspendedAt !== undefined) return "membership-suspended";
    if (at < member.validFrom) return "membership-not-yet-valid";
    return at >= member.validUntil ? "membership-expired" : undefined;
  }

  /** Takes in what an officer says at a place of the log, or says why it can't stand. */
  take(statement: MembershipStatement, officer: OfficerKey, position: number): StatementFault | undefined {
    const known = this.byAccount.get(statement.account);
    const current = known?.revoked === false ? known : undefined;
    if (statement.kind === "membership.grant")
      return current === undefined ? this.vouch(statement, officer, position) : "member-already";
    if (current === undefined) return "no-such-member";
    const { suspendedAt, ...unsuspended } = current;
    const { account, at } = statement;
    switch (statement.kind) {
      case "membership.amend":
        return this.vouch(statement, officer, position, suspendedAt);
      case "membership.revoke":
        this.byAccount.set(account, { ...current, revoked: true, revokedAt: at, position });
        return undefined;
      case "membership.suspend":
        if (suspendedAt !== undefined) return "suspended-already";
        this.byAccount.set(account, { ...current, suspendedAt: at });
        return undefined;
      case "membership.resume":
        if (suspendedAt === undefined) return "not-suspended";
        this.byAccount.set(account, unsuspended);
        return undefined;
    }
  }

  private vouch(
    statement: StatementOf<"membership.grant"> | StatementOf<"membership.amend">,
    officer: OfficerKey,
    position: number,
    suspendedAt?: Instant,
  ): StatementFault | undefined {
    const { account, card, validFrom, validUntil, at } = statement;
    if (validUntil <= validFrom) return "validity-reversed";
    this.byAccount.set(account, {
      account,
      card,
      validFrom,
      validUntil,
      revoked: false,
      ...(suspendedAt === undefined ? {} : { suspendedAt }),
      vouchedBy: officer,
      vouchedAt: at,
      position,
    });
    return undefined;
  }
}
