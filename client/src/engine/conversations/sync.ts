import type { ConversationId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import {
  type ConversationPlace,
  conversationAcknowledge,
  conversationList,
} from "@comity/shared/protocol/conversation";
import { type Ground, jitter } from "./ground.ts";
import type { Held, Registry } from "./registry.ts";
import { Turns } from "./turns.ts";

const ACKNOWLEDGE_AFTER_MS = 250;
/** How long until the list of conversations is asked for again. */
const RETRY_MS = 5000;
/** How many conversations are caught up at the same time. */
const AT_ONCE = 3;

/**
 * What happens at every log-in: the server's list is compared with the vault, missing conversations are
 * joined, the others caught up. The one in which something happened last comes first and alone, so that it can
 * be read and written in while the others follow, the longest quiet one last; none waits for another whose log doesn't
 * come. And the cursors, told in batches.
 */
export class Sync {
  private underWay: Promise<void> | undefined;
  private again = false;
  private readonly due = new Set<ConversationId>();
  private readonly acknowledged = new Map<ConversationId, number>();
  private cancelAcknowledge: (() => void) | undefined;
  private cancelLater: () => void = () => undefined;
  private readonly turns: Turns;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {
    this.turns = new Turns(ground, AT_ONCE);
  }

  /** Whether what was missed is being fetched. */
  get busy(): boolean {
    return this.underWay !== undefined || this.turns.waiting;
  }

  /**
   * Brings everything up to date; one run at a time, one more if asked for meanwhile. It doesn't wait for conversations
   * whose logs don't come: `whole` does.
   */
  run(): Promise<void> {
    if (this.underWay !== undefined) {
      this.again = true;
      return this.underWay;
    }
    this.underWay = this.ground.activity
      .track(this.pass())
      .catch(() => undefined)
      .then(() => {
        this.underWay = undefined;
        if (!this.again || this.ground.closed()) return undefined;
        this.again = false;
        return this.run();
      });
    return this.underWay;
  }

  /** Resolves when nothing is being fetched any more. */
  async whole(): Promise<void> {
    await this.underWay;
    await this.turns.ended();
  }

  /** A conversation has stored something new; it is acknowledged together with others. */
  stored(id: ConversationId): void {
    this.due.add(id);
    const { activity, context } = this.ground;
    this.cancelAcknowledge ??= activity.gather(context.clock, ACKNOWLEDGE_AFTER_MS, () => {
      this.cancelAcknowledge = undefined;
      return this.acknowledge();
    });
  }

  close(): void {
    this.cancelLater();
    this.cancelAcknowledge?.();
  }

  private async pass(): Promise<void> {
    // What comes in while the list is on its way must not make it look old.
    const stored = new Map(
      this.registry.all().map(({ conversation: { id, record } }) => [id, record.cursor] as const),
    );
    const places = await this.places();
    if (places === undefined) {
      this.runLater();
      return;
    }
    // Before anything is encrypted: whether this vault is as new as what its device has said of it.
    if (places.some((place) => this.showsRollback(place))) this.registry.rolledBack();
    for (const place of places) await this.warnWhereShorter(place, stored.get(place.conversation) ?? 0);
    const due = places
      .filter((place) => this.needsAttention(place))
      .sort((one, other) => other.headAt - one.headAt);
    const progress = new Progress(this.ground, this.registry, due);
    const held = due.flatMap(({ conversation }) => this.registry.get(conversation) ?? []);
    for (const one of held) one.awaiting = true;
    // Where nothing is to be read, what waits to be sent waits for nothing else.
    for (const one of this.registry.all()) if (!one.awaiting) one.courier.go();
    const tasks = due.map((place) => async (progressed: () => void) => {
      const told = () => {
        progressed();
        progress.tell();
      };
      await this.attend(place, told).finally(told);
    });
    await this.turns.work(tasks, () => !this.ground.closed() && this.ground.context.session.online);
    for (const one of held) one.awaiting = false;
    for (const { courier } of this.registry.all()) courier.go();
    void this.turns.ended().then(() => progress.end());
  }

  private needsAttention({ conversation, left, head, cursor, joined }: ConversationPlace): boolean {
    this.acknowledged.set(conversation, cursor);
    const held = this.registry.get(conversation);
    const record = held?.conversation.record;
    if (record === undefined) return left === undefined;
    if (record.state === "left") return left === undefined && joined > record.joined;
    if (record.state !== "active") return record.state === "joining";
    if (cursor < record.cursor) this.stored(conversation);
    if (record.broken !== undefined || head > record.cursor) return true;
    if (held !== undefined) held.conversation.caughtUp = true;
    return false;
  }

  /** A device only acknowledges what it has stored: a vault that has less is an old copy, put back. */
  private showsRollback({ conversation, cursor, left }: ConversationPlace): boolean {
    const record = this.registry.get(conversation)?.conversation.record;
    return record?.state === "active" && left === undefined && cursor > record.cursor;
  }

  /**
   * The server has less than was stored here: it was put back from an old copy, or had invented something. What
   * has places of its own there now can't be told from what stands here in them, so it is told to the person.
   */
  private async warnWhereShorter(
    { conversation, head, left }: ConversationPlace,
    stored: number,
  ): Promise<void> {
    const { context, warnings } = this.ground;
    const { state } = this.registry.get(conversation)?.conversation.record ?? {};
    if (state !== "active" || left !== undefined || head >= stored) return;
    const id = `conversation-shorter-${conversation}`;
    const cause = `${head} < ${stored}`;
    await warnings.raise({ id, at: context.clock.now(), code: "conversation-shorter", conversation, cause });
  }

  private runLater(): void {
    const { clock, session } = this.ground.context;
    this.cancelLater = clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      if (session.online && !this.ground.closed()) void this.run();
    });
  }

  private async attend(
    { conversation: id, left, joined }: ConversationPlace,
    stored: () => void,
  ): Promise<void> {
    const held = this.registry.get(id);
    if (held === undefined || held.conversation.record.state !== "active") {
      await this.registry.enter(id, stored);
      return;
    }
    await this.registry.follow(held, stored);
    if (left === undefined && joined > held.conversation.record.joined && isOutside(held))
      await this.registry.enter(id, stored);
  }

  private async places(): Promise<ConversationPlace[] | undefined> {
    const all: ConversationPlace[] = [];
    for (let after: ConversationId | undefined; ; ) {
      const answer = await this.ground.context.session.call(
        conversationList,
        after === undefined ? {} : { after },
      );
      if (!answer.ok) return undefined;
      all.push(...answer.value.places);
      const last = answer.value.places.at(-1);
      if (!answer.value.more || last === undefined) return all;
      after = last.conversation;
    }
  }

  private async acknowledge(): Promise<void> {
    const cursors = [...this.due]
      .map((conversation) => ({
        conversation,
        seq: this.registry.get(conversation)?.conversation.record.cursor ?? 0,
      }))
      .filter(({ conversation, seq }) => seq > (this.acknowledged.get(conversation) ?? 0));
    this.due.clear();
    for (let from = 0; from < cursors.length; from += LIMITS.cursorsPerAcknowledge) {
      const some = cursors.slice(from, from + LIMITS.cursorsPerAcknowledge);
      const answer = await this.ground.context.session.call(conversationAcknowledge, { cursors: some });
      // Others see what they sent as not delivered until it is taken. Without a connection the next log-in tells it.
      if (!answer.ok)
        return this.acknowledgeLater(cursors.slice(from).map(({ conversation }) => conversation));
      for (const { conversation, seq } of some) this.acknowledged.set(conversation, seq);
    }
  }

  private acknowledgeLater(conversations: readonly ConversationId[]): void {
    const { clock, session } = this.ground.context;
    if (!session.online || this.ground.closed()) return;
    clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      if (session.online && !this.ground.closed()) for (const id of conversations) this.stored(id);
    });
  }
}

/** Whether this device has no way to follow the conversation but a new welcome. */
function isOutside({ conversation: { record } }: Held): boolean {
  return record.state === "left" || record.broken !== undefined;
}

/** How far a catch-up is, in entries of logs: each conversation from where it stood to the head that was listed. */
class Progress {
  private readonly goals: readonly {
    readonly id: ConversationId;
    readonly from: number;
    readonly to: number;
  }[];
  private readonly total: number;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
    places: readonly ConversationPlace[],
  ) {
    this.goals = places.map(({ conversation: id, joined, head: to }) => ({
      id,
      from: Math.min(to, Math.max(joined, this.cursorOf(id))),
      to,
    }));
    this.total = this.goals.reduce((sum, { from, to }) => sum + to - from, 0);
  }

  /** Tells how much is stored. */
  tell(): void {
    const done = this.goals.reduce(
      (sum, { id, from, to }) => sum + Math.min(to, Math.max(from, this.cursorOf(id))) - from,
      0,
    );
    // The end is told once, by `end`.
    if (done < this.total) this.ground.tidings.progress("catch-up", done, this.total);
  }

  /** Nothing more will be stored now: everything is, or the connection is gone. */
  end(): void {
    this.ground.tidings.progress("catch-up", this.total, this.total);
  }

  private cursorOf(id: ConversationId): number {
    return this.registry.get(id)?.conversation.record.cursor ?? 0;
  }
}
