import type { ThreadItem } from "@comity/client/engine/facade/views";
import type { ConversationId } from "@comity/shared/ids";
import type { Log } from "../storage/disk.ts";
import type { World } from "../world/world.ts";
import { short } from "./stints.ts";
import type { Read } from "./threads.ts";

/**
 * What somebody has written with a program of their own is shown to everybody who was there as what it is: a message
 * of a later version, a damaged one, or not at all; and as its author's.
 */
export function checkOddities(
  world: World,
  id: ConversationId,
  log: Log,
  reads: readonly Read[],
): readonly string[] {
  const problems: string[] = [];
  const { ledger, server } = world;
  for (const { seq, epoch, messageId, sender } of log.entries) {
    const odd = ledger.odd.get(messageId);
    if (odd === undefined) continue;
    const author = server.disk.devices.get(sender)?.account;
    for (const { device, stints, items } of reads) {
      const stint = stints.find(({ joined, left }) => joined < seq && seq < (left ?? Infinity));
      const was = stint !== undefined && stint === stints.at(-1) && epoch >= stint.joinedEpoch;
      if (!was || device.putBack || device.account === author) continue;
      const item = items.find(({ order }) => order === seq);
      const where = `${short(id)} #${seq} at ${device.name}: ${odd.what}`;
      if (shownAs(item) !== odd.shows) problems.push(`${where} is shown as ${shownAs(item)}`);
      if (item?.kind === "message" && item.author !== author) problems.push(`${where} is shown as another's`);
    }
  }
  return problems;
}

function shownAs(item: ThreadItem | undefined): string {
  if (item === undefined) return "nothing";
  return item.kind === "message" ? item.content.kind : item.kind;
}
