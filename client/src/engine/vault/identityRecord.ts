import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import { PERSON_STATES } from "@comity/shared/content/content";
import { Card } from "@comity/shared/directory/card";
import { AccountId, DeviceId, NetworkId, Token } from "@comity/shared/ids";
import { SignedStatement } from "@comity/shared/statements/statement";
import { z } from "zod";
import type { StoreChange, Vault } from "../ports.ts";
import { Secret, secretJson, secretOf } from "./secret.ts";

/** Up to where an account's history archive is known to reach: how many segments, and the hash of the newest. */
export const ArchivePin = z.object({ count: z.number().int().nonnegative(), hash: secretOf(32) });
export type ArchivePin = z.infer<typeof ArchivePin>;

/** How long the key of an archive is, in bytes. */
export const ARCHIVE_KEY_BYTES = 32;

/** A network that this person belongs to, or waits to: its id is pinned here, whatever a server says later. */
export const PinnedNetwork = z.object({
  network: NetworkId,
  name: z.string(),
  /** Present where this person came by a guest's invitation: they are shown a part of the network's log. */
  visit: z.literal(true).optional(),
  /** Ed25519 secret key (64 bytes) of an officer. */
  officerKey: Secret.optional(),
  /** Officer's keys that were made here and that the log does not have in office yet. */
  readyKeys: z.array(Secret).optional(),
});
export type PinnedNetwork = z.infer<typeof PinnedNetwork>;

/** What still has to be told to the server, so that a crash in between loses nothing. */
const Unfinished = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("founding"), token: Token, statements: z.array(SignedStatement).length(3) }),
  z.object({
    kind: z.literal("enrolment"),
    token: Token,
    enrolment: z.string(),
    mac: z.string(),
  }),
  /** The device is perhaps not certified in every network yet: the identity key's word can be said again. */
  z.object({ kind: z.literal("certification") }),
]);

/** What a person has made sure of about somebody. */
export const KeptMark = z.object({
  account: AccountId,
  state: z.enum(PERSON_STATES),
  at: z.number().int(),
  device: DeviceId,
});

const IssuedKey = z.object({ secret: Secret, number: z.number().int(), issuedAt: z.number() });

/** Who this device is. The one record without which nothing else means anything. */
export const IdentityRecord = z.object({
  v: z.literal(1),
  account: AccountId,
  device: DeviceId,
  deviceName: z.string(),
  /** Ed25519 secret keys, libsodium form (64 bytes). */
  identityKey: Secret,
  deviceKey: Secret,
  networks: z.array(PinnedNetwork),
  unfinished: Unfinished.optional(),
  /** Until an officer has vouched: what to show while waiting. */
  waiting: z
    .object({
      ...{ networkName: z.string(), invitedBy: z.string(), card: Card },
      /** Present where somebody waits to be a guest: until when. */
      guestUntil: z.number().optional(),
    })
    .optional(),
  recovery: z.object({
    secret: Secret,
    number: z.number().int(),
    issuedAt: z.number(),
    /** The sealed backup has not reached the server yet. */
    unsaved: z.boolean(),
    /** When the server last took a backup under this very key; undefined: not since this device knows it. */
    keptAt: z.number().optional(),
    /** When the person last typed it in, and until when the next test is put off. */
    testedAt: z.number().optional(),
    postponedUntil: z.number().optional(),
  }),
  /** A new recovery key that becomes the current one when it has been typed in. */
  renewal: IssuedKey.optional(),
  /** The key that has just ended: its place at the server is still to be closed. */
  ending: IssuedKey.optional(),
  /** The current key was made on this device, and the person's other devices don't know it yet. */
  untoldKey: z.boolean().optional(),
  /** Networks or an officer's keys have changed on this device, and the person's other devices don't know it yet. */
  untoldNetworks: z.boolean().optional(),
  /** This device was made by a recovery whose key's number has still to be compared with the networks' logs. */
  unchecked: z.boolean().optional(),
  /** Keys that have ended: the hash of their place, by which they are recognised. */
  formerKeys: z.array(z.object({ place: z.string(), number: z.number(), issuedAt: z.number() })).optional(),
  /** Whom the person has verified, as a backup and a new device get it; each device keeps it beside this. */
  people: z.array(KeptMark).optional(),
  boardsToFound: z.array(NetworkId).default([]),
  /** The key of the account's history archive; a vault made before there was one gets it when it opens. */
  archiveKey: secretOf(ARCHIVE_KEY_BYTES).optional(),
  archivePin: ArchivePin.optional(),
});
export type IdentityRecord = z.infer<typeof IdentityRecord>;

const TABLE = "self";
const KEY = "identity";

/** The change that stores an identity. */
export function identityChange(identity: IdentityRecord): StoreChange {
  return { table: TABLE, key: KEY, value: utf8(secretJson(identity)) };
}

/** Reads the identity of an opened vault; undefined when there is none that can be read. */
export async function readIdentity(vault: Vault): Promise<IdentityRecord | undefined> {
  const bytes = await vault.get(TABLE, KEY);
  if (bytes === undefined) return undefined;
  try {
    return IdentityRecord.safeParse(JSON.parse(fromUtf8(bytes) ?? "")).data;
  } catch {
    return undefined;
  }
}
