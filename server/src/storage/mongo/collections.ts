import { type Connection, type Model, Schema } from "mongoose";
import type {
  ArchiveSegmentDocument,
  BackupDocument,
  BackupNoteDocument,
  BlobChunkDocument,
  BlobDocument,
  CursorDocument,
  DeviceDocument,
  DeviceNetworkDocument,
  DeviceSightDocument,
  DisabledAccountDocument,
  EnvelopeDocument,
  FoundingDocument,
  FoundingUseDocument,
  GroupInfoDocument,
  InvitationDocument,
  InvitationStepDocument,
  KeyPackageDocument,
  LastResortDocument,
  LinkDocument,
  LinkStepDocument,
  LogKeyDocument,
  MetaDocument,
  StatementBatchDocument,
  TransferDocument,
  TransferMarkDocument,
  TransferPartDocument,
} from "./documents.ts";

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const bytes = { type: Buffer, required: true } as const;
const optionalText = { type: String } as const;
/** Absent where it was not given: Mongoose would make an empty list. */
const optionalTexts = { type: [String], default: undefined };

/**
 * Reads see only what a majority of the servers has, so that nothing is shown to people that a failover
 * could take back. Said here, since an address may not ask for less; writes, see `connection.ts`.
 */
const asWritten = { versionKey: false, minimize: false, readConcern: { level: "majority" } } as const;

const meta = new Schema<MetaDocument>({ _id: text, version: Number, at: Number }, asWritten);

const devices = new Schema<DeviceDocument>({ _id: text, account: text, registeredAt: number }, asWritten);
devices.index({ account: 1 });

const deviceNetworks = new Schema<DeviceNetworkDocument>(
  { _id: text, device: text, network: text },
  asWritten,
);
deviceNetworks.index({ device: 1 });

const deviceSights = new Schema<DeviceSightDocument>({ _id: text, at: number }, asWritten);

const foundings = new Schema<FoundingDocument>({ _id: text, issuedAt: number }, asWritten);
const foundingUses = new Schema<FoundingUseDocument>({ _id: text, network: text }, asWritten);

const invitations = new Schema<InvitationDocument>(
  {
    ...{ _id: text, network: text, tokenHash: text, sealedCard: bytes, createdAt: number, expiresAt: number },
    host: optionalText,
  },
  asWritten,
);
invitations.index({ tokenHash: 1 }, { unique: true });
invitations.index({ network: 1, createdAt: -1 });

const invitationSteps = new Schema<InvitationStepDocument>(
  { _id: text, invitation: text, step: number, state: text, enrolment: optionalText, mac: optionalText },
  asWritten,
);
invitationSteps.index({ invitation: 1, step: 1 }, { unique: true });

const statements = new Schema<StatementBatchDocument>(
  {
    network: text,
    index: number,
    end: number,
    entries: [new Schema({ body: text, signer: text, signature: text }, { _id: false })],
  },
  asWritten,
);
statements.index({ network: 1, index: 1 }, { unique: true });
statements.index({ index: 1, network: 1 });

const logKeys = new Schema<LogKeyDocument>({ _id: number, seed: bytes, at: number }, asWritten);

const keyPackages = new Schema<KeyPackageDocument>(
  { _id: text, device: text, suite: number, at: number, place: number, bytes },
  asWritten,
);
keyPackages.index({ device: 1, suite: 1, at: 1, place: 1 });

const lastResorts = new Schema<LastResortDocument>({ _id: text, device: text, at: number, bytes }, asWritten);
lastResorts.index({ device: 1 });

const envelopes = new Schema<EnvelopeDocument>(
  {
    conversation: text,
    seq: number,
    kind: text,
    epoch: number,
    sender: text,
    messageId: text,
    at: number,
    bytes,
    floor: number,
    epochAfter: number,
    commitSeq: number,
    devices: optionalTexts,
    added: optionalTexts,
    removed: optionalTexts,
    welcome: Buffer,
  },
  asWritten,
);
// The compare-and-set on the log's tail.
envelopes.index({ conversation: 1, seq: 1 }, { unique: true });
// What makes a repetition one.
envelopes.index({ conversation: 1, sender: 1, messageId: 1 }, { unique: true });
// Places. Sparse: only commits have them.
envelopes.index({ added: 1 }, { sparse: true });
envelopes.index({ removed: 1 }, { sparse: true });

const groupInfos = new Schema<GroupInfoDocument>(
  { _id: text, conversation: text, epoch: number, bytes, at: number },
  asWritten,
);
groupInfos.index({ conversation: 1, epoch: -1 });

const cursors = new Schema<CursorDocument>({ _id: text, conversation: text, seq: number }, asWritten);

const backups = new Schema<BackupDocument>({ _id: text, locatorHash: text, bytes, at: number }, asWritten);
backups.index({ locatorHash: 1 }, { unique: true });

const backupNotes = new Schema<BackupNoteDocument>(
  { _id: text, account: text, note: bytes, at: number },
  asWritten,
);

const archiveSegments = new Schema<ArchiveSegmentDocument>(
  { account: text, index: number, bytes, total: number, at: number },
  asWritten,
);
// The compare-and-set on the archive's head.
archiveSegments.index({ account: 1, index: 1 }, { unique: true });

const blobs = new Schema<BlobDocument>(
  { _id: text, conversation: text, uploader: text, account: text, bytes: number, at: number },
  asWritten,
);
blobs.index({ account: 1, at: 1 });
const blobChunks = new Schema<BlobChunkDocument>({ _id: text, blob: text, index: number, bytes }, asWritten);
blobChunks.index({ blob: 1, index: 1 }, { unique: true });

const transfers = new Schema<TransferDocument>({ _id: text, parts: number, expiresAt: number }, asWritten);
const transferMarks = new Schema<TransferMarkDocument>({ _id: text, claimant: optionalText }, asWritten);
const transferParts = new Schema<TransferPartDocument>({ _id: text, tokenHash: text, bytes }, asWritten);
transferParts.index({ tokenHash: 1 });

const links = new Schema<LinkDocument>(
  { _id: text, openerHash: text, commitment: bytes, expiresAt: number },
  asWritten,
);
links.index({ expiresAt: 1 });
const linkSteps = new Schema<LinkStepDocument>(
  { _id: text, author: text, bytes, expiresAt: number },
  asWritten,
);
linkSteps.index({ expiresAt: 1 });

const disabledAccounts = new Schema<DisabledAccountDocument>({ _id: text, at: number }, asWritten);

/** The collections of one database. */
export type Collections = ReturnType<typeof declareCollections>;

function declare<Document>(connection: Connection, name: string, schema: Schema<Document>): Model<Document> {
  return connection.model<Document>(name, schema, name);
}

/** Names every collection, with its schema and its indexes. */
export function declareCollections(connection: Connection) {
  return {
    meta: declare(connection, "meta", meta),
    devices: declare(connection, "devices", devices),
    deviceNetworks: declare(connection, "device_networks", deviceNetworks),
    deviceSights: declare(connection, "device_sights", deviceSights),
    foundings: declare(connection, "foundings", foundings),
    foundingUses: declare(connection, "founding_uses", foundingUses),
    invitations: declare(connection, "invitations", invitations),
    invitationSteps: declare(connection, "invitation_steps", invitationSteps),
    statements: declare(connection, "statements", statements),
    logKeys: declare(connection, "log_keys", logKeys),
    keyPackages: declare(connection, "key_packages", keyPackages),
    lastResorts: declare(connection, "last_resorts", lastResorts),
    envelopes: declare(connection, "envelopes", envelopes),
    groupInfos: declare(connection, "group_infos", groupInfos),
    cursors: declare(connection, "cursors", cursors),
    backups: declare(connection, "backups", backups),
    backupNotes: declare(connection, "backup_notes", backupNotes),
    archiveSegments: declare(connection, "archive_segments", archiveSegments),
    blobs: declare(connection, "blobs", blobs),
    blobChunks: declare(connection, "blob_chunks", blobChunks),
    transfers: declare(connection, "transfers", transfers),
    transferMarks: declare(connection, "transfer_marks", transferMarks),
    transferParts: declare(connection, "transfer_parts", transferParts),
    links: declare(connection, "links", links),
    linkSteps: declare(connection, "link_steps", linkSteps),
    disabledAccounts: declare(connection, "disabled_accounts", disabledAccounts),
  };
}
