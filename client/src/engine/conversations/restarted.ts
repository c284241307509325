import type { AccountId } from "@comity/shared/ids";
import type { Envelope } from "@comity/shared/protocol/conversation";
import type { Restart } from "@comity/shared/protocol/restart";
import { mayEnter } from "./changePolicy.ts";
import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { GRACE_MS } from "./leafTrust.ts";
import { leave } from "./leaving.ts";
import { RESTARTED, slip } from "./outOfStep.ts";
import type { ConversationRecord, ThreadRecord } from "./records.ts";

/** What the thread says of it, in the place of the entry. */
export function restartLine(by: AccountId, seq: number, at: number): ThreadRecord {
  const nobody = { added: [], removed: [], devices: [] };
  return {
    kind: "membership",
    key: `s${seq}`,
    order: seq,
    at,
    by,
    created: false,
    restarted: true,
    ...nobody,
  };
}

/**
 * Somebody has begun the conversation again. Whoever belongs to it may, as they may change who is in it: the keys of
 * the former group go, and this device comes into the new one by its welcome. False: nobody who may.
 */
export async function takeRestart(
  ground: Ground,
  draft: Draft,
  restart: Restart,
  { seq, at, epoch }: Envelope,
): Promise<boolean> {
  const { self, directory } = ground.context;
  const { record } = draft;
  const { account, device, devices } = restart;
  if (restart.conversation !== record.id || restart.epoch !== epoch) return false;
  if ((await ground.trust.added({ account, device }, at)) !== undefined) return false;
  if (!mayEnter(ground, record, { account, device })) return false;
  if (record.kind === "room" && !draft.members.some((member) => member.account === account)) return false;
  const roster = record.network === undefined ? undefined : directory.roster(record.network);
  if (record.kind === "board" && roster?.wasOfficer(account, at - GRACE_MS, at + GRACE_MS) !== true)
    return false;
  draft.line(restartLine(account, seq, at));
  const mine = draft.members.find((member) => member.account === self.account)?.devices ?? [];
  const stays = [self.device, ...mine].some((own) => devices.includes(own));
  if (!stays && record.kind === "room") {
    const gone = { account: self.account, device: self.device };
    const change = { committer: { account, device }, added: [], removed: [gone] };
    await leave(ground, draft, change, { seq, at });
    // The epochs of the group that it begins with are counted anew.
    draft.note({ endedEpoch: 0 });
    return true;
  }
  draft.group = undefined;
  draft.pending = undefined;
  draft.note({ broken: undefined, gap: undefined });
  slip(draft, at, { seq, cause: RESTARTED, by: account, rejoin: true });
  for (const entry of draft.outbox) if (entry.sealed !== undefined) draft.unseal(entry);
  return true;
}

/** Whether a welcome is the one of the restart that the log has shown at its place; `by`: who has made that. */
export function isRestartAt({ broken }: ConversationRecord, seq: number): boolean {
  return broken?.cause === RESTARTED && broken.seq === seq;
}

/**
 * From which epoch on a device that comes in judges what it is told of removals. Where the conversation was begun again
 * its epochs begin anew, and what is said of the former group would be taken for this one's: nothing is judged there.
 */
export function enteredAt(
  epoch: number,
  restart: boolean,
): Pick<ConversationRecord, "enteredEpoch" | "endedEpoch" | "removal"> {
  return { enteredEpoch: restart ? Number.MAX_SAFE_INTEGER : epoch, endedEpoch: 0, removal: undefined };
}
