import type { MembershipFault } from "./members.ts";

/** Why a statement can't stand where it was put. Stable codes, shown to people in words. */
export type StatementFault =
  | "bad-signature"
  | "malformed"
  | "not-the-founding"
  | "other-network"
  | "founded-already"
  | "signer-not-an-officer"
  | "signer-not-the-account"
  | "no-such-member"
  | "member-already"
  | "suspended-already"
  | "not-suspended"
  | "no-such-device"
  | "device-taken"
  | "no-such-officer"
  | "last-officer"
  | "key-taken"
  | "number-not-higher"
  | "validity-reversed"
  | "signer-not-a-member"
  | "signer-not-the-host"
  | "no-such-guest"
  | "guest-elsewhere"
  | "term-too-long"
  | "not-recognised"
  | "officer-already"
  | "not-nominated"
  | "key-not-named"
  | "not-waiting"
  | "same-officer"
  | "waiting-already"
  | "rule-already"
  | "officers-too-few"
  | "same-person"
  | "absence-too-long"
  | "not-absent";

/** Why a device may not speak for a member. */
export type StandingFault =
  | "device-unknown"
  | "device-revoked"
  /** Their network and the reader's don't recognise each other: for a reader of their own network it never says so. */
  | "network-not-recognised"
  | MembershipFault;
