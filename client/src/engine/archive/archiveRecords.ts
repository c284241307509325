import { utf8 } from "@comity/shared/bytes/bytes";
import { type ConversationId, MessageId } from "@comity/shared/ids";
import { z } from "zod";
import { readJson } from "../mls/json.ts";
import type { StoreChange, Vault } from "../ports.ts";
import { Secret, secretJson } from "../vault/secret.ts";
import { HASH_BYTES } from "./segment.ts";

/** The vault's table of what this device knows of the archive. */
export const ARCHIVE_TABLE = "archive";

const Hash = Secret.refine((bytes) => bytes.length === HASH_BYTES);

/** Places of a log, as `Ranges`. */
export const StoredRanges = z.array(z.tuple([z.number().int(), z.number().int()]));

/** Up to where this device has read and checked the archive. */
export const HeadRecord = z.object({ count: z.number().int(), hash: Hash });
export type HeadRecord = z.infer<typeof HeadRecord>;

/** How far reading from the newest segment down to the first has come. */
export const BackfillRecord = z.object({
  /** How many segments there were when it began, and the newest one's hash (not known before it was read). */
  total: z.number().int(),
  top: Hash.optional(),
  /** The segments below this index are still to be read; `expected` is the hash of the next. */
  next: z.number().int(),
  expected: Hash.optional(),
  /** What a backup or another device said of the archive: the segment that must stand there. */
  pin: z.object({ count: z.number().int(), hash: Hash }).optional(),
});
export type BackfillRecord = z.infer<typeof BackfillRecord>;

/** Segments that were not what they must be: they are asked for again, and must then be these. */
export const RefusedRecord = z.array(z.object({ index: z.number().int(), hash: Hash.optional() }));
export type RefusedRecord = z.infer<typeof RefusedRecord>;

/** Which places of a conversation's log are in the archive, and how new its facts are. */
export const CoverageRecord = z.object({
  ranges: StoredRanges,
  asOf: z.number().int(),
  /** What this device has taken from the archive or left there, and what does not stand there any more. */
  had: StoredRanges.optional(),
  /** What sound segments say that the archive holds, besides what they hold themselves. */
  claimed: StoredRanges.optional(),
  /** By which place this device first came in, and where it has nothing, as its thread says. */
  cameIn: z.number().int().optional(),
  lacking: StoredRanges.optional(),
  /** What lies between the last place that was kept and the coming of this device is in `lacking`. */
  endSeen: z.boolean().optional(),
  /** Up to which place the archive holds what was passed on to this person, by offer. */
  passed: z.array(z.object({ offer: MessageId, upTo: z.number().int() })).optional(),
  /** What of it the person's other devices were asked for. */
  asked: StoredRanges.optional(),
});
export type CoverageRecord = z.infer<typeof CoverageRecord>;

/** A change of a message that came before the message, as history is read backwards. */
export const LateAmendment = z.object({
  seq: z.number().int(),
  at: z.number(),
  author: z.string(),
  text: z.string(),
});

export const coverageKey = (id: ConversationId) => `covered/${id}`;
export const lateKey = (id: ConversationId, target: number) => `late/${id}/${target}`;

/** A record to be written. */
export function archiveChange(key: string, value: unknown): StoreChange {
  return { table: ARCHIVE_TABLE, key, value: archiveValue(value) };
}

export function archiveValue(value: unknown): Uint8Array {
  return utf8(secretJson(value));
}

/** A record of the table; undefined where there is none that can be read. */
export async function archiveRecord<Value>(
  vault: Pick<Vault, "get">,
  schema: z.ZodType<Value>,
  key: string,
): Promise<Value | undefined> {
  const stored = await vault.get(ARCHIVE_TABLE, key);
  return stored === undefined ? undefined : readJson(schema, stored);
}
