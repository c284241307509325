import type { AccountId } from "@comity/shared/ids";
import type { DirectoryView } from "../context.ts";
import type { Change } from "../mls/commit.ts";
import { strangerAmong } from "./company.ts";
import type { ConversationRecord, MembersRecord } from "./records.ts";

type Offices = Pick<DirectoryView, "known" | "devicesOf">;

/** Who holds the office of somebody who has left, by the log that says so. */
function successorOf(directory: Offices, account: AccountId, now: number): AccountId | undefined {
  // Whoever is a member elsewhere still is still there to be written to.
  if (directory.devicesOf(account, now).length > 0) return undefined;
  for (const roster of directory.known()) {
    const successor = roster.successorOf(account);
    if (successor !== undefined) return successor;
  }
  return undefined;
}

/**
 * Whose devices belong into a room because they took over the office of somebody who is in it, or who was taken out of it
 * before they could be brought in. Nobody is brought among people who could not check them.
 */
export function heirsOf(
  directory: Offices,
  { kind, heirsDue }: Pick<ConversationRecord, "kind" | "heirsDue">,
  present: ReadonlySet<AccountId>,
  now: number,
): readonly AccountId[] {
  if (kind !== "room") return [];
  const named = [...present].map((account) => successorOf(directory, account, now));
  const due = heirsDue.map((account) => successorOf(directory, account, now) ?? account);
  const heirs = [...named, ...due].filter((account) => account !== undefined && !present.has(account));
  const staying = [...present].filter((account) => directory.devicesOf(account, now).length > 0);
  return [...new Set(heirs)].flatMap((heir) =>
    heir === undefined || strangerAmong(directory, [heir], staying) !== undefined ? [] : [heir],
  );
}

/** Who still has to be brought in after a change of who is in a room: their predecessor has gone and they have not come. */
export function heirsLeft(
  directory: Offices,
  { heirsDue }: Pick<ConversationRecord, "heirsDue">,
  { removed }: Pick<Change, "removed">,
  members: MembersRecord,
  now: number,
): AccountId[] {
  const present = new Set(members.map(({ account }) => account));
  const gone = removed.flatMap(({ account }) =>
    present.has(account) ? [] : (successorOf(directory, account, now) ?? []),
  );
  return [...new Set([...heirsDue, ...gone])].filter((account) => !present.has(account));
}
