import type { Change, ChangePolicy } from "../mls/commit.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import { keepsCompany } from "./company.ts";
import type { Ground } from "./ground.ts";
import { GRACE_MS } from "./leafTrust.ts";
import type { ConversationRecord } from "./records.ts";
import { keepsToVisit, mayVisit } from "./visiting.ts";

/** Who may be in a conversation of this kind, whatever its members or the server say. */
export function mayEnter(
  ground: Ground,
  record: Pick<ConversationRecord, "id" | "kind" | "peer" | "network">,
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
      return mayVisit(directory, leaf.account, record.id);
  }
}

/**
 * What a commit may do: a direct channel stays between its two people, a notice board within its network, and a room
 * among networks that recognise each other.
 * A board's members are as the directory says: only officers take out people who have standing. Both as of when the
 * commit was made: whoever reads of it later, and knows who was suspended, resumed or came into office since, must
 * come to the same judgement.
 */
export function changePolicy(
  ground: Ground,
  record: ConversationRecord,
  present: readonly LeafIdentity[],
  at: number,
): ChangePolicy {
  const around = [at - GRACE_MS, at + GRACE_MS] as const;
  return (change: Change) => {
    if (!change.added.every((leaf) => mayEnter(ground, record, leaf))) return false;
    if (record.kind === "room") {
      const { directory } = ground.context;
      return keepsToVisit(directory, change, at) && keepsCompany(directory, present, change, at);
    }
    if (record.kind !== "board" || record.network === undefined) return true;
    const roster = ground.context.directory.roster(record.network);
    const { committer, removed } = change;
    return (
      roster?.wasOfficer(committer.account, ...around) === true ||
      removed.every(
        (leaf) => leaf.account === committer.account || roster?.lapsed(leaf.device, ...around) !== false,
      )
    );
  };
}
