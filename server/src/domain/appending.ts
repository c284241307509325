import type { Fault } from "@comity/shared/fault";
import type { ConversationId, DeviceId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { Appended, ConversationStore, EnvelopeDraft, Tail } from "../storage/port/conversations.ts";
import type { Membership, Memberships } from "./memberships.ts";

/** The judgement on a draft: the floor after it, or why not. */
export type Judgement =
  | { readonly admitted: true; readonly floor: number }
  | { readonly admitted: false; readonly refusal: Fault };

/** What came of it, and who was in the conversation before it. */
export type AppendOutcome =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly at: number;
      readonly repeated: boolean;
      readonly before: Membership;
    }
  | { readonly ok: false; readonly fault: Fault };

/** Inside an append only: the newest commit is another than the one at hand. */
interface Stale {
  readonly code: "stale";
  readonly commitSeq: number;
}

/** Losing the race against commits this often in a row means that something else is wrong. */
const ATTEMPTS = 20;

/** Refuses a draft. */
export function against(refusal: Fault): Judgement {
  return { admitted: false, refusal };
}

/** The lowest epoch in which an application message is still accepted after this tail. */
export function lowestEpoch(tail: Pick<Tail, "epoch" | "floor">): number {
  return Math.max(tail.floor, tail.epoch - LIMITS.epochWindow);
}

/**
 * Appends to a conversation's log under the judgement of the tail and of the members after the newest
 * commit. On the usual way nothing is read from the store: the members are remembered, and the tail comes
 * with the append. Where a commit came in between, the members are read and the draft is made anew.
 */
export async function appendJudged(
  store: ConversationStore,
  memberships: Memberships,
  conversation: ConversationId,
  draftFor: (members: Membership) => EnvelopeDraft | Fault,
  judge: (tail: Tail, members: Membership) => Judgement,
): Promise<AppendOutcome> {
  let members = memberships.remembered(conversation) ?? (await memberships.newest(conversation));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (members === undefined) return { ok: false, fault: { code: "conversation.unknown" } };
    const before: Membership = members;
    const draft = draftFor(before);
    if ("code" in draft) return { ok: false, fault: draft };
    const appended: Appended<Fault | Stale> = await store.append<Fault | Stale>(
      conversation,
      draft,
      (tail) => {
        if (tail === undefined) return { admitted: false, refusal: { code: "conversation.unknown" } };
        if (tail.commitSeq !== before.commitSeq)
          return { admitted: false, refusal: { code: "stale", commitSeq: tail.commitSeq } };
        return judge(tail, before);
      },
    );
    if (appended.outcome !== "refused") {
      const { seq, at } = appended;
      return { ok: true, seq, at, repeated: appended.outcome === "repeated", before };
    }
    if (appended.refusal.code !== "stale") return { ok: false, fault: appended.refusal };
    members = await memberships.load(conversation, appended.refusal.commitSeq);
  }
  return { ok: false, fault: { code: "storage.unavailable" } };
}

/**
 * What an outsider is told: somebody who was in the conversation once learns that it goes on without them;
 * for anybody else it does not exist, so that nobody can ask who talks to whom.
 */
export async function outsiderFault(
  store: ConversationStore,
  device: DeviceId,
  conversation: ConversationId,
): Promise<Fault> {
  const place = await store.place(device, conversation);
  return { code: place === undefined ? "conversation.unknown" : "conversation.not-member" };
}
