import type { AccountId, DeviceId } from "@comity/shared/ids";

/** What the person has made sure of about somebody; `at` and `device`: who changed it last, and when. */
export interface PersonMark {
  readonly account: AccountId;
  /** verified: codes were compared; acknowledged: new keys were looked at; none: taken back. */
  readonly state: "none" | "acknowledged" | "verified";
  readonly at: number;
  readonly device: DeviceId;
}

/** Somebody in a conversation whom the person knew under another account, and so by other keys. */
export interface KeyChangeView {
  readonly account: AccountId;
  readonly former: AccountId;
  /** The former account was verified in person. */
  readonly formerVerified: boolean;
  /** The person has looked at it: compared codes, or said that they have asked. Until then nothing is sent. */
  readonly acknowledged: boolean;
}

/** What two people compare. */
export interface PairView {
  /** Thirty digits, the same on both sides. */
  readonly code: string;
  /** The text of the picture (QR code) that the other one scans. */
  readonly picture: string;
}

/**
 * What a scanned picture says. match: it is this person's and meant for us; other: it is another person's; stranger: of
 * somebody whom no log knows; not-for-you: this person's, and meant for somebody else; none: no such picture.
 */
export type PictureVerdict =
  | { readonly verdict: "match" | "stranger" | "not-for-you" | "none" }
  | { readonly verdict: "other"; readonly account: AccountId };
