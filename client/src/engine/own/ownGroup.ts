import type { ConversationId } from "@comity/shared/ids";
import { ownConversationId } from "@comity/shared/protocol/conversationIds";
import type { Draft } from "../conversations/draft.ts";
import { Closed, type Ground, jitter } from "../conversations/ground.ts";
import { enqueue, fits } from "../conversations/outbox.ts";
import type { Held, Registry } from "../conversations/registry.ts";
import type { Rooms } from "../conversations/rooms.ts";
import { unreadAfter } from "../conversations/thread.ts";
import { guestOf } from "../conversations/visiting.ts";
import type { OwnContent } from "./ownState.ts";

/** From the first change until the other devices are told: what changes meanwhile goes with it. */
const GATHER_MS = 1500;
/** How long until what could not be done is tried again: at first, and at most. */
const RETRY_MS = 5000;
const LONGEST_RETRY_MS = 300_000;
/** How many read positions one message carries. */
const POSITIONS_PER_MESSAGE = 400;

/**
 * The group of a person's own devices: made once there is a second one, hidden from the list of conversations,
 * and used to tell the others what was read, drafted and muted here.
 */
export class OwnGroup {
  private cancelTelling: (() => void) | undefined;
  private cancelMaking: (() => void) | undefined;
  private cancelApplying: (() => void) | undefined;
  private making: Promise<void> | undefined;
  /** How often the group could not be made. */
  private vain = 0;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
    private readonly rooms: Rooms,
    /** Told when the group was made: it may want looking after. */
    private readonly made: (id: ConversationId) => void,
  ) {}

  get id(): ConversationId {
    return ownConversationId(this.ground.context.sodium, this.ground.context.self.account);
  }

  /** Makes the group where there are several devices and none yet. Whoever comes second is let in by the first. */
  async ensure(): Promise<void> {
    const { directory, self, clock, session } = this.ground.context;
    if (!session.online || this.has() || guestOf(directory, self.account) !== undefined) return;
    const devices = directory.devicesOf(self.account, clock.now());
    if (devices.length < 2 || !devices.includes(self.device)) return;
    this.making ??= this.make().finally(() => {
      this.making = undefined;
    });
    return this.making;
  }

  private async make(): Promise<void> {
    try {
      await this.rooms.makeOwn(this.id);
    } catch (error) {
      if (error instanceof Closed) return;
    }
    if (!this.has()) return this.ensureLater();
    this.vain = 0;
    // Devices that had no key package yet come in as they come into every other group.
    this.made(this.id);
  }

  /** One that this device was kept or put out of is no group to it; as long as it has standing, it comes in again. */
  private has(): boolean {
    const state = this.registry.get(this.id)?.conversation.record.state;
    return state !== undefined && state !== "left";
  }

  /** The server could not say just now which keys the other devices have, or the group could not be stored. */
  private ensureLater(): void {
    if (this.cancelMaking !== undefined || this.ground.closed()) return;
    const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.vain);
    this.vain += 1;
    this.cancelMaking = this.ground.context.clock.after(wait + jitter(this.ground, wait), () => {
      this.cancelMaking = undefined;
      this.ground.activity.track(this.ensure()).catch(() => undefined);
    });
  }

  /** Something was read, drafted or muted here: the other devices are told soon. */
  changed(): void {
    if (this.ground.closed()) return;
    this.cancelTelling ??= this.ground.activity.gather(this.ground.context.clock, GATHER_MS, async () => {
      this.cancelTelling = undefined;
      await this.tell().catch((error: unknown) => this.tellLater(error));
    });
  }

  /** A store that took nothing just now may do so later. */
  private tellLater(error: unknown): void {
    if (error instanceof Closed || this.ground.closed()) return;
    this.cancelTelling ??= this.ground.context.clock.after(RETRY_MS, () => {
      this.cancelTelling = undefined;
      this.changed();
    });
  }

  /** Another device has read further: so has this one. */
  async applyRead(id: ConversationId): Promise<void> {
    const held = this.registry.get(id);
    const order = this.ground.own.reads.get(id) ?? 0;
    if (held === undefined || held.conversation.record.readOrder >= order) return;
    const applied = held.conversation.change(async (draft) => {
      if (draft.record.readOrder >= order) return;
      const unread = await unreadAfter(this.ground.context.vault, id, order);
      draft.note({ readOrder: order, unread });
    });
    await applied.catch((error: unknown) => this.applyLater(error));
  }

  /** A crash or a full store may have come between another device's word and its effect here. */
  async applyAllReads(): Promise<void> {
    for (const id of this.ground.own.reads.keys()) await this.applyRead(id);
  }

  private applyLater(error: unknown): void {
    if (error instanceof Closed || this.ground.closed()) return;
    this.cancelApplying ??= this.ground.context.clock.after(RETRY_MS, () => {
      this.cancelApplying = undefined;
      this.ground.activity.track(this.applyAllReads()).catch(() => undefined);
    });
  }

  close(): void {
    for (const cancel of [this.cancelTelling, this.cancelMaking, this.cancelApplying]) cancel?.();
  }

  private async tell(): Promise<void> {
    const held = this.registry.get(this.id);
    if (held === undefined) return;
    await say(this.ground, held, (draft) => (hasOthers(draft) ? this.untold() : []));
  }

  private untold(): OwnContent[] {
    const { own } = this.ground;
    const positions = this.registry.all().flatMap(({ conversation: { id, record } }) => {
      const order = record.readOrder;
      return order > (own.reads.get(id) ?? 0) ? [{ conversation: id, order }] : [];
    });
    return [
      ...reads(positions),
      ...[...own.drafts].flatMap(([conversation, { told, ...draft }]): OwnContent[] =>
        told ? [] : [{ kind: "own.draft", conversation, ...draft }],
      ),
      ...[...own.mutes].flatMap(([conversation, { told, ...mute }]): OwnContent[] =>
        told ? [] : [{ kind: "own.mute", conversation, ...mute }],
      ),
      ...own.people.contents(false),
    ];
  }
}

/** Whoever is alone in the group tells when somebody comes. */
function hasOthers({ record, members }: Draft): boolean {
  return record.state === "active" && members.some(({ devices }) => devices.length > 1);
}

function reads(positions: Extract<OwnContent, { kind: "own.read" }>["positions"]): OwnContent[] {
  const parts: OwnContent[] = [];
  for (let from = 0; from < positions.length; from += POSITIONS_PER_MESSAGE)
    parts.push({ kind: "own.read", positions: positions.slice(from, from + POSITIONS_PER_MESSAGE) });
  return parts;
}

/**
 * Queues what is to be said, and that it is said, in one write. What that is, is asked within the own group's
 * queue, in which nothing of it changes meanwhile.
 */
async function say(ground: Ground, held: Held, what: (draft: Draft) => readonly OwnContent[]): Promise<void> {
  await held.conversation.change(async (draft) => {
    const contents = what(draft).filter(fits);
    for (const content of contents) await enqueue(ground, draft, content, false);
    await ground.own.told(draft, contents);
  });
  held.courier.go();
}

/** A device has just come into the own group: it is told everything that the others know. */
export function sendOwnState(ground: Ground, registry: Registry, held: Held): Promise<void> {
  const { own } = ground;
  return say(ground, held, (draft) => {
    if (!draft.record.ownStateDue) return [];
    draft.note({ ownStateDue: false });
    const positions = registry.all().flatMap(({ conversation: { id, record } }) => {
      const order = Math.max(record.readOrder, own.reads.get(id) ?? 0);
      return order > 0 && record.kind !== "own" ? [{ conversation: id, order }] : [];
    });
    return [
      ...reads(positions),
      ...[...own.drafts].map(
        ([conversation, { told: _, ...draft }]): OwnContent => ({
          kind: "own.draft",
          conversation,
          ...draft,
        }),
      ),
      ...[...own.mutes].map(
        ([conversation, { told: _, ...mute }]): OwnContent => ({ kind: "own.mute", conversation, ...mute }),
      ),
      ...own.people.contents(true),
    ];
  });
}
