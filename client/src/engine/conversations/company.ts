import type { AccountId, DeviceId, NetworkId } from "@comity/shared/ids";
import { areMutual, wereMutual } from "@comity/shared/statements/recognitions";
import type { Roster } from "@comity/shared/statements/roster";
import type { DirectoryView } from "../context.ts";
import type { Change } from "../mls/commit.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import { GRACE_MS } from "./leafTrust.ts";
import type { ConversationRecord } from "./records.ts";

type Known = Pick<DirectoryView, "known">;

/**
 * Who may be in one room: people of one network, or of two that recognise each other. A room may have people of several
 * networks, and each of them has to be able to check each other one: hence all pairs count, not only those with oneself.
 */
function meet(ones: readonly Roster[], others: readonly Roster[], at: number | "now"): boolean {
  const [from, to] = at === "now" ? [0, 0] : [at - GRACE_MS, at + GRACE_MS];
  return ones.some((one) =>
    others.some(
      (other) =>
        one.network === other.network ||
        (at === "now" ? areMutual(one, other) : wereMutual(one, other, from, to)),
    ),
  );
}

const certifiedBy = (directory: Known, { account, device }: LeafIdentity): readonly Roster[] =>
  directory.known().filter((roster) => roster.device(device)?.account === account);

const membershipsOf = (directory: Known, account: AccountId): readonly Roster[] =>
  directory.known().filter((roster) => (roster.member(account) ?? roster.guest(account)) !== undefined);

/**
 * Whether newcomers may meet everybody who is in a room, as of when a commit was made: every member comes to the same
 * judgement. Those who may not meet the committer any more are on their way out, and keep nobody from coming.
 */
export function keepsCompany(
  directory: Known,
  present: readonly LeafIdentity[],
  { committer, added, removed }: Change,
  at: number,
): boolean {
  // With one network's log alone there are no two that could not meet: whom it does not know is refused anyway.
  if (added.length === 0 || directory.known().length < 2) return true;
  const networks = new Map<string, readonly Roster[]>();
  const of = (leaf: LeafIdentity) => {
    const known = networks.get(leaf.device) ?? certifiedBy(directory, leaf);
    networks.set(leaf.device, known);
    return known;
  };
  const committers = of(committer);
  const gone = new Set(removed.map(({ device }) => device));
  const staying = present.filter((leaf) => !gone.has(leaf.device) && meet(of(leaf), committers, at));
  const all = [...staying, ...added];
  return added.every((newcomer) =>
    all.every((one) => of(one).length === 0 || of(newcomer).length === 0 || meet(of(newcomer), of(one), at)),
  );
}

/**
 * Somebody among these people whose network and another one's don't recognise each other now. A guest can check people of
 * the one network only whose guest they are.
 */
export function strangerAmong(
  directory: Known,
  newcomers: readonly AccountId[],
  present: readonly AccountId[],
): AccountId | undefined {
  const all = [...present, ...newcomers];
  const hosting = directory.known().filter((roster) => all.some((one) => roster.guest(one) !== undefined));
  return newcomers.find((newcomer) => {
    const own = membershipsOf(directory, newcomer);
    if (!hosting.every((roster) => own.includes(roster))) return true;
    return all.some((one) => !meet(own, membershipsOf(directory, one), "now"));
  });
}

/**
 * The network to which a room belongs: the one in which it was made. Of several of its maker's it is the one that most of
 * its first members are in.
 */
export function homeOf(
  directory: Pick<DirectoryView, "rosters">,
  maker: AccountId,
  members: readonly AccountId[],
  now: number,
): NetworkId | undefined {
  const own = directory.rosters().filter((roster) => roster.membershipFault(maker, now) === undefined);
  const count = (roster: Roster) => members.filter((one) => roster.member(one) !== undefined).length;
  return [...own].sort((one, other) => count(other) - count(one))[0]?.network;
}

/**
 * Whose devices have to leave a room because networks don't recognise each other any more, as a member of it sees it.
 * Whoever is not of the room's own network leaves; of two others, the people of the one that has withdrawn.
 */
export function partedFrom(
  directory: DirectoryView,
  { home }: Pick<ConversationRecord, "home">,
  present: readonly LeafIdentity[],
): ReadonlySet<DeviceId> {
  const parted = new Set<DeviceId>();
  const own = directory.rosters();
  const guest = home !== undefined && !own.some(({ network }) => network === home);
  if (guest || directory.known().length < 2) return parted;
  /** Leaves by the networks that certify them: there are few different ones. */
  const groups = new Map<string, { readonly networks: readonly Roster[]; readonly devices: DeviceId[] }>();
  for (const leaf of present) {
    const networks = certifiedBy(directory, leaf);
    if (networks.length === 0) continue;
    const key = networks.map(({ network }) => network).join();
    const group = groups.get(key) ?? { networks, devices: [] };
    group.devices.push(leaf.device);
    groups.set(key, group);
  }
  const all = [...groups.values()].map(({ networks }) => networks);
  for (const { networks, devices } of groups.values()) {
    const leaves = !meet(networks, own, "now") || all.some((theirs) => yields(networks, theirs, own));
    if (leaves) for (const device of devices) parted.add(device);
  }
  return parted;
}

/** Whether people of these networks make way for others whom their networks have ceased to recognise. */
function yields(ones: readonly Roster[], others: readonly Roster[], own: readonly Roster[]): boolean {
  if (meet(ones, others, "now") || !meet(others, own, "now")) return false;
  return ones.every((one) => others.some((other) => one.recognition(other.network)?.until !== undefined));
}

/** What a removal has to do with recognition, for the line in the thread; undefined: nothing. */
export interface EndedRecognition {
  /** Whose people have gone. */
  readonly network: NetworkId;
  /** Which network has withdrawn first. */
  readonly by: NetworkId;
  readonly from: NetworkId;
}

/** Why people were taken out, where it was because their network and the remover's recognised each other no more. */
export function endedRecognition(
  directory: Known,
  { committer, removed }: Change,
): EndedRecognition | undefined {
  const ones = certifiedBy(directory, committer);
  for (const leaf of removed) {
    const theirs = certifiedBy(directory, leaf);
    if (theirs.length === 0 || meet(ones, theirs, "now")) return undefined;
  }
  const [first] = removed;
  const [theirs] = first === undefined ? [] : certifiedBy(directory, first);
  if (theirs === undefined) return undefined;
  const ended = ones.flatMap((one) => [
    { by: one.network, from: theirs.network, at: one.recognition(theirs.network)?.until },
    { by: theirs.network, from: one.network, at: theirs.recognition(one.network)?.until },
  ]);
  const [earliest] = ended
    .filter(({ at }) => at !== undefined)
    .sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  if (earliest === undefined) return undefined;
  return { network: theirs.network, by: earliest.by, from: earliest.from };
}
