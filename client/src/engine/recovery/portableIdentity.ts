import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import { z } from "zod";
import type { FreshKeys } from "../enrolment/newIdentity.ts";
import { ArchivePin, type IdentityRecord, KeptMark, PinnedNetwork } from "../vault/identityRecord.ts";
import { Secret, secretJson, secretOf } from "../vault/secret.ts";

/**
 * Who a person is apart from any one device: what a recovery backup and the linking of a device carry. No
 * device key, no passphrase, no messages. It is all that an impostor would need: it never travels unsealed.
 */
export const PortableIdentity = z.object({
  v: z.literal(1),
  /** Ed25519 secret key, libsodium form (64 bytes). */
  identityKey: secretOf(64),
  /** The pinned networks, and an officer's key in each. */
  networks: z.array(PinnedNetwork),
  /** Absent in what was made before there was an archive. */
  archiveKey: secretOf(32).optional(),
  archivePin: ArchivePin.optional(),
  /** Whom the person has verified. */
  people: z.array(KeptMark).optional(),
  /** The one recovery key that is current, with the secret itself, so that every device can renew the backup. */
  recovery: z.object({
    secret: Secret,
    number: z.number().int(),
    issuedAt: z.number(),
    /** When the person last typed it in, on whichever device. */
    testedAt: z.number().optional(),
  }),
});
export type PortableIdentity = z.infer<typeof PortableIdentity>;

/** What of a device's identity goes to another device of the same person. */
export function portableOf(identity: IdentityRecord): PortableIdentity {
  const { identityKey, networks, archiveKey, archivePin, people, recovery } = identity;
  const { secret, number, issuedAt, testedAt } = recovery;
  return {
    v: 1,
    identityKey,
    networks,
    ...(archiveKey === undefined ? {} : { archiveKey }),
    ...(archivePin === undefined ? {} : { archivePin }),
    ...(people === undefined ? {} : { people }),
    recovery: { secret, number, issuedAt, ...(testedAt === undefined ? {} : { testedAt }) },
  };
}

/** The identity of a new device of the same person. `keys` are the new device's, made for this identity key. */
export function identityFrom(
  portable: PortableIdentity,
  keys: FreshKeys,
  deviceName: string,
): IdentityRecord {
  const { networks, archiveKey, archivePin, people, recovery } = portable;
  return {
    v: 1,
    account: keys.account,
    device: keys.device,
    deviceName,
    identityKey: keys.identity.privateKey,
    deviceKey: keys.deviceKeys.privateKey,
    networks,
    ...(archiveKey === undefined ? {} : { archiveKey }),
    ...(archivePin === undefined ? {} : { archivePin }),
    ...(people === undefined ? {} : { people }),
    recovery: { ...recovery, unsaved: true },
    boardsToFound: [],
  };
}

/** As bytes, to be sealed. */
export function writePortable(portable: PortableIdentity): Uint8Array {
  return utf8(secretJson(portable));
}

/** Reads opened bytes; undefined when they are no portable identity. */
export function readPortable(bytes: Uint8Array): PortableIdentity | undefined {
  try {
    return PortableIdentity.safeParse(JSON.parse(fromUtf8(bytes) ?? "")).data;
  } catch {
    return undefined;
  }
}
