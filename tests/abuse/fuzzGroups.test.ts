import { makeCommit, processCommit } from "@comity/client/engine/mls/commit";
import { Group } from "@comity/client/engine/mls/group";
import { groupChanges, loadGroup } from "@comity/client/engine/mls/groupRecords";
import {
  DamagedGroup,
  decodeEpochState,
  decodeFormerEpoch,
  decodeTree,
  encodeEpochState,
  encodeTree,
} from "@comity/client/engine/mls/groupState";
import {
  encodePublicPart,
  makeKeyPackage,
  readKeyPackage,
  readWelcome,
} from "@comity/client/engine/mls/keyPackage";
import { comitySuite, DEFAULT_SUITE } from "@comity/client/engine/mls/provider/suite";
import { decodeChunks, encodeChunk } from "@comity/client/engine/mls/ratchets";
import type { StoreChange, Vault } from "@comity/client/engine/ports";
import { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { nodeRandom } from "@comity/scripts/load/bareDevice";
import { utf8 } from "@comity/shared/bytes/bytes";
import { loadSodium } from "@comity/shared/crypto/sodium";
import { AccountId, ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mutated, SEED } from "./noise.ts";

const sodium = await loadSodium();
const suite = comitySuite(sodium, DEFAULT_SUITE);
const everybody = async () => true;
const conversation = idOfKey(ConversationId, nodeRandom(16));
const messageId = idOfKey(MessageId, nodeRandom(16));
const LIMIT = { numRuns: 120, seed: SEED, endOnFailure: true };

async function newOwn() {
  const keys = sodium.crypto_sign_keypair();
  const account = idOfKey(AccountId, sodium.crypto_sign_keypair().publicKey);
  return { own: await makeKeyPackage(suite, account, keys, Date.now()), keys };
}

/** A group of two, a message and a commit of the one that the other has not seen. */
async function pair() {
  const [one, other, third] = [await newOwn(), await newOwn(), await newOwn()];
  const alone = await Group.create(suite, conversation, one.own);
  const made = await makeCommit(alone, { add: [other.own.keyPackage], remove: [] }, everybody);
  const group = made.before.adopt(made.after);
  const welcome = made.welcome ?? new Uint8Array();
  const read = readWelcome(welcome);
  if (read === undefined) throw new Error("no welcome");
  const { group: joined } = await Group.join(suite, read.welcome, other.own, everybody);
  const message = await group.seal(utf8("who may read this?"), messageId);
  if (message === undefined) throw new Error("too long");
  const commit = await makeCommit(message.group, { add: [third.own.keyPackage], remove: [] }, everybody);
  return { one, other, joined, welcome, message: message.bytes, commit: commit.bytes, group };
}
const made = await pair();
const noise = (right: Uint8Array) =>
  fc.oneof(
    { weight: 4, arbitrary: mutated(right) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }) },
  );
const differs = (bytes: Uint8Array, right: Uint8Array) => !Buffer.from(bytes).equals(Buffer.from(right));

describe("changed bytes from the network", () => {
  it("are no message, and the right one is read all the same afterwards", async () => {
    await fc.assert(
      fc.asyncProperty(noise(made.message), async (bytes) => {
        fc.pre(differs(bytes, made.message));
        expect((await made.joined.open(bytes, messageId)).ok).toBe(false);
      }),
      LIMIT,
    );
    const other = idOfKey(MessageId, nodeRandom(16));
    expect((await made.joined.open(made.message, other)).ok).toBe(false);
    expect((await made.joined.open(made.message, messageId)).ok).toBe(true);
  });

  it("are no commit, and the right one is taken all the same afterwards", async () => {
    await fc.assert(
      fc.asyncProperty(noise(made.commit), async (bytes) => {
        fc.pre(differs(bytes, made.commit));
        expect((await processCommit(made.joined, bytes, everybody, () => true)).ok).toBe(false);
      }),
      LIMIT,
    );
    expect((await processCommit(made.joined, made.commit, everybody, () => true)).ok).toBe(true);
  });

  it("are no welcome and no key package", async () => {
    const right = encodePublicPart(made.one.own.keyPackage);
    await fc.assert(
      fc.asyncProperty(noise(made.welcome), noise(right), async (welcome, keyPackage) => {
        fc.pre(differs(welcome, made.welcome) && differs(keyPackage, right));
        const read = readWelcome(welcome);
        if (read !== undefined)
          await expect(Group.join(suite, read.welcome, made.other.own, everybody)).rejects.toBeInstanceOf(
            Error,
          );
        const package_ = await readKeyPackage(suite, keyPackage, Date.now());
        // Bytes after the end are not part of it; what was signed must be what is read.
        if (typeof package_ !== "string") expect(encodePublicPart(package_.keyPackage)).toEqual(right);
      }),
      { ...LIMIT, numRuns: 60 },
    );
  });
});

describe("changed bytes in the vault", () => {
  it("are a damaged group and nothing else", () => {
    const { state } = made.joined;
    const records: readonly [Uint8Array, (bytes: Uint8Array) => unknown][] = [
      [encodeEpochState(state), decodeEpochState],
      [encodeTree(state.ratchetTree), decodeTree],
      [encodeChunk(state.secretTree, 0), (bytes) => decodeChunks([bytes])],
      [encodeEpochState(state), decodeFormerEpoch],
    ];
    for (const [right, decode] of records)
      fc.assert(
        fc.property(noise(right), (bytes) => {
          try {
            decode(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(DamagedGroup);
          }
        }),
        LIMIT,
      );
  });

  it("never make a group that is loaded send under another key than it would", async () => {
    const store: Vault & { write(changes: readonly StoreChange[]): Promise<void> } = new MemoryStore();
    await store.write(groupChanges(conversation, undefined, made.joined));
    const loaded = await loadGroup(store, conversation, suite, made.other.keys.privateKey);
    expect(loaded?.epoch).toBe(made.joined.epoch);
    expect(loaded === undefined ? undefined : (await loaded.open(made.message, messageId)).ok).toBe(true);
  });
});
