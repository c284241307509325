import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { fromUtf8, utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { hashToken } from "@comity/shared/enrolment/invitation";
import { NetworkId } from "@comity/shared/ids";
import { backupPut } from "@comity/shared/protocol/backup";
import { z } from "zod";
import type { SessionLink } from "../context.ts";
import type { RandomBytes } from "../ports.ts";
import type { IdentityRecord } from "../vault/identityRecord.ts";
import { open, seal } from "../vault/sealing.ts";
import { deriveRecovery } from "./recoveryKey.ts";

/** What a printed recovery key brings back: who the person is, and an officer's keys. */
const Backup = z.object({
  v: z.literal(1),
  identityKey: z.string(),
  networks: z.array(z.object({ network: NetworkId, name: z.string(), officerKey: z.string().optional() })),
  number: z.number().int(),
  issuedAt: z.number(),
});
export interface RestoredIdentity {
  readonly identityKey: Uint8Array;
  readonly networks: readonly { network: NetworkId; name: string; officerKey?: Uint8Array }[];
  readonly number: number;
}

const PLACE = "comity/backup/v1";

/** Seals the identity under the recovery key and stores it at the server, replacing the former backup. */
export async function saveBackup(
  sodium: Sodium,
  random: RandomBytes,
  session: SessionLink,
  identity: IdentityRecord,
): Promise<boolean> {
  const { locator, key } = deriveRecovery(sodium, identity.recovery.secret);
  const text = JSON.stringify({
    v: 1,
    identityKey: toBase64url(identity.identityKey),
    networks: identity.networks.map(({ network, name, officerKey }) => ({
      network,
      name,
      ...(officerKey === undefined ? {} : { officerKey: toBase64url(officerKey) }),
    })),
    number: identity.recovery.number,
    issuedAt: identity.recovery.issuedAt,
  });
  const bytes = seal(sodium, random, key, PLACE, utf8(text));
  sodium.memzero(key);
  const saved = await session.call(backupPut, { locatorHash: hashToken(sodium, locator), bytes });
  return saved.ok;
}

/** Opens a fetched backup; undefined when it is not the one that this key sealed. */
export function openBackup(sodium: Sodium, key: Uint8Array, bytes: Uint8Array): RestoredIdentity | undefined {
  const plain = open(sodium, key, PLACE, bytes);
  if (plain === undefined) return undefined;
  const parsed = Backup.safeParse(JSON.parse(fromUtf8(plain) ?? "null"));
  const identityKey = parsed.success ? fromBase64url(parsed.data.identityKey) : undefined;
  if (!parsed.success || identityKey?.length !== 64) return undefined;
  const networks = parsed.data.networks.map(({ network, name, officerKey }) => {
    const officer = officerKey === undefined ? undefined : fromBase64url(officerKey);
    return { network, name, ...(officer === undefined ? {} : { officerKey: officer }) };
  });
  return { identityKey, networks, number: parsed.data.number };
}
