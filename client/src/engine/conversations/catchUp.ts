import { LIMITS } from "@comity/shared/limits";
import { conversationRead } from "@comity/shared/protocol/conversation";
import type { Conversation } from "./conversation.ts";
import { takeEnvelopes } from "./inbox.ts";

/** Envelopes that are stored together with the cursor in one write. */
const PER_WRITE = 50;

/** done: everything that the server has is stored; stopped: no connection, or the server refuses. */
export type CatchUpOutcome = "done" | "stopped";

/**
 * Reads a conversation's log from the cursor to its head and stores it, some envelopes at a time: memory
 * holds one page, and what is stored is never read again.
 */
export async function catchUp(conversation: Conversation): Promise<CatchUpOutcome> {
  const { ground } = conversation;
  for (;;) {
    const { cursor: after, state } = conversation.record;
    if (state !== "active") return "done";
    const answer = await ground.context.session.call(conversationRead, {
      conversation: conversation.id,
      after,
      limit: LIMITS.envelopesPerRead,
    });
    if (!answer.ok) return "stopped";
    const { envelopes, head } = answer.value;
    for (let from = 0; from < envelopes.length; from += PER_WRITE)
      await conversation.change((draft) =>
        takeEnvelopes(ground, draft, envelopes.slice(from, from + PER_WRITE)),
      );
    if (conversation.record.cursor >= head) return "done";
    // A server that says there is more but shows nothing new must not keep the engine busy.
    if (conversation.record.cursor <= after) return "stopped";
  }
}
