import { fail, ok, type Result } from "@comity/shared/result";
import type { KeyPackage, PrivateMessage, Proposal } from "ts-mls";
import { createCommit, emptyPskIndex, encodeMlsMessage, processPrivateMessage } from "ts-mls";
import { consumeRatchet } from "ts-mls/secretTree.js";
import { leafToNodeIndex, toLeafIndex } from "ts-mls/treemath.js";
import { additionsOf, faultOfAdditions } from "./additions.ts";
import { configJudgedBy, type JudgeLeaf } from "./clientConfig.ts";
import { processExternalCommit } from "./external.ts";
import { committerInFormerEpoch, committerOf } from "./formerCommit.ts";
import { trimmed } from "./formerEpochs.ts";
import type { Group, Step } from "./group.ts";
import { type LeafIdentity, leafAt, readIdentity, sameLeaf } from "./leaf.ts";

/** A commit of ours, not yet accepted: `before` is the group with the commit's key used up. */
export interface MadeCommit {
  readonly before: Group;
  readonly after: Group;
  readonly bytes: Uint8Array;
  readonly welcome: Uint8Array | undefined;
}

/** Who committed, and whom the commit brought and took. */
export interface Change {
  readonly committer: LeafIdentity;
  readonly added: readonly LeafIdentity[];
  readonly removed: readonly LeafIdentity[];
}

/** What another's commit came to. */
export type Processed =
  | ({
      readonly kind: "advanced";
      readonly change: Change;
      /** Whether a device came in by itself (an external commit): nobody has told it anything. */
      readonly byItself: boolean;
    } & Step)
  /** This device was removed: it has no keys of the new epoch. */
  | { readonly kind: "removed"; readonly change: Change };

/** Why a commit was refused, and whom it concerns. Stable codes, shown to people in words. */
export interface CommitFault {
  readonly cause:
    | "commit-malformed"
    | "commit-invalid"
    /** Everything that all members see alike is right, but its keys can't be had here: others may have them. */
    | "commit-unopened"
    /** It claims to end an epoch that this group has not come to: this device may have missed something. */
    | "commit-ahead"
    /** A member ended a former epoch with it: others may have gone another way than this device. */
    | "commit-of-former-epoch"
    | "proposal-refused"
    | "leaf-refused"
    | "committer-changed"
    | "change-refused";
  readonly about: LeafIdentity | undefined;
  /** Whose commit it is, where the signature within proves it. */
  readonly by: LeafIdentity | undefined;
}

/** Whether a conversation of this kind may change so. */
export type ChangePolicy = (change: Change) => boolean;

/**
 * Makes one commit that removes and adds (RFC 9420 section 12.4.1), with a welcome that carries the tree.
 * The key packages' leaves are judged again. Throws where ts-mls finds the change impossible.
 */
export async function makeCommit(
  group: Group,
  change: { readonly add: readonly KeyPackage[]; readonly remove: readonly number[] },
  judge: JudgeLeaf,
): Promise<MadeCommit> {
  const extraProposals: Proposal[] = [
    ...change.remove.map((removed): Proposal => ({ proposalType: "remove", remove: { removed } })),
    ...change.add.map((keyPackage): Proposal => ({ proposalType: "add", add: { keyPackage } })),
  ];
  const fault = await faultOfAdditions(group, change.add, judge);
  if (fault !== undefined) throw new Error(`a newcomer can't be added: ${fault}`);
  const state = { ...group.state, clientConfig: configJudgedBy(judge) };
  const made = await createCommit(
    { state, cipherSuite: group.suite },
    { extraProposals, ratchetTreeExtension: true },
  );
  // ts-mls does not hand out the ratchet that the commit itself has used: it is moved on here, so that
  // another commit in this epoch gets another key.
  const ownNode = leafToNodeIndex(toLeafIndex(group.ownLeaf));
  const { newTree } = await consumeRatchet(group.state.secretTree, ownNode, "commit", group.suite);
  const { welcome } = made;
  return {
    before: group.with({ ...group.state, secretTree: newTree }),
    after: group.with(made.newState),
    bytes: encodeMlsMessage(made.commit),
    welcome:
      welcome === undefined
        ? undefined
        : encodeMlsMessage({ version: "mls10", wireformat: "mls_welcome", welcome }),
  };
}

/**
 * Processes another's commit (section 12.4.2): proposals by value, adds and removes only, a committer that
 * stays who it was, every added leaf judged, and the change as the conversation's policy allows it. A
 * PublicMessage can only be an external commit (section 12.4.3.2). A refusal leaves the group as it is. Rejects
 * with what `judge` rejects with: that is no fault of the commit's.
 */
export async function processCommit(
  group: Group,
  bytes: Uint8Array,
  judge: JudgeLeaf,
  policy: ChangePolicy,
): Promise<Result<Processed, CommitFault>> {
  const read = group.commitMessage(bytes);
  if (read === undefined) return fail({ cause: "commit-malformed", about: undefined, by: undefined });
  const { epoch } = group.state.groupContext;
  const named = read.kind === "public" ? read.message.content.epoch : read.message.epoch;
  if (named > epoch) return fail({ cause: "commit-ahead", about: undefined, by: undefined });
  if (named < epoch) {
    const by = await committerInFormerEpoch(group, read);
    const cause = by === undefined ? "commit-malformed" : "commit-of-former-epoch";
    return fail({ cause, about: by, by });
  }
  return read.kind === "public"
    ? processExternalCommit(group, read.message, judge, policy)
    : processMemberCommit(group, read.message, judge, policy);
}

async function processMemberCommit(
  group: Group,
  message: PrivateMessage,
  judge: JudgeLeaf,
  policy: ChangePolicy,
): Promise<Result<Processed, CommitFault>> {
  const present = group.leaves();
  let refused: LeafIdentity | undefined;
  let change: Change | undefined;
  let committer: { readonly index: number; readonly leaf: LeafIdentity } | undefined;
  let refusal: CommitFault["cause"] | undefined;
  let accepted = false;
  let removed = false;
  let undecided: { readonly why: unknown } | undefined;
  const faultOf = (cause: CommitFault["cause"], by: LeafIdentity | undefined) =>
    fail({ cause, about: cause === "leaf-refused" ? refused : by, by });
  const own = leafAt(group.state.ratchetTree, group.ownLeaf);
  if (own === undefined) return faultOf("commit-invalid", undefined);
  // A leaf that sits in the tree was judged when it came: that it has lost its standing since must not stop
  // the group, upkeep removes it.
  const judged = async (leaf: LeafIdentity) => {
    if (present.some((other) => sameLeaf(other, leaf))) return true;
    const believed = await judge(leaf).catch((why: unknown) => {
      undecided = { why };
      return false;
    });
    if (!believed) refused = leaf;
    return believed;
  };
  const state = { ...group.state, clientConfig: configJudgedBy(judged) };
  try {
    // Several are looked at one after the other before ts-mls looks at all of them at once.
    const additions = await additionsOf(group, message);
    const fault = additions.length > 1 ? await faultOfAdditions(group, additions, judged) : undefined;
    if (undecided !== undefined) throw undecided.why;
    if (fault !== undefined) return faultOf(fault, await committerOf(group, message));
    const result = await processPrivateMessage(state, message, emptyPskIndex, group.suite, (incoming) => {
      if (incoming.kind !== "commit" || incoming.senderLeafIndex === undefined) return "reject";
      const leaf = leafAt(group.state.ratchetTree, incoming.senderLeafIndex);
      if (leaf === undefined) return "reject";
      committer = { index: incoming.senderLeafIndex, leaf };
      const proposals = incoming.proposals.map(({ proposal }) => proposal);
      change = changeOf(group, leaf, proposals);
      if (change === undefined) refusal = "proposal-refused";
      else if (!policy(change)) refusal = "change-refused";
      // A removed member goes no further: it can't read the path, and ts-mls takes a newcomer in the same
      // place of the tree for the removed one.
      else if (change.removed.some((other) => sameLeaf(other, own))) removed = true;
      if (removed) return "reject";
      accepted = refusal === undefined;
      return accepted ? "accept" : "reject";
    });
    if (removed && change !== undefined) return ok({ kind: "removed", change });
    if (result.kind !== "newState" || result.actionTaken === "reject" || !change || !committer)
      return faultOf(refusal ?? "commit-malformed", committer?.leaf);
    const after = leafAt(result.newState.ratchetTree, committer.index);
    if (after === undefined || !sameLeaf(after, committer.leaf))
      return faultOf("committer-changed", committer.leaf);
    const next = group.with(trimmed(result.newState));
    return ok({ kind: "advanced", group: next, change, byItself: false, spent: result.consumed });
  } catch {
    if (undecided !== undefined) throw undecided.why;
    const by = committer?.leaf ?? (await committerOf(group, message));
    if (refused !== undefined) return faultOf("leaf-refused", by);
    if (accepted) return faultOf("commit-unopened", by);
    return faultOf(refusal ?? "commit-invalid", by);
  }
}

function changeOf(group: Group, committer: LeafIdentity, proposals: readonly Proposal[]): Change | undefined {
  const added: LeafIdentity[] = [];
  const removed: LeafIdentity[] = [];
  for (const proposal of proposals) {
    if (proposal.proposalType === "add" && "add" in proposal) {
      const { leafNode, extensions } = proposal.add.keyPackage;
      const leaf = readIdentity(leafNode.credential, leafNode.signaturePublicKey);
      if (leaf === undefined || leafNode.extensions.length > 0 || extensions.length > 0) return undefined;
      added.push(leaf);
    } else if (proposal.proposalType === "remove" && "remove" in proposal) {
      const leaf = leafAt(group.state.ratchetTree, proposal.remove.removed);
      if (leaf === undefined) return undefined;
      removed.push(leaf);
    } else return undefined;
  }
  return { committer, added, removed };
}
