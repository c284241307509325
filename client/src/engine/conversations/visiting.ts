import type { AccountId, ConversationId } from "@comity/shared/ids";
import type { Guest } from "@comity/shared/statements/guests";
import type { DirectoryView } from "../context.ts";
import type { Change } from "../mls/commit.ts";
import { GRACE_MS } from "./leafTrust.ts";

type Known = Pick<DirectoryView, "known">;

/** As what guest somebody ever came, in any of the logs that are held. Nobody is both a guest and a member. */
export function guestOf(directory: Known, account: AccountId): Guest | undefined {
  for (const roster of directory.known()) {
    const guest = roster.guest(account);
    if (guest !== undefined) return guest;
  }
  return undefined;
}

/** Whether somebody may be in a room at all: a guest in their own, members in any. */
export function mayVisit(directory: Known, account: AccountId, room: ConversationId): boolean {
  const guest = guestOf(directory, account);
  return guest === undefined || guest.conversation === room;
}

/**
 * Whether a commit is one that its committer may make, as far as they are a guest: nobody comes by a guest, and nobody
 * goes by one who has standing. As of when it was made: every member comes to the same judgement.
 */
export function keepsToVisit(directory: Known, { committer, added, removed }: Change, at: number): boolean {
  if (guestOf(directory, committer.account) === undefined) return true;
  return (
    added.length === 0 &&
    removed.every(
      (leaf) =>
        leaf.account === committer.account ||
        directory.known().every((roster) => {
          const known = roster.device(leaf.device) !== undefined;
          return !known || roster.lapsed(leaf.device, at - GRACE_MS, at + GRACE_MS);
        }),
    )
  );
}

/** When the next stay of a guest ends by the calendar; undefined: none does. */
export function nextEnd(directory: Known, now: number): number | undefined {
  const ends = directory
    .known()
    .flatMap((roster) => roster.guests())
    .filter(({ endedAt, validUntil }) => endedAt === undefined && validUntil > now)
    .map(({ validUntil }) => validUntil);
  return ends.length === 0 ? undefined : Math.min(...ends);
}
