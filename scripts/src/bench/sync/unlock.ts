import { writeJson } from "@comity/client/engine/mls/json";
import { readIdentity } from "@comity/client/engine/vault/identityRecord";
import { moderateCost } from "@comity/client/engine/vault/passphrase";
import { SealedVault } from "@comity/client/engine/vault/vault";
import type { MemoryStore } from "@comity/client/vault-store/memoryStore";
import { loadSodium } from "@comity/shared/crypto/sodium";
import type { ConversationId } from "@comity/shared/ids";
import { idOfKey, MessageId } from "@comity/shared/ids";
import { nodeRandom } from "../../load/bareDevice.ts";
import { comeBack, must, PASSPHRASE, textOf } from "./absence.ts";

const PER_WRITE = 1000;
/** After everything that these people have really said. */
const FIRST_ORDER = 1_000_000;

/** Fills a vault up with so many stored messages, as the engine itself keeps them. */
export async function fill(
  store: MemoryStore,
  rooms: readonly ConversationId[],
  messages: number,
): Promise<void> {
  const sodium = await loadSodium();
  const opened = await SealedVault.open(sodium, nodeRandom, store, PASSPHRASE);
  if (!opened.ok) throw new Error(opened.fault);
  const identity = await readIdentity(opened.value);
  if (identity === undefined) throw new Error("a vault without an identity");
  for (let from = 0; from < messages; from += PER_WRITE) {
    const changes = Array.from({ length: Math.min(PER_WRITE, messages - from) }, (_, at) => {
      const n = from + at;
      const order = FIRST_ORDER + n;
      const line = {
        ...{ kind: "message", key: `s${order}`, order, at: 1_790_000_000_000 + n },
        ...{ messageId: idOfKey(MessageId, nodeRandom(16)), author: identity.account, mine: true },
        ...{ delivery: "sent", text: JSON.stringify({ v: 1, kind: "text", text: textOf(n), sentAt: n }) },
      };
      const key = `${rooms[n % rooms.length]}/${String(order).padStart(16, "0")}`;
      return { table: "thread", key, value: writeJson(line) };
    });
    await opened.value.write(changes);
  }
  opened.value.close();
}

/** Makes the passphrase of a vault cost what it does in use. */
export async function atFullCost(store: MemoryStore): Promise<void> {
  const sodium = await loadSodium();
  const opened = await SealedVault.open(sodium, nodeRandom, store, PASSPHRASE);
  if (!opened.ok) throw new Error(opened.fault);
  await opened.value.rewrap(PASSPHRASE, moderateCost(sodium));
  opened.value.close();
}

/** From the passphrase to the newest page of a conversation, in Node, without a connection; ms and MB. */
export async function unlockInNode(
  store: MemoryStore,
  rooms: readonly ConversationId[],
): Promise<{ readonly ms: number; readonly heapMb: number }> {
  const engine = await comeBack("http://127.0.0.1:9", store);
  let ready: () => void = () => undefined;
  const open = new Promise<void>((resolve) => {
    ready = resolve;
  });
  await engine.subscribe((change) => {
    if (change.type === "conversations" && change.conversations.length >= rooms.length) ready();
  });
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  await must(engine.unlock(PASSPHRASE));
  await open;
  const [conversation] = rooms;
  if (conversation === undefined) throw new Error("no room");
  await must(engine.thread({ conversation, limit: 50 }));
  const ms = performance.now() - began;
  const heapMb = (process.memoryUsage().heapUsed - before) / 1e6;
  await engine.lock();
  return { ms, heapMb };
}

/** What Argon2id at the setting of real vaults takes here, in ms. */
export async function argon2id(): Promise<number> {
  const sodium = await loadSodium();
  const began = performance.now();
  sodium.crypto_pwhash(
    32,
    PASSPHRASE,
    nodeRandom(sodium.crypto_pwhash_SALTBYTES),
    sodium.crypto_pwhash_OPSLIMIT_MODERATE,
    sodium.crypto_pwhash_MEMLIMIT_MODERATE,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
  return performance.now() - began;
}
