import { type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import {
  conversationCommit,
  conversationDeposit,
  conversationSend,
} from "@comity/shared/protocol/conversation";
import { ownConversationId } from "@comity/shared/protocol/conversationIds";
import { short } from "../checks/stints.ts";
import type { Log } from "../storage/disk.ts";
import type { SimulatedDevice } from "../world/device.ts";
import type { Dice } from "../world/dice.ts";
import type { World } from "../world/world.ts";
import type { Action } from "./actions.ts";
import { runOwnProgram } from "./ownProgram.ts";

/** How many people of a world may turn against the others. */
export const HOSTILE_AT_MOST = 2;
/** By then a program of somebody's own has ended, and all that it sent has its place or never gets one. */
const LOOKS_AFTER_MS = 90_000;

type Kind = "application" | "commit";

/** Members who send what is no message and no commit, with a program of their own. */
export const HOSTILE_ACTIONS: readonly Action[] = [
  {
    name: "somebody sends garbage",
    weight: 1,
    act(world, dice) {
      const device = dice.pick(world.devices.filter(({ online }) => online));
      const { hostile } = world.ledger;
      if (device?.account === undefined) return false;
      if (!hostile.has(device.account) && hostile.size >= HOSTILE_AT_MOST) return false;
      hostile.add(device.account);
      world.chronicle.fault(`${device.name} turns against the others`);
      void attack(world, dice.fork(`hostility ${dice.word()}`), device);
      // The server tells a device nothing of what that device has sent itself: its engine has to look.
      world.time.after(LOOKS_AFTER_MS, () => world.network.drop(device.name));
      return true;
    },
  },
];

/** Sends a few things that nobody may take, into conversations that the device is in. */
function attack(world: World, dice: Dice, device: SimulatedDevice): Promise<void> {
  return runOwnProgram(world, device, "hostility", async (session, identity) => {
    const own = ownConversationId(world.sodium, identity.account);
    const places = [...world.server.disk.logs].filter(
      ([id, { tail, commits }]) =>
        id !== own && commits.get(tail?.commitSeq ?? 0)?.devices.includes(identity.device) === true,
    );
    for (let count = dice.whole(1, 4); count > 0; count--) {
      const [conversation, log] = dice.pick(places) ?? [];
      if (conversation === undefined || log?.tail === undefined) return;
      const { epoch } = log.tail;
      const kind: Kind = dice.chance(0.5) ? "application" : "commit";
      const [what, bytes] = garbage(world, dice, kind, conversation, log);
      const messageId = idOfKey(MessageId, dice.bytes(16));
      world.chronicle.fault(`${device.name} sends ${what} as ${kind} into ${short(conversation)}`);
      world.ledger.garbage.add(messageId);
      const given = { conversation, epoch, bytes, messageId };
      if (dice.chance(0.1))
        await session.call(conversationDeposit, { conversation, epoch, groupInfo: dice.bytes(900) });
      else if (kind === "application") await session.call(conversationSend, given);
      else await session.call(conversationCommit, { ...given, added: [], removed: [] });
    }
  });
}

/** Bytes that are not what they are sent as, and a word for them. */
function garbage(
  world: World,
  dice: Dice,
  kind: Kind,
  conversation: ConversationId,
  log: Log,
): readonly [string, Uint8Array] {
  const noise = (): readonly [string, Uint8Array] => ["noise", dice.bytes(dice.whole(1, 300))];
  const entriesOf = ({ entries }: Log) => entries.filter((one) => one.kind === kind && one.bytes.length > 0);
  const foreign = [...world.server.disk.logs].filter(([id]) => id !== conversation).map(([, one]) => one);
  switch (dice.whole(0, 3)) {
    case 0: {
      const bytes = dice.pick(entriesOf(log))?.bytes.slice();
      if (bytes === undefined) return noise();
      const at = dice.whole(0, bytes.length - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.whole(0, 7));
      return ["something damaged", bytes];
    }
    case 1: {
      const bytes = dice.pick(entriesOf(log))?.bytes;
      return bytes === undefined ? noise() : ["something again", bytes];
    }
    case 2: {
      const bytes = dice.pick(foreign.flatMap(entriesOf))?.bytes;
      return bytes === undefined ? noise() : ["something of another conversation", bytes];
    }
    default:
      return noise();
  }
}
