import { conversationGroupInfo } from "@comity/shared/protocol/conversation";
import { isStateOf } from "../mls/external.ts";
import { catchUp } from "./catchUp.ts";
import type { Conversation } from "./conversation.ts";
import { believed } from "./healing.ts";
import { slip } from "./outOfStep.ts";

/** Whoever has followed a commit leaves the public state within so long, if they are there at all. */
const UNCONTRADICTED_MS = 5_000;

/**
 * A commit that this device has passed over may have reached the others whole: the server's word about it is all there is.
 * Before this device says to the server who is in the group, it looks where the others are. Confirmed: they are
 * where it is itself, or nobody says otherwise. Where they are further it has fallen out of step; where the server shows
 * something older, it waits.
 */
export async function confirmRepair(conversation: Conversation): Promise<void> {
  const { ground, id } = conversation;
  const { clock, session } = ground.context;
  const due = conversation.record.repairDue;
  if (due === undefined || due.confirmed || (await catchUp(conversation)) !== "done") return;
  const waited = clock.now() - due.since > UNCONTRADICTED_MS;
  const answer = await session.call(conversationGroupInfo, { conversation: id, again: waited });
  if (!answer.ok || conversation.record.cursor < answer.value.head) return;
  const { groupInfo } = answer.value;
  const { group: known } = await conversation.run(() => conversation.keys());
  const state = groupInfo === undefined ? undefined : await believed(ground, id, groupInfo, known);
  await conversation.change(async (draft) => {
    const { group, record } = draft;
    if (group === undefined || record.broken !== undefined || record.repairDue === undefined) return;
    const alike = state === undefined ? waited : isStateOf(state, group);
    if (alike) draft.note({ repairDue: { ...record.repairDue, confirmed: true } });
    else if (state !== undefined && state.epoch > group.epoch)
      slip(draft, clock.now(), { seq: record.cursor, cause: "commit-unopened" });
  });
}
