import type { OutboxRecord } from "@comity/client/engine/conversations/records";
import {
  ConversationRecord,
  orderKey,
  QUEUED_ORDER,
  TABLES,
} from "@comity/client/engine/conversations/records";
import { readJson, writeJson } from "@comity/client/engine/mls/json";
import { SealedVault } from "@comity/client/engine/vault/vault";
import { type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { short } from "../checks/stints.ts";
import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import type { Dice } from "../world/dice.ts";
import { Process } from "../world/process.ts";
import type { World } from "../world/world.ts";
import { type Action, place } from "./actions.ts";
import { HOSTILE_AT_MOST } from "./hostility.ts";
import { type Oddity, oddities } from "./oddities.ts";

/** Members whose messages are encrypted as they must be, and hold what no program of ours writes. */
export const OWN_WORDS_ACTIONS: readonly Action[] = [
  {
    name: "somebody writes what is none",
    weight: 0,
    act(world, dice) {
      const found = place(world, dice, ({ state }) => state === "active");
      const { account } = found?.device ?? {};
      const { hostile } = world.ledger;
      if (found === undefined || account === undefined) return false;
      if (!hostile.has(account) && hostile.size >= HOSTILE_AT_MOST) return false;
      const all = oddities(world, dice, found.view.id, account);
      const own = dice.fork(`own words ${dice.word()}`);
      void putIntoOutbox(world, own, found.device, found.view.id, dice.several(all, dice.whole(1, 4)));
      return true;
    },
  },
];

/**
 * Puts messages into a device's own outbox, past its engine, which encrypts and sends them like any other: what a
 * member does who has changed their program.
 */
export async function putIntoOutbox(
  world: World,
  dice: Dice,
  device: SimulatedDevice,
  conversation: ConversationId,
  messages: readonly Oddity[],
): Promise<void> {
  if (device.account !== undefined) world.ledger.hostile.add(device.account);
  device.crash();
  const process = new Process(`own words of ${device.name}`, world.time, dice);
  const store = device.disk.openedBy(process);
  const opened = await SealedVault.open(world.sodium, process.random, store, PASSPHRASE);
  const stored = opened.ok ? await opened.value.get(TABLES.conversation, conversation) : undefined;
  const record = stored === undefined ? undefined : readJson(ConversationRecord, stored);
  // Its owner may have started it again meanwhile.
  if (!opened.ok || record?.state !== "active" || device.engine !== undefined) return;
  const entries = messages.map(({ text, shows, what }, place): OutboxRecord => {
    const messageId = idOfKey(MessageId, process.random(16));
    world.ledger.odd.set(messageId, { conversation, shows, what });
    world.chronicle.fault(`${device.name} writes ${what} into ${short(conversation)}`);
    return { messageId, order: QUEUED_ORDER + record.nextQueued + place, text, shown: false };
  });
  const nextQueued = record.nextQueued + entries.length;
  const changes = entries.map((entry) => ({
    table: TABLES.outbox,
    key: orderKey(conversation, entry.order),
    value: writeJson(entry),
  }));
  const kept = { table: TABLES.conversation, key: conversation, value: writeJson({ ...record, nextQueued }) };
  await opened.value.write([...changes, kept]).catch(() => undefined);
}
