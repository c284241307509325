import { type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { conversationGroupInfo } from "@comity/shared/protocol/conversation";
import type { EngineFault } from "../facade/fault.ts";
import {
  commitExternally,
  isStateOf,
  leavesOfPublicState,
  type PublicState,
  publicStateOf,
  readPublicState,
} from "../mls/external.ts";
import type { Group } from "../mls/group.ts";
import { makeKeyPackage } from "../mls/keyPackage.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import type { PendingCommit } from "../mls/pendingRecords.ts";
import { catchUp } from "./catchUp.ts";
import { mayEnter } from "./changePolicy.ts";
import type { Conversation, Forming } from "./conversation.ts";
import { freshRecord } from "./creation.ts";
import type { Draft } from "./draft.ts";
import { leadsBack } from "./formerGroup.ts";
import type { Ground } from "./ground.ts";
import { purposeOf } from "./joining.ts";
import { failEntry } from "./leaving.ts";
import { backInStep, PUT_OUT } from "./outOfStep.ts";
import { closedBy } from "./stops.ts";
import { doubtKey } from "./warnings.ts";

/**
 * For so long a device waits for somebody who has followed a commit that it could not open. If nobody has,
 * nobody could: the commit is passed over. Who could follow it and comes later finds the log gone on, and
 * comes in anew.
 */
export const NOBODY_FOLLOWED_MS = 60_000;

/** Commits that stand in the log and that, as it turns out, nobody has taken. */
const NOT_TAKEN: readonly string[] = ["commit-unopened", "commit-of-former-epoch"];

/**
 * pending: an external commit is stored, ready to be sent; waiting: the public state is not to be had yet; outside: the
 * server says that this device was taken out.
 */
export type HealOutcome = "in-step" | "pending" | "waiting" | "outside";

/**
 * Brings a device that has fallen out of step back: either the others are where it is itself, and it goes
 * on; or it prepares to come in anew by an external commit (RFC 9420 section 12.4.3.2). `again`: what the
 * server had last time was of no use.
 */
export async function heal(conversation: Conversation, again: boolean): Promise<HealOutcome> {
  const { ground, id } = conversation;
  const { clock, session } = ground.context;
  // What the old keys still open is read first; perhaps the log itself shows that all is well.
  if ((await catchUp(conversation)) !== "done") return "waiting";
  const { broken } = conversation.record;
  if (conversation.record.state !== "active" || broken === undefined) return "in-step";
  const answer = await session.call(conversationGroupInfo, { conversation: id, again });
  if (!answer.ok) return refused(conversation, answer.fault.code);
  if (broken.outside === true) await conversation.change(async (draft) => noteOutside(draft, false));
  const { epoch, head, groupInfo } = answer.value;
  const { group } = await conversation.run(() => conversation.keys());
  // Where the others were put out as well, nobody but this device itself may be left who has the group.
  const left =
    groupInfo ?? (group !== undefined && broken.cause === PUT_OUT ? await publicStateOf(group) : undefined);
  const state = left === undefined ? undefined : await believed(ground, id, left, group);
  const older = state !== undefined && group !== undefined && state.epoch < group.epoch;
  // Whoever was taken out is given the log up to there, and not to its end.
  if (state !== undefined && !older && !holdsSelf(ground, leavesOfPublicState(state)))
    return noteOut(conversation);
  if (conversation.record.cursor < head) return "waiting";
  if (group !== undefined && !broken.rejoin) {
    const nobody = groupInfo === undefined && clock.now() - broken.since > NOBODY_FOLLOWED_MS;
    if (nobody || (state !== undefined && isStateOf(state, group))) return resume(conversation, epoch);
  }
  // An older state than what is known here: whoever hands it out may want others to read along.
  if (state === undefined || older) return "waiting";
  const leaves = leavesOfPublicState(state);
  if (leaves.some((leaf) => !mayEnter(ground, conversation.record, leaf))) return "waiting";
  const pending = await prepareEntry(ground, state, epoch);
  return conversation.change(async (draft): Promise<HealOutcome> => {
    if (draft.record.broken === undefined) return "in-step";
    draft.pending = pending;
    return "pending";
  });
}

/**
 * Nothing is handed out to this device. Whoever took it out did so by a commit that its old keys don't open: it can only
 * say what the server says. Where its keys are in order it would have seen the commit, and somebody has declared what
 * they did not do: that is put right by the others.
 */
async function refused(conversation: Conversation, code: EngineFault["code"]): Promise<HealOutcome> {
  const mayBeOut = code === "conversation.not-member" && conversation.record.broken?.cause !== PUT_OUT;
  return mayBeOut ? noteOut(conversation) : "waiting";
}

/** This device is out, as far as it can see: what was to be sent from here is not. */
function noteOut(conversation: Conversation): Promise<HealOutcome> {
  const { ground } = conversation;
  return conversation.change(async (draft): Promise<HealOutcome> => {
    if (draft.record.broken === undefined) return "in-step";
    noteOutside(draft, true);
    for (const entry of draft.outbox) await failEntry(ground, draft, entry);
    return "outside";
  });
}

function noteOutside(draft: Draft, outside: boolean): void {
  const { broken } = draft.record;
  if (broken !== undefined && (broken.outside ?? false) !== outside)
    draft.note({ broken: { ...broken, outside } });
}

/** The others are where this device is: what it could not follow, nobody could. */
async function resume(conversation: Conversation, epoch: number): Promise<HealOutcome> {
  const { ground } = conversation;
  await conversation.change(async (draft) => {
    const { group, record } = draft;
    if (group === undefined || record.broken === undefined || record.broken.rejoin) return;
    const { by: account, cause, seq } = record.broken;
    draft.pending = undefined;
    draft.note({
      epochShift: epoch - group.epoch,
      repairDue: { since: record.broken.since, confirmed: true },
    });
    backInStep(draft);
    const at = ground.context.clock.now();
    const about = { at, conversation: record.id, cause };
    // That nobody has followed is the server's word: what is said to be of a later epoch speaks against it.
    const doubt = {
      ...about,
      id: doubtKey("further-than-here", record.id),
      code: "further-than-here" as const,
    };
    if (record.broken.ahead) ground.warnings.with(draft, doubt);
    const id = `commit-refused-${record.id}-${seq}`;
    const whose = account === undefined ? {} : { account, by: account };
    if (NOT_TAKEN.includes(cause))
      ground.warnings.with(draft, { ...about, id, code: "commit-refused", ...whose });
  });
  return "in-step";
}

/** How a device looks for its way in. `again`: what the server had last time was of no use. */
export interface WayIn {
  readonly again: boolean;
  /** Its welcome was fetched, and is of no use. */
  readonly welcomeSpent: boolean;
}

/**
 * Prepares to come into a conversation of which this device has no keys: of another device of its person, or
 * where its welcome was of no use. Undefined: not possible yet, or somebody has brought it in meanwhile, by a welcome
 * with which it misses nothing.
 */
export async function prepareToEnter(
  ground: Ground,
  id: ConversationId,
  form: Forming,
  { again, welcomeSpent }: WayIn,
): Promise<Conversation | undefined> {
  const { clock, session } = ground.context;
  const answer = await session.call(conversationGroupInfo, { conversation: id, again });
  if (!answer.ok || answer.value.groupInfo === undefined) return undefined;
  const state = await believed(ground, id, answer.value.groupInfo);
  if (state === undefined) return undefined;
  const leaves = leavesOfPublicState(state);
  if (!welcomeSpent && leaves.some(({ device }) => device === ground.context.self.device)) return undefined;
  const purpose = purposeOf(ground, id, leaves);
  const record = freshRecord(id, purpose, "joining", clock.now());
  // Into a channel whose networks have parted nobody comes: the other side would refuse it.
  if (closedBy(ground, { record }) !== undefined) return undefined;
  const conversation = form(record);
  if (leaves.some((leaf) => !mayEnter(ground, conversation.record, leaf))) return undefined;
  if ((await leadsBack(ground, conversation, state.epoch)) !== false) return undefined;
  if (!holdsSelf(ground, leaves)) return undefined;
  const pending = await prepareEntry(ground, state, answer.value.epoch);
  await conversation.change(async (draft) => {
    // A way in that was stored before may have been taken, with only the answer lost: it is sent again, not made anew.
    if (draft.record.state === "active" || draft.pending?.external === true) return;
    draft.note({ state: "joining" });
    draft.group = undefined;
    draft.pending = pending;
  });
  return conversation;
}

/** Whether this person is in a group: whom it does not hold, its members don't let in by this door. */
function holdsSelf({ context }: Ground, leaves: readonly LeafIdentity[]): boolean {
  return leaves.some(({ account }) => account === context.self.account);
}

/**
 * A public state as far as its signature and its leaves prove it; undefined where they don't. Who signed it must have
 * standing now. Where they have lost it since, nobody else may be left who could sign: if it is what this device's own
 * keys have come to, however old, it is taken from these, and nobody's word is needed.
 */
export async function believed(
  ground: Ground,
  id: ConversationId,
  bytes: Uint8Array,
  group?: Group,
): Promise<PublicState | undefined> {
  try {
    const judge = async (leaf: LeafIdentity) => (await ground.trust.known(leaf)) === undefined;
    const state = await readPublicState(ground.suite, bytes, id, judge);
    if (ground.trust.now(state.signer) === undefined) return state;
    if (group === undefined || !isStateOf(state, group)) return undefined;
    return await believed(ground, id, await publicStateOf(group));
  } catch {
    // Whatever is wrong with it, another device is asked for a better one.
    return undefined;
  }
}

async function prepareEntry(ground: Ground, state: PublicState, epoch: number): Promise<PendingCommit> {
  const { clock, random, self } = ground.context;
  const own = await makeKeyPackage(ground.suite, self.account, self.deviceKeys, clock.now());
  const { after, bytes } = await commitExternally(ground.suite, state, own);
  const messageId = idOfKey(MessageId, random(16));
  return { messageId, epoch, external: true, added: [], removed: [], bytes, welcome: undefined, after };
}
