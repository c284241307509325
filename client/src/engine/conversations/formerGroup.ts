import type { ConversationId, DeviceId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { conversationRead } from "@comity/shared/protocol/conversation";
import { type Restart, readRestart } from "@comity/shared/protocol/restart";
import type { Group } from "../mls/group.ts";
import { mayEnter } from "./changePolicy.ts";
import type { Conversation } from "./conversation.ts";
import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import type { ConversationRecord } from "./records.ts";

type LeftRecord = Pick<ConversationRecord, "joinedEpoch" | "endedEpoch" | "epochShift">;

/**
 * Whether a group of this epoch is older than what this device has seen of it: the epoch that it is in, or the one that
 * took it out. Whoever hands one out may want it among people who were removed since. A group that this device was about
 * to make itself says nothing of the one that there is.
 */
export function isFormer({ record, group }: Pick<Draft, "record" | "group">, epoch: number): boolean {
  const present = record.state === "active" ? (group?.epoch ?? 0) : 0;
  return epoch < Math.max(present, record.endedEpoch);
}

/** The epoch to remember when a group takes this device out: the one that the removal has led to. */
export function endedBy(group: Group | undefined): Pick<ConversationRecord, "endedEpoch"> {
  return { endedEpoch: group === undefined ? 0 : group.epoch + 1 };
}

/**
 * Whether a group of this epoch is a former one, for a device that is out or out of step and is to come in by it: no
 * word of the server's says when a welcome or a public state was made, its epoch does. But where the conversation was
 * begun again since this device was taken out, its epochs have begun anew. `unread`: whether it was can't be read now.
 */
export async function leadsBack(
  ground: Ground,
  conversation: Conversation | undefined,
  epoch: number,
): Promise<boolean | "unread"> {
  if (conversation === undefined) return false;
  const { record } = conversation;
  const { group } = await conversation.run(() => conversation.keys());
  if (!isFormer({ record, group }, epoch)) return false;
  if (record.state === "active") return true;
  const begun = await begunAgain(ground, conversation.id, record);
  return begun === "unread" ? begun : !begun;
}

/**
 * Whether the log shows after the end of what a device that was taken out has read that somebody who may be in the
 * conversation has begun it again. It names the epoch that it ends: an earlier one can't be shown for it.
 */
async function begunAgain(
  ground: Ground,
  id: ConversationId,
  record: ConversationRecord,
): Promise<boolean | "unread"> {
  const { session, sodium, self } = ground.context;
  for (let after = record.cursor; ; ) {
    const page = { conversation: id, after, limit: LIMITS.envelopesPerRead, bytes: ground.pace.bytes };
    const answer = await session.call(conversationRead, page);
    if (!answer.ok) return "unread";
    const read = answer.value.envelopes;
    for (const { kind, seq, at, epoch, bytes } of read) {
      if (seq <= after) return false;
      after = seq;
      const restart = kind === "commit" ? readRestart(sodium, bytes) : undefined;
      if (restart?.conversation !== id || restart.epoch !== epoch) continue;
      if (!isLater(record, restart, self.device)) continue;
      const { account, device } = restart;
      if (!mayEnter(ground, record, { account, device })) continue;
      if ((await ground.trust.added({ account, device }, at)) === undefined) return true;
    }
    if (read.length === 0 || after >= answer.value.head) return false;
  }
}

/**
 * Whether a restart can't have come before the removal of this device. From its coming in on it has followed how each epoch
 * ended, and none by a restart: one that ends such an epoch without this device is of another past, where the server was
 * put back from a backup. One with this device in it may have lost the race for its place.
 */
export function isLater(
  { joinedEpoch, endedEpoch, epochShift }: LeftRecord,
  { epoch, devices }: Pick<Restart, "epoch" | "devices">,
  self: DeviceId,
): boolean {
  if (epoch >= endedEpoch + epochShift) return true;
  return joinedEpoch > 0 && epoch >= joinedEpoch && !devices.includes(self);
}
