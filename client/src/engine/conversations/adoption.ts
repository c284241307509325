import { LIMITS } from "@comity/shared/limits";
import type { Change } from "../mls/commit.ts";
import { type Leaf, leafAt } from "../mls/leaf.ts";
import type { PendingCommit } from "../mls/pendingRecords.ts";
import { membersOf } from "./conversation.ts";
import type { Draft } from "./draft.ts";
import { moveTo } from "./epoch.ts";
import type { Ground } from "./ground.ts";
import { enqueue } from "./outbox.ts";
import { detailsOf } from "./records.ts";
import { enteredAt, restartLine } from "./restarted.ts";
import { membershipItem } from "./threadItem.ts";
import { warnOfReturned } from "./undoneRemovals.ts";

/**
 * An own commit stands in the log: the group that it led to is taken on, with the ratchets of the epoch
 * that it ended as they are now. In the same write newcomers of a room get its details queued, and a
 * board's are marked to get its announcements.
 */
export async function adoptPending(
  ground: Ground,
  draft: Draft,
  place: { readonly seq: number; readonly at: number },
): Promise<void> {
  const { group, pending } = draft;
  if (pending?.external === true) {
    comeIn(ground, draft, pending, place);
    return pending.restart === true ? tellNewcomers(ground, draft) : undefined;
  }
  if (group === undefined || pending === undefined || pending.epoch !== draft.serverEpoch) return;
  const change = changeBetween(group.leaves(), pending.after.leaves(), group.ownLeaf);
  const self = leafAt(group.state.ratchetTree, group.ownLeaf);
  if (self === undefined) return;
  draft.pending = undefined;
  if (!group.hasLeafOf(pending.after)) draft.note({ leafAt: ground.context.clock.now() });
  if (pending.present !== undefined) draft.note({ repairDue: undefined });
  moveTo(ground, draft, group.adopt(pending.after), { committer: self, ...change }, place);
  draft.reach(place.seq);
  if (change.added.length > 0) await tellNewcomers(ground, draft);
}

/** Newcomers learn what the conversation is about: nothing that was said before they came can be read by them. */
export async function tellNewcomers(ground: Ground, draft: Draft): Promise<void> {
  const { kind, reference, title } = draft.record;
  if (kind === "board") draft.note({ announcementsDue: true });
  if (kind === "own") draft.note({ ownStateDue: true });
  if (kind === "room" && reference !== undefined && title !== undefined)
    await enqueue(ground, draft, detailsOf(draft.record, reference, title), false);
}

/**
 * The external commit of this device stands in the log: it is in, with a fresh leaf. The keys of former
 * epochs go, since nothing of them comes any more; what waits to be sent is encrypted anew.
 */
function comeIn(
  ground: Ground,
  draft: Draft,
  pending: PendingCommit,
  { seq, at }: { readonly seq: number; readonly at: number },
): void {
  const after = pending.after.asFirst();
  const members = membersOf(after);
  if (pending.restart === true) draft.note({ takenOut: [] });
  else warnOfReturned(ground, draft, members, at);
  const epoch = pending.epoch + 1;
  const { context } = ground;
  const { broken: _mended, gap: _told, ...rest } = draft.record;
  draft.record = {
    ...rest,
    joined: seq,
    joinedEpoch: epoch,
    epochShift: epoch - after.epoch,
    ...enteredAt(after.epoch, pending.restart === true),
    leafAt: context.clock.now(),
  };
  draft.group = after;
  draft.pending = undefined;
  for (const entry of draft.outbox) if (entry.sealed !== undefined) draft.unseal(entry);
  const { account, device } = context.self;
  if (pending.restart === true) draft.line(restartLine(account, seq, at));
  if (draft.record.state === "active") {
    draft.members = members;
    draft.reach(seq);
    return;
  }
  const self = { account, device };
  draft.note({
    state: "active",
    cursor: seq - 1,
    ahead: [],
    lastActivity: Math.max(at, rest.lastActivity),
  });
  // As far as this device has seen it, the others are in since it came: the first message after that is for them.
  if (rest.joined === 0) draft.members = [];
  draft.members = members;
  draft.reach(seq);
  if (pending.restart === true) return;
  const change = { committer: self, added: [self], removed: [] };
  draft.line(membershipItem(change, members, members, { seq, at, created: false }));
}

function changeBetween(
  before: readonly Leaf[],
  after: readonly Leaf[],
  own: number,
): Pick<Change, "added" | "removed"> {
  const was = new Set(before.map(({ device }) => device));
  const is = new Set(after.map(({ device }) => device));
  return {
    added: after.filter(({ device, index }) => index !== own && !was.has(device)),
    removed: before.filter(({ device, index }) => index !== own && !is.has(device)),
  };
}

/** How many devices one commit brings in at most: its welcome carries a secret for each, and the tree. */
export const DEVICES_PER_COMMIT = Math.min(100, LIMITS.devicesPerCommit);
