import type { KnownContent } from "@comity/shared/content/content";
import { AccountId, type ConversationId, DeviceId, idOfKey, MessageId, NetworkId } from "@comity/shared/ids";
import { conversationCreate } from "@comity/shared/protocol/conversation";
import { z } from "zod";
import type { EngineFault } from "../facade/fault.ts";
import { makeCommit } from "../mls/commit.ts";
import { Group } from "../mls/group.ts";
import { readJson, writeJson } from "../mls/json.ts";
import { makeKeyPackage } from "../mls/keyPackage.ts";
import type { Claimed } from "./claims.ts";
import { type Conversation, type Forming, membersOf } from "./conversation.ts";
import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { NO_PLACES } from "./places.ts";
import { type ConversationRecord, NO_MARKS } from "./records.ts";
import { membershipItem } from "./threadItem.ts";

const CREATION = "conversation-creation";

const CreationRecord = z.object({
  messageId: MessageId,
  purpose: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("room") }),
    z.object({ kind: z.literal("direct"), peer: AccountId }),
    z.object({ kind: z.literal("board"), network: NetworkId }),
    z.object({ kind: z.literal("own") }),
  ]),
  devices: z.array(DeviceId),
});
export type Purpose = z.infer<typeof CreationRecord>["purpose"];

/** What is to be made. `details` become a room's first message. */
export interface Creation {
  readonly id: ConversationId;
  readonly purpose: Purpose;
  readonly newcomers: readonly Claimed[];
  readonly details?: Extract<KnownContent, { kind: "room.details" }>;
}

/** The record of a conversation that has just come into being here. */
export function freshRecord(
  id: ConversationId,
  purpose: Purpose,
  state: ConversationRecord["state"],
  now: number,
): ConversationRecord {
  return {
    id,
    kind: purpose.kind,
    state,
    ...(purpose.kind === "direct" ? { peer: purpose.peer } : {}),
    ...(purpose.kind === "board" ? { network: purpose.network } : {}),
    refused: false,
    detailsOrder: 0,
    joined: 0,
    joinedEpoch: 0,
    cursor: 0,
    ahead: [],
    unread: 0,
    readOrder: 0,
    lastActivity: now,
    nextQueued: 0,
    newestOwn: 0,
    newestOther: 0,
    looked: NO_PLACES,
    receipted: 0,
    unreceipted: [],
    missed: [],
    unknown: [],
    epochShift: 0,
    leafAt: now,
    addedOrder: 0,
    detailsDue: false,
    announcementsDue: false,
    ownStateDue: false,
    heirsDue: [],
    passings: [],
    passedOn: [],
    toldHeads: {},
    enteredEpoch: 0,
    endedEpoch: 0,
    takenOut: [],
    toldRemovals: {},
  };
}

/**
 * Makes a group with its first members (RFC 9420 sections 11 and 12.4.1) and stores it, with what is to be
 * sent, before the server hears of it.
 */
export async function prepareCreation(
  ground: Ground,
  creation: Creation,
  form: Forming,
): Promise<Conversation> {
  const { clock, random, self } = ground.context;
  const { id, purpose, newcomers, details } = creation;
  const own = await makeKeyPackage(ground.suite, self.account, self.deviceKeys, clock.now());
  const alone = await Group.create(ground.suite, id, own);
  const add = newcomers.map(({ keyPackage }) => keyPackage);
  const change = { add, remove: [] };
  const made = await makeCommit(alone, change, async (leaf) => ground.trust.now(leaf) === undefined);
  const record = freshRecord(id, purpose, "creating", clock.now());
  const conversation = form(record);
  conversation.caughtUp = true;
  await conversation.change(async (draft) => {
    // One that this device was out of begins anew; what was refused there keeps its place in the thread.
    const { nextQueued, endedEpoch } = draft.record;
    draft.record = { ...record, nextQueued, endedEpoch };
    draft.marks = NO_MARKS;
    draft.members = [];
    draft.group = made.after.asFirst();
    draft.members = membersOf(draft.group);
    const devices = draft.group.leaves().map(({ device }) => device);
    const messageId = idOfKey(MessageId, random(16));
    draft.put(CREATION, `${id}/facts`, writeJson({ messageId, purpose, devices }));
    if (made.welcome !== undefined) draft.put(CREATION, `${id}/welcome`, made.welcome);
    draft.note({ joinedEpoch: draft.group.epoch });
    if (details === undefined) return;
    draft.note({ reference: details.reference, title: details.title, home: details.network });
    draft.queue(details, true);
  });
  return conversation;
}

export type CreationOutcome =
  | { readonly outcome: "created" }
  /** Somebody else made it first: this device's welcome is on the way. */
  | { readonly outcome: "exists" }
  | { readonly outcome: "refused" | "unanswered"; readonly fault: EngineFault };

/** Sends the stored creation, the same as often as need be. */
export async function sendCreation(conversation: Conversation): Promise<CreationOutcome> {
  const { ground, id } = conversation;
  const { session, vault } = ground.context;
  const stored = await vault.get(CREATION, `${id}/facts`);
  const facts = stored === undefined ? undefined : readJson(CreationRecord, stored);
  if (facts === undefined) return { outcome: "refused", fault: { code: "vault.damaged" } };
  const welcome = await vault.get(CREATION, `${id}/welcome`);
  const { messageId, purpose, devices } = facts;
  const answer = await session.call(conversationCreate, {
    ...{ conversation: id, purpose, messageId, devices },
    ...(welcome === undefined ? {} : { welcome }),
  });
  if (answer.ok) {
    await conversation.change(async (draft) => begin(ground, draft, answer.value));
    return { outcome: "created" };
  }
  switch (answer.fault.code) {
    case "conversation.exists":
      await conversation.change(async (draft) => giveUp(draft, "joining"));
      return { outcome: "exists" };
    case "not-permitted":
    case "request.malformed":
    case "account.unknown":
      await conversation.change(async (draft) => giveUp(draft, "left"));
      return { outcome: "refused", fault: answer.fault };
    default:
      return { outcome: "unanswered", fault: answer.fault };
  }
}

function begin(ground: Ground, draft: Draft, place: { readonly seq: number; readonly at: number }): void {
  if (draft.record.state !== "creating" || draft.group === undefined) return;
  const { self } = ground.context;
  forgetCreation(draft);
  draft.note({ state: "active", joined: place.seq, cursor: place.seq, endedEpoch: 0 });
  if (draft.record.kind === "own") draft.note({ ownStateDue: true });
  const added = draft.group.leaves().filter(({ device }) => device !== self.device);
  const committer = { account: self.account, device: self.device };
  const mine = [{ account: self.account, devices: [] }];
  const change = { committer, added, removed: [] };
  draft.line(membershipItem(change, mine, draft.members, { ...place, created: true }));
}

/** What was to be sent to the server: it has it, or somebody else was first. */
export function forgetCreation(draft: Draft): void {
  const id = draft.record.id;
  draft.remove(CREATION, `${id}/facts`);
  draft.remove(CREATION, `${id}/welcome`);
}

/**
 * Nothing comes of the group that was made here. The welcome into the other one may have come before the
 * server's answer: the group that this device is in by then is that one, and it stays.
 */
function giveUp(draft: Draft, state: "joining" | "left"): void {
  forgetCreation(draft);
  if (draft.record.state !== "creating") return;
  draft.note({ state, refused: state === "left" });
  draft.group = undefined;
  draft.members = [];
}
