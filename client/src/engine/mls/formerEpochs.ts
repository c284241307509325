import type { ClientState } from "ts-mls";
import { REFUSING_CONFIG } from "./clientConfig.ts";
import { signersOnly } from "./groupState.ts";
import { leafRatchetsOnly } from "./ratchets.ts";

/** A state without what nobody needs: parents' ratchets, and all but the signers of the newest former tree. */
export function trimmed(state: ClientState): ClientState {
  const historicalReceiverData = new Map(
    [...state.historicalReceiverData].map(([epoch, data]) => [
      epoch,
      epoch === state.groupContext.epoch - 1n
        ? { ...data, ratchetTree: signersOnly(data.ratchetTree) }
        : data,
    ]),
  );
  return { ...state, secretTree: leafRatchetsOnly(state.secretTree), historicalReceiverData };
}

/** `next` with the former epochs of `last`, and `last` as it is now as the newest of them. */
export function withFormer(last: ClientState, next: ClientState): ClientState {
  const keep = next.groupContext.epoch - BigInt(REFUSING_CONFIG.keyRetentionConfig.retainKeysForEpochs);
  const former = [...last.historicalReceiverData].filter(([epoch]) => epoch >= keep);
  const historicalReceiverData = new Map(former).set(last.groupContext.epoch, {
    secretTree: last.secretTree,
    ratchetTree: last.ratchetTree,
    senderDataSecret: last.keySchedule.senderDataSecret,
    groupContext: last.groupContext,
    resumptionPsk: last.keySchedule.resumptionPsk,
  });
  return trimmed({ ...next, historicalReceiverData });
}

/** A state that knows of no former epoch: a group's first. */
export function withoutFormer(state: ClientState): ClientState {
  return trimmed({ ...state, historicalReceiverData: new Map() });
}
