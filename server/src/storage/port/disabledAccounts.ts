import type { AccountId } from "@comity/shared/ids";

/** Accounts that the operator lets in no more. The logs know nothing of it: it takes nothing away but this server. */
export interface DisabledAccountStore {
  /** Disables an account; one that is disabled stays so since its first time. */
  disable(account: AccountId, at: number): Promise<void>;
  enable(account: AccountId): Promise<void>;
  /** Since when an account is disabled; undefined: it is not. */
  since(account: AccountId): Promise<number | undefined>;
  /** All that are disabled, sorted by account. */
  all(): Promise<readonly { readonly account: AccountId; readonly at: number }[]>;
}
