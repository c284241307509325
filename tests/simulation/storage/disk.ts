import type { BlobRecord } from "@comity/server/storage/port/blobs";
import type { CommitRecord, Place, StoredEnvelope, Tail } from "@comity/server/storage/port/conversations";
import type { DeviceRecord, InvitationRecord } from "@comity/server/storage/port/enrolment";
import type { LinkRecord } from "@comity/server/storage/port/handOvers";
import type {
  AccountId,
  BlobId,
  ConversationId,
  DeviceId,
  InvitationId,
  NetworkId,
  Token,
} from "@comity/shared/ids";
import type { SignedStatement } from "@comity/shared/statements/statement";

/** One conversation's log, as it lies on the disk. */
export interface Log {
  readonly entries: StoredEnvelope[];
  readonly commits: Map<number, CommitRecord>;
  /** Where each (sender, message id) stands. */
  readonly places: Map<string, number>;
  tail: Tail | undefined;
}

/** What is durable on the server's disk: plain values only, so that a disk can be copied whole. */
export interface Disk {
  readonly devices: Map<DeviceId, DeviceRecord>;
  readonly foundings: Map<Token, NetworkId | undefined>;
  readonly invitations: Map<InvitationId, InvitationRecord>;
  readonly statements: Map<NetworkId, SignedStatement[]>;
  /** The seeds of the server's own keys, by number. */
  readonly logKeys: Map<number, Uint8Array>;
  readonly keyPackages: Map<string, { oneTime: Uint8Array[]; lastResort: Uint8Array | undefined }>;
  readonly logs: Map<ConversationId, Log>;
  readonly places: Map<DeviceId, Map<ConversationId, Place>>;
  readonly cursors: Map<DeviceId, Map<ConversationId, number>>;
  readonly groupInfos: Map<ConversationId, { epoch: number; groupInfo: Uint8Array }>;
  readonly backups: Map<AccountId, { locatorHash: Token; bytes: Uint8Array }>;
  readonly backupNotes: Map<Token, { account: AccountId; note: Uint8Array }>;
  readonly archives: Map<AccountId, Uint8Array[]>;
  readonly blobs: Map<BlobId, { readonly record: BlobRecord; readonly chunks: Map<number, Uint8Array> }>;
  readonly transfers: Map<
    Token,
    {
      parts: number;
      expiresAt: number;
      claimant: Token | undefined;
      spent: boolean;
      bytes: Map<number, Uint8Array>;
    }
  >;
  readonly links: Map<Token, LinkRecord>;
  /** By place and step. */
  readonly linkSteps: Map<string, { author: string; bytes: Uint8Array; expiresAt: number }>;
  readonly disabledAccounts: Map<AccountId, number>;
}

/** A disk on which nothing was ever written. */
export function emptyDisk(): Disk {
  return {
    devices: new Map(),
    foundings: new Map(),
    invitations: new Map(),
    statements: new Map(),
    logKeys: new Map(),
    keyPackages: new Map(),
    logs: new Map(),
    places: new Map(),
    cursors: new Map(),
    groupInfos: new Map(),
    backups: new Map(),
    backupNotes: new Map(),
    archives: new Map(),
    blobs: new Map(),
    transfers: new Map(),
    links: new Map(),
    linkSteps: new Map(),
    disabledAccounts: new Map(),
  };
}

/**
 * How writes and reads reach the disk. A job is one atomic step; `write` resolves with its answer once it
 * is durable. A medium may be slow, full, or lose power before or after a job.
 */
export interface Medium {
  write<Value>(job: () => Value): Promise<Value>;
  read<Value>(job: () => Value): Promise<Value>;
  close(): Promise<void>;
}

/** A medium on which nothing ever goes wrong. */
export function soundMedium(): Medium {
  let closing = false;
  return {
    async write(job) {
      if (closing) throw new Error("the database is closing");
      return job();
    },
    read: async (job) => job(),
    async close() {
      closing = true;
    },
  };
}
