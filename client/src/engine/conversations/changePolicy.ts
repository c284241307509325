import type { Change, ChangePolicy } from "../mls/commit.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import type { Ground } from "./ground.ts";
import type { ConversationRecord } from "./records.ts";

/** Who may be in a conversation of this kind, whatever its members or the server say. */
export function mayEnter(
  ground: Ground,
  record: Pick<ConversationRecord, "kind" | "peer" | "network">,
  leaf: LeafIdentity,
): boolean {
  const { self, directory } = ground.context;
  switch (record.kind) {
    case "direct":
      return leaf.account === self.account || leaf.account === record.peer;
    case "own":
      return leaf.account === self.account;
    case "board": {
      const roster = record.network === undefined ? undefined : directory.roster(record.network);
      return roster?.device(leaf.device)?.account === leaf.account;
    }
    case "room":
      return true;
  }
}

/**
 * What a commit may do: a direct channel stays between its two people, a notice board within its network.
 * A board's members are as the directory says: only officers take out people who have standing.
 */
export function changePolicy(ground: Ground, record: ConversationRecord): ChangePolicy {
  return (change: Change) => {
    if (!change.added.every((leaf) => mayEnter(ground, record, leaf))) return false;
    if (record.kind !== "board" || record.network === undefined) return true;
    const roster = ground.context.directory.roster(record.network);
    const { committer, removed } = change;
    return (
      roster?.isOfficer(committer.account) === true ||
      removed.every(
        (leaf) =>
          leaf.account === committer.account || !roster?.standing(leaf.device, ground.context.clock.now()).ok,
      )
    );
  };
}
