import type { Sodium } from "@comity/shared/crypto/sodium";
import { idOfKey, type NetworkId, OfficerKey } from "@comity/shared/ids";
import type { Roster } from "@comity/shared/statements/roster";
import type { SigningKeys } from "@comity/shared/statements/signing";
import { signingKeysOf } from "../enrolment/newIdentity.ts";
import type { IdentityRecord, PinnedNetwork } from "../vault/identityRecord.ts";

/** The public half of an officer's key. */
export function publicOf(sodium: Sodium, secret: Uint8Array): OfficerKey {
  return idOfKey(OfficerKey, signingKeysOf(sodium, secret).publicKey);
}

/** The key with which a person signs in a network: the one of theirs that its log has in office. */
export function keyInOffice(
  sodium: Sodium,
  identity: IdentityRecord,
  network: NetworkId,
  roster: Roster | undefined,
): SigningKeys | undefined {
  const pinned = identity.networks.find((one) => one.network === network);
  if (pinned === undefined) return undefined;
  const held = [...(pinned.readyKeys ?? []), ...(pinned.officerKey === undefined ? [] : [pinned.officerKey])];
  const seated = held.find((secret) => inOffice(roster, publicOf(sodium, secret)));
  const secret = seated ?? pinned.officerKey;
  return secret === undefined ? undefined : signingKeysOf(sodium, secret);
}

/**
 * The identity once the logs have taken keys into office or out of it: what was made ready becomes the key of the office,
 * and a key that is used up is kept no longer. The same record where nothing is to be done.
 */
export function withSeatedKeys(
  sodium: Sodium,
  identity: IdentityRecord,
  rosterOf: (network: NetworkId) => Roster | undefined,
): IdentityRecord {
  const networks = identity.networks.map((pinned) => seated(sodium, pinned, rosterOf(pinned.network)));
  return networks.some((one, at) => one !== identity.networks[at]) ? { ...identity, networks } : identity;
}

function seated(sodium: Sodium, pinned: PinnedNetwork, roster: Roster | undefined): PinnedNetwork {
  const { readyKeys = [], ...rest } = pinned;
  if (roster === undefined || readyKeys.length === 0) return pinned;
  const known = (secret: Uint8Array) => roster.officerOf(publicOf(sodium, secret)) !== undefined;
  if (!readyKeys.some(known)) return pinned;
  const newest = readyKeys.findLast((secret) => inOffice(roster, publicOf(sodium, secret)));
  const left = readyKeys.filter((secret) => !known(secret));
  return {
    ...rest,
    ...(newest === undefined ? {} : { officerKey: newest }),
    ...(left.length === 0 ? {} : { readyKeys: left }),
  };
}

function inOffice(roster: Roster | undefined, key: OfficerKey): boolean {
  return roster?.currentOfficers().some((officer) => officer.key === key) === true;
}
