import type { AccountId, Token } from "@comity/shared/ids";

export interface BackupStore {
  /** Keeps one sealed backup per account; a new locator replaces the former. False if another account has the locator. */
  put(account: AccountId, locatorHash: Token, bytes: Uint8Array, at: number): Promise<boolean>;
  get(locatorHash: Token): Promise<Uint8Array | undefined>;
  /** Leaves a note at a former locator of the account; the first one stands. False if another account's is there. */
  retire(account: AccountId, locatorHash: Token, note: Uint8Array, at: number): Promise<boolean>;
  /** The note at a locator that was retired. */
  note(locatorHash: Token): Promise<Uint8Array | undefined>;
}

/** Up to where an account's archive reaches: how many segments, and how many bytes they are together. */
export interface ArchiveHead {
  readonly count: number;
  readonly bytes: number;
}

/** Accounts' history archives: sealed segments, one after the other, never changed. */
export interface ArchiveStore {
  /** Appends a segment if the archive has exactly `index` of them (compare-and-set). The head is as it is then. */
  append(
    account: AccountId,
    index: number,
    segment: Uint8Array,
    at: number,
  ): Promise<{ readonly appended: boolean; readonly head: ArchiveHead }>;
  head(account: AccountId): Promise<ArchiveHead>;
  read(account: AccountId, index: number): Promise<Uint8Array | undefined>;
}
