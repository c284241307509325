import { decodeContent, KnownContent } from "@comity/shared/content/content";
import type { ConversationId, MessageId } from "@comity/shared/ids";
import { fail, ok, type Result } from "@comity/shared/result";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineFault, EngineResult } from "../facade/fault.ts";
import { readJson } from "../mls/json.ts";
import { OWN_TABLES } from "../own/ownRecords.ts";
import type { Draft } from "./draft.ts";
import { type Ground, jitter } from "./ground.ts";
import { enqueue, fits } from "./outbox.ts";
import { below, isOut, orderKey, QUEUED_ORDER, TABLES, ThreadRecord } from "./records.ts";
import type { Registry } from "./registry.ts";
import { ask } from "./resends.ts";
import { judgeAnew } from "./unknownSenders.ts";

/** How long until messages are looked at again of whose author nothing could be said. */
const JUDGE_AGAIN_MS = 5000;

type MessageLine = Extract<ThreadRecord, { kind: "message" }>;

/** The ways out of what has stopped: for a message that was refused, for a conversation that waits. */
export class Unsent {
  /** Whether something waits for a directory that could not be read. */
  private behind = false;
  private planned = false;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** A refused message goes out anew, as a new one at the end. */
  tryAgain: EngineFacade["tryAgain"] = async ({ conversation: id, messageId }) => {
    const held = this.registry.get(id);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    if (isOut(held.conversation.record)) return fail({ code: "conversation.not-member" });
    const result = await held.conversation.change(async (draft): Promise<Result<void, EngineFault>> => {
      const line = await this.failedLine(id, messageId);
      if (line === undefined) return fail({ code: "not-permitted" });
      const content = KnownContent.safeParse(decodeContent(line.text).content).data;
      if (content === undefined || !fits(content)) return fail({ code: "text.too-long" });
      take(draft, line);
      await enqueue(this.ground, draft, content);
      return ok(undefined);
    });
    held.courier.go();
    return result;
  };

  /** A message that was not sent goes away. */
  discard: EngineFacade["discard"] = async ({ conversation: id, messageId }) => {
    const held = this.registry.get(id);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    return held.conversation.change(async (draft): Promise<Result<void, EngineFault>> => {
      const line = await this.failedLine(id, messageId);
      if (line === undefined) return fail({ code: "not-permitted" });
      take(draft, line);
      return ok(undefined);
    });
  };

  /** Whatever a conversation waits for is taken up now. */
  async resume(id: ConversationId): EngineResult<void> {
    const held = this.registry.get(id);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    const { session, directory } = this.ground.context;
    if (!session.online) return fail({ code: "transport.offline" });
    const { state, broken } = held.conversation.record;
    if (state === "left") return fail({ code: "conversation.not-member" });
    if (state === "joining" || broken !== undefined) {
      // A leaf that was refused may stand in a directory that has grown since.
      await directory.refresh();
      await this.registry.enter(id);
    } else if (state === "active") await this.registry.follow(held);
    if (held.conversation.record.unknown.length > 0) {
      await directory.refresh();
      await this.judgeAnew();
    }
    held.courier.go();
    return ok(undefined);
  }

  /** What can't be read here is asked for. */
  askAgain: EngineFacade["askAgain"] = async ({ conversation: id, order }) => {
    const held = this.registry.get(id);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    if (held.conversation.record.state !== "active") return fail({ code: "conversation.not-member" });
    const result = await held.conversation.change((draft) => ask(this.ground, draft, order));
    held.courier.go();
    return result;
  };

  /** The directory has grown: whoever was unknown may be known now. */
  async judgeAnew(): Promise<void> {
    this.behind = false;
    for (const { conversation } of this.registry.all()) {
      if (conversation.record.unknown.length === 0) continue;
      const judged = await conversation.change((draft) => judgeAnew(this.ground, draft));
      if (judged === "behind") this.behind = true;
    }
    if (this.behind) this.judgeLater();
  }

  /** There is a connection again: what the directory could not be read for is looked at. */
  async cameOnline(): Promise<void> {
    if (this.behind) await this.judgeAnew();
  }

  /** A directory that did not grow meanwhile tells nobody of it. Without a connection the next log-in does so. */
  private judgeLater(): void {
    const { clock, session } = this.ground.context;
    if (this.planned || !session.online) return;
    this.planned = true;
    clock.after(JUDGE_AGAIN_MS + jitter(this.ground, JUDGE_AGAIN_MS), () => {
      this.planned = false;
      if (session.online && !this.ground.closed())
        this.ground.activity.track(this.judgeAnew()).catch(() => undefined);
    });
  }

  /** A conversation that never came to be goes, with everything that was written for it. */
  async forget(id: ConversationId): EngineResult<void> {
    const held = this.registry.get(id);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    const { state, refused } = held.conversation.record;
    if (state !== "left" || !refused) return fail({ code: "not-permitted" });
    await held.conversation.run(async () => {
      const { vault } = this.ground.context;
      const places: { table: string; key: string }[] = [
        TABLES.conversation,
        TABLES.members,
        TABLES.marks,
        OWN_TABLES.draft,
        OWN_TABLES.mute,
      ].map((table) => ({ table, key: id }));
      for (const table of [TABLES.thread, TABLES.outbox])
        for (const { key } of await vault.scan(table, below(id))) places.push({ table, key });
      await vault.write(places.map((place) => ({ ...place, remove: true })));
    });
    this.ground.own.forget(id);
    this.registry.drop(id);
    return ok(undefined);
  }

  private async failedLine(id: ConversationId, messageId: MessageId): Promise<MessageLine | undefined> {
    const queued = await this.ground.context.vault.scan(TABLES.thread, {
      after: orderKey(id, QUEUED_ORDER - 1),
      before: below(id).before,
    });
    for (const { value } of queued) {
      const line = readJson(ThreadRecord, value);
      if (line?.kind === "message" && line.messageId === messageId && line.delivery === "failed") return line;
    }
    return undefined;
  }
}

function take(draft: Draft, line: MessageLine): void {
  draft.dropLine(line.order);
  draft.gone.push(line.key);
}
