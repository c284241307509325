import type { Card } from "../directory/card.ts";
import type { AccountId, OfficerKey } from "../ids.ts";
import type { StatementFault } from "./faults.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** A time in which a membership did not hold, and that is over. */
export interface Lapse {
  readonly from: Instant;
  readonly until: Instant;
}

/** A person in a network's directory, as its officers' statements say. */
export interface Member {
  readonly account: AccountId;
  readonly card: Card;
  /** When the first statement that vouches for the account was signed; it stays through all that came later. */
  readonly since: Instant;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly revoked: boolean;
  /** When the revoking statement was signed. What a person did before it stays good. */
  readonly revokedAt?: Instant;
  /** When the suspending statement was signed; absent: not suspended. What a person did before it stays good. */
  readonly suspendedAt?: Instant;
  /** Suspensions that were lifted, times between two validities, and between an end and a new beginning. */
  readonly lapses: readonly Lapse[];
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

  /** Whether officers have taken a person's membership away, for a while or for good; undefined: never a member. */
  barred(account: AccountId): boolean | undefined {
    const member = this.byAccount.get(account);
    return member && (member.revoked || member.suspendedAt !== undefined);
  }

  /**
   * Whether a membership did not hold at some moment between two, whatever has come since: what was done to somebody
   * then was right then, for whoever reads of it later.
   */
  lapsed(account: AccountId, from: Instant, to: Instant): boolean {
    const member = this.byAccount.get(account);
    if (member === undefined) return true;
    const { revokedAt, suspendedAt, validFrom, validUntil, lapses } = member;
    if (member.revoked && (revokedAt ?? 0) <= to) return true;
    if (suspendedAt !== undefined && suspendedAt <= to) return true;
    if (to < validFrom || validUntil <= to) return true;
    return lapses.some((lapse) => lapse.from <= to && from < lapse.until);
  }

  /** Takes in what an officer says at a place of the log, or says why it can't stand. */
  take(statement: MembershipStatement, officer: OfficerKey, position: number): StatementFault | undefined {
    const known = this.byAccount.get(statement.account);
    const current = known?.revoked === false ? known : undefined;
    if (statement.kind === "membership.grant")
      return current === undefined ? this.vouch(statement, officer, position, known) : "member-already";
    if (current === undefined) return "no-such-member";
    const { suspendedAt, ...unsuspended } = current;
    const { account, at } = statement;
    switch (statement.kind) {
      case "membership.amend":
        return this.vouch(statement, officer, position, current);
      case "membership.revoke":
        this.byAccount.set(account, { ...current, revoked: true, revokedAt: at, position });
        return undefined;
      case "membership.suspend":
        if (suspendedAt !== undefined) return "suspended-already";
        this.byAccount.set(account, { ...current, suspendedAt: at });
        return undefined;
      case "membership.resume":
        if (suspendedAt === undefined) return "not-suspended";
        this.byAccount.set(account, {
          ...unsuspended,
          lapses: [...current.lapses, { from: suspendedAt, until: at }],
        });
        return undefined;
    }
  }

  private vouch(
    statement: StatementOf<"membership.grant"> | StatementOf<"membership.amend">,
    officer: OfficerKey,
    position: number,
    before: Member | undefined,
  ): StatementFault | undefined {
    const { account, card, validFrom, validUntil, at } = statement;
    if (validUntil <= validFrom) return "validity-reversed";
    // Only a new beginning lifts a suspension by itself.
    const suspendedAt = before?.revoked === false ? before.suspendedAt : undefined;
    const ended =
      before?.revoked === true ? (before.suspendedAt ?? before.revokedAt ?? 0) : before?.validUntil;
    const lapse = ended === undefined || ended >= at ? [] : [{ from: ended, until: at }];
    this.byAccount.set(account, {
      account,
      card,
      since: before?.since ?? at,
      validFrom,
      validUntil,
      revoked: false,
      ...(suspendedAt === undefined ? {} : { suspendedAt }),
      lapses: [...(before?.lapses ?? []), ...lapse],
      vouchedBy: officer,
      vouchedAt: at,
      position,
    });
    return undefined;
  }
}
