import type {
  ClientState,
  EpochReceiverData,
  GroupContext,
  KeySchedule,
  PrivateKeyPath,
  RatchetTree,
} from "ts-mls";
import { type Decoder, mapDecoders } from "ts-mls/codec/tlsDecoder.js";
import { contramapBufferEncoders, encode } from "ts-mls/codec/tlsEncoder.js";
import { decodeVarLenData, varLenDataEncoder } from "ts-mls/codec/variableLength.js";
import { decodeEpochReceiverData, epochReceiverDataEncoder } from "ts-mls/epochReceiverData.js";
import { decodeGroupContext, groupContextEncoder } from "ts-mls/groupContext.js";
import { decodeKeySchedule, keyScheduleEncoder } from "ts-mls/keySchedule.js";
import { decodePrivateKeyPath, privateKeyPathEncoder } from "ts-mls/privateKeyPath.js";
import { decodeRatchetTree, ratchetTreeEncoder } from "ts-mls/ratchetTree.js";
import { StoreDamaged } from "../ports.ts";
import { readWhole } from "./message.ts";

/** What is fixed during an epoch, beside the tree and the ratchets. */
export type EpochState = Pick<
  ClientState,
  "groupContext" | "keySchedule" | "privatePath" | "confirmationTag"
>;

type EpochTuple = [GroupContext, KeySchedule, PrivateKeyPath, Uint8Array];

/** Writes the fixed part of the current epoch. The signature key stands elsewhere in the vault. */
export const encodeEpochState = encode(
  contramapBufferEncoders(
    [groupContextEncoder, keyScheduleEncoder, privateKeyPathEncoder, varLenDataEncoder],
    (state: EpochState): EpochTuple => [
      state.groupContext,
      state.keySchedule,
      state.privatePath,
      state.confirmationTag,
    ],
  ),
);

const epochStateDecoder = mapDecoders(
  [decodeGroupContext, decodeKeySchedule, decodePrivateKeyPath, decodeVarLenData],
  (groupContext, keySchedule, privatePath, confirmationTag): EpochState => ({
    groupContext,
    keySchedule,
    privatePath,
    confirmationTag,
  }),
);

/** A record of a group that is not what was written: the vault is damaged. */
export class DamagedGroup extends StoreDamaged {}

function whole<Value>(decoder: Decoder<Value>, bytes: Uint8Array): Value {
  const value = readWhole(decoder, bytes);
  if (value === undefined) throw new DamagedGroup("a group record can't be read");
  return value;
}

/** Reads what `encodeEpochState` wrote. Throws DamagedGroup on anything else. */
export function decodeEpochState(bytes: Uint8Array): EpochState {
  return whole(epochStateDecoder, bytes);
}

/** Writes a tree (RFC 9420 section 7.8). */
export const encodeTree = encode(ratchetTreeEncoder);

/** Reads what `encodeTree` wrote. Throws DamagedGroup on anything else. */
export function decodeTree(bytes: Uint8Array): RatchetTree {
  return whole(decodeRatchetTree, bytes);
}

/** Writes a former epoch without its ratchets, which have their own records. */
export function encodeFormerEpoch(data: EpochReceiverData): Uint8Array {
  return encode(epochReceiverDataEncoder)({ ...data, secretTree: [] });
}

/** Reads what `encodeFormerEpoch` wrote; the ratchets are to be put in. Throws DamagedGroup on anything else. */
export function decodeFormerEpoch(bytes: Uint8Array): EpochReceiverData {
  return whole(decodeEpochReceiverData, bytes);
}

/**
 * What a former epoch needs of its tree: who sat at which leaf. Parents and encryption keys, most of a
 * post-quantum tree's bytes, are left out.
 */
export function signersOnly(tree: RatchetTree): RatchetTree {
  const none = new Uint8Array();
  return tree.map((node) =>
    node?.nodeType === "leaf"
      ? { nodeType: "leaf", leaf: { ...node.leaf, hpkePublicKey: none, signature: none } }
      : undefined,
  );
}
