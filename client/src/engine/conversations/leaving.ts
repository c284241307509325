import { decodeContent } from "@comity/shared/content/content";
import { failPassing } from "../history/giving.ts";
import { dropPassingsOfAbsent } from "../history/passings.ts";
import type { Change } from "../mls/commit.ts";
import { readJson } from "../mls/json.ts";
import { isOwnContent } from "../own/ownState.ts";
import { forgetAmendment } from "./amendments.ts";
import { endedRecognition } from "./company.ts";
import type { Draft } from "./draft.ts";
import { endedBy } from "./formerGroup.ts";
import type { Ground } from "./ground.ts";
import { orderKey, TABLES, ThreadRecord } from "./records.ts";
import { membershipItem } from "./threadItem.ts";

/**
 * This device was removed: the keys go, the thread stays. What was still on its way out will not be sent
 * and says so.
 */
export async function leave(
  ground: Ground,
  draft: Draft,
  change: Change,
  { seq, at }: { readonly seq: number; readonly at: number },
): Promise<void> {
  const gone = new Set<string>(change.removed.map(({ device }) => device));
  const after = draft.members
    .map(({ account, devices }) => ({ account, devices: devices.filter((device) => !gone.has(device)) }))
    .filter(({ devices }) => devices.length > 0);
  const ended = endedRecognition(ground.context.directory, change);
  draft.line(membershipItem(change, draft.members, after, { seq, at, created: false }, ended));
  draft.members = after;
  draft.note(endedBy(draft.group));
  draft.group = undefined;
  draft.pending = undefined;
  for (const entry of draft.outbox) await failEntry(ground, draft, entry);
  dropPassingsOfAbsent(draft, ground.context.self.account);
  draft.note({ state: "left", broken: undefined, announcementsDue: false, ownStateDue: false, heirsDue: [] });
}

/** A message that will never be sent: its line says so, its entry goes. */
export async function failEntry(
  { own }: Ground,
  draft: Draft,
  entry: Draft["outbox"][number],
): Promise<void> {
  draft.unqueue(entry);
  const { content } = decodeContent(entry.text);
  // Once there is a way to this person's other devices again, they are told anew.
  if (isOwnContent(content)) return own.untold(draft, content);
  if (content.kind === "edit" || content.kind === "withdrawal") return forgetAmendment(draft, content);
  failPassing(draft, content);
  const stored = await draft.get(TABLES.thread, orderKey(draft.record.id, entry.order));
  const line = stored === undefined ? undefined : readJson(ThreadRecord, stored);
  if (line?.kind !== "message") return;
  if (content.kind !== "history.offer") return draft.line({ ...line, delivery: "failed" });
  // Nothing was passed on: there is nothing to say in the room, nor to send again.
  draft.dropLine(entry.order);
  draft.gone.push(line.key);
}
