import type { ConversationId } from "@comity/shared/ids";
import { conversationRejoinable, conversationWelcome } from "@comity/shared/protocol/conversation";
import { type Ground, jitter } from "./ground.ts";
import type { Registry } from "./registry.ts";

/** The others add a new device by themselves, if any of them is online: they are given so long. */
const OTHERS_FIRST_MS = 4000;
const LONGEST_MS = 300_000;

/** What the server answers about a conversation that a device is not in. */
const NOT_IN: readonly string[] = ["conversation.unknown", "conversation.not-member"];

/**
 * Ways into conversations that another device of the same person is in, and this one not: a new device comes
 * in by itself where nobody else is online to add it.
 */
export class Doors {
  private planned: { readonly at: number; readonly cancel: () => void } | undefined;
  private tries = 0;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** This device has come online and knows what it is in. */
  look(): void {
    this.tries = 0;
    this.plan(OTHERS_FIRST_MS);
  }

  close(): void {
    this.planned?.cancel();
  }

  /** One look is planned at a time, the sooner one: what asks for a look again and again does not put it off. */
  private plan(ms: number): void {
    if (this.ground.closed()) return;
    const { clock } = this.ground.context;
    const wait = ms + jitter(this.ground, ms);
    const at = clock.now() + wait;
    if (this.planned !== undefined && this.planned.at <= at) return;
    this.planned?.cancel();
    const cancel = clock.after(wait, () => {
      this.planned = undefined;
      this.ground.activity.track(this.tryAll()).catch(() => undefined);
    });
    this.planned = { at, cancel };
  }

  private async tryAll(): Promise<void> {
    const { clock, directory, self, session } = this.ground.context;
    if (!session.online) return;
    // The directory may say so a little later than the server.
    const standing = directory.standing(self.device, clock.now()).ok;
    const outside = standing ? await this.rejoinable() : undefined;
    for (const id of outside ?? []) await this.registry.enterAlone(id);
    if (outside !== undefined) await this.leaveLost(new Set(outside));
    if (outside?.length === 0) return;
    this.tries += 1;
    this.plan(Math.min(LONGEST_MS, OTHERS_FIRST_MS * 2 ** this.tries));
  }

  /**
   * Rooms of the person's history that no device of theirs is in any more: they were taken out, and no device of theirs
   * was left to see it. To channels and boards the others bring them back by themselves.
   */
  private async leaveLost(outside: ReadonlySet<ConversationId>): Promise<void> {
    for (const { conversation } of this.registry.all()) {
      const { id, kind, state } = conversation.record;
      if (kind !== "room" || state !== "joining" || outside.has(id)) continue;
      const answer = await this.ground.context.session.call(conversationWelcome, { conversation: id });
      if (answer.ok || !NOT_IN.includes(answer.fault.code)) continue;
      await conversation.change(async (draft) => {
        if (draft.record.state === "joining" && draft.pending === undefined) draft.note({ state: "left" });
      });
    }
  }

  private async rejoinable(): Promise<readonly ConversationId[] | undefined> {
    const all: ConversationId[] = [];
    for (let after: ConversationId | undefined; ; ) {
      const answer = await this.ground.context.session.call(
        conversationRejoinable,
        after === undefined ? {} : { after },
      );
      if (!answer.ok) return undefined;
      all.push(...answer.value.conversations);
      const { next } = answer.value;
      // A server that leads in circles must not keep the engine busy.
      if (next === undefined || (after !== undefined && next <= after)) return all;
      after = next;
    }
  }
}
