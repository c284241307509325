import { decodeContent } from "@comity/shared/content/content";
import type { Draft } from "./draft.ts";
import type { MembersRecord, OutboxRecord } from "./records.ts";

/** Where a message stands, and in which epoch it was encrypted, as far as that is known. */
interface Said {
  readonly order: number;
  readonly epoch?: number | undefined;
}

/**
 * Whether a message is for a member: who came in by an entry before it, but after it was encrypted, has not the keys
 * to it.
 */
export function wasThere({ since = 0, sinceEpoch }: MembersRecord[number], { order, epoch }: Said): boolean {
  return since < order && (epoch === undefined || sinceEpoch === undefined || sinceEpoch <= epoch);
}

/** Whether everybody who is in the group now was in it when a message was sent. */
export function wereAllThere(draft: Draft, said: Said): boolean {
  return draft.members.every((member) => wasThere(member, said));
}

/**
 * Whether an entry may be encrypted for those who are in the group now. Between the answer to a request and
 * its sending somebody may have come in, for whom the words were not.
 */
export async function mayBeSealed(draft: Draft, entry: OutboxRecord): Promise<boolean> {
  const { content } = decodeContent(entry.text);
  if (content.kind !== "resend") return true;
  const line = await draft.lineAt(content.order);
  return line?.kind === "message" && wereAllThere(draft, line);
}
