import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import type { MembersRecord } from "./records.ts";
import { doubtKey } from "./warnings.ts";

/** Keeps in mind who was taken out of a room by a change that this device has followed, until it follows their return. */
export function noteTakenOut(draft: Draft, before: MembersRecord): void {
  if (draft.record.kind !== "room") return;
  const present = new Set(draft.members.map(({ account }) => account));
  const out = new Set(draft.record.takenOut);
  for (const { account } of before) out.add(account);
  const takenOut = [...out].filter((account) => !present.has(account));
  if (takenOut.length + draft.record.takenOut.length > 0) draft.note({ takenOut });
}

/**
 * This device is about to come into a group anew, and somebody is in it whom it saw taken out. They may have been brought
 * back since; or it is another line of the group, from before that removal, to which the server means to bring everybody
 * over. A public state can't tell the two apart: it is said, and nothing is sent before the person has read it.
 */
export function warnOfReturned(ground: Ground, draft: Draft, members: MembersRecord, at: number): void {
  const { id, takenOut } = draft.record;
  const present = new Set(members.map(({ account }) => account));
  const returned = takenOut.filter((account) => present.has(account));
  if (returned.length === 0) return;
  draft.note({ takenOut: takenOut.filter((account) => !present.has(account)) });
  for (const account of returned)
    ground.warnings.with(draft, {
      id: `${doubtKey("removal-undone", id)}-${account}`,
      ...{ at, code: "removal-undone", conversation: id, account, cause: "came-in-anew" },
    });
}
