import { HISTORY } from "@comity/shared/content/history";
import { type AccountId, type ConversationId, idOfKey, MessageId } from "@comity/shared/ids";
import { fail, ok, type Result } from "@comity/shared/result";
import type { Draft } from "../conversations/draft.ts";
import type { Ground } from "../conversations/ground.ts";
import { enqueue } from "../conversations/outbox.ts";
import { QUEUED_ORDER } from "../conversations/records.ts";
import type { Held, Registry } from "../conversations/registry.ts";
import { heldBy, stoppedBy } from "../conversations/stops.ts";
import { guestOf } from "../conversations/visiting.ts";
import type { EngineFacade } from "../facade/facade.ts";
import type { EngineFault } from "../facade/fault.ts";
import { type Choice, cameIn, choose } from "./choosing.ts";
import { askFor, MOST_PASSINGS, mayPassOn } from "./exchange.ts";
import { endPassing } from "./giving.ts";
import { HISTORY_TABLES, type PassingRecord, partKey } from "./historyRecords.ts";
import { cut } from "./package.ts";
import { keepPassing, passingOf } from "./passings.ts";

/** What a member does about passing on to another what was written in a room before they came. */
export class History {
  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** What would be passed on. */
  choose: EngineFacade["chooseHistory"] = async ({ conversation, to, since }) => {
    const held = this.room(conversation);
    if ("code" in held) return fail(held);
    const chosen = await this.chosen(conversation, to, since);
    if (!chosen.ok) return chosen;
    const { lines, files, markings, behind, tooMany } = chosen.value;
    return ok({
      ...{ messages: lines.length, files, first: lines[0]?.at, markings, behind },
      tooMany: tooMany || (lines.length > 0 && cut(lines) === undefined),
    });
  };

  /** Offers it, with all parts kept on this device until the other one has them. */
  passOn: EngineFacade["passHistoryOn"] = async ({ conversation, to, since }) => {
    const held = this.room(conversation);
    if ("code" in held) return fail(held);
    const stop = stoppedBy(this.ground, held.conversation) ?? heldBy(this.ground, held.conversation);
    if (stop !== undefined) return fail(stop);
    const result = await held.conversation.change((draft) => this.offer(draft, to, since));
    held.courier.go();
    return result;
  };

  private async offer(draft: Draft, to: AccountId, since: number): Promise<Result<void, EngineFault>> {
    const { self, random } = this.ground.context;
    const { id, passings } = draft.record;
    if (!mayPassOn(this.ground, draft, self.account) || !draft.members.some(({ account }) => account === to))
      return fail({ code: "not-permitted" });
    if (passings.some((one) => one.by === self.account && one.to === to) || passings.length >= MOST_PASSINGS)
      return fail({ code: "history.under-way" });
    const chosen = await this.chosen(id, to, since);
    if (!chosen.ok) return chosen;
    const { lines, tooMany } = chosen.value;
    if (lines.length === 0) return fail({ code: "history.nothing" });
    const parts = tooMany ? undefined : cut(lines);
    if (parts === undefined) return fail({ code: "history.too-much" });
    const offer = idOfKey(MessageId, random(16));
    parts.forEach((part, index) => {
      draft.put(HISTORY_TABLES.part, partKey(id, offer, index), part);
    });
    const count = lines.length;
    const { order } = await enqueue(this.ground, draft, { kind: "history.offer", offer, to, since, count });
    const passing: PassingRecord = {
      ...{ offer, order, by: self.account, to, since, count, state: "offered", here: true },
      ...{ attempt: 0, total: parts.length, next: 0 },
    };
    keepPassing(draft, passing);
    return ok(undefined);
  }

  /** Asks anew, with a new key. */
  askAgain: EngineFacade["askForHistory"] = ({ conversation, offer }) =>
    this.withPassing(conversation, offer, async (draft, passing) => {
      const { account } = this.ground.context.self;
      if (passing.to !== account || passing.attempt >= HISTORY.attempts)
        return fail({ code: "not-permitted" });
      await askFor(this.ground, draft, passing);
      return ok(undefined);
    });

  /** Takes an offer back, or turns it down. */
  stop: EngineFacade["stopHistory"] = ({ conversation, offer }) =>
    this.withPassing(conversation, offer, async (draft, passing) => {
      if (passing.order >= QUEUED_ORDER) {
        // It may have been sent already: it is taken back once it has its place.
        keepPassing(draft, { ...passing, state: "stopping" });
        return ok(undefined);
      }
      await endPassing(this.ground, draft, passing, "stopped", (next) =>
        enqueue(this.ground, draft, next, false),
      );
      return ok(undefined);
    });

  private async withPassing(
    id: ConversationId,
    offer: MessageId,
    act: (draft: Draft, passing: PassingRecord) => Promise<Result<void, EngineFault>>,
  ): Promise<Result<void, EngineFault>> {
    const held = this.registry.get(id);
    if (held === undefined) return fail({ code: "conversation.unknown" });
    const result = await held.conversation.change(async (draft) => {
      const passing = passingOf(draft.record, offer);
      return passing === undefined ? fail({ code: "not-permitted" as const }) : act(draft, passing);
    });
    held.courier.go();
    return result;
  }

  private async chosen(
    id: ConversationId,
    to: AccountId | undefined,
    since: number,
  ): Promise<Result<Choice, EngineFault>> {
    const { vault, self, directory } = this.ground.context;
    if (to === self.account) return fail({ code: "not-permitted" });
    const guest = to === undefined || guestOf(directory, to) !== undefined;
    // Whoever was there before this device knows of them has read what it has.
    const before = to === undefined ? QUEUED_ORDER : ((await cameIn(vault, id, to)) ?? 0);
    return ok(await choose(vault, id, { since, before, guest }));
  }

  private room(
    id: ConversationId,
  ):
    | Held
    | Extract<EngineFault, { code: "conversation.unknown" | "conversation.not-member" | "not-permitted" }> {
    const held = this.registry.get(id);
    if (held === undefined) return { code: "conversation.unknown" };
    const { kind, state } = held.conversation.record;
    if (state !== "active") return { code: "conversation.not-member" };
    return kind === "room" ? held : { code: "not-permitted" };
  }
}
