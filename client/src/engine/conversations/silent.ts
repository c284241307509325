import type { Content } from "@comity/shared/content/content";
import { takeHistory } from "../history/exchange.ts";
import { isOwnContent } from "../own/ownState.ts";
import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { MOST_READERS, withRead } from "./marks.ts";
import type { Received } from "./receiving.ts";
import { answerRequest, takeResend } from "./resends.ts";

/** Takes what devices send each other by themselves: no line, nothing unread, no activity. */
export async function takeSilent(
  ground: Ground,
  draft: Draft,
  received: Received,
  content: Content,
): Promise<void> {
  if (isOwnContent(content)) {
    // Only in the own group, whose members can be nobody but this person's devices.
    const { self, own } = { ...ground.context, own: ground.own };
    if (draft.record.kind === "own" && received.author === self.account) await own.take(draft, content);
    return;
  }
  switch (content.kind) {
    case "receipt":
      return takeReceipt(ground, draft, received, content.upTo);
    case "resend.request":
      return answerRequest(ground, draft, received, content.order);
    case "resend":
      return takeResend(ground, draft, received, content);
    case "history.key":
    case "history.part":
    case "history.end":
      return takeHistory(ground, draft, received, content);
    default:
      return undefined;
  }
}

/**
 * Somebody has read up to a place. Nobody can have read what stands behind their own word, and whoever is not
 * in the group any more has no say. Our own word, from another of our devices, need not be said again.
 */
function takeReceipt(ground: Ground, draft: Draft, { author, seq, at }: Received, upTo: number): void {
  if (draft.record.kind === "board" || upTo >= seq) return;
  if (author === ground.context.self.account) {
    draft.note({ receipted: Math.max(upTo, draft.record.receipted) });
    return;
  }
  const { members, marks } = draft;
  if (!ground.preferences.readReceipts || members.length > MOST_READERS) return;
  if (!members.some(({ account }) => account === author)) return;
  const before = marks.read.find(({ account }) => account === author)?.marks.at(-1)?.upTo ?? 0;
  draft.marks = withRead(marks, author, { upTo, at });
  if (draft.marks !== marks) draft.retellAfter = Math.min(before, draft.retellAfter ?? before);
}
