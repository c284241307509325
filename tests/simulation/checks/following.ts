import { readJson } from "@comity/client/engine/mls/json";
import { conversationKey, DraftRecord, MuteRecord, OWN_TABLES } from "@comity/client/engine/own/ownRecords";
import { SealedVault } from "@comity/client/engine/vault/vault";
import type { AccountId, ConversationId } from "@comity/shared/ids";
import { ownConversationId } from "@comity/shared/protocol/conversationIds";
import { PASSPHRASE, type SimulatedDevice } from "../world/device.ts";
import { Process } from "../world/process.ts";
import type { World } from "../world/world.ts";
import { inspect } from "./inspection.ts";
import { short } from "./stints.ts";

/** What a device knows of how its owner left one conversation. */
interface Left {
  readonly draft: string;
  readonly mutedUntil: number;
  readonly readOrder: number;
}

/**
 * Every device of a person knows the same of what they have read, drafted and muted, each is in the group in
 * which they say so to each other, and none has anything left to say.
 */
export async function checkFollowing(
  world: World,
  devices: readonly SimulatedDevice[],
  closed: ReadonlySet<ConversationId> = new Set(),
): Promise<string[]> {
  const problems: string[] = [];
  for (const account of new Set(devices.flatMap((device) => device.account ?? []))) {
    const own = devices.filter((device) => device.account === account);
    if (own.length < 2 || closed.has(ownConversationId(world.sodium, account))) continue;
    const found = await Promise.all(own.map((device) => leftAt(world, device, account, closed)));
    for (const one of found) problems.push(...one.problems, ...differences(found[0] ?? one, one));
  }
  return problems;
}

interface Found {
  readonly name: string;
  readonly left: ReadonlyMap<ConversationId, Left>;
  readonly problems: readonly string[];
}

function differences(first: Found, other: Found): string[] {
  const problems: string[] = [];
  for (const id of new Set([...first.left.keys(), ...other.left.keys()])) {
    const [one, two] = [first.left.get(id), other.left.get(id)].map((left) =>
      JSON.stringify(left ?? NOTHING),
    );
    if (one !== two)
      problems.push(`${short(id)} was left as ${one} at ${first.name}, as ${two} at ${other.name}`);
  }
  return problems;
}

const NOTHING: Left = { draft: "", mutedUntil: 0, readOrder: 0 };

async function leftAt(
  world: World,
  device: SimulatedDevice,
  account: AccountId,
  closed: ReadonlySet<ConversationId>,
): Promise<Found> {
  const { time, sodium, dice } = world;
  const { name } = device;
  const reader = new Process(`reading of ${name}`, time, dice.fork("reading"));
  const opened = await SealedVault.open(sodium, reader.random, device.disk.openedBy(reader), PASSPHRASE);
  if (!opened.ok) return { name, left: new Map(), problems: [`${name} can't be opened`] };
  const inspected = await inspect(world, device);
  const problems: string[] = [];
  const group = inspected.get(ownConversationId(sodium, account));
  if (group?.record.state !== "active") problems.push(`the own group is ${group?.record.state} at ${name}`);
  const left = new Map<ConversationId, Left>();
  const note = (id: ConversationId, part: Partial<Left>) =>
    left.set(id, { ...NOTHING, ...left.get(id), ...part });
  // Into a closed conversation a device that is linked later never comes: it has it from the others only.
  for (const [id, { record }] of inspected)
    if (record.readOrder > 0 && record.state === "active" && !closed.has(id))
      note(id, { readOrder: record.readOrder });
  for (const { key, value } of await opened.value.scan(OWN_TABLES.draft)) {
    const [id, draft] = [conversationKey(key), readJson(DraftRecord, value)];
    if (id === undefined || draft === undefined) continue;
    if (!draft.told) problems.push(`${name} has not told a draft in ${short(id)}`);
    if (draft.text !== "") note(id, { draft: draft.text });
  }
  for (const { key, value } of await opened.value.scan(OWN_TABLES.mute)) {
    const [id, mute] = [conversationKey(key), readJson(MuteRecord, value)];
    if (id === undefined || mute === undefined) continue;
    if (!mute.told) problems.push(`${name} has not told a mute of ${short(id)}`);
    if (mute.until !== 0) note(id, { mutedUntil: mute.until });
  }
  return { name, left, problems };
}
