import type { ConversationId } from "@comity/shared/ids";
import { conversationCursors, type DeviceCursor } from "@comity/shared/protocol/conversation";
import type { Ground } from "./ground.ts";
import { MOST_READERS, withStored } from "./marks.ts";
import { enqueue } from "./outbox.ts";
import type { Held, Registry } from "./registry.ts";
import { newestOfOthers } from "./thread.ts";

/** From the first look at something new until others are told: what is read meanwhile goes with it. */
const GATHER_MS = 2000;
/** A conversation is told of at most this often. */
const EVERY_MS = 5000;
/** After a time away, so many conversations at most are asked about; the others are told of as they go on. */
const ASKED_AT_MOST = 50;

/**
 * Tells others, inside the encryption, up to where this person has read, and takes in how far their devices
 * have stored what was sent from here.
 */
export class Receipts {
  private readonly planned = new Map<ConversationId, () => void>();
  private readonly told = new Map<ConversationId, number>();

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  /** Something may have been read: if somebody wrote it, they are told soon. */
  look(held: Held): void {
    const { id } = held.conversation;
    if (this.planned.has(id) || !this.isDue(held)) return;
    const { clock } = this.ground.context;
    const wait = Math.max(GATHER_MS, (this.told.get(id) ?? 0) + EVERY_MS - clock.now());
    const cancel = clock.after(wait, () => {
      this.planned.delete(id);
      this.ground.activity.track(this.tell(held)).catch(() => undefined);
    });
    this.planned.set(id, cancel);
  }

  /** A connection is there again: what was read meanwhile is told, what was missed is asked. */
  async cameOnline(): Promise<void> {
    for (const held of this.registry.all()) this.look(held);
    const waiting = this.registry
      .all()
      .filter(({ conversation }) => this.isUndelivered(conversation))
      .sort((one, other) => other.conversation.record.lastActivity - one.conversation.record.lastActivity);
    for (const { conversation } of waiting.slice(0, ASKED_AT_MOST)) {
      if (this.ground.closed()) return;
      const { id } = conversation;
      const answer = await this.ground.context.session.call(conversationCursors, { conversation: id });
      if (!answer.ok) return;
      await this.reached(id, answer.value.cursors);
    }
  }

  /** The server says how far devices have stored a conversation. Stored here only where it says something new. */
  async reached(id: ConversationId, cursors: readonly DeviceCursor[]): Promise<void> {
    const conversation = this.registry.get(id)?.conversation;
    if (conversation === undefined || conversation.record.newestOwn === 0) return;
    await conversation.change(async (draft) => {
      const { record, members, marks } = draft;
      const before = Math.min(
        ...cursors.map(({ device }) => marks.stored.find((one) => one.device === device)?.seq ?? 0),
      );
      if (before >= record.newestOwn) return;
      draft.marks = withStored(marks, members, cursors, Math.max(record.cursor, ...record.ahead));
      if (draft.marks !== marks) draft.retellAfter = before;
    });
  }

  close(): void {
    for (const cancel of this.planned.values()) cancel();
    this.planned.clear();
  }

  private isDue({ conversation: { record, members } }: Held): boolean {
    if (!this.ground.preferences.readReceipts || !this.ground.context.session.online) return false;
    if (record.kind === "board" || record.state !== "active" || record.broken !== undefined) return false;
    if (members.length < 2 || members.length > MOST_READERS) return false;
    return record.newestOther > record.receipted && record.readOrder > record.receipted;
  }

  private async tell(held: Held): Promise<void> {
    if (this.ground.closed() || !this.isDue(held)) return;
    const { vault, clock } = this.ground.context;
    await held.conversation.change(async (draft) => {
      const { id, receipted, readOrder } = draft.record;
      const upTo = await newestOfOthers(vault, id, receipted, readOrder);
      draft.note({ receipted: readOrder });
      if (upTo !== undefined) await enqueue(this.ground, draft, { kind: "receipt", upTo }, false);
    });
    this.told.set(held.conversation.id, clock.now());
    held.courier.go();
  }

  /** Whether something that was sent from here may not have arrived everywhere. */
  private isUndelivered({ record, members, marks }: Held["conversation"]): boolean {
    if (record.kind === "board" || record.newestOwn === 0) return false;
    const stored = new Map(marks.stored.map(({ device, seq }) => [device, seq]));
    return members.some(
      ({ account, devices }) =>
        account !== this.ground.context.self.account &&
        devices.some((device) => (stored.get(device) ?? 0) < record.newestOwn),
    );
  }
}
