import type { ConversationId } from "@comity/shared/ids";
import { conversationWelcome } from "@comity/shared/protocol/conversation";
import {
  boardConversationId,
  directConversationId,
  ownConversationId,
} from "@comity/shared/protocol/conversationIds";
import { common, stored } from "../archive/ranges.ts";
import { Group } from "../mls/group.ts";
import { WelcomeRefusal } from "../mls/join.ts";
import { readWelcome } from "../mls/keyPackage.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import { mayEnter } from "./changePolicy.ts";
import { type Conversation, type Forming, membersOf } from "./conversation.ts";
import { forgetCreation, freshRecord, type Purpose } from "./creation.ts";
import { leadsBack } from "./formerGroup.ts";
import type { Ground } from "./ground.ts";
import { hasOpened, ownKeyPackage, spendKeyPackage } from "./keyPackagePool.ts";
import { DirectoryBehind, type LeafFault } from "./leafTrust.ts";
import { enteredAt, isRestartAt } from "./restarted.ts";
import { membershipItem } from "./threadItem.ts";
import { warnOfReturned } from "./undoneRemovals.ts";

/** What a conversation is for follows from its id and from who is in it: no word of the server's counts. */
export function purposeOf(ground: Ground, id: ConversationId, members: readonly LeafIdentity[]): Purpose {
  const { sodium, self, directory } = ground.context;
  for (const { network } of directory.rosters())
    if (boardConversationId(sodium, network) === id) return { kind: "board", network };
  if (ownConversationId(sodium, self.account) === id) return { kind: "own" };
  // The other person of a channel may be out of it, and what is said in it is for nobody else all the same.
  const known = directory.known().flatMap((roster) => roster.members());
  for (const account of new Set([...members, ...known].map((one) => one.account)))
    if (account !== self.account && directConversationId(sodium, self.account, account) === id)
      return { kind: "direct", peer: account };
  return { kind: "room" };
}

/**
 * refused: the welcome is none that this device takes; unusable: this device has not the keys to it, it may
 * come in by itself; unanswered: no answer yet; none: there is no new welcome.
 */
export type JoinOutcome = Conversation | "refused" | "unusable" | "unanswered" | "none";

/** What the server answers where there is no welcome for this device; anything else may pass. */
const NO_WELCOME: readonly string[] = [
  "conversation.unknown",
  "conversation.not-member",
  "session.revoked",
  "session.pending",
];

/**
 * Fetches the welcome and joins (RFC 9420 section 12.4.3.1). Every leaf of the tree must have been vouched
 * for, and the one who invites must have standing. The group, the conversation and the end of the one-time
 * key package are one write. Rejects where nothing can be said of somebody now, or nothing be stored.
 */
export async function join(
  ground: Ground,
  id: ConversationId,
  known: Conversation | undefined,
  form: Forming,
): Promise<JoinOutcome> {
  const { session, vault, clock } = ground.context;
  const answer = await session.call(conversationWelcome, { conversation: id });
  if (!answer.ok) {
    // A device that came in by itself was sent no welcome.
    if (answer.fault.code === "not-permitted") return "unusable";
    return NO_WELCOME.includes(answer.fault.code) ? "none" : "unanswered";
  }
  const { seq, epoch, at, welcome: bytes } = answer.value;
  // The welcome that was used already.
  if (known !== undefined && seq <= known.record.joined) return "none";
  const refuse = async (cause: string, about?: LeafIdentity): Promise<"refused"> => {
    const account = about === undefined ? {} : { account: about.account };
    const warning = { code: "welcome-refused" as const, conversation: id, cause, ...account };
    await ground.warnings.raise({ id: `welcome-refused-${id}-${seq}`, at: clock.now(), ...warning });
    return "refused";
  };
  const read = readWelcome(bytes);
  if (read === undefined) return refuse("welcome-malformed");
  const own = await ownKeyPackage(vault, ground.context.self, read.references);
  if (own === undefined) return "unusable";
  let doubt: { readonly leaf: LeafIdentity; readonly fault: LeafFault } | undefined;
  const judge = async (leaf: LeafIdentity) => {
    const fault = await ground.trust.known(leaf);
    if (fault !== undefined) doubt = { leaf, fault };
    return fault === undefined;
  };
  let joined: Awaited<ReturnType<typeof Group.join>>;
  try {
    joined = await Group.join(ground.suite, read.welcome, own, judge);
  } catch (error) {
    if (error instanceof DirectoryBehind) throw error;
    if (doubt !== undefined) return refuse(doubt.fault, doubt.leaf);
    return refuse(error instanceof WelcomeRefusal ? error.code : "welcome-forged");
  }
  const { group, inviter } = joined;
  if (!group.isOf(id)) return await refuse("other-group", inviter);
  if (await hasOpened(vault, own.reference, group)) return await refuse("welcome-repeated", inviter);
  const fault = inviter === undefined ? "device-unknown" : await ground.trust.added(inviter, at);
  if (inviter === undefined || fault !== undefined) return await refuse(fault ?? "", inviter);
  // It has come in by itself while this one was under way.
  if (known?.record.state === "active" && known.record.broken === undefined) return "none";
  const back = await leadsBack(ground, known, group.epoch);
  if (back === "unread") return "unanswered";
  if (back) return await refuse("welcome-outdated", inviter);
  const restart = known !== undefined && isRestartAt(known.record, seq);
  if (restart && inviter.account !== known.record.broken?.by) return await refuse("stranger", inviter);
  const purpose = purposeOf(ground, id, group.leaves());
  const record = freshRecord(id, purpose, "active", at);
  const stranger = group.leaves().find((leaf) => !mayEnter(ground, record, leaf));
  if (stranger !== undefined) return await refuse("stranger", stranger);
  const conversation = form(freshRecord(id, purpose, "joining", at));
  const taken = await conversation.change(async (draft) => {
    // A commit by which this device comes in by itself may stand in the log already: its keys are not to be lost.
    if (draft.pending?.external === true) return false;
    // It has found back by itself meanwhile.
    if (draft.record.state === "active" && draft.record.broken === undefined) return false;
    // A vault that was put back may have used a welcome before, and sent since: the log shows it.
    conversation.caughtUp = false;
    const added =
      seq === 1 ? group.leaves().filter(({ device }) => device !== inviter.device) : [self(group)];
    // Whether its person was in before, a welcome does not say. Who is let in by an own device was; so was whom the
    // history names as a member.
    const { account } = self(group);
    const wasIn =
      draft.record.state === "joining" && draft.members.some((member) => member.account === account);
    const stayed = seq > 1 && (inviter.account === account || wasIn);
    const before = seq === 1 ? [] : membersOf(group).filter((member) => stayed || member.account !== account);
    // A group of its own that this device was about to make has lost.
    if (draft.record.state === "creating") forgetCreation(draft);
    draft.group = group;
    draft.pending = undefined;
    // Since when the others are in, a device that comes for the first time has not seen: of what its person wrote before,
    // it can't say who has it.
    if (draft.record.joined === 0) draft.members = [];
    draft.note({ cursor: seq - 1 });
    draft.members = membersOf(group);
    // Whoever was out meanwhile, or begins again, has not seen who was brought back.
    if (draft.record.state !== "active" || restart) draft.note({ takenOut: [] });
    else warnOfReturned(ground, draft, draft.members, at);
    const { broken: _mended, gap, ...rest } = draft.record;
    // What was pushed before the welcome was read, and is readable now.
    if (gap !== undefined && gap > seq) {
      draft.dropLine(gap);
      draft.gone.push(`s${gap}`);
    }
    const epochs = { joinedEpoch: epoch, epochShift: epoch - group.epoch };
    const entry = { joined: seq, ...epochs, ...enteredAt(group.epoch, restart), leafAt: clock.now() };
    const place = { state: "active" as const, ...entry, cursor: seq };
    const missed = stored(common(rest.missed, [[1, seq]]));
    draft.record = { ...rest, ...purpose, ...place, missed, ahead: [] };
    // Its maker was taken out before the others had been told what the room is about: they are told now.
    if (draft.record.reference !== undefined && draft.record.detailsOrder === 0)
      draft.note({ detailsDue: true });
    const change = { committer: inviter, added, removed: [] };
    // The line that says so stands there already.
    if (!restart) draft.line(membershipItem(change, before, draft.members, { seq, at, created: seq === 1 }));
    await spendKeyPackage(draft, own.reference, group);
    return true;
  });
  return taken ? conversation : "none";
}

function self(group: Group): LeafIdentity {
  const leaf = group.leaves().find(({ index }) => index === group.ownLeaf);
  if (leaf === undefined) throw new WelcomeRefusal("welcome-malformed");
  return leaf;
}
