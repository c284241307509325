import type { ConversationId } from "@comity/shared/ids";
import type { CiphersuiteImpl, ClientState, EpochReceiverData, SecretTree } from "ts-mls";
import type { StoreChange, Vault } from "../ports.ts";
import { REFUSING_CONFIG } from "./clientConfig.ts";
import { Group } from "./group.ts";
import {
  DamagedGroup,
  decodeEpochState,
  decodeFormerEpoch,
  decodeTree,
  encodeEpochState,
  encodeFormerEpoch,
  encodeTree,
} from "./groupState.ts";
import { chunkCount, decodeChunks, encodeChunk, LEAVES_PER_CHUNK } from "./ratchets.ts";

/**
 * How a group lies in the vault: the epoch's fixed part and its tree in one record each, written once an
 * epoch; each former epoch likewise; and the ratchets of every eight leaves in a record of their own, so
 * that a message rewrites a few hundred bytes whatever the group's size. A used key is gone from the vault
 * with the write that stores what it decrypted.
 */
const EPOCH = "group-epoch";
const TREE = "group-tree";
const FORMER = "group-former";
const RATCHETS = "group-ratchets";

const pad = (number: number | bigint, length: number) => String(number).padStart(length, "0");
const epochKey = (id: ConversationId, epoch: bigint) => `${id}/${pad(epoch, 12)}`;
const chunkKey = (id: ConversationId, epoch: bigint, chunk: number) =>
  `${epochKey(id, epoch)}/${pad(chunk, 4)}`;
const within = (prefix: string) => ({ after: `${prefix}/`, before: `${prefix}/~` });

type Ratchets = ReadonlyMap<bigint, SecretTree>;

function ratchetsOf(state: ClientState | undefined): Ratchets {
  if (state === undefined) return new Map();
  const former = [...state.historicalReceiverData].map(([epoch, data]) => [epoch, data.secretTree] as const);
  return new Map([...former, [state.groupContext.epoch, state.secretTree]]);
}

/** Whether a chunk's ratchets have moved: steps replace the node that they use and keep all others. */
function chunkMoved(before: SecretTree | undefined, after: SecretTree, chunk: number): boolean {
  if (before === undefined) return true;
  if (before === after) return false;
  for (let leaf = chunk * LEAVES_PER_CHUNK; leaf < (chunk + 1) * LEAVES_PER_CHUNK; leaf++)
    if (before[leaf * 2] !== after[leaf * 2]) return true;
  return false;
}

function ratchetChanges(id: ConversationId, before: Ratchets, after: Ratchets): StoreChange[] {
  const changes: StoreChange[] = [];
  for (const [epoch, tree] of before) {
    const kept = chunkCount(after.get(epoch) ?? []);
    for (let chunk = kept; chunk < chunkCount(tree); chunk++)
      changes.push({ table: RATCHETS, key: chunkKey(id, epoch, chunk), remove: true });
  }
  for (const [epoch, tree] of after) {
    for (let chunk = 0; chunk < chunkCount(tree); chunk++)
      if (chunkMoved(before.get(epoch), tree, chunk))
        changes.push({
          table: RATCHETS,
          key: chunkKey(id, epoch, chunk),
          value: encodeChunk(tree, chunk),
        });
  }
  return changes;
}

/** What to write so that the vault holds `after` where it held `before`. Undefined: no group. */
export function groupChanges(
  id: ConversationId,
  before: Group | undefined,
  after: Group | undefined,
): StoreChange[] {
  if (before === after) return [];
  const changes = ratchetChanges(id, ratchetsOf(before?.state), ratchetsOf(after?.state));
  const formerBefore = before?.state.historicalReceiverData ?? new Map<bigint, EpochReceiverData>();
  const formerAfter = after?.state.historicalReceiverData ?? new Map<bigint, EpochReceiverData>();
  for (const epoch of formerBefore.keys())
    if (!formerAfter.has(epoch)) changes.push({ table: FORMER, key: epochKey(id, epoch), remove: true });
  for (const [epoch, data] of formerAfter)
    if (!formerBefore.has(epoch))
      changes.push({ table: FORMER, key: epochKey(id, epoch), value: encodeFormerEpoch(data) });
  if (after === undefined)
    changes.push({ table: EPOCH, key: id, remove: true }, { table: TREE, key: id, remove: true });
  else if (before === undefined || before.state.groupContext !== after.state.groupContext)
    changes.push(
      { table: EPOCH, key: id, value: encodeEpochState(after.state) },
      { table: TREE, key: id, value: encodeTree(after.state.ratchetTree) },
    );
  return changes;
}

/** Reads a conversation's group; undefined where there is none. Throws DamagedGroup. */
export async function loadGroup(
  vault: Vault,
  id: ConversationId,
  suite: CiphersuiteImpl,
  signaturePrivateKey: Uint8Array,
): Promise<Group | undefined> {
  const [epochRecord, treeRecord] = await Promise.all([vault.get(EPOCH, id), vault.get(TREE, id)]);
  if (epochRecord === undefined && treeRecord === undefined) return undefined;
  if (epochRecord === undefined || treeRecord === undefined) throw new DamagedGroup("half of a group");
  const epochState = decodeEpochState(epochRecord);
  const historicalReceiverData = new Map<bigint, EpochReceiverData>();
  for (const { key, value } of await vault.scan(FORMER, within(id))) {
    const epoch = BigInt(key.slice(id.length + 1));
    const secretTree = await loadRatchets(vault, id, epoch);
    historicalReceiverData.set(epoch, { ...decodeFormerEpoch(value), secretTree });
  }
  return new Group(suite, {
    ...epochState,
    ratchetTree: decodeTree(treeRecord),
    secretTree: await loadRatchets(vault, id, epochState.groupContext.epoch),
    signaturePrivateKey,
    unappliedProposals: {},
    historicalReceiverData,
    groupActiveState: { kind: "active" },
    clientConfig: REFUSING_CONFIG,
  });
}

async function loadRatchets(vault: Vault, id: ConversationId, epoch: bigint): Promise<SecretTree> {
  const records = await vault.scan(RATCHETS, within(epochKey(id, epoch)));
  if (records.length === 0) throw new DamagedGroup("an epoch without ratchets");
  return decodeChunks(records.map(({ value }) => value));
}
