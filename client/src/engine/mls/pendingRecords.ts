import { type ConversationId, DeviceId, MessageId } from "@comity/shared/ids";
import type { CiphersuiteImpl } from "ts-mls";
import { z } from "zod";
import type { StoreChange, Vault } from "../ports.ts";
import { REFUSING_CONFIG } from "./clientConfig.ts";
import { Group } from "./group.ts";
import { DamagedGroup, decodeEpochState, decodeTree, encodeEpochState, encodeTree } from "./groupState.ts";
import { readJson, writeJson } from "./json.ts";
import { chunkCount, decodeChunks, encodeChunk } from "./ratchets.ts";

const PENDING = "group-pending";
const PARTS = ["facts", "epoch", "tree", "ratchets", "commit", "welcome"] as const;

/** A commit on its way: what is sent, again and again until it is answered, and the group that it leads to. */
export interface PendingCommit {
  readonly messageId: MessageId;
  /** The epoch that it ends, as the server counts. */
  readonly epoch: number;
  /** Whether this device comes in by it (an external commit) and has no part in the epoch that it ends. */
  readonly external: boolean;
  /** Whether the conversation begins again by it, with the fresh group `after`. */
  readonly restart?: boolean | undefined;
  readonly added: readonly DeviceId[];
  readonly removed: readonly DeviceId[];
  /** All devices after it, where the server's list is to be put right. */
  readonly present?: readonly DeviceId[] | undefined;
  readonly bytes: Uint8Array;
  readonly welcome: Uint8Array | undefined;
  readonly after: Group;
}

const Facts = z.object({
  messageId: MessageId,
  epoch: z.number().int(),
  external: z.boolean().default(false),
  restart: z.boolean().optional(),
  added: z.array(DeviceId),
  removed: z.array(DeviceId),
  present: z.array(DeviceId).optional(),
});

const keyOf = (id: ConversationId, part: (typeof PARTS)[number]) => `${id}/${part}`;

/** Writes a pending commit, or removes it. */
export function pendingChanges(id: ConversationId, pending: PendingCommit | undefined): StoreChange[] {
  if (pending === undefined)
    return PARTS.map((part) => ({ table: PENDING, key: keyOf(id, part), remove: true }));
  const { messageId, epoch, external, restart, added, removed, present, bytes, welcome, after } = pending;
  const { secretTree } = after.state;
  const ratchets = encodeChunk(secretTree, 0, chunkCount(secretTree));
  const put = (part: (typeof PARTS)[number], value: Uint8Array): StoreChange => ({
    table: PENDING,
    key: keyOf(id, part),
    value,
  });
  return [
    put("facts", writeJson({ messageId, epoch, external, restart, added, removed, present })),
    put("epoch", encodeEpochState(after.state)),
    put("tree", encodeTree(after.state.ratchetTree)),
    put("ratchets", ratchets),
    put("commit", bytes),
    ...(welcome === undefined ? [] : [put("welcome", welcome)]),
  ];
}

/** Reads the pending commit of a conversation, if any. Throws DamagedGroup. */
export async function loadPending(
  vault: Vault,
  id: ConversationId,
  suite: CiphersuiteImpl,
  signaturePrivateKey: Uint8Array,
): Promise<PendingCommit | undefined> {
  const part = (name: (typeof PARTS)[number]) => vault.get(PENDING, keyOf(id, name));
  const [facts, epoch, tree, ratchets, bytes, welcome] = [
    await part("facts"),
    await part("epoch"),
    await part("tree"),
    await part("ratchets"),
    await part("commit"),
    await part("welcome"),
  ];
  if (facts === undefined) return undefined;
  const read = readJson(Facts, facts);
  if (read === undefined || !epoch || !tree || !ratchets || !bytes)
    throw new DamagedGroup("a pending commit can't be read");
  const after = new Group(suite, {
    ...decodeEpochState(epoch),
    ratchetTree: decodeTree(tree),
    secretTree: decodeChunks([ratchets]),
    signaturePrivateKey,
    unappliedProposals: {},
    historicalReceiverData: new Map(),
    groupActiveState: { kind: "active" },
    clientConfig: REFUSING_CONFIG,
  });
  return { ...read, bytes, welcome, after };
}
