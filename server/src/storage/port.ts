import type {
  AccountId,
  BlobId,
  ConversationId,
  DeviceId,
  InvitationId,
  MessageId,
  NetworkId,
  Token,
} from "@comity/shared/ids";
import type { Result } from "@comity/shared/result";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { HeldCounts, HeldRecord } from "./held.ts";

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

export interface DeviceRecord {
  readonly device: DeviceId;
  readonly account: AccountId;
  /** Networks in whose log the device stands or waits to stand, sorted. */
  readonly networks: readonly NetworkId[];
  readonly registeredAt: number;
  /** The newest log-in that was noted; undefined: none was. */
  readonly seenAt: number | undefined;
}

/** Which device belongs to which account: an index into the logs, never an authority of its own. */
export interface DeviceStore {
  /** Adds the device, or the network to a known device. False if the device belongs to another account. */
  register(entry: { device: DeviceId; account: AccountId; network: NetworkId; at: number }): Promise<boolean>;
  find(device: DeviceId): Promise<DeviceRecord | undefined>;
  ofAccount(account: AccountId): Promise<readonly DeviceRecord[]>;
  /** Notes a log-in of a registered device; one that was noted later stays. */
  seen(device: DeviceId, at: number): Promise<void>;
}

/** One-time rights to found a network. */
export interface FoundingStore {
  issue(tokenHash: Token, at: number): Promise<void>;
  /** Spends the token on a network. True again for the same network, false for another or an unknown token. */
  spend(tokenHash: Token, network: NetworkId): Promise<boolean>;
}

export type InvitationState = "open" | "redeemed" | "granted" | "cancelled";

export interface InvitationRecord {
  readonly invitation: InvitationId;
  readonly network: NetworkId;
  readonly tokenHash: Token;
  readonly sealedCard: Uint8Array;
  readonly state: InvitationState;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly enrolment: string | undefined;
  readonly mac: string | undefined;
  /** The member who invites a guest; undefined: an officer invites a member. */
  readonly host: AccountId | undefined;
}

export interface InvitationStore {
  /** Adds an open invitation. False if the id or the token hash is taken. */
  create(
    entry: Pick<
      InvitationRecord,
      "invitation" | "network" | "tokenHash" | "sealedCard" | "createdAt" | "expiresAt"
    > &
      Partial<Pick<InvitationRecord, "host">>,
  ): Promise<boolean>;
  find(invitation: InvitationId): Promise<InvitationRecord | undefined>;
  findByToken(tokenHash: Token): Promise<InvitationRecord | undefined>;
  /** open -> redeemed with these keys. True again for the same keys; false when it is in any other state. */
  redeem(tokenHash: Token, enrolment: string, mac: string): Promise<boolean>;
  /** Moves it to `to` if it stands in one of `from`. False otherwise. */
  settle(invitation: InvitationId, from: readonly InvitationState[], to: InvitationState): Promise<boolean>;
  /** Newest first, at most `limit`. */
  ofNetwork(network: NetworkId, limit: number): Promise<readonly InvitationRecord[]>;
}

/** Each network's append-only log of signed statements; entry 0 founds it. */
export interface StatementStore {
  /** Appends all or none if the log has exactly `expectedSize` entries (compare-and-set). */
  append(
    network: NetworkId,
    expectedSize: number,
    statements: readonly SignedStatement[],
  ): Promise<{ readonly appended: boolean; readonly size: number }>;
  /** Entries from position `from` on, at most `limit`. */
  read(network: NetworkId, from: number, limit: number): Promise<readonly SignedStatement[]>;
  size(network: NetworkId): Promise<number>;
  /** Every network that has been founded, sorted. */
  networks(): Promise<readonly NetworkId[]>;
}

/** The server's own keys under the heads of the networks' logs. Nothing is ever changed or deleted. */
export interface LogKeyStore {
  /** Keeps a key's seed (32 bytes) as number `number`, unless one stands there; answers what stands there then. */
  keep(number: number, seed: Uint8Array, at: number): Promise<Uint8Array>;
  /** All seeds, by their numbers, which begin at 0. */
  all(): Promise<readonly Uint8Array[]>;
}

export interface KeyPackageStore {
  /** Adds one-time packages to the pool (the same bytes twice count once), and answers how many it holds. */
  add(device: DeviceId, suite: number, packages: readonly Uint8Array[], at: number): Promise<number>;
  setLastResort(device: DeviceId, suite: number, keyPackage: Uint8Array, at: number): Promise<void>;
  count(device: DeviceId, suite: number): Promise<{ readonly oneTime: number; readonly lastResort: boolean }>;
  /** Takes the oldest one-time package out of the pool (no two callers get the same), else the last-resort one. */
  take(
    device: DeviceId,
    suite: number,
  ): Promise<{ readonly keyPackage: Uint8Array; readonly left: number } | undefined>;
  /** Forgets a device's packages, all suites. */
  forget(device: DeviceId): Promise<void>;
}

/** The newest entry of a conversation's log, summed up: all that the domain needs to decide about the next. */
export interface Tail {
  readonly seq: number;
  /** When the newest entry was appended. */
  readonly at: number;
  /** The epoch after the newest commit. */
  readonly epoch: number;
  /** The lowest epoch in which messages are still accepted: the one that the last removal led to. */
  readonly floor: number;
  /** Where the newest commit stands: its entry lists the devices. */
  readonly commitSeq: number;
}

export interface StoredEnvelope {
  readonly seq: number;
  readonly kind: "commit" | "application";
  readonly epoch: number;
  readonly sender: DeviceId;
  readonly messageId: MessageId;
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What a commit did to the devices. Never changes once written, so it may be cached for ever. */
export interface CommitRecord {
  readonly seq: number;
  readonly sender: DeviceId;
  readonly at: number;
  /** The epoch that the commit led to. */
  readonly epochAfter: number;
  /** All devices after it. */
  readonly devices: readonly DeviceId[];
  readonly added: readonly DeviceId[];
  readonly removed: readonly DeviceId[];
  readonly welcome: Uint8Array | undefined;
}

/** An entry to append. `seq` is given by the store. */
export type EnvelopeDraft = Omit<StoredEnvelope, "seq"> & {
  /** Present on commits only. */
  readonly change?: Omit<CommitRecord, "seq" | "sender" | "at">;
};

/**
 * The domain's decision about a draft, given the tail it would follow (undefined: the conversation does not
 * exist). Pure and quick: a store may ask it several times, until nobody else has appended in between.
 */
export type Admit<Refusal> = (tail: Tail | undefined) =>
  | {
      readonly admitted: true;
      readonly floor: number;
      /** Where it is to stand, if not next to the tail but further on: in a log that was put back. */
      readonly seq?: number;
    }
  | { readonly admitted: false; readonly refusal: Refusal };

export type Appended<Refusal> =
  | { readonly outcome: "appended"; readonly seq: number; readonly at: number }
  /** The same device has appended this message id before; this is where. */
  | { readonly outcome: "repeated"; readonly seq: number; readonly at: number }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/** How much of a log is read at once: so many entries and so many bytes of them, but at least one entry. */
export interface PageSize {
  readonly entries: number;
  readonly bytes: number;
}

export interface Place {
  readonly conversation: ConversationId;
  /** The newest entry that added the device. */
  readonly joined: number;
  /** The entry that removed it since, if any. */
  readonly left: number | undefined;
}

/** Each conversation is one log without a gap, but for the leaps that `admit` wanted. Everything about a conversation follows from its entries. */
export interface ConversationStore {
  /**
   * Appends a draft after the tail if `admit` lets it, all in one atomic step. A repetition (same
   * conversation, sender and message id) is answered as one whatever `admit` says. The new tail's `floor` is
   * what `admit` said; its `epoch` and `commitSeq` follow from `draft.change`, else from the old tail.
   */
  append<Refusal>(
    conversation: ConversationId,
    draft: EnvelopeDraft,
    admit: Admit<Refusal>,
  ): Promise<Appended<Refusal>>;
  tail(conversation: ConversationId): Promise<Tail | undefined>;
  commit(conversation: ConversationId, seq: number): Promise<CommitRecord | undefined>;
  /** Entries with after < seq <= upTo, oldest first, within the page: memory holds no more than that. */
  read(
    conversation: ConversationId,
    after: number,
    upTo: number,
    page: PageSize,
  ): Promise<readonly StoredEnvelope[]>;
  /** Where a device is or was, in the order of conversation ids, after `after`, at most `limit`. */
  places(device: DeviceId, after: ConversationId | undefined, limit: number): Promise<readonly Place[]>;
  place(device: DeviceId, conversation: ConversationId): Promise<Place | undefined>;
  /** Whom a conversation's commits with seq > after have added, oldest first, at most `limit` commits. */
  arrivals(
    conversation: ConversationId,
    after: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly added: readonly DeviceId[] }[]>;
}

/** What lets devices come into a group anew: the public state of its newest epoch, as a member left it. */
export interface GroupInfoStore {
  /** Keeps one for each conversation: of two epochs the newer, of the same epoch the last that was put. */
  put(conversation: ConversationId, epoch: number, groupInfo: Uint8Array, at: number): Promise<void>;
  /** The newest that was put. */
  get(
    conversation: ConversationId,
  ): Promise<{ readonly epoch: number; readonly groupInfo: Uint8Array } | undefined>;
}

/** Up to where each device has stored each conversation. */
export interface CursorStore {
  /** Moves cursors forward; one that stands further already stays. */
  acknowledge(
    device: DeviceId,
    cursors: readonly { conversation: ConversationId; seq: number }[],
  ): Promise<void>;
  /** The cursors of a device in these conversations; none: absent. */
  of(
    device: DeviceId,
    conversations: readonly ConversationId[],
  ): Promise<ReadonlyMap<ConversationId, number>>;
  /** The cursors of these devices in one conversation; none: absent. */
  among(conversation: ConversationId, devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, number>>;
}

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

/** An encrypted file as it was declared: for whom, by whom, and of which size class. */
export interface BlobRecord {
  readonly blob: BlobId;
  readonly conversation: ConversationId;
  readonly uploader: DeviceId;
  readonly account: AccountId;
  /** The size class (shared/content/blobSize), from which its pieces follow. */
  readonly bytes: number;
  /** When it was declared. */
  readonly at: number;
}

/** How many bytes an account may have declared since a moment; each blob counts as one full piece at least. */
export interface BlobQuota {
  readonly since: number;
  readonly bytes: number;
}

/** Encrypted files, in pieces. Nothing is ever changed; only the purge deletes. */
export interface BlobStore {
  /**
   * Declares a blob, unless its id is declared (then that is answered, and nothing changes) or its account would come
   * over the quota. On MongoDB several server processes may each let one in at the same moment.
   */
  begin(record: BlobRecord, quota: BlobQuota | undefined): Promise<"begun" | "over" | BlobRecord>;
  find(blob: BlobId): Promise<BlobRecord | undefined>;
  /** Keeps a piece. The first bytes stand: `taken` where others do; `unknown` where the blob is not declared. */
  put(blob: BlobId, index: number, chunk: Uint8Array): Promise<"kept" | "taken" | "unknown">;
  /** The numbers of the pieces that are there, in their order. */
  present(blob: BlobId): Promise<readonly number[]>;
  read(blob: BlobId, index: number): Promise<Uint8Array | undefined>;
}

/** Vaults on their way to another browser. */
export interface TransferStore {
  /** Keeps a part. The first bytes of a part stand, and so do the first `parts` and `expiresAt`. */
  put(tokenHash: Token, part: number, parts: number, bytes: Uint8Array, expiresAt: number): Promise<void>;
  /** Binds the transfer to its first claimant, who stays it. False for any other, or when there is none or it has expired. */
  claim(tokenHash: Token, claimant: Token, now: number): Promise<boolean>;
  get(
    tokenHash: Token,
    part: number,
  ): Promise<{ readonly parts: number; readonly bytes: Uint8Array } | undefined>;
  /** Deletes all parts for good and forgets nothing of the claim: nobody else can claim it, or put parts. */
  remove(tokenHash: Token): Promise<void>;
}

/** What is left at a meeting place of two devices, each once. */
export type LinkStep = "answer" | "reveal" | "package" | "receipt" | "complete" | "ended";

/** A meeting place as it was opened. */
export interface LinkRecord {
  readonly placeHash: Token;
  readonly openerHash: Token;
  readonly commitment: Uint8Array;
  readonly expiresAt: number;
}

/** Meeting places at which a new device is linked to a signed-in one of the same person. */
export interface LinkStore {
  /** Opens a place. The same opening again is true and changes nothing; another one at the same place is false. */
  open(record: LinkRecord): Promise<boolean>;
  find(placeHash: Token): Promise<LinkRecord | undefined>;
  /**
   * Leaves a step at a place. True where these bytes of this author stand afterwards, false where somebody
   * else was first or the author has left other bytes. `expiresAt` is the place's.
   */
  leave(
    placeHash: Token,
    step: LinkStep,
    author: string,
    bytes: Uint8Array,
    expiresAt: number,
  ): Promise<boolean>;
  step(
    placeHash: Token,
    step: LinkStep,
  ): Promise<{ readonly author: string; readonly bytes: Uint8Array } | undefined>;
  /** Deletes places and steps that expire at `now` or before. */
  expire(now: number): Promise<void>;
}

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

/**
 * What an operator's command asks of a database beside a server that may be running on it. It makes no schema and
 * changes none. What both engines must do is in `tests/contract/`.
 */
export interface OperatorStorage {
  /**
   * Everything that the database holds (see held.ts), whole as of one moment or, where an engine knows no such
   * moment, in an order in which nothing that is given refers to something that is missing. Contains every write that
   * had resolved before the first record was asked for. Each log comes in its order.
   */
  records(): AsyncIterable<HeldRecord>;
  /** How many of each kind, and of one-time key packages; nothing of what is in them. */
  counts(): Promise<HeldCounts & { readonly "one-time-key-package": number }>;
  /** Deletes what has ended before these moments, or only counts it. */
  purge(ended: Ended, how: { readonly dryRun: boolean }): Promise<Purged>;
  close(): Promise<void>;
}
export type OpenOperatorResult = Result<
  OperatorStorage,
  OpenFault | { readonly code: "storage.older" | "storage.missing"; readonly where: string }
>;

/** Before which moments (ms since 1970) things must have ended to be purged; undefined: such things are kept. */
export interface Ended {
  /** Invitations that were granted or cancelled and made before this, and those that expired before this. */
  readonly invitations: number | undefined;
  /** Moved vaults that nobody collected in time, and meeting places of devices. */
  readonly handOvers: number | undefined;
  /**
   * The content of messages that arrived before this and that every device in the conversation has stored. Their
   * places in the log stay.
   */
  readonly messages: number | undefined;
  /** Files whose upload was begun before this and never finished. */
  readonly uploads: number | undefined;
  /** Files whose upload was begun before this, whoever has saved them or not. */
  readonly files: number | undefined;
}

/** How much was purged, or would be. */
export interface Purged {
  readonly invitations: number;
  readonly handOvers: number;
  readonly messages: number;
  readonly messageBytes: number;
  readonly uploads: number;
  readonly files: number;
  /** Of both together. */
  readonly fileBytes: number;
}
