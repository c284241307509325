import type { ConversationId, MessageId } from "@comity/shared/ids";
import type { SimulatedDevice } from "../world/device.ts";
import type { World } from "../world/world.ts";
import { short } from "./stints.ts";
import type { Read } from "./threads.ts";

/** What a person could read when everything was at rest the last time. */
export type Seen = ReadonlyMap<ConversationId, ReadonlySet<MessageId>>;

const atRest = new WeakMap<World, Map<string, Seen>>();

/** Everything is at rest: so much everybody can read. */
export function noteSeen(world: World, all: ReadonlyMap<ConversationId, readonly Read[]>): void {
  const people = new Map<string, Map<ConversationId, Set<MessageId>>>();
  for (const [id, reads] of all)
    for (const { device, items } of reads) {
      const seen = people.get(device.person) ?? new Map<ConversationId, Set<MessageId>>();
      const messages = seen.get(id) ?? new Set<MessageId>();
      people.set(device.person, seen.set(id, messages));
      for (const item of items) if (item.kind === "message" && item.order > 0) messages.add(item.messageId);
    }
  atRest.set(world, people);
}

/** What somebody could read when everything was at rest the last time. */
export function seenBy(world: World, person: string): Seen {
  return atRest.get(world)?.get(person) ?? new Map();
}

/** What a person could read before they lost all their devices has come back to the one that was restored. */
export function checkHistory(
  device: SimulatedDevice,
  id: ConversationId,
  read: Read | undefined,
): readonly string[] {
  const wanted = device.restores?.get(id);
  if (wanted === undefined || wanted.size === 0) return [];
  const there = new Set(read?.items.flatMap((item) => (item.kind === "message" ? [item.messageId] : [])));
  const missing = [...wanted].filter((one) => !there.has(one)).length;
  const what = read === undefined ? "the conversation" : `${missing} of ${wanted.size} messages`;
  return missing === 0 ? [] : [`${short(id)} at ${device.name}: ${what} did not come back`];
}
