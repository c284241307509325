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
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { InvitationState } from "../port/enrolment.ts";

/**
 * What each collection holds. Ids were parsed before they were written, so they keep their brand here. An
 * `_id` of several ids has them joined by a full stop, which no id contains.
 */
export interface MetaDocument {
  _id: "schema" | "liveness";
  version?: number;
  at?: number;
}

export interface DeviceDocument {
  _id: DeviceId;
  account: AccountId;
  registeredAt: number;
}

/** `_id` is device.network. */
export interface DeviceNetworkDocument {
  _id: string;
  device: DeviceId;
  network: NetworkId;
}

/** When a device has last logged in, as far as that was noted. */
export interface DeviceSightDocument {
  _id: DeviceId;
  at: number;
}

/** A right to found; `founding_uses` says on which network it was spent. */
export interface FoundingDocument {
  _id: Token;
  issuedAt: number;
}

export interface FoundingUseDocument {
  _id: Token;
  network: NetworkId;
}

/** An invitation as it was made; it is open until `invitation_steps` says otherwise. */
export interface InvitationDocument {
  _id: InvitationId;
  network: NetworkId;
  tokenHash: Token;
  sealedCard: Buffer;
  createdAt: number;
  expiresAt: number;
  /** Absent: an officer invites a member. */
  host?: AccountId | undefined;
}

/** The invitation's state after its `step`-th change, from 1. `_id` is invitation.step. */
export interface InvitationStepDocument {
  _id: string;
  invitation: InvitationId;
  step: number;
  state: InvitationState;
  enrolment?: string | undefined;
  mac?: string | undefined;
}

/** Statements that were published together; `index` is the place in the log of the first, `end` past the last. */
export interface StatementBatchDocument {
  network: NetworkId;
  index: number;
  end: number;
  entries: SignedStatement[];
}

/** `_id` is the key's number. */
export interface LogKeyDocument {
  _id: number;
  seed: Buffer;
  at: number;
}

/** `_id` is device.suite.hash, so that the same bytes stand once; `place` orders those that came together. */
export interface KeyPackageDocument {
  _id: string;
  device: DeviceId;
  suite: number;
  at: number;
  place: number;
  bytes: Buffer;
}

/** `_id` is device.suite. */
export interface LastResortDocument {
  _id: string;
  device: DeviceId;
  at: number;
  bytes: Buffer;
}

/**
 * An entry of a conversation's log with the tail as it is after it, so that the tail is one indexed read
 * and an append one insert. The last five are on commits only.
 */
export interface EnvelopeDocument {
  conversation: ConversationId;
  seq: number;
  kind: "commit" | "application";
  epoch: number;
  sender: DeviceId;
  messageId: MessageId;
  at: number;
  bytes: Buffer;
  floor: number;
  epochAfter: number;
  commitSeq: number;
  devices?: DeviceId[];
  added?: DeviceId[];
  removed?: DeviceId[];
  welcome?: Buffer;
}

/** A group's public state; `_id` is conversation.epoch, and the newest epoch counts. */
export interface GroupInfoDocument {
  _id: string;
  conversation: ConversationId;
  epoch: number;
  bytes: Buffer;
  at: number;
}

/** `_id` is device.conversation. */
export interface CursorDocument {
  _id: string;
  conversation: ConversationId;
  seq: number;
}

export interface BackupDocument {
  _id: AccountId;
  locatorHash: Token;
  bytes: Buffer;
  at: number;
}

/** What stands at a recovery key's place after it was renewed. */
export interface BackupNoteDocument {
  _id: Token;
  account: AccountId;
  note: Buffer;
  at: number;
}

/** A segment of an account's archive; `total` is the bytes of all up to it. */
export interface ArchiveSegmentDocument {
  account: AccountId;
  index: number;
  bytes: Buffer;
  total: number;
  at: number;
}

/** An encrypted file as it was declared. */
export interface BlobDocument {
  _id: BlobId;
  conversation: ConversationId;
  uploader: DeviceId;
  account: AccountId;
  bytes: number;
  at: number;
}

/** A piece of one; `_id` is blob.index. */
export interface BlobChunkDocument {
  _id: string;
  blob: BlobId;
  index: number;
  bytes: Buffer;
}

export interface TransferDocument {
  _id: Token;
  parts: number;
  expiresAt: number;
}

/** Who claimed a transfer (`_id` token.claim), and that it was spent (`_id` token.spent). */
export interface TransferMarkDocument {
  _id: string;
  claimant?: Token;
}

/** `_id` is token.part. */
export interface TransferPartDocument {
  _id: string;
  tokenHash: Token;
  bytes: Buffer;
}

/** A meeting place of two devices; `_id` is its hash. */
export interface LinkDocument {
  _id: Token;
  openerHash: Token;
  commitment: Buffer;
  expiresAt: number;
}

/** What was left at one; `_id` is place.step. */
export interface LinkStepDocument {
  _id: string;
  author: string;
  bytes: Buffer;
  expiresAt: number;
}

/** An account that the operator lets in no more. */
export interface DisabledAccountDocument {
  _id: AccountId;
  at: number;
}
