import type { ConversationId, DeviceId } from "@comity/shared/ids";
import type { ConversationStore } from "../storage/port/conversations.ts";

/** How many commits are read at once. */
const COMMITS_PER_READ = 200;
/** Of how many conversations it is kept who ever came: those asked for longest ago are read anew. */
const KEPT = 2000;

interface Known {
  readonly devices: Set<DeviceId>;
  /** The newest commit that was read. */
  seq: number;
}

/** Which devices ever were in a conversation. Commits never change: what was read is kept, and caught up when it is asked. */
export class Arrivals {
  private readonly known = new Map<ConversationId, Known>();

  constructor(private readonly store: Pick<ConversationStore, "arrivals">) {}

  /** Every device that a commit has added so far. */
  async ever(conversation: ConversationId): Promise<ReadonlySet<DeviceId>> {
    const known = this.known.get(conversation) ?? { devices: new Set(), seq: 0 };
    for (;;) {
      const commits = await this.store.arrivals(conversation, known.seq, COMMITS_PER_READ);
      for (const { seq, added } of commits) {
        for (const device of added) known.devices.add(device);
        known.seq = Math.max(known.seq, seq);
      }
      if (commits.length < COMMITS_PER_READ) break;
    }
    this.known.delete(conversation);
    this.known.set(conversation, known);
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
    return known.devices;
  }
}
