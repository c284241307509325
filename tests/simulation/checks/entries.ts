import type { DeviceId } from "@comity/shared/ids";
import type { Log } from "../storage/disk.ts";
import type { World } from "../world/world.ts";
import { short } from "./stints.ts";

/**
 * Whoever is in a conversation comes into it anew only where something calls for it: their disk was put back, or a
 * member has sent garbage into it. The engine mends by that whatever it did wrong, so nothing else might show it.
 */
export function checkEntries(world: World): string[] {
  const problems: string[] = [];
  for (const [id, log] of world.server.disk.logs) {
    if (log.entries.some(({ messageId }) => world.ledger.garbage.has(messageId))) continue;
    for (const { seq, sender } of entriesAnew(log)) {
      const device = world.devices.find((one) => one.id === sender);
      if (device?.putBack !== true)
        problems.push(`${short(id)} #${seq}: ${device?.name} comes in anew, and was in it`);
    }
  }
  return problems;
}

/** Where devices that were in a conversation came in by themselves. */
function entriesAnew({ entries, commits }: Log): { readonly seq: number; readonly sender: DeviceId }[] {
  const inOrder = [...commits.values()].sort((one, other) => one.seq - other.seq);
  return inOrder.flatMap(({ seq, added }, at) => {
    const sender = entries[seq - 1]?.sender;
    if (sender === undefined || !added.includes(sender)) return [];
    const wasInside = inOrder[at - 1]?.devices.includes(sender) === true;
    return wasInside ? [{ seq, sender }] : [];
  });
}
