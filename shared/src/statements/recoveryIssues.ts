import type { AccountId } from "../ids.ts";
import type { StatementFault } from "./faults.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** Which recovery key a person has said is current: its number, and when that was said. */
export interface RecoveryIssue {
  readonly number: number;
  readonly at: Instant;
}

/** The current recovery keys of people, as they say themselves. That they are members is for the roster to know. */
export class RecoveryIssues {
  private readonly byAccount = new Map<AccountId, RecoveryIssue>();

  copy(): RecoveryIssues {
    const twin = new RecoveryIssues();
    for (const [account, issue] of this.byAccount) twin.byAccount.set(account, issue);
    return twin;
  }

  find(account: AccountId): RecoveryIssue | undefined {
    return this.byAccount.get(account);
  }

  issue({ account, number, at }: StatementOf<"recovery.issue">): StatementFault | undefined {
    if (number <= (this.byAccount.get(account)?.number ?? 0)) return "number-not-higher";
    this.byAccount.set(account, { number, at });
    return undefined;
  }
}
