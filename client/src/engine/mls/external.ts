import { sameBytes } from "@comity/shared/bytes/bytes";
import { bytesOfId, type ConversationId, DeviceId, idOfKey } from "@comity/shared/ids";
import { fail, ok, type Result } from "@comity/shared/result";
import type { CiphersuiteImpl, ClientState, GroupInfo, Proposal, PublicMessage } from "ts-mls";
import {
  createGroupInfoWithExternalPubAndRatchetTree,
  emptyPskIndex,
  encodeMlsMessage,
  processPublicMessage,
} from "ts-mls";
import { exportSecret, nextEpochContext } from "ts-mls/clientState.js";
import { createConfirmationTag, createContentCommitSignature } from "ts-mls/framedContent.js";
import { ratchetTreeFromExtension } from "ts-mls/groupInfo.js";
import { initializeEpoch } from "ts-mls/keySchedule.js";
import { protectPublicMessage, unprotectPublicMessage } from "ts-mls/messageProtectionPublic.js";
import { getCommitSecret, pathToPathSecrets } from "ts-mls/pathSecrets.js";
import { toPrivateKeyPath, updateLeafKey } from "ts-mls/privateKeyPath.js";
import { addLeafNode, removeLeafNode } from "ts-mls/ratchetTree.js";
import { createSecretTree } from "ts-mls/secretTree.js";
import { treeHashRoot } from "ts-mls/treeHash.js";
import { leafWidth, nodeToLeafIndex, toLeafIndex, toNodeIndex } from "ts-mls/treemath.js";
import { createUpdatePath } from "ts-mls/updatePath.js";
import { configJudgedBy, type JudgeLeaf } from "./clientConfig.ts";
import type { Change, ChangePolicy, CommitFault, Processed } from "./commit.ts";
import { trimmed } from "./formerEpochs.ts";
import { Group } from "./group.ts";
import { checkSigner, checkTree, WelcomeRefusal } from "./join.ts";
import type { OwnKeyPackage } from "./keyPackage.ts";
import { type Leaf, leafAt, leavesOf, readIdentity, sameLeaf } from "./leaf.ts";
import { readMessage } from "./message.ts";

/**
 * The group's public state with its tree (RFC 9420 section 12.4.3), signed by this device: what somebody
 * needs to come in by an external commit. It holds no secret; who is let in is judged by the members.
 */
export async function publicStateOf(group: Group): Promise<Uint8Array> {
  const groupInfo = await createGroupInfoWithExternalPubAndRatchetTree(group.state, [], group.suite);
  return encodeMlsMessage({ version: "mls10", wireformat: "mls_group_info", groupInfo });
}

/** A group's public state, as somebody left it: signed by a leaf of its own tree, every leaf judged. */
export interface PublicState {
  readonly info: GroupInfo;
  readonly tree: ClientState["ratchetTree"];
  readonly signer: Leaf;
  readonly epoch: number;
}

/**
 * Reads a public state and judges it as a welcome is judged: its form, the signature of the leaf that it
 * names, the tree, and each leaf. Throws a WelcomeRefusal, or what ts-mls throws on forged bytes.
 */
export async function readPublicState(
  suite: CiphersuiteImpl,
  bytes: Uint8Array,
  conversation: ConversationId,
  judge: JudgeLeaf,
): Promise<PublicState> {
  const message = readMessage(bytes);
  if (message?.wireformat !== "mls_group_info") throw new WelcomeRefusal("welcome-malformed");
  const { groupInfo: info } = message;
  const { groupContext } = info;
  const tree = ratchetTreeFromExtension(info);
  const own = sameBytes(groupContext.groupId, bytesOfId(conversation));
  if (
    !own ||
    tree === undefined ||
    groupContext.cipherSuite !== suite.name ||
    groupContext.extensions.length > 0
  )
    throw new WelcomeRefusal("welcome-malformed");
  await checkSigner(info, tree, suite);
  await checkTree(info, tree, suite, configJudgedBy(judge));
  const signer = leafAt(tree, info.signer);
  if (signer === undefined) throw new WelcomeRefusal("welcome-malformed");
  return { info, tree, signer, epoch: Number(groupContext.epoch) };
}

/** The leaves of a public state. */
export function leavesOfPublicState({ tree }: PublicState): readonly Leaf[] {
  return leavesOf(tree);
}

/** Whether a public state is of the very epoch that a group is in: same history, same secrets. */
export function isStateOf({ info }: PublicState, { state }: Group): boolean {
  return (
    info.groupContext.epoch === state.groupContext.epoch &&
    sameBytes(info.groupContext.treeHash, state.groupContext.treeHash) &&
    sameBytes(info.confirmationTag, state.confirmationTag)
  );
}

/**
 * Makes an external commit (section 12.4.3.2): this device comes in with a fresh leaf, in the place of its
 * former one where the tree holds it. The steps are ts-mls's own (`joinGroupExternal`), in their order, with
 * the tree validated by `readPublicState`, whose judgement stands. Throws where ts-mls finds it impossible.
 */
export async function commitExternally(
  suite: CiphersuiteImpl,
  { info, tree }: PublicState,
  own: OwnKeyPackage,
): Promise<{ readonly after: Group; readonly bytes: Uint8Array }> {
  const { leafNode } = own.keyPackage;
  const { signaturePrivateKey } = own.privateKeys;
  const externalPub = info.extensions.find(({ extensionType }) => extensionType === "external_pub");
  if (externalPub === undefined) throw new WelcomeRefusal("welcome-malformed");
  const { enc, secret: initSecret } = await exportSecret(externalPub.extensionData, suite);
  const device = idOfKey(DeviceId, leafNode.signaturePublicKey);
  const former = leavesOf(tree).find((leaf) => leaf.device === device);
  const [entered, node] = enterTree(tree, former, leafNode);
  const leafIndex = nodeToLeafIndex(node);
  const [newTree, path, pathSecrets, leafKey] = await createUpdatePath(
    entered,
    leafIndex,
    info.groupContext,
    signaturePrivateKey,
    suite,
  );
  if (leafKey === undefined) throw new WelcomeRefusal("tree-invalid");
  const privatePath = updateLeafKey(
    await toPrivateKeyPath(pathToPathSecrets(pathSecrets), leafIndex, suite),
    await suite.hpke.exportPrivateKey(leafKey),
  );
  const last = pathSecrets.at(-1);
  const commitSecret =
    last === undefined
      ? new Uint8Array(suite.kdf.size)
      : await getCommitSecret(newTree, toNodeIndex(last.nodeIndex), last.secret, suite.kdf);
  const removal: Proposal[] =
    former === undefined ? [] : [{ proposalType: "remove", remove: { removed: former.index } }];
  const proposals: Proposal[] = [
    ...removal,
    { proposalType: "external_init", externalInit: { kemOutput: enc } },
  ];
  const { signature, framedContent } = await createContentCommitSignature(
    info.groupContext,
    "mls_public_message",
    { proposals: proposals.map((proposal) => ({ proposalOrRefType: "proposal" as const, proposal })), path },
    { senderType: "new_member_commit" },
    new Uint8Array(),
    signaturePrivateKey,
    suite.signature,
  );
  const groupContext = await nextEpochContext(
    info.groupContext,
    "mls_public_message",
    framedContent,
    signature,
    await treeHashRoot(newTree, suite.hash),
    info.confirmationTag,
    suite.hash,
  );
  const noPsk = new Uint8Array(suite.kdf.size);
  const { keySchedule, encryptionSecret, joinerSecret } = await initializeEpoch(
    initSecret,
    commitSecret,
    groupContext,
    noPsk,
    suite.kdf,
  );
  const confirmationTag = await createConfirmationTag(
    keySchedule.confirmationKey,
    groupContext.confirmedTranscriptHash,
    suite.hash,
  );
  const publicMessage = await protectPublicMessage(
    keySchedule.membershipKey,
    groupContext,
    {
      wireformat: "mls_public_message",
      content: framedContent,
      auth: { contentType: "commit", signature, confirmationTag },
    },
    suite,
  );
  const after = new Group(
    suite,
    trimmed({
      ratchetTree: newTree,
      groupContext,
      secretTree: await createSecretTree(leafWidth(newTree.length), encryptionSecret, suite.kdf),
      privatePath,
      confirmationTag,
      historicalReceiverData: new Map(),
      signaturePrivateKey,
      keySchedule,
      unappliedProposals: {},
      groupActiveState: { kind: "active" },
      clientConfig: configJudgedBy(async () => false),
    }),
  );
  for (const secret of [commitSecret, initSecret, encryptionSecret, joinerSecret]) secret.fill(0);
  const bytes = encodeMlsMessage({ version: "mls10", wireformat: "mls_public_message", publicMessage });
  return { after, bytes };
}

/** The leftmost free leaf of the tree without the former one; ts-mls can't take the last leaf out of a tree. */
function enterTree(
  tree: PublicState["tree"],
  former: Leaf | undefined,
  leaf: OwnKeyPackage["keyPackage"]["leafNode"],
): ReturnType<typeof addLeafNode> {
  if (former === undefined) return addLeafNode(tree, leaf);
  if (leavesOf(tree).length === 1) return [[{ nodeType: "leaf", leaf }], toNodeIndex(0)];
  return addLeafNode(removeLeafNode(tree, toLeafIndex(former.index)), leaf);
}

/**
 * Processes an external commit. It is taken only from a leaf that is judged well now, of a person who has a
 * leaf in the present tree, and that removes nothing but that same device's former leaf: one external
 * initialisation, no other proposals, none by reference (so no pre-shared keys either).
 */
export async function processExternalCommit(
  group: Group,
  message: PublicMessage,
  judge: JudgeLeaf,
  policy: ChangePolicy,
): Promise<Result<Processed, CommitFault>> {
  const { content } = message;
  const { groupContext, ratchetTree, keySchedule } = group.state;
  if (content.contentType !== "commit" || content.sender.senderType !== "new_member_commit")
    return fail({ cause: "commit-malformed", about: undefined, by: undefined });
  const leafNode = content.commit.path?.leafNode;
  const newcomer =
    leafNode === undefined ? undefined : readIdentity(leafNode.credential, leafNode.signaturePublicKey);
  if (leafNode === undefined || newcomer === undefined || leafNode.extensions.length > 0)
    return fail({ cause: "commit-malformed", about: undefined, by: undefined });
  try {
    // Whose it is, is known from here on: before, anybody could have written the name.
    await unprotectPublicMessage(keySchedule.membershipKey, groupContext, ratchetTree, message, group.suite);
  } catch {
    return fail({ cause: "commit-malformed", about: undefined, by: undefined });
  }
  // By this device's own key and not in its vault: what is here is older than that.
  if (newcomer.device === leafAt(ratchetTree, group.ownLeaf)?.device)
    return fail({ cause: "commit-unopened", about: newcomer, by: newcomer });
  const former = formerLeaf(group, content.commit.proposals);
  if (former === "other-proposals" || (former !== undefined && !sameLeaf(former, newcomer)))
    return fail({ cause: "proposal-refused", about: newcomer, by: newcomer });
  if (!group.leaves().some(({ account }) => account === newcomer.account))
    return fail({ cause: "change-refused", about: newcomer, by: newcomer });
  const entering: Change = { committer: newcomer, added: [newcomer], removed: [] };
  if (!policy(entering)) return fail({ cause: "change-refused", about: newcomer, by: newcomer });
  if (!(await judge(newcomer))) return fail({ cause: "leaf-refused", about: newcomer, by: newcomer });
  // Only the newcomer's leaf comes in, and it has been judged.
  const clientConfig = configJudgedBy(async (leaf) => sameLeaf(leaf, newcomer));
  try {
    const result = await processPublicMessage(
      { ...group.state, clientConfig },
      message,
      emptyPskIndex,
      group.suite,
    );
    const next = group.with(trimmed(result.newState));
    // The same device in its former place is nobody new.
    const change = former === undefined ? entering : { ...entering, added: [] };
    return ok({
      kind: "advanced",
      group: next,
      change,
      byItself: true,
      spent: result.consumed,
    });
  } catch {
    return fail({ cause: "commit-unopened", about: newcomer, by: newcomer });
  }
}

function formerLeaf(
  group: Group,
  proposals: readonly { readonly proposalOrRefType: string; readonly proposal?: Proposal }[],
): Leaf | undefined | "other-proposals" {
  let former: Leaf | undefined;
  let initialisations = 0;
  for (const { proposal } of proposals) {
    if (proposal?.proposalType === "external_init") initialisations += 1;
    else if (proposal?.proposalType === "remove" && "remove" in proposal && former === undefined) {
      former = leafAt(group.state.ratchetTree, proposal.remove.removed);
      if (former === undefined) return "other-proposals";
    } else return "other-proposals";
  }
  return initialisations === 1 ? former : "other-proposals";
}
