import { dropPassingsOfAbsent } from "../history/passings.ts";
import type { Change } from "../mls/commit.ts";
import type { Group } from "../mls/group.ts";
import { endedRecognition } from "./company.ts";
import { membersOf } from "./conversation.ts";
import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { heirsLeft } from "./heirs.ts";
import { membershipItem } from "./threadItem.ts";
import { noteTakenOut } from "./undoneRemovals.ts";

/** The draft in the next epoch, with the permanent line about who came and went. */
export function moveTo(
  { context }: Ground,
  draft: Draft,
  group: Group,
  change: Change,
  { seq, at }: { readonly seq: number; readonly at: number },
): void {
  const before = draft.members;
  draft.group = group;
  draft.members = membersOf(group);
  const left = new Set(draft.members.flatMap(({ devices }) => devices));
  if (before.some(({ devices }) => devices.some((device) => !left.has(device))))
    draft.note({ removal: { epoch: group.epoch, tag: group.tag } });
  noteTakenOut(draft, before);
  dropLost(draft);
  if (change.added.length + change.removed.length === 0) return;
  const ended = endedRecognition(context.directory, change);
  draft.line(membershipItem(change, before, draft.members, { seq, at, created: false }, ended));
  draft.note({ lastActivity: Math.max(at, draft.record.lastActivity) });
  if (change.added.length > 0) draft.note({ addedOrder: seq });
  if (change.removed.length > 0) dropPassingsOfAbsent(draft, context.self.account);
  if (draft.record.kind === "room")
    draft.note({
      heirsDue: heirsLeft(context.directory, draft.record, change, draft.members, context.clock.now()),
    });
}

/** A commit of ours that would have ended an epoch already past has lost: what it was for is planned anew. */
export function dropLost(draft: Draft): void {
  const { pending, serverEpoch } = draft;
  if (pending !== undefined && serverEpoch !== undefined && pending.epoch < serverEpoch && !pending.external)
    draft.pending = undefined;
}
