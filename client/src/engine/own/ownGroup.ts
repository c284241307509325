import type { ConversationId } from "@comity/shared/ids";
import { ownConversationId } from "@comity/shared/protocol/conversationIds";
import type { Conversation } from "../conversations/conversation.ts";
import { type Ground, jitter } from "../conversations/ground.ts";
import { enqueue, fits } from "../conversations/outbox.ts";
import type { Held, Registry } from "../conversations/registry.ts";
import type { Rooms } from "../conversations/rooms.ts";
import { unreadAfter } from "../conversations/thread.ts";
import type { OwnContent } from "./ownState.ts";

/** From the first change until the other devices are told: what changes meanwhile goes with it. */
const GATHER_MS = 1500;
/** How long until a group that could not be made is tried again. */
const RETRY_MS = 5000;
/** How many read positions one message carries. */
const POSITIONS_PER_MESSAGE = 400;

/**
 * The group of a person's own devices: made once there is a second one, hidden from the list of conversations,
 * and used to tell the others what was read, drafted and muted here.
 */
export class OwnGroup {
  private cancel: (() => void) | undefined;
  private making: Promise<unknown> | undefined;

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
    if (!session.online || this.registry.get(this.id) !== undefined) return;
    const devices = directory.devicesOf(self.account, clock.now());
    if (devices.length < 2 || !devices.includes(self.device)) return;
    this.making ??= this.rooms.makeOwn(this.id).finally(() => {
      this.making = undefined;
    });
    await this.making;
    if (this.registry.get(this.id) === undefined) return this.ensureLater();
    // Devices that had no key package yet come in as they come into every other group.
    this.made(this.id);
  }

  /** The server could not say just now which keys the other devices have: it is asked again. */
  private ensureLater(): void {
    if (this.cancelRetry !== undefined || this.ground.closed()) return;
    this.cancelRetry = this.ground.context.clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      this.cancelRetry = undefined;
      this.ground.activity.track(this.ensure()).catch(() => undefined);
    });
  }
  private cancelRetry: (() => void) | undefined;

  /** Something was read, drafted or muted here: the other devices are told soon. */
  changed(): void {
    if (this.cancel !== undefined || this.ground.closed()) return;
    this.cancel = this.ground.context.clock.after(GATHER_MS, () => {
      this.cancel = undefined;
      this.ground.activity.track(this.tell()).catch(() => undefined);
    });
  }

  /** Another device has read further: so has this one. */
  async applyRead(id: ConversationId): Promise<void> {
    const held = this.registry.get(id);
    const order = this.ground.own.reads.get(id) ?? 0;
    if (held === undefined || held.conversation.record.readOrder >= order) return;
    await held.conversation.change(async (draft) => {
      if (draft.record.readOrder >= order) return;
      const unread = await unreadAfter(this.ground.context.vault, id, order);
      draft.note({ readOrder: order, unread });
    });
  }

  /** A crash may have come between another device's word and its effect here. */
  async applyAllReads(): Promise<void> {
    for (const id of this.ground.own.reads.keys()) await this.applyRead(id);
  }

  close(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.cancelRetry?.();
    this.cancelRetry = undefined;
  }

  private async tell(): Promise<void> {
    const held = this.registry.get(this.id);
    if (held === undefined || !hasOthers(held.conversation)) return;
    await say(this.ground, held, this.untold());
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
    ];
  }
}

function hasOthers({ record, members }: Conversation): boolean {
  return record.state === "active" && members.some(({ devices }) => devices.length > 1);
}

function reads(positions: Extract<OwnContent, { kind: "own.read" }>["positions"]): OwnContent[] {
  const parts: OwnContent[] = [];
  for (let from = 0; from < positions.length; from += POSITIONS_PER_MESSAGE)
    parts.push({ kind: "own.read", positions: positions.slice(from, from + POSITIONS_PER_MESSAGE) });
  return parts;
}

/** Queues what is to be said, and that it is said, in one write. */
async function say(ground: Ground, held: Held, contents: readonly OwnContent[]): Promise<void> {
  if (contents.length === 0) return;
  await held.conversation.change(async (draft) => {
    for (const content of contents) if (fits(content)) await enqueue(ground, draft, content, false);
    ground.own.told(draft, contents);
  });
  held.courier.go();
}

/** A device has just come into the own group: it is told everything that the others know. */
export async function sendOwnState(ground: Ground, registry: Registry, held: Held): Promise<void> {
  const { own } = ground;
  const positions = registry.all().flatMap(({ conversation: { id, record } }) => {
    const order = Math.max(record.readOrder, own.reads.get(id) ?? 0);
    return order > 0 && record.kind !== "own" ? [{ conversation: id, order }] : [];
  });
  await say(ground, held, [
    ...reads(positions),
    ...[...own.drafts].map(
      ([conversation, { told: _, ...draft }]): OwnContent => ({ kind: "own.draft", conversation, ...draft }),
    ),
    ...[...own.mutes].map(
      ([conversation, { told: _, ...mute }]): OwnContent => ({ kind: "own.mute", conversation, ...mute }),
    ),
  ]);
  await held.conversation.change(async (draft) => draft.note({ ownStateDue: false }));
}
