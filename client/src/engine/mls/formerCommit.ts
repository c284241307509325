import type { PrivateMessage } from "ts-mls";
import { verifyFramedContentSignature } from "ts-mls/framedContent.js";
import { unprotectPrivateMessage } from "ts-mls/messageProtection.js";
import { REFUSING_CONFIG } from "./clientConfig.ts";
import type { CommitMessage, Group } from "./group.ts";
import { type LeafIdentity, leafAt, leavesOf, readIdentity } from "./leaf.ts";

/** Whose commit of the present epoch it is, by the signature within; undefined where none holds. */
export function committerOf(group: Group, message: PrivateMessage): Promise<LeafIdentity | undefined> {
  const { secretTree, ratchetTree, groupContext, keySchedule } = group.state;
  return signerOf(group, message, { ...keySchedule, secretTree, ratchetTree, groupContext });
}

/**
 * Who ended a former epoch with this commit: a member of that epoch, or a device of a member's by an
 * external commit, as the signature proves. Undefined where none holds or that epoch's keys are gone.
 */
export async function committerInFormerEpoch(
  group: Group,
  commit: CommitMessage,
): Promise<LeafIdentity | undefined> {
  const epoch = commit.kind === "public" ? commit.message.content.epoch : commit.message.epoch;
  const former = group.state.historicalReceiverData.get(epoch);
  if (former === undefined) return undefined;
  if (commit.kind === "private") return signerOf(group, commit.message, former);
  const { content, auth } = commit.message;
  if (content.contentType !== "commit" || content.sender.senderType !== "new_member_commit") return undefined;
  const leafNode = content.commit.path?.leafNode;
  if (leafNode === undefined) return undefined;
  const newcomer = readIdentity(leafNode.credential, leafNode.signaturePublicKey);
  const known = leavesOf(former.ratchetTree).some(({ account }) => account === newcomer?.account);
  if (newcomer === undefined || !known) return undefined;
  const { signature } = group.suite;
  const { signaturePublicKey } = leafNode;
  const context = former.groupContext;
  return (await verifyFramedContentSignature(
    signaturePublicKey,
    "mls_public_message",
    content,
    auth,
    context,
    signature,
  ))
    ? newcomer
    : undefined;
}

async function signerOf(
  group: Group,
  message: PrivateMessage,
  {
    senderDataSecret,
    secretTree,
    ratchetTree,
    groupContext,
  }: Pick<Group["state"], "secretTree" | "ratchetTree" | "groupContext"> & {
    readonly senderDataSecret: Uint8Array;
  },
): Promise<LeafIdentity | undefined> {
  try {
    const { content } = await unprotectPrivateMessage(
      senderDataSecret,
      message,
      secretTree,
      ratchetTree,
      groupContext,
      REFUSING_CONFIG.keyRetentionConfig,
      group.suite,
    );
    const { sender, contentType } = content.content;
    if (sender.senderType !== "member" || contentType !== "commit") return undefined;
    return leafAt(ratchetTree, sender.leafIndex);
  } catch {
    return undefined;
  }
}
