import { decodeContent } from "@comity/shared/content/content";
import type { Draft } from "./draft.ts";
import type { OutboxRecord } from "./records.ts";

/** Whether everybody who is in the group now was in it when a message was sent. */
export function wereAllThere(draft: Draft, order: number): boolean {
  return draft.members.every(({ since }) => (since ?? 0) < order);
}

/**
 * Whether an entry may be encrypted for those who are in the group now. Between the answer to a request and
 * its sending somebody may have come in, for whom the words were not.
 */
export function mayBeSealed(draft: Draft, entry: OutboxRecord): boolean {
  const { content } = decodeContent(entry.text);
  return content.kind !== "resend" || wereAllThere(draft, content.order);
}
