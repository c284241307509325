import type { IdentityNews } from "../archive/segment.ts";
import type { PersonMark } from "../facade/views.ts";
import type { ArchivePin, IdentityRecord, PinnedNetwork } from "../vault/identityRecord.ts";
import { secretJson } from "../vault/secret.ts";

const same = (one: unknown, other: unknown) => secretJson(one) === secretJson(other);

/** All keys of both, each once. */
function joined(mine: readonly Uint8Array[], theirs: readonly Uint8Array[]): Uint8Array[] {
  const more = theirs.filter((key) => !mine.some((one) => same([one], [key])));
  return [...mine, ...more];
}

/** What has changed of an identity on this device and the person's other devices have still to learn. */
export function newsOf({ untoldKey, untoldNetworks, recovery, networks }: IdentityRecord): IdentityNews {
  const { secret, number, issuedAt, testedAt } = recovery;
  return {
    ...(untoldKey === true ? { recovery: { secret, number, issuedAt, testedAt } } : {}),
    ...(untoldNetworks === true ? { networks } : {}),
  };
}

/** The identity once the archive reaches up to a pin, with the news that is in it. */
export function withPin(record: IdentityRecord, archivePin: ArchivePin, told: IdentityNews): IdentityRecord {
  const { untoldKey, untoldNetworks, ...rest } = record;
  const keyTold = told.recovery?.number === record.recovery.number;
  const networksTold = told.networks !== undefined && same(told.networks, record.networks);
  return {
    ...rest,
    ...(untoldKey === true && !keyTold ? { untoldKey } : {}),
    ...(untoldNetworks === true && !networksTold ? { untoldNetworks } : {}),
    archivePin,
    recovery: { ...record.recovery, unsaved: true },
  };
}

/**
 * The identity after another device has told its networks. Nothing is lost by it: a network or an officer's key that
 * only this device has stays. `newest`: keys that differ are taken; else only what is not known here.
 */
export function withNetworks(
  record: IdentityRecord,
  networks: readonly PinnedNetwork[],
  newest: boolean,
): IdentityRecord {
  const told = new Map(networks.map((one) => [one.network, one]));
  const known = new Set(record.networks.map(({ network }) => network));
  const merged = [
    ...record.networks.map((mine) => {
      const theirs = told.get(mine.network);
      const officerKey = newest
        ? (theirs?.officerKey ?? mine.officerKey)
        : (mine.officerKey ?? theirs?.officerKey);
      const readyKeys = joined(mine.readyKeys ?? [], theirs?.readyKeys ?? []);
      return {
        ...mine,
        ...(officerKey === undefined ? {} : { officerKey }),
        ...(readyKeys.length === 0 ? {} : { readyKeys }),
      };
    }),
    ...networks.filter(({ network }) => !known.has(network)),
  ];
  return same(merged, record.networks) ? record : { ...record, networks: merged };
}

/**
 * A changed identity, with what follows from the change: the backup must be saved again when it would hold something
 * else, and other devices must be told of networks and keys that did not come from them (`heard`).
 */
export function withDues(before: IdentityRecord, after: IdentityRecord, heard: boolean): IdentityRecord {
  const networks = !same(before.networks, after.networks);
  const rest = !same(
    [before.identityKey, before.archiveKey, before.people ?? []],
    [after.identityKey, after.archiveKey, after.people ?? []],
  );
  if (!networks && !rest) return after;
  return {
    ...after,
    ...(networks && !heard ? { untoldNetworks: true } : {}),
    recovery: { ...after.recovery, unsaved: true },
  };
}

/** The identity with whom the person has verified, which the backup and a new device get. */
export function withPeople(people: readonly PersonMark[]): (record: IdentityRecord) => IdentityRecord {
  return (record) => (same(record.people ?? [], people) ? record : { ...record, people: [...people] });
}
