import { type Attendance, KnownContent } from "@comity/shared/content/content";
import { idOfKey, MessageId, type NetworkId } from "@comity/shared/ids";
import { boardConversationId } from "@comity/shared/protocol/conversationIds";
import { fail, ok } from "@comity/shared/result";
import { claimFor } from "../conversations/claims.ts";
import { prepareCreation } from "../conversations/creation.ts";
import type { Ground } from "../conversations/ground.ts";
import { enqueue, fits } from "../conversations/outbox.ts";
import { isOut } from "../conversations/records.ts";
import type { Held, Registry } from "../conversations/registry.ts";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineResult } from "../facade/fault.ts";

/** Notice boards: one for each network, founded by its first officer, written by officers, answered by all. */
export class Board {
  private readonly founding = new Map<NetworkId, Promise<void>>();

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /**
   * Makes the network's board, with this officer's devices; the others are brought in by upkeep. Stored
   * first and sent when there is a connection; where the board is there already, its welcome is awaited.
   */
  found(network: NetworkId): Promise<void> {
    const under = this.founding.get(network);
    if (under !== undefined) return under;
    const work = this.ground.activity.track(this.make(network));
    this.founding.set(network, work);
    const done = () => this.founding.delete(network);
    work.then(done, done);
    return work;
  }

  /** An officer's client that finds its network without a board makes it. */
  async foundMissing(): Promise<void> {
    const { directory, self } = this.ground.context;
    for (const roster of directory.rosters())
      if (roster.isOfficer(self.account) && this.of(roster.network) === undefined)
        await this.found(roster.network);
  }

  /** Posts an announcement. */
  async announce(input: Parameters<EngineFacade["announce"]>[0]): EngineResult<MessageId> {
    const { network, title, text, date, place } = input;
    const { directory, clock, random, self } = this.ground.context;
    if (directory.roster(network)?.isOfficer(self.account) !== true) return fail({ code: "not-permitted" });
    if (title.trim() === "") return fail({ code: "text.empty" });
    const announcement = idOfKey(MessageId, random(16));
    const content = KnownContent.safeParse({
      kind: "announcement",
      ...{ announcement, title, text, date, place },
      postedAt: clock.now(),
    });
    if (!content.success || !fits(content.data)) return fail({ code: "text.too-long" });
    const queued = await this.send(network, content.data);
    return queued.ok ? ok(announcement) : queued;
  }

  /** Answers an announcement; the newest answer counts. */
  async answer(input: {
    network: NetworkId;
    announcement: MessageId;
    attendance: Attendance;
  }): EngineResult<void> {
    const { network, announcement, attendance } = input;
    if (!this.ground.notices.has(network, announcement)) return fail({ code: "request.malformed" });
    return this.send(network, { kind: "announcement.answer", announcement, attendance });
  }

  private of(network: NetworkId): Held | undefined {
    return this.registry.get(boardConversationId(this.ground.context.sodium, network));
  }

  private async send(network: NetworkId, content: KnownContent): EngineResult<void> {
    const held = this.of(network);
    if (held === undefined || isOut(held.conversation.record)) return fail({ code: "conversation.unknown" });
    if (this.ground.context.directory.watch.stops(network)) return fail({ code: "log.stopped", network });
    const shown = content.kind !== "announcement.answer";
    await held.conversation.change((draft) => enqueue(this.ground, draft, content, shown));
    held.courier.go();
    return ok(undefined);
  }

  private async make(network: NetworkId): Promise<void> {
    if (this.of(network) !== undefined) return;
    const { sodium, self, directory, clock } = this.ground.context;
    const more = directory.devicesOf(self.account, clock.now()).length > 1;
    const own = more ? await claimFor(this.ground, self.account) : ok([]);
    const id = boardConversationId(sodium, network);
    const newcomers = own.ok ? own.value : [];
    const creation = { id, purpose: { kind: "board", network }, newcomers } as const;
    const held = await this.registry.make(id, (form) => prepareCreation(this.ground, creation, form));
    held.courier.go();
  }
}
