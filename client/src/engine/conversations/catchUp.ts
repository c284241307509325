import { LIMITS } from "@comity/shared/limits";
import { conversationRead } from "@comity/shared/protocol/conversation";
import type { Conversation } from "./conversation.ts";
import { noteJudged } from "./directoryWait.ts";
import { takeEnvelopes } from "./inbox.ts";

/** Envelopes that are stored together with the cursor in one write. */
const PER_WRITE = 50;

/**
 * done: everything that the server has is stored; stopped: no connection, or the server refuses, or the directory
 * that says who somebody is can't be read.
 */
export type CatchUpOutcome = "done" | "stopped";

/** The reading of one conversation's log: what is under way, and what was asked for meanwhile. */
export interface Reading {
  now?: Promise<CatchUpOutcome> | undefined;
  next?: Promise<CatchUpOutcome> | undefined;
}

/**
 * Reads a conversation's log from the cursor to its head and stores it, some envelopes at a time: memory
 * holds one page, and what is stored is never read again. One reading at a time; whoever asks meanwhile gets
 * one more, since the head may have moved after the last page. `stored` is called after each write.
 */
export function catchUp(
  conversation: Conversation,
  stored: () => void = () => undefined,
): Promise<CatchUpOutcome> {
  const { reading } = conversation;
  if (reading.now === undefined) {
    reading.now = readOn(conversation, stored).finally(() => {
      reading.now = undefined;
    });
    return reading.now;
  }
  const again = () => {
    reading.next = undefined;
    return catchUp(conversation, stored);
  };
  reading.next ??= reading.now.then(again, again);
  return reading.next;
}

async function readOn(conversation: Conversation, stored: () => void): Promise<CatchUpOutcome> {
  const { ground } = conversation;
  const { session, clock } = ground.context;
  for (;;) {
    const { cursor: after, state } = conversation.record;
    if (state !== "active") return done(conversation);
    const began = clock.now();
    const answer = await session.call(conversationRead, {
      conversation: conversation.id,
      after,
      limit: LIMITS.envelopesPerRead,
      bytes: ground.pace.bytes,
    });
    if (!answer.ok) {
      ground.pace.failed();
      return "stopped";
    }
    const { envelopes, head } = answer.value;
    ground.pace.took(
      envelopes.reduce((sum, { bytes }) => sum + bytes.length, 0),
      clock.now() - began,
    );
    for (let from = 0; from < envelopes.length; from += PER_WRITE) {
      const taken = await conversation.change((draft) =>
        takeEnvelopes(ground, draft, envelopes.slice(from, from + PER_WRITE)),
      );
      stored();
      noteJudged(conversation, taken);
      if (taken === "behind") return "stopped";
    }
    if (conversation.record.cursor >= head) return done(conversation);
    // A server that says there is more but shows nothing new must not keep the engine busy.
    if (conversation.record.cursor <= after) return "stopped";
  }
}

function done(conversation: Conversation): CatchUpOutcome {
  conversation.caughtUp = true;
  return "done";
}
