import type { Content } from "@comity/shared/content/content";
import { takeHistory } from "../history/exchange.ts";
import { isOwnContent } from "../own/ownState.ts";
import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { firstNewlyRead, MOST_READERS, withRead } from "./marks.ts";
import { type Places, together, toldPlaces } from "./places.ts";
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
      return takeReceipt(ground, draft, received, { upTo: content.upTo, except: content.except ?? [] });
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
 * Somebody has read up to a place, but for what they could not. Nobody can have read what stands behind their own word,
 * and whoever is not in the group any more has no say. Our own word, from another of our devices, need not be said again.
 */
function takeReceipt(ground: Ground, draft: Draft, { author, seq, at }: Received, said: Places): void {
  if (draft.record.kind === "board" || said.upTo >= seq) return;
  if (author === ground.context.self.account) {
    const told = together(toldPlaces(draft.record), said);
    draft.note({ receipted: told.upTo, unreceipted: told.except });
    return;
  }
  const { members, marks } = draft;
  if (!ground.preferences.readReceipts || members.length > MOST_READERS) return;
  if (!members.some(({ account }) => account === author)) return;
  draft.marks = withRead(marks, author, { ...said, at });
  const first = firstNewlyRead(marks, draft.marks, author);
  if (first !== undefined) draft.retellAfter = Math.min(first - 1, draft.retellAfter ?? first - 1);
}
