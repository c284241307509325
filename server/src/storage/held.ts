import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import {
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
import { z } from "zod";

/**
 * What a database holds, record by record, in a form that belongs to neither engine: what a backup is made of. A
 * copy of one engine can be put into the other. Bytes are base64url in the text form.
 *
 * Left out on purpose: one-time key packages (whoever got one after the copy was made must not be the second), and
 * meeting places of devices, which live for ten minutes.
 */

const count = z.number().int().nonnegative();
/** Milliseconds since 1970. */
const instant = z.number().int().nonnegative();

/** Bytes, as they travel in a line of text. */
const bytes = z.codec(
  z.string(),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  {
    decode: (text, context) => {
      const read = fromBase64url(text);
      if (read !== undefined) return read;
      context.issues.push({ code: "custom", input: text, message: "base64url" });
      return z.NEVER;
    },
    encode: (value) => toBase64url(value),
  },
);

const Change = z.strictObject({
  epochAfter: count,
  devices: z.array(DeviceId),
  added: z.array(DeviceId),
  removed: z.array(DeviceId),
  welcome: bytes.optional(),
});

export const HeldRecord = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("founding"),
    tokenHash: Token,
    issuedAt: instant,
    network: NetworkId.optional(),
  }),
  z.strictObject({
    kind: z.literal("statement"),
    network: NetworkId,
    position: count,
    body: z.string(),
    signer: SignerKey,
    signature: z.string(),
  }),
  /** The server's own key under the heads of logs: with another one, every client would raise an alarm. */
  z.strictObject({ kind: z.literal("log-key"), number: count, seed: bytes, at: instant }),
  z.strictObject({
    kind: z.literal("device"),
    device: DeviceId,
    account: AccountId,
    registeredAt: instant,
    seenAt: instant.optional(),
    networks: z.array(NetworkId),
  }),
  z.strictObject({
    kind: z.literal("invitation"),
    invitation: InvitationId,
    network: NetworkId,
    tokenHash: Token,
    sealedCard: bytes,
    state: z.enum(["open", "redeemed", "granted", "cancelled"]),
    createdAt: instant,
    expiresAt: instant,
    enrolment: z.string().optional(),
    mac: z.string().optional(),
    host: AccountId.optional(),
  }),
  z.strictObject({
    kind: z.literal("last-resort"),
    device: DeviceId,
    suite: count,
    at: instant,
    bytes,
  }),
  /** An entry of a conversation's log; `change` on commits only. An entry whose content was purged has no bytes. */
  z.strictObject({
    kind: z.literal("envelope"),
    conversation: ConversationId,
    seq: count,
    epoch: count,
    sender: DeviceId,
    messageId: MessageId,
    at: instant,
    floor: count,
    bytes,
    change: Change.optional(),
  }),
  z.strictObject({
    kind: z.literal("group-info"),
    conversation: ConversationId,
    epoch: count,
    bytes,
    at: instant,
  }),
  z.strictObject({ kind: z.literal("cursor"), device: DeviceId, conversation: ConversationId, seq: count }),
  z.strictObject({
    kind: z.literal("backup"),
    account: AccountId,
    locatorHash: Token,
    bytes,
    at: instant,
  }),
  z.strictObject({
    kind: z.literal("backup-note"),
    account: AccountId,
    locatorHash: Token,
    note: bytes,
    at: instant,
  }),
  z.strictObject({
    kind: z.literal("archive-segment"),
    account: AccountId,
    index: count,
    bytes,
    at: instant,
  }),
  z.strictObject({
    kind: z.literal("blob"),
    blob: BlobId,
    conversation: ConversationId,
    uploader: DeviceId,
    account: AccountId,
    bytes: count,
    at: instant,
  }),
  z.strictObject({ kind: z.literal("blob-chunk"), blob: BlobId, index: count, bytes }),
  z.strictObject({
    kind: z.literal("transfer"),
    tokenHash: Token,
    parts: count,
    expiresAt: instant,
    claimant: Token.optional(),
    spent: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("transfer-part"),
    tokenHash: Token,
    part: count,
    parts: count,
    expiresAt: instant,
    bytes,
  }),
  z.strictObject({ kind: z.literal("disabled-account"), account: AccountId, at: instant }),
]);
export type HeldRecord = z.output<typeof HeldRecord>;
export type HeldKind = HeldRecord["kind"];

/** How many of each kind. */
export type HeldCounts = Readonly<Partial<Record<HeldKind, number>>>;
