import type { AccountId } from "@comity/shared/ids";
import type { StandingFault } from "@comity/shared/statements/faults";
import type { Member } from "@comity/shared/statements/members";
import type { Roster } from "@comity/shared/statements/roster";
import type { DirectoryView } from "../context.ts";
import type { EngineFault } from "../facade/fault.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import type { Clock } from "../ports.ts";

/** Why a leaf is not believed. */
export type LeafFault = StandingFault | "other-account";

/** Whether a directory that has grown may still vouch for somebody who is not believed now. */
export function isUnknown(fault: LeafFault): boolean {
  return fault === "device-unknown" || fault === "not-a-member";
}

/**
 * Nothing can be said of somebody now: what the directory has grown by could not be fetched, or not be stored. To
 * judge by what is known here would be to refuse what everybody else takes.
 */
export class DirectoryBehind extends Error {
  constructor(readonly fault: EngineFault) {
    super(`the directory is behind: ${fault.code}`);
  }
}

/** How far clocks may differ, and how long a revocation may take to reach everybody who writes or adds. */
export const GRACE_MS = 10 * 60_000;

/**
 * Whether leaves chain: leaf key <- device certificate <- identity key <- membership <- officer <- network.
 * What was done is judged as of when it was done, so that everybody comes to the same judgement whenever
 * they read it: a group in which some refuse a commit that others took would fall apart. Hence nobody is refused
 * by a directory that could not be refreshed: judgements reject with DirectoryBehind then.
 */
export class LeafTrust {
  constructor(
    private readonly directory: Omit<DirectoryView, "watch">,
    private readonly clock: Clock,
  ) {}

  /** The strict judgement, for what this device does itself: the leaf has standing now. */
  now(leaf: LeafIdentity): LeafFault | undefined {
    const standing = this.directory.standing(leaf.device, this.clock.now());
    if (!standing.ok) return standing.fault;
    return standing.value.account === leaf.account ? undefined : "other-account";
  }

  /** The strict judgement by a directory that may be older than the leaf: it is refreshed first. */
  current(leaf: LeafIdentity): Promise<LeafFault | undefined> {
    return this.refreshed(() => this.now(leaf));
  }

  /** Whether a leaf could be added at a moment. A directory that may be older than the leaf is refreshed first. */
  added(leaf: LeafIdentity, at: number): Promise<LeafFault | undefined> {
    return this.refreshed(() => this.at(leaf, at, true));
  }

  /** Whether a leaf that sits in a group could speak at a moment. */
  speaking(leaf: LeafIdentity, at: number): Promise<LeafFault | undefined> {
    return this.refreshed(() => this.at(leaf, at, false));
  }

  /** Whether a leaf found in a tree was ever vouched for; upkeep removes those that no longer are. */
  known(leaf: LeafIdentity): Promise<LeafFault | undefined> {
    return this.refreshed(() => {
      if (this.now(leaf) === undefined) return undefined;
      const certified = this.certified(leaf);
      if (certified === undefined) return "device-unknown";
      if (certified.device.account !== leaf.account) return "other-account";
      return certified.member === undefined ? "not-a-member" : undefined;
    });
  }

  private async refreshed(judge: () => LeafFault | undefined): Promise<LeafFault | undefined> {
    if (judge() === undefined) return undefined;
    await this.directory.refresh();
    if (judge() === undefined) return undefined;
    // The first may have been under way since before the leaf was certified.
    const refreshed = await this.directory.refresh();
    const fault = judge();
    if (fault !== undefined && !refreshed.ok) throw new DirectoryBehind(refreshed.fault);
    return fault;
  }

  private at(leaf: LeafIdentity, at: number, entering: boolean): LeafFault | undefined {
    const present = this.now(leaf);
    if (present === undefined || present === "other-account") return present;
    let fault: LeafFault | undefined;
    // Somebody may be in several networks: one that vouches for them is enough, as for the present.
    for (const roster of this.directory.known()) {
      const found = this.in(roster, leaf, at, entering);
      if (found === undefined) return undefined;
      if (found !== "device-unknown") fault ??= found;
    }
    return fault ?? present;
  }

  private in(roster: Roster, leaf: LeafIdentity, at: number, entering: boolean): LeafFault | undefined {
    const device = roster.device(leaf.device);
    if (device === undefined) return "device-unknown";
    if (device.account !== leaf.account) return "other-account";
    if (!this.directory.recognised(roster.network, at - GRACE_MS, at + GRACE_MS))
      return "network-not-recognised";
    const member = vouchedIn(roster, device.account);
    if (member === undefined) return "not-a-member";
    if (device.revoked && !(at <= (device.revokedAt ?? 0) + GRACE_MS)) return "device-revoked";
    if (member.revoked && !(at <= (member.revokedAt ?? 0) + GRACE_MS)) return "membership-revoked";
    if (member.suspendedAt !== undefined && at > member.suspendedAt + GRACE_MS) return "membership-suspended";
    if (at > member.validUntil + GRACE_MS) return "membership-expired";
    return entering && at < member.validFrom - GRACE_MS ? "membership-not-yet-valid" : undefined;
  }

  private certified(leaf: LeafIdentity) {
    for (const roster of this.directory.known()) {
      const device = roster.device(leaf.device);
      if (device !== undefined) return { device, member: vouchedIn(roster, device.account) };
    }
    return undefined;
  }
}

/** By what somebody may be in a conversation: as a member or, in one room, as a guest. */
function vouchedIn(
  roster: Roster,
  account: AccountId,
): Pick<Member, "revoked" | "revokedAt" | "suspendedAt" | "validFrom" | "validUntil"> | undefined {
  const guest = roster.guest(account);
  if (guest === undefined) return roster.member(account);
  const { endedAt, validFrom, validUntil } = guest;
  const ended = endedAt === undefined ? {} : { revokedAt: endedAt };
  return { revoked: endedAt !== undefined, ...ended, validFrom, validUntil };
}
