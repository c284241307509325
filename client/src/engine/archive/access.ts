import type { ArchivePin } from "../vault/identityRecord.ts";
import type { IdentityNews } from "./segment.ts";

/** What the archive needs of the person's identity, and what it tells of itself. */
export interface ArchiveAccess {
  /** 32 bytes: the account's, the same on all devices of the person. */
  readonly key: Uint8Array;
  /** Up to where the archive is known to reach, from a backup, from another device or from this one. */
  readonly pin: ArchivePin | undefined;
  /** What has changed of the identity on this device and other devices have still to learn. */
  news(): IdentityNews;
  /** The archive reaches further; `told`: this news is in it. */
  moved(pin: ArchivePin, told: IdentityNews): void;
  /** Something has changed on another device. `newest`: nothing newer was read before; else it only adds. */
  learned(news: IdentityNews, newest: boolean): void;
}
