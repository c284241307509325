import type {
  AccountId,
  BlobId,
  ConversationId,
  DeviceId,
  InvitationId,
  MessageId,
  NetworkId,
  SignerKey,
  Token,
} from "@comity/shared/ids";
import type { Database } from "libsql";
import type { HeldKind, HeldRecord } from "../held.ts";
import type { InvitationState } from "../port/enrolment.ts";
import type { OperatorStorage } from "../port/operator.ts";
import {
  asRow,
  base64url,
  blob,
  integer,
  optionalBlob,
  optionalInteger,
  optionalText,
  type Row,
  text,
  textList,
} from "./row.ts";

/** One kind of record: the query that gives its rows in their order, and what a row is. */
interface Kind {
  readonly table: string;
  readonly rows: string;
  readonly record: (row: Row) => HeldRecord;
}

const COMMIT = 1;

/** Where each kind of record stands. */
const KINDS: Readonly<Record<HeldKind, Kind>> = {
  founding: {
    table: "foundings",
    rows: "SELECT * FROM foundings ORDER BY token_hash",
    record: (row) => ({
      kind: "founding",
      tokenHash: text<Token>(row, "token_hash"),
      issuedAt: integer(row, "issued_at"),
      network: optionalText<NetworkId>(row, "network"),
    }),
  },
  statement: {
    table: "statements",
    rows: "SELECT * FROM statements ORDER BY network, position",
    record: (row) => ({
      kind: "statement",
      network: text<NetworkId>(row, "network"),
      position: integer(row, "position"),
      body: text(row, "body"),
      signer: text<SignerKey>(row, "signer"),
      signature: text(row, "signature"),
    }),
  },
  "log-key": {
    table: "log_keys",
    rows: "SELECT * FROM log_keys ORDER BY number",
    record: (row) => ({
      kind: "log-key",
      number: integer(row, "number"),
      seed: blob(row, "seed"),
      at: integer(row, "at"),
    }),
  },
  device: {
    table: "devices",
    rows: `SELECT *, (SELECT json_group_array(network) FROM device_networks WHERE device_networks.device = devices.device)
           AS networks FROM devices ORDER BY device`,
    record: (row) => ({
      kind: "device",
      device: text<DeviceId>(row, "device"),
      account: text<AccountId>(row, "account"),
      registeredAt: integer(row, "registered_at"),
      seenAt: optionalInteger(row, "seen_at"),
      networks: textList<NetworkId>(row, "networks").sort(),
    }),
  },
  invitation: {
    table: "invitations",
    rows: "SELECT * FROM invitations ORDER BY invitation",
    record: (row) => ({
      kind: "invitation",
      invitation: text<InvitationId>(row, "invitation"),
      network: text<NetworkId>(row, "network"),
      tokenHash: text<Token>(row, "token_hash"),
      sealedCard: blob(row, "sealed_card"),
      state: text<InvitationState>(row, "state"),
      createdAt: integer(row, "created_at"),
      expiresAt: integer(row, "expires_at"),
      enrolment: optionalText(row, "enrolment"),
      mac: optionalText(row, "mac"),
      host: optionalText<AccountId>(row, "host"),
    }),
  },
  "last-resort": {
    table: "key_packages WHERE last_resort = 1",
    rows: "SELECT * FROM key_packages WHERE last_resort = 1 ORDER BY id",
    record: (row) => ({
      kind: "last-resort",
      device: text<DeviceId>(row, "device"),
      suite: integer(row, "suite"),
      at: integer(row, "added_at"),
      bytes: blob(row, "bytes"),
    }),
  },
  envelope: {
    table: "envelopes",
    rows: `SELECT logs.name AS log, envelopes.seq, envelopes.kind, envelopes.epoch, senders.name AS sender,
             message_id, envelopes.at, envelopes.bytes, floor, commits.epoch_after, devices, added, removed, welcome
           FROM envelopes JOIN names AS logs ON logs.id = envelopes.conversation
             JOIN names AS senders ON senders.id = envelopes.sender
             LEFT JOIN commits ON envelopes.kind = ${COMMIT} AND commits.conversation = logs.name
               AND commits.seq = envelopes.seq
           ORDER BY envelopes.conversation, envelopes.seq`,
    record: (row) => ({
      kind: "envelope",
      conversation: text<ConversationId>(row, "log"),
      seq: integer(row, "seq"),
      epoch: integer(row, "epoch"),
      sender: text<DeviceId>(row, "sender"),
      messageId: base64url<MessageId>(row, "message_id"),
      at: integer(row, "at"),
      floor: integer(row, "floor"),
      bytes: blob(row, "bytes"),
      change:
        integer(row, "kind") === COMMIT
          ? {
              epochAfter: integer(row, "epoch_after"),
              devices: textList<DeviceId>(row, "devices"),
              added: textList<DeviceId>(row, "added"),
              removed: textList<DeviceId>(row, "removed"),
              welcome: optionalBlob(row, "welcome"),
            }
          : undefined,
    }),
  },
  "group-info": {
    table: "group_infos",
    rows: "SELECT * FROM group_infos ORDER BY conversation",
    record: (row) => ({
      kind: "group-info",
      conversation: text<ConversationId>(row, "conversation"),
      epoch: integer(row, "epoch"),
      bytes: blob(row, "bytes"),
      at: integer(row, "at"),
    }),
  },
  cursor: {
    table: "cursors",
    rows: "SELECT * FROM cursors ORDER BY device, conversation",
    record: (row) => ({
      kind: "cursor",
      device: text<DeviceId>(row, "device"),
      conversation: text<ConversationId>(row, "conversation"),
      seq: integer(row, "seq"),
    }),
  },
  backup: {
    table: "backups",
    rows: "SELECT * FROM backups ORDER BY account",
    record: (row) => ({
      kind: "backup",
      account: text<AccountId>(row, "account"),
      locatorHash: text<Token>(row, "locator_hash"),
      bytes: blob(row, "bytes"),
      at: integer(row, "at"),
    }),
  },
  "backup-note": {
    table: "backup_notes",
    rows: "SELECT * FROM backup_notes ORDER BY locator_hash",
    record: (row) => ({
      kind: "backup-note",
      account: text<AccountId>(row, "account"),
      locatorHash: text<Token>(row, "locator_hash"),
      note: blob(row, "note"),
      at: integer(row, "at"),
    }),
  },
  "archive-segment": {
    table: "archive_segments",
    rows: "SELECT * FROM archive_segments ORDER BY account, place",
    record: (row) => ({
      kind: "archive-segment",
      account: text<AccountId>(row, "account"),
      index: integer(row, "place"),
      bytes: blob(row, "bytes"),
      at: integer(row, "at"),
    }),
  },
  blob: {
    table: "blobs",
    rows: "SELECT * FROM blobs ORDER BY blob",
    record: (row) => ({
      kind: "blob",
      blob: text<BlobId>(row, "blob"),
      conversation: text<ConversationId>(row, "conversation"),
      uploader: text<DeviceId>(row, "uploader"),
      account: text<AccountId>(row, "account"),
      bytes: integer(row, "bytes"),
      at: integer(row, "at"),
    }),
  },
  "blob-chunk": {
    table: "blob_chunks",
    rows: "SELECT * FROM blob_chunks ORDER BY blob, place",
    record: (row) => ({
      kind: "blob-chunk",
      blob: text<BlobId>(row, "blob"),
      index: integer(row, "place"),
      bytes: blob(row, "bytes"),
    }),
  },
  "transfer-part": {
    table: "transfer_parts",
    rows: `SELECT transfer_parts.token_hash, part, parts, expires_at, bytes FROM transfer_parts
           JOIN transfers ON transfers.token_hash = transfer_parts.token_hash
           ORDER BY transfer_parts.token_hash, part`,
    record: (row) => ({
      kind: "transfer-part",
      tokenHash: text<Token>(row, "token_hash"),
      part: integer(row, "part"),
      parts: integer(row, "parts"),
      expiresAt: integer(row, "expires_at"),
      bytes: blob(row, "bytes"),
    }),
  },
  transfer: {
    table: "transfers",
    rows: "SELECT * FROM transfers ORDER BY token_hash",
    record: (row) => ({
      kind: "transfer",
      tokenHash: text<Token>(row, "token_hash"),
      parts: integer(row, "parts"),
      expiresAt: integer(row, "expires_at"),
      claimant: optionalText<Token>(row, "claimant"),
      spent: integer(row, "spent") === 1,
    }),
  },
  "disabled-account": {
    table: "disabled_accounts",
    rows: "SELECT * FROM disabled_accounts ORDER BY account",
    record: (row) => ({
      kind: "disabled-account",
      account: text<AccountId>(row, "account"),
      at: integer(row, "at"),
    }),
  },
};

/** Tables that no record of their own stands for: parts of the ones above, or left out of copies (see held.ts). */
const WITHOUT_RECORDS: readonly string[] = [
  "device_networks",
  "names",
  "commits",
  "places",
  "links",
  "link_steps",
];

/** Every table that copies know of: what the database holds beside these would be lost in a backup. */
export const COPIED_TABLES: ReadonlySet<string> = new Set([
  ...Object.values(KINDS).map(({ table }) => table.split(" ")[0] ?? table),
  ...WITHOUT_RECORDS,
]);

function countOf(database: Database, from: string): number {
  const row = asRow(database.prepare(`SELECT COUNT(*) AS count FROM ${from}`).get());
  return row === undefined ? 0 : integer(row, "count");
}

/** Everything in the database as records, within one read transaction: the picture of one moment. */
export function sqliteHeld(database: Database): Pick<OperatorStorage, "records" | "counts"> {
  return {
    async *records() {
      database.exec("BEGIN");
      try {
        for (const { rows, record } of Object.values(KINDS))
          for (const row of database.prepare(rows).iterate()) {
            const read = asRow(row);
            if (read !== undefined) yield record(read);
          }
      } finally {
        database.exec("COMMIT");
      }
    },
    async counts() {
      database.exec("BEGIN");
      try {
        const kinds = Object.entries(KINDS).map(([kind, { table }]) => [kind, countOf(database, table)]);
        const oneTime = countOf(database, "key_packages WHERE last_resort = 0");
        return { ...Object.fromEntries(kinds), "one-time-key-package": oneTime };
      } finally {
        database.exec("COMMIT");
      }
    },
  };
}
