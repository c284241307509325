import type { ConversationId } from "@comity/shared/ids";
import { conversationCursors, type DeviceCursor } from "@comity/shared/protocol/conversation";
import { common, minus, type Ranges, stored } from "../archive/ranges.ts";
import { type Ground, jitter } from "./ground.ts";
import { MOST_READERS, withStored } from "./marks.ts";
import { enqueue } from "./outbox.ts";
import { stretchesOf, together, toldPlaces } from "./places.ts";
import type { ConversationRecord } from "./records.ts";
import type { Held, Registry } from "./registry.ts";
import { newestOfOthers } from "./thread.ts";

/** From the first look at something new until others are told: what is read meanwhile goes with it. */
const GATHER_MS = 2000;
/** A conversation is told of at most this often. */
const EVERY_MS = 5000;
/** After a time away, so many conversations at most are asked about; the others are told of as they go on. */
const ASKED_AT_MOST = 50;
/** How long until what could not be asked or stored is asked again. */
const RETRY_MS = 5000;
/** The server's answers to whoever is not in a conversation. */
const OUTSIDE: readonly string[] = ["conversation.unknown", "conversation.not-member", "not-permitted"];

/**
 * Tells others, inside the encryption, what this person has read on this device, and takes in how far their devices
 * have stored what was sent from here. Each device tells of what it has shown, and of nothing else: what another one of
 * theirs could not show it does not know.
 */
export class Receipts {
  private readonly planned = new Map<ConversationId, () => void>();
  private readonly told = new Map<ConversationId, number>();
  /** Of these the others have stored more than this device. */
  private readonly ahead = new Set<ConversationId>();
  private readonly unasked = new Set<ConversationId>();
  private cancelAsking: (() => void) | undefined;

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
      // What could not be stored just then is told later.
      this.ground.activity.track(this.tell(held)).catch(() => this.lookLater(held));
    });
    this.planned.set(id, cancel);
  }

  private lookLater(held: Held): void {
    const { clock } = this.ground.context;
    clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      if (!this.ground.closed()) this.look(held);
    });
  }

  /** A connection is there again: what was read meanwhile is told, what was missed is asked. */
  async cameOnline(): Promise<void> {
    this.unasked.clear();
    for (const held of this.registry.all()) this.look(held);
    const waiting = this.registry
      .all()
      .filter(({ conversation }) => this.isUndelivered(conversation))
      .sort((one, other) => other.conversation.record.lastActivity - one.conversation.record.lastActivity);
    await this.ask(waiting.slice(0, ASKED_AT_MOST).map(({ conversation: { id } }) => id));
  }

  /**
   * Something more is stored here: others who had it before can be believed now, and are asked about anew. So are they
   * where the log was `read`: what is said of a conversation that this device is not in yet, or while it is away, is lost.
   */
  grown(id: ConversationId, read: boolean): void {
    if (this.ahead.delete(id) || read) this.askLater([id]);
  }

  /** The server says how far devices have stored a conversation. Stored here only where it says something new. */
  async reached(id: ConversationId, cursors: readonly DeviceCursor[]): Promise<void> {
    const conversation = this.registry.get(id)?.conversation;
    if (conversation === undefined || conversation.record.kind === "board") return;
    if (cursors.some(({ seq }) => seq > endOf(conversation))) this.ahead.add(id);
    if (conversation.record.newestOwn === 0) return;
    const stored = conversation.change(async (draft) => {
      const { record, members, marks } = draft;
      const before = Math.min(
        ...cursors.map(({ device }) => marks.stored.find((one) => one.device === device)?.seq ?? 0),
      );
      if (before >= record.newestOwn) return;
      draft.marks = withStored(marks, members, cursors, endOf(draft));
      if (draft.marks !== marks) draft.retellAfter = before;
    });
    await stored.catch(() => this.askLater([id]));
  }

  /** Asks how far the others have stored what was sent from here, where that is not known to the end. */
  private async ask(ids: readonly ConversationId[]): Promise<void> {
    for (const [place, id] of ids.entries()) {
      const conversation = this.registry.get(id)?.conversation;
      if (this.ground.closed()) return;
      if (conversation === undefined || !this.isUndelivered(conversation)) continue;
      const answer = await this.ground.context.session.call(conversationCursors, { conversation: id });
      if (answer.ok) await this.reached(id, answer.value.cursors);
      // Who is out of one conversation is told of the others all the same.
      else if (!OUTSIDE.includes(answer.fault.code)) return this.askLater(ids.slice(place));
    }
  }

  /** What could not be asked or stored now is asked again; without a connection, the next log-in does so. */
  private askLater(ids: readonly ConversationId[]): void {
    const { activity, context, closed } = this.ground;
    if (!context.session.online || closed()) return;
    for (const id of ids) this.unasked.add(id);
    this.cancelAsking ??= context.clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      this.cancelAsking = undefined;
      const due = [...this.unasked];
      this.unasked.clear();
      if (context.session.online && !closed()) activity.track(this.ask(due)).catch(() => undefined);
    });
  }

  close(): void {
    for (const cancel of this.planned.values()) cancel();
    this.planned.clear();
    this.cancelAsking?.();
  }

  private isDue({ conversation: { record, members } }: Held): boolean {
    if (!this.ground.preferences.readReceipts || !this.ground.context.session.online) return false;
    if (record.kind === "board" || record.state !== "active" || record.broken !== undefined) return false;
    if (members.length < 2 || members.length > MOST_READERS) return false;
    return untold(record).length > 0;
  }

  private async tell(held: Held): Promise<void> {
    if (this.ground.closed() || !this.isDue(held)) return;
    const { vault, clock } = this.ground.context;
    await held.conversation.change(async (draft) => {
      const { record } = draft;
      const { id, looked } = record;
      const { upTo: receipted, except: unreceipted } = together(toldPlaces(record), looked);
      draft.note({ receipted, unreceipted });
      if ((await newestOfOthers(vault, id, untold(record))) === undefined) return;
      const upTo = await newestOfOthers(vault, id, stretchesOf(looked));
      if (upTo === undefined) return;
      const left = common(looked.except, [[1, upTo - 1]]);
      const except = left.length === 0 ? {} : { except: stored(left) };
      await enqueue(this.ground, draft, { kind: "receipt", upTo, ...except }, false);
    });
    this.told.set(held.conversation.id, clock.now());
    held.courier.go();
  }

  /** Whether something that was sent from here may not have arrived everywhere. */
  private isUndelivered({ record, members, marks }: Held["conversation"]): boolean {
    if (record.kind === "board" || record.state !== "active" || record.newestOwn === 0) return false;
    const stored = new Map(marks.stored.map(({ device, seq }) => [device, seq]));
    return members.some(
      ({ account, devices }) =>
        account !== this.ground.context.self.account &&
        devices.some((device) => (stored.get(device) ?? 0) < record.newestOwn),
    );
  }
}

/** What was read here, of what others may have written, and they have not been told. */
function untold(record: ConversationRecord): Ranges {
  const seen = common(stretchesOf(record.looked), [[1, record.newestOther]]);
  return minus(seen, stretchesOf(toldPlaces(record)));
}

/** Up to where a conversation's log is known here. */
function endOf({ record: { cursor, ahead } }: Pick<Held["conversation"], "record">): number {
  return Math.max(cursor, ...ahead);
}
