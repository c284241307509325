import type { World } from "../world/world.ts";
import { short } from "./stints.ts";

/**
 * The server's logs by themselves: without a gap, one epoch after the other, every message once, nothing in
 * an epoch that somebody who has been removed since still has the keys of, and everything promised there.
 */
export function checkServer(world: World): readonly string[] {
  const problems: string[] = [];
  const { logs } = world.server.disk;
  for (const [id, { entries, commits }] of logs) {
    let [epoch, floor] = [0, 0];
    const seen = new Set<string>();
    for (const [index, entry] of entries.entries()) {
      const where = `${short(id)} #${entry.seq}`;
      if (entry.seq !== index + 1) problems.push(`${where}: a gap in the log`);
      const name = `${entry.sender} ${entry.messageId}`;
      if (seen.has(name)) problems.push(`${where}: a message stands twice in the log`);
      seen.add(name);
      const commit = commits.get(entry.seq);
      if (entry.kind === "commit" && commit !== undefined) {
        if (entry.epoch !== epoch) problems.push(`${where}: a commit of epoch ${entry.epoch} in ${epoch}`);
        epoch = commit.epochAfter;
        if (commit.removed.length > 0) floor = epoch;
      } else if (entry.epoch > epoch || entry.epoch < floor) {
        problems.push(
          `${where}: a message of epoch ${entry.epoch} in ${epoch}, somebody left before ${floor}`,
        );
      }
    }
  }
  for (const { conversation, messageId, seq, from } of world.ledger.promised) {
    const entry = logs.get(conversation)?.entries[seq - 1];
    if (entry?.messageId !== messageId)
      problems.push(`${short(conversation)} #${seq}: promised to ${from} and not there`);
  }
  return problems;
}
