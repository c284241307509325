import { type AccountId, idOfKey, MessageId } from "@comity/shared/ids";
import {
  conversationCommit,
  conversationRejoin,
  conversationRestart,
} from "@comity/shared/protocol/conversation";
import { fail, ok, type Result } from "@comity/shared/result";
import type { EngineFault } from "../facade/fault.ts";
import { makeCommit } from "../mls/commit.ts";
import type { Group } from "../mls/group.ts";
import type { PendingCommit } from "../mls/pendingRecords.ts";
import { adoptPending, DEVICES_PER_COMMIT } from "./adoption.ts";
import { catchUp } from "./catchUp.ts";
import { mayEnter } from "./changePolicy.ts";
import { type Claimed, claimForAll } from "./claims.ts";
import type { Conversation } from "./conversation.ts";

/** What a group should become: people whose devices come in, leaves that go. Asked anew at every epoch. */
export interface Plan {
  readonly add: readonly AccountId[];
  readonly remove: readonly number[];
  /** A commit is wanted even where nobody comes or goes: it brings this device a fresh leaf. */
  readonly refresh?: boolean;
}
export type Wish = (group: Group) => Plan;

export type CommitOutcome =
  | { readonly outcome: "adopted" }
  /** Another commit came first: the log must be read, and what is still wanted planned anew. */
  | { readonly outcome: "lost" }
  | { readonly outcome: "refused"; readonly fault: EngineFault }
  /** No answer: it stays stored and is sent again. */
  | { readonly outcome: "unanswered"; readonly fault: EngineFault };

/** Whether a commit was stored, ready to be sent. */
export type Prepared =
  | { readonly outcome: "nothing-to-do" | "pending" | "moved" }
  | { readonly outcome: "unreachable"; readonly account: AccountId };

/**
 * Plans, claims key packages and stores one commit with everything that is wanted (RFC 9420 section 12.4):
 * the commit, its welcome and the group that it leads to are in the vault before anything is sent.
 */
export async function prepareCommit(
  conversation: Conversation,
  wish: Wish,
  told: (done: number, total: number) => void,
): Promise<Result<Prepared, EngineFault>> {
  const { ground } = conversation;
  const group = await conversation.run(async () => (await conversation.keys()).group);
  if (group === undefined) return fail({ code: "conversation.not-member" });
  const wanted = wish(group);
  const plan = ground.warnings.doubts(conversation.id) ? onlyRemovals(wanted) : wanted;
  const { refresh = false } = plan;
  if (plan.add.length + plan.remove.length === 0 && !refresh)
    return plan === wanted ? ok({ outcome: "nothing-to-do" }) : fail({ code: "conversation.doubted" });
  const some = plan.add.slice(0, DEVICES_PER_COMMIT);
  const claims = await claimForAll(ground, some, (done) => told(done, plan.add.length));
  if (!claims.ok) return claims;
  return ok(
    await conversation.change(async (draft): Promise<Prepared> => {
      if (draft.pending !== undefined) return { outcome: "pending" };
      if (draft.group === undefined || draft.group.epoch !== group.epoch) return { outcome: "moved" };
      const present = new Set(draft.group.leaves().map(({ device }) => device));
      // Whoever has lost their standing since the claim is nobody to add: a commit with them would be refused.
      const standing = ({ leaf }: Claimed) => ground.trust.now(leaf) === undefined;
      const newcomers = [...claims.value.values()]
        .flat()
        .filter(standing)
        .filter(({ leaf }) => !present.has(leaf.device) && mayEnter(ground, draft.record, leaf))
        .slice(0, DEVICES_PER_COMMIT);
      const { remove } = plan;
      if (newcomers.length + remove.length === 0 && !refresh) {
        const [account] = [...claims.value].find(([, claimed]) => !claimed.some(standing)) ?? [];
        return account === undefined ? { outcome: "nothing-to-do" } : { outcome: "unreachable", account };
      }
      await storeCommit(conversation, draft, draft.group, newcomers, remove);
      return { outcome: "pending" };
    }),
  );
}

/**
 * What may be done while it is doubtful who reads along. A group that the others may have left behind is not shown to the
 * server as everybody's, and nobody is brought into it; to be rid of somebody is always possible. The same plan where
 * nothing is taken from it.
 */
function onlyRemovals(plan: Plan): Plan {
  return plan.add.length > 0 || plan.refresh === true ? { add: [], remove: plan.remove } : plan;
}

async function storeCommit(
  { ground }: Conversation,
  draft: Parameters<Parameters<Conversation["change"]>[0]>[0],
  group: Group,
  newcomers: readonly Claimed[],
  remove: readonly number[],
): Promise<void> {
  const leaving = new Set(remove);
  const change = { add: newcomers.map(({ keyPackage }) => keyPackage), remove };
  const made = await makeCommit(group, change, async (leaf) => ground.trust.now(leaf) === undefined);
  draft.group = made.before;
  draft.pending = {
    messageId: idOfKey(MessageId, ground.context.random(16)),
    epoch: group.epoch + draft.record.epochShift,
    external: false,
    added: newcomers.map(({ leaf }) => leaf.device),
    removed: group.leaves().flatMap(({ index, device }) => (leaving.has(index) ? [device] : [])),
    bytes: made.bytes,
    welcome: made.welcome,
    after: made.after,
    ...(draft.record.repairDue?.confirmed !== true || ground.warnings.doubts(draft.record.id)
      ? {}
      : { present: made.after.leaves().map(({ device }) => device) }),
  };
}

function call({ ground, id }: Conversation, pending: PendingCommit) {
  const { messageId, epoch, added, removed, bytes, welcome, present, external, restart } = pending;
  const { session } = ground.context;
  const entry = { conversation: id, epoch, messageId, bytes };
  const welcomed = welcome === undefined ? {} : { welcome };
  if (restart === true)
    return session.call(conversationRestart, { ...entry, ...welcomed, devices: [...added] });
  if (external) return session.call(conversationRejoin, entry);
  return session.call(conversationCommit, {
    ...{ ...entry, ...welcomed, added: [...added], removed: [...removed] },
    ...(present === undefined ? {} : { present: [...present] }),
  });
}

/** Sends the stored commit, the same as often as need be, and takes on what it leads to once it stands in the log. */
export async function sendPending(conversation: Conversation): Promise<CommitOutcome> {
  const { ground } = conversation;
  const pending = await conversation.run(async () => (await conversation.keys()).pending);
  if (pending === undefined) return { outcome: "lost" };
  const { messageId } = pending;
  const answer = await call(conversation, pending);
  if (!answer.ok) {
    const { fault } = answer;
    switch (fault.code) {
      case "transport.offline":
      case "transport.timeout":
      case "rate.limited":
      case "storage.unavailable":
      case "server.internal":
      case "session.unauthenticated":
      case "session.pending":
        return { outcome: "unanswered", fault };
      default:
        await conversation.change(async (draft) => {
          if (draft.pending?.messageId === messageId) draft.pending = undefined;
        });
        return fault.code === "epoch.moved" ? { outcome: "lost" } : { outcome: "refused", fault };
    }
  }
  const place = answer.value;
  const adopted = async () =>
    conversation.change(async (draft) => {
      // Whoever was not in it reads nothing of what came before.
      const next = draft.record.cursor + 1 === place.seq || draft.record.state !== "active";
      if (next && draft.pending?.messageId === messageId) await adoptPending(ground, draft, place);
      return draft.record.cursor >= place.seq;
    });
  // Everything before the commit belongs to the epoch that it ended, and is taken in that epoch.
  if (!(await adopted())) {
    await catchUp(conversation);
    if (!(await adopted())) return { outcome: "unanswered", fault: { code: "transport.offline" } };
  }
  return { outcome: "adopted" };
}
