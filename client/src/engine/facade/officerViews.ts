import type { AccountId, OfficerKey } from "@comity/shared/ids";
import type { Vouched } from "./cardChanges.ts";

/** One officer of a network, by key. Times are ms since 1970. */
export interface OfficerView {
  readonly account: AccountId;
  readonly key: OfficerKey;
  /** The key as thirty digits that people can compare. */
  readonly code: string;
  readonly since: number;
  /** Who signed them into office; undefined for the founder, and where it is not known any more. */
  readonly addedBy: AccountId | undefined;
  readonly founder: boolean;
  /** The person has named this key themselves; else only whoever added it says that it is theirs. */
  readonly ownKey: boolean;
  readonly self: boolean;
  /** This device holds the key and can sign with it. */
  readonly held: boolean;
}

/** An offer of the office that waits for the person, or for an officer's signature once they have named a key. */
export interface NominationView {
  readonly account: AccountId;
  readonly at: number;
  readonly by: AccountId | undefined;
  /** Nobody has answered it in time. */
  readonly expired: boolean;
  readonly key: OfficerKey | undefined;
  readonly code: string | undefined;
}

/** What one officer has signed under the two-officer rule, and a second one has still to sign. */
export interface WaitingView {
  /** Its place in the log. */
  readonly position: number;
  readonly what: "member" | "officer" | "rule-off" | "successor" | "network";
  /** Whom it is about; undefined for the rule. */
  readonly account: AccountId | undefined;
  /** Who takes over from them; undefined where nobody does. */
  readonly heir: AccountId | undefined;
  /** A new member's card and time, as the first officer has signed them. */
  readonly vouched: Vouched | undefined;
  /** A network that is recognised: what the first officer has read that it is called, and its code. */
  readonly other?: { readonly name: string; readonly code: string };
  /** A new officer's key, as thirty digits that people can compare. */
  readonly code: string | undefined;
  readonly by: AccountId | undefined;
  readonly at: number;
  /** Until when a second officer can sign. */
  readonly until: number;
  readonly expired: boolean;
  /** This person has signed first, and can't be the second. */
  readonly own: boolean;
}

/** Who signs for a network, and who may soon. */
export interface OfficersView {
  /** The two-officer rule; `possible`: there are enough officers to switch it on. */
  readonly rule: { readonly on: boolean; readonly possible: boolean };
  readonly waiting: readonly WaitingView[];
  readonly officers: readonly OfficerView[];
  readonly nominations: readonly NominationView[];
}

/** The office that this person was offered. */
export interface OfficeOfferView {
  readonly by: AccountId | undefined;
  /** Until when it can be taken up. */
  readonly until: number;
  /** The key is named; an officer has still to sign. */
  readonly answered: boolean;
}
