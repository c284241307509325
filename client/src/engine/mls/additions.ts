import { sameBytes } from "@comity/shared/bytes/bytes";
import type { KeyPackage, PrivateMessage } from "ts-mls";
import { validateLeafNodeCredentialAndKeyUniqueness } from "ts-mls/clientState.js";
import { verifyKeyPackage } from "ts-mls/keyPackage.js";
import { verifyLeafNodeSignatureKeyPackage } from "ts-mls/leafNode.js";
import { unprotectPrivateMessage } from "ts-mls/messageProtection.js";
import type { JudgeLeaf } from "./clientConfig.ts";
import type { Group } from "./group.ts";
import { readIdentity } from "./leaf.ts";

/** What is wrong with what a commit adds: a leaf that is refused, or a key package that can't stand in this group. */
export type AdditionFault = "leaf-refused" | "commit-invalid";

/**
 * Checks the key packages that a commit adds, one after the other, up to the first that is not as it must be (RFC 9420
 * sections 7.3 and 10.1; the steps that ts-mls takes). ts-mls takes them for all of them at once: where two are refused,
 * the second refusal is a rejection that nobody hears, and Node ends a process over it.
 */
export async function faultOfAdditions(
  { state, suite }: Group,
  keyPackages: readonly KeyPackage[],
  judge: JudgeLeaf,
): Promise<AdditionFault | undefined> {
  const { groupContext, ratchetTree } = state;
  for (const keyPackage of keyPackages) {
    const { leafNode, cipherSuite, version, initKey } = keyPackage;
    if (cipherSuite !== groupContext.cipherSuite || version !== groupContext.version) return "commit-invalid";
    try {
      const clash = await validateLeafNodeCredentialAndKeyUniqueness(ratchetTree, leafNode);
      if (clash !== undefined) return "commit-invalid";
      if (!(await verifyLeafNodeSignatureKeyPackage(leafNode, suite.signature))) return "commit-invalid";
      if (!(await verifyKeyPackage(keyPackage, suite.signature))) return "commit-invalid";
    } catch {
      // Keys and signatures of a length that is none.
      return "commit-invalid";
    }
    if (sameBytes(initKey, leafNode.hpkePublicKey)) return "commit-invalid";
    const leaf = readIdentity(leafNode.credential, leafNode.signaturePublicKey);
    if (leaf === undefined || !(await judge(leaf))) return "leaf-refused";
  }
  return undefined;
}

/** The key packages that a member's commit of the present epoch adds; none where it can't be read. */
export async function additionsOf(group: Group, message: PrivateMessage): Promise<readonly KeyPackage[]> {
  const { keySchedule, secretTree, ratchetTree, groupContext, clientConfig } = group.state;
  try {
    const { content } = await unprotectPrivateMessage(
      keySchedule.senderDataSecret,
      message,
      secretTree,
      ratchetTree,
      groupContext,
      clientConfig.keyRetentionConfig,
      group.suite,
    );
    if (content.content.contentType !== "commit") return [];
    return content.content.commit.proposals.flatMap((one) =>
      one.proposalOrRefType === "proposal" && one.proposal.proposalType === "add" && "add" in one.proposal
        ? [one.proposal.add.keyPackage]
        : [],
    );
  } catch {
    // Whatever is wrong with it is found when it is processed.
    return [];
  }
}
