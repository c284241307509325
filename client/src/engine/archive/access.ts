import type { ArchivePin } from "../vault/identityRecord.ts";
import type { RenewedKey } from "./segment.ts";

/** What the archive needs of the person's identity, and what it tells of itself. */
export interface ArchiveAccess {
  /** 32 bytes: the account's, the same on all devices of the person. */
  readonly key: Uint8Array;
  /** Up to where the archive is known to reach, from a backup, from another device or from this one. */
  readonly pin: ArchivePin | undefined;
  /** A recovery key that this device has made current and other devices have still to learn. */
  renewedKey(): RenewedKey | undefined;
  /** The archive reaches further; `renewed`: the recovery key of `renewedKey` is in it. */
  moved(pin: ArchivePin, renewed: RenewedKey | undefined): void;
  /** Another device of the person has made a recovery key current. */
  learned(renewed: RenewedKey): void;
}
