import type { Card } from "@comity/shared/directory/card";

/** Where the person stands with this browser. */
export type Phase =
  /** No vault here: found, accept an invitation, restore, or move a device here. */
  | { readonly phase: "empty" }
  /** A vault that needs its passphrase. Nothing about its owner is readable before. */
  | { readonly phase: "locked" }
  /** Enrolled; an officer has not vouched yet. */
  | {
      readonly phase: "waiting";
      readonly networkName: string;
      readonly invitedBy: string;
      readonly card: Card;
      /** Present where somebody waits to be a guest: until when. */
      readonly guestUntil?: number | undefined;
      /** One officer has signed; the network's rule asks for a second. */
      readonly second?: boolean;
    }
  | { readonly phase: "ready" }
  /** The vault has moved to another browser; this copy must never run again. */
  | { readonly phase: "moved" }
  /** Another tab of this browser runs the engine and can't share it: another version, or a browser without shared workers. */
  | { readonly phase: "elsewhere" }
  /**
   * Keys stood in this browser and can't be used any more: thrown away with its storage, damaged, or behind a
   * storage that does not open (unavailable: perhaps only now); or they were brought back from an old backup, as
   * the networks' logs have shown afterwards (outdated: nothing is kept, `mark` is the newer key). `mark`: what is remembered of them.
   */
  | {
      readonly phase: "lost";
      readonly reason: "thrown-away" | "damaged" | "unavailable" | "outdated";
      readonly mark: LostMark | undefined;
    }
  /** The server or the network says that this device or person may not come in any more. */
  | { readonly phase: "refused"; readonly reason: RefusedReason };

/** Suspended and expired memberships can hold again, and so can disabled accounts: the device asks now and then. */
export type RefusedReason =
  | "device-revoked"
  | "membership-ended"
  | "office-handed-over"
  | "membership-suspended"
  | "membership-expired"
  | "account-disabled"
  | "unknown-device";

/** Which recovery key brings back the owner of lost keys. */
export interface LostMark {
  readonly recoveryNumber: number;
  readonly recoveryIssuedAt: number;
}

export type Connection =
  | { readonly state: "online" }
  | { readonly state: "connecting" }
  /** `retryAt`: when the next try is made. */
  | { readonly state: "offline"; readonly retryAt: number | undefined };
