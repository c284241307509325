import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import { backupPut } from "@comity/shared/protocol/backup";
import { z } from "zod";
import type { SessionLink } from "../context.ts";
import { readJson } from "../mls/json.ts";
import type { RandomBytes } from "../ports.ts";
import { PinnedNetwork } from "../vault/identityRecord.ts";
import { open, seal } from "../vault/sealing.ts";
import { secretOf } from "../vault/secret.ts";
import { type PortableIdentity, readPortable, writePortable } from "./portableIdentity.ts";
import { deriveRecovery } from "./recoveryKey.ts";

const PLACE = "comity/backup/v1";

/**
 * Seals the identity under its recovery key and stores it at the server, replacing the former backup. Where
 * a key has ended, a note is left in its place, so that it is told apart from a wrong one.
 */
export async function saveBackup(
  sodium: Sodium,
  random: RandomBytes,
  session: SessionLink,
  identity: PortableIdentity,
  ending?: PortableIdentity["recovery"],
): Promise<boolean> {
  const { locator, key } = deriveRecovery(sodium, identity.recovery.secret);
  const plain = writePortable(identity);
  const bytes = seal(sodium, random, key, PLACE, plain);
  sodium.memzero(key);
  sodium.memzero(plain);
  const former =
    ending === undefined ? {} : { former: sealNote(sodium, random, ending, identity.recovery.number) };
  const saved = await session.call(backupPut, {
    locatorHash: hashToken(sodium, locator),
    bytes,
    ...former,
  });
  return saved.ok;
}

/** What stands in the place of a recovery key that has ended. */
const Note = z.object({
  v: z.literal(1),
  number: z.number().int(),
  issuedAt: z.number(),
  /** The number that was current when it ended. */
  next: z.number().int(),
});
const NOTE_PLACE = "comity/backup-note/v1";

function sealNote(sodium: Sodium, random: RandomBytes, ending: PortableIdentity["recovery"], next: number) {
  const { locator, key } = deriveRecovery(sodium, ending.secret);
  const { number, issuedAt } = ending;
  const note = seal(sodium, random, key, NOTE_PLACE, utf8(JSON.stringify({ v: 1, number, issuedAt, next })));
  sodium.memzero(key);
  return { locatorHash: hashToken(sodium, locator), note };
}

/** Reads the note in the place of a key that has ended; undefined when that key did not seal it. */
export function openNote(
  sodium: Sodium,
  secret: Uint8Array,
  note: Uint8Array,
): { readonly number: number; readonly issuedAt: number; readonly next: number } | undefined {
  const { key } = deriveRecovery(sodium, secret);
  const plain = open(sodium, key, NOTE_PLACE, note);
  sodium.memzero(key);
  return plain === undefined ? undefined : readJson(Note, plain);
}

/** Opens a fetched backup with the secret of its recovery key; undefined when it is not what that key sealed. */
export function openBackup(
  sodium: Sodium,
  secret: Uint8Array,
  bytes: Uint8Array,
): PortableIdentity | undefined {
  const { key } = deriveRecovery(sodium, secret);
  const plain = open(sodium, key, PLACE, bytes);
  sodium.memzero(key);
  if (plain === undefined) return undefined;
  const identity = readPortable(plain) ?? readFormer(plain, secret);
  sodium.memzero(plain);
  return identity;
}

/** The form that backups had before they held what other devices need. */
const Former = z.object({
  v: z.literal(1),
  identityKey: secretOf(64),
  networks: z.array(PinnedNetwork),
  number: z.number().int(),
  issuedAt: z.number(),
});

function readFormer(plain: Uint8Array, secret: Uint8Array): PortableIdentity | undefined {
  try {
    const former = Former.safeParse(JSON.parse(fromUtf8(plain) ?? "")).data;
    if (former === undefined) return undefined;
    const { v, identityKey, networks, number, issuedAt } = former;
    return { v, identityKey, networks, recovery: { secret, number, issuedAt } };
  } catch {
    return undefined;
  }
}
