import { LIMITS } from "@comity/shared/limits";
import { archiveAppend } from "@comity/shared/protocol/archive";
import { type Ground, pause } from "../conversations/ground.ts";
import { Pace } from "../conversations/pace.ts";
import type { Registry } from "../conversations/registry.ts";
import type { ArchiveAccess } from "./access.ts";
import { warnOfArchive } from "./archiveWarning.ts";
import { type Gathered, gather, hasHistory } from "./gather.ts";
import type { Ledger } from "./ledger.ts";
import { minus, stored } from "./ranges.ts";
import { type Chunk, hashOf, type SegmentContent, sealSegment } from "./segment.ts";

/**
 * A segment is filled up to so much, as the link carries it; one line more may stand over it. It begins with what
 * a link of 50 kbit/s carries in three seconds: a message that is sent meanwhile waits no longer.
 */
const SEGMENT_BYTES = { first: 16 * 1024, least: 8 * 1024, most: 96 * 1024 };
/** While messages go out, it is looked this often whether they have gone. */
const YIELD_MS = 200;

/** Of so many conversations a segment asks for what is lacking. */
const MOST_ASKED = 100;

type Lacking = NonNullable<SegmentContent["lacking"]>;

/** Appends to the archive what this device's threads hold and the archive does not. */
export class Appending {
  private readonly pace = new Pace(SEGMENT_BYTES);

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
    private readonly access: ArchiveAccess,
    private readonly ledger: Ledger,
    /** Whether what was missed is being caught up: until then nothing is appended. */
    private readonly catchingUp: () => boolean,
  ) {}

  /**
   * Appends what is new, a segment at a time, each once nothing else waits to be sent. `moved`: another device was
   * quicker, its segments come first; `busy`: messages are coming in, it is for later.
   */
  async append(): Promise<"done" | "moved" | "busy"> {
    const { sodium, random, self, session, clock } = this.ground.context;
    for (;;) {
      await this.yieldToMessages();
      const { head: before } = this.ledger;
      if (before === undefined || this.ground.closed()) return "done";
      if (this.catchingUp()) return "busy";
      const gathered = await this.gatherSegment();
      const { recovery, networks } = this.access.news();
      const lacking = await this.lacking();
      const quiet = recovery === undefined && networks === undefined && lacking.length === 0;
      if (gathered.length === 0 && quiet) return "done";
      const { count: index, hash: previous } = before;
      const content: SegmentContent = {
        v: 1,
        at: clock.now(),
        chunks: gathered,
        ...(recovery === undefined ? {} : { recovery }),
        ...(networks === undefined ? {} : { networks: [...networks] }),
        ...(lacking.length === 0 ? {} : { lacking }),
      };
      const place = { account: self.account, index, previous };
      const segment = sealSegment(sodium, random, this.access.key, place, content);
      if (segment.length > LIMITS.archiveSegmentBytes) return "done";
      const began = clock.now();
      const answer = await session.call(archiveAppend, { index, segment });
      if (answer.ok) this.pace.took(segment.length, clock.now() - began);
      if (!answer.ok) {
        this.pace.failed();
        if (answer.fault.code === "archive.moved") return "moved";
        if (answer.fault.code === "archive.full")
          await warnOfArchive(this.ground, "archive-full", String(index));
        return "done";
      }
      const head = { count: index + 1, hash: hashOf(sodium, segment) };
      await this.ledger.keepAppended(head, content);
      this.access.moved(head, { recovery, networks });
    }
  }

  /** History can wait, what a person sends can't. */
  private async yieldToMessages(): Promise<void> {
    const { session } = this.ground.context;
    const sending = () => this.registry.all().some(({ courier }) => !courier.idle);
    while (session.online && !this.ground.closed() && sending()) await pause(this.ground, YIELD_MS);
  }

  /** What this device could not read back and has not asked the person's other devices for. */
  private async lacking(): Promise<Lacking> {
    const lacking: Lacking[number][] = [];
    for (const { conversation } of this.registry.all()) {
      const { lacking: all = [], asked = [] } = await this.ledger.coverageOf(conversation.id);
      const ranges = stored(minus(all, asked));
      if (ranges.length > 0) lacking.push({ conversation: conversation.id, ranges });
    }
    return lacking.slice(0, MOST_ASKED);
  }

  private async gatherSegment(): Promise<Chunk[]> {
    const { vault } = this.ground.context;
    const chunks: Chunk[] = [];
    let room = this.pace.bytes;
    for (const { conversation } of this.registry.all()) {
      const { id, record } = conversation;
      const { state, cursor } = record;
      if (state === "creating" || !hasHistory(record) || this.ledger.isComplete(id, cursor)) continue;
      const coverage = await this.ledger.coverageOf(id);
      const { notices } = this.ground;
      const found: Gathered | undefined = await gather(vault, notices, conversation, coverage, room);
      if (found === undefined) {
        this.ledger.foundComplete(id, cursor);
        continue;
      }
      chunks.push(found.chunk);
      room -= found.bytes;
      if (found.more || room <= 0) break;
    }
    return chunks;
  }
}
