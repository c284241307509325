import type { KnownContent } from "@comity/shared/content/content";
import type { Conversation } from "../conversations/conversation.ts";
import { enqueue } from "../conversations/outbox.ts";
import type { NoticeRecord } from "../conversations/records.ts";

const REPEATED_FOR_MS = 60 * 86_400_000;

/** Whether newcomers should see an announcement: it is recent, or its date is still to come. */
export function worthRepeating({ postedAt, date, delivery }: NoticeRecord, now: number): boolean {
  if (delivery !== "sent") return false;
  const day = date === undefined ? Number.NaN : Date.parse(date.slice(0, 10));
  return postedAt > now - REPEATED_FOR_MS || day > now - 86_400_000;
}

/** An announcement as it was posted, under the same id: who has it already shows nothing of it. */
export function contentOf(notice: NoticeRecord): Extract<KnownContent, { kind: "announcement" }> {
  const { announcement, title, text, date, place, postedAt } = notice;
  return {
    kind: "announcement",
    ...{ announcement, title, text, postedAt },
    ...(date === undefined ? {} : { date }),
    ...(place === undefined ? {} : { place }),
  };
}

/**
 * Queues the announcements that newcomers of a notice board need, oldest first, and notes in the same
 * write that it was done.
 */
export async function sendAnnouncements(conversation: Conversation): Promise<void> {
  const { ground } = conversation;
  await conversation.change(async (draft) => {
    const { network, announcementsDue } = draft.record;
    draft.note({ announcementsDue: false });
    if (!announcementsDue || network === undefined) return;
    const now = ground.context.clock.now();
    const due = ground.notices
      .of(network)
      .filter((notice) => worthRepeating(notice, now))
      .sort((one, other) => one.postedAt - other.postedAt);
    for (const notice of due) await enqueue(ground, draft, contentOf(notice), false);
  });
}
