import type { Result } from "@comity/shared/result";
import type { ArchiveStore, BackupStore } from "./archives.ts";
import type { BlobStore } from "./blobs.ts";
import type { ConversationStore, CursorStore, GroupInfoStore } from "./conversations.ts";
import type { DisabledAccountStore } from "./disabledAccounts.ts";
import type { DeviceStore, FoundingStore, InvitationStore } from "./enrolment.ts";
import type { LinkStore, TransferStore } from "./handOvers.ts";
import type { KeyPackageStore } from "./keyPackages.ts";
import type { LogKeyStore, StatementStore } from "./logs.ts";

/**
 * The storage port: everything that the domain asks of a database. Each method is one atomic step on one
 * document or row, so that MongoDB needs no multi-document transaction and SQLite no second path. A write
 * that has resolved is durable. What the two engines must both do is in `tests/contract/`.
 */
export interface Storage {
  readonly devices: DeviceStore;
  readonly foundings: FoundingStore;
  readonly invitations: InvitationStore;
  readonly statements: StatementStore;
  readonly logKeys: LogKeyStore;
  readonly keyPackages: KeyPackageStore;
  readonly conversations: ConversationStore;
  readonly groupInfos: GroupInfoStore;
  readonly cursors: CursorStore;
  readonly backups: BackupStore;
  readonly transfers: TransferStore;
  readonly links: LinkStore;
  readonly archives: ArchiveStore;
  readonly blobs: BlobStore;
  readonly disabledAccounts: DisabledAccountStore;
  /** Resolves when a write could be made now; rejects otherwise. */
  ping(): Promise<void>;
  /**
   * Whether a rejection of any method here means that the database can't be used at present (a full disk, a lock, a
   * lost connection): nothing is wrong with what was asked, and asking again later makes sense.
   */
  unavailable(error: unknown): boolean;
  /** Finishes what has been begun and closes. */
  close(): Promise<void>;
}

/** Why a database can't be opened; each is one sentence for the operator. */
export type OpenFault =
  | { readonly code: "storage.unwritable"; readonly where: string; readonly cause: string }
  | { readonly code: "storage.newer"; readonly where: string; readonly found: number; readonly known: number }
  | { readonly code: "storage.unreachable"; readonly where: string; readonly cause: string }
  | { readonly code: "storage.wrong-address"; readonly where: string; readonly cause: string }
  | { readonly code: "storage.damaged"; readonly where: string; readonly cause: string };

export type OpenResult = Result<Storage, OpenFault>;
