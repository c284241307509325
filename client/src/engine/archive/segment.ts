import { toBase64url } from "@comity/shared/bytes/base64url";
import { concatBytes, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { AccountId, ConversationId, MessageId, NetworkId } from "@comity/shared/ids";
import { z } from "zod";
import { AnswerRecord, NoticeRecord, UNREADABLE } from "../conversations/records.ts";
import { PassedRecord } from "../history/historyRecords.ts";
import { readJson } from "../mls/json.ts";
import type { RandomBytes } from "../ports.ts";
import { PinnedNetwork } from "../vault/identityRecord.ts";
import { open, seal } from "../vault/sealing.ts";
import { Secret, secretJson } from "../vault/secret.ts";

/** What the list of conversations needs to know of one, as it was when its log reached `asOf`. */
export const ConversationFacts = z.object({
  asOf: z.number().int(),
  kind: z.enum(["direct", "room", "board"]),
  left: z.boolean(),
  peer: AccountId.optional(),
  network: NetworkId.optional(),
  reference: z.string().optional(),
  title: z.string().optional(),
  detailsOrder: z.number().int(),
  members: z.array(AccountId),
  readOrder: z.number(),
});
export type ConversationFacts = z.infer<typeof ConversationFacts>;

const Places = z.array(z.tuple([z.number().int(), z.number().int()]));

/** A line that says why a message could not be read. */
export const Unread = z.object({
  order: z.number().int(),
  at: z.number(),
  reason: z.enum(UNREADABLE),
  sender: AccountId.optional(),
});
export type Unread = z.infer<typeof Unread>;

/** A part of one conversation's history: everything that its thread holds of these places of the log. */
export const Chunk = z.object({
  conversation: ConversationId,
  facts: ConversationFacts,
  ranges: Places,
  /** Places that segments before this one hold, as far as the device knew that sealed it: where one is lost, what it held is known. */
  before: Places.default([]),
  /** Places among these that the device could not read, and why: not claimed, since another device may have them. */
  unread: z.array(Unread).default([]),
  /** Lines as the vault holds them; each is read by the thread's own schema when it is taken in. */
  lines: z.array(z.unknown()),
  /** What members have passed on to this person, by offer, up to a place. */
  passed: z
    .array(z.object({ offer: MessageId, upTo: z.number().int(), lines: z.array(PassedRecord) }))
    .default([]),
  notices: z.array(NoticeRecord),
  answers: z.array(AnswerRecord.extend({ announcement: MessageId })),
});
export type Chunk = z.infer<typeof Chunk>;

/** The recovery key that a device of the person has made current, for the person's other devices. */
export const RenewedKey = z.object({
  secret: Secret,
  number: z.number().int(),
  issuedAt: z.number(),
  /** When it was typed in, which is what made it current. */
  testedAt: z.number().optional(),
});
export type RenewedKey = z.infer<typeof RenewedKey>;

/** What of a person's identity has changed on one of their devices, for the others. */
export interface IdentityNews {
  readonly recovery?: RenewedKey | undefined;
  /** All networks, with an officer's keys, as they stand there now. */
  readonly networks?: readonly PinnedNetwork[] | undefined;
}

/** What one segment holds. */
export const SegmentContent = z.object({
  v: z.literal(1),
  at: z.number(),
  chunks: z.array(Chunk),
  recovery: RenewedKey.optional(),
  networks: z.array(PinnedNetwork).optional(),
  /** What the device that sealed it could not read back: whichever device of the person has it leaves it again. */
  lacking: z.array(z.object({ conversation: ConversationId, ranges: Places })).optional(),
});
export type SegmentContent = z.infer<typeof SegmentContent>;

/** BLAKE2b-256, in bytes: what a segment says of the one before it, and a pin of the newest. */
export const HASH_BYTES = 32;

/** Sizes are told to the server in steps of this many bytes only. */
const SIZE_CLASS = 4096;

/** Where a segment belongs: whose archive, and after how many others. */
export interface SegmentPlace {
  readonly account: AccountId;
  readonly index: number;
  /** The hash of the segment before it; of the first, `startOf` the account. */
  readonly previous: Uint8Array;
}

/** What the first segment of an account's archive follows. */
export function startOf(sodium: Sodium, account: AccountId): Uint8Array {
  return sodium.crypto_generichash(HASH_BYTES, utf8(`comity/archive/start/v1/${account}`), null);
}

/** The hash of a segment as it lies at the server. */
export function hashOf(sodium: Sodium, segment: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(HASH_BYTES, segment, null);
}

const placeOf = ({ account, index, previous }: SegmentPlace) =>
  `comity/archive/v1/${account}/${index}/${toBase64url(previous)}`;

/**
 * Seals a segment for its one place (XChaCha20-Poly1305, the place authenticated with it): 32 bytes hash of
 * the segment before, then what `seal` makes of the padded content.
 */
export function sealSegment(
  sodium: Sodium,
  random: RandomBytes,
  key: Uint8Array,
  place: SegmentPlace,
  content: SegmentContent,
): Uint8Array {
  const plain = sodium.pad(utf8(secretJson(content)), SIZE_CLASS);
  return concatBytes(place.previous, seal(sodium, random, key, placeOf(place), plain));
}

/** Opens a segment for its place; undefined for anything else. `previous` is what the segment itself names. */
export function openSegment(
  sodium: Sodium,
  key: Uint8Array,
  at: Pick<SegmentPlace, "account" | "index">,
  segment: Uint8Array,
): { readonly content: SegmentContent; readonly previous: Uint8Array } | undefined {
  if (segment.length < HASH_BYTES) return undefined;
  const previous = segment.slice(0, HASH_BYTES);
  const padded = open(sodium, key, placeOf({ ...at, previous }), segment.subarray(HASH_BYTES));
  if (padded === undefined) return undefined;
  try {
    const content = readJson(SegmentContent, sodium.unpad(padded, SIZE_CLASS));
    return content === undefined ? undefined : { content, previous };
  } catch {
    return undefined;
  }
}
