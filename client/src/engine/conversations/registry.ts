import { ConversationId } from "@comity/shared/ids";
import type { Envelope } from "@comity/shared/protocol/conversation";
import { catchUp } from "./catchUp.ts";
import { Conversation, type Forming, loadConversation } from "./conversation.ts";
import { Courier } from "./courier.ts";
import { noteJudged } from "./directoryWait.ts";
import { Closed, type Ground, jitter } from "./ground.ts";
import { prepareToEnter } from "./healing.ts";
import { takeEnvelopes } from "./inbox.ts";
import { join } from "./joining.ts";
import { slip } from "./outOfStep.ts";
import { lacksDetails, NO_MARKS, TABLES } from "./records.ts";

/** Keys of at most this many conversations are held in memory at once. */
const KEYS_IN_MEMORY = 24;
/** Envelopes that are stored together with the cursor in one write. */
const PER_WRITE = 50;
/** How long an own entry may stand ahead of the others' before the log is read for them. */
const GAP_MS = 2000;
/** How long until something that failed is tried again. */
const RETRY_MS = 5000;
/** How often a device looks for what it takes to come in by itself. */
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 300_000;

/** A conversation with everything that works on it. */
export interface Held {
  readonly conversation: Conversation;
  readonly courier: Courier;
  /** Envelopes that were pushed and wait to be taken. */
  readonly pushed: Envelope[];
  /** Whether somebody is taking them. */
  taking: boolean;
  /** Whether its log is about to be read: what is pushed meanwhile will be found there, in its order. */
  awaiting: boolean;
}

/** A way into a conversation that is being tried, and the look that was asked for meanwhile. */
interface Attempt {
  readonly now: Promise<Held | undefined>;
  next?: Promise<Held | undefined>;
}

/** All conversations of this device, and the ways into each: pushes, reading the log, joining. */
export class Registry {
  private readonly byId = new Map<ConversationId, Held>();
  /** Conversations that are about to be held. */
  private readonly forming = new Map<ConversationId, Conversation>();
  private readonly joining = new Map<ConversationId, Attempt>();

  private allRolledBack = false;
  /** How often it was tried in vain to come into a conversation without a welcome. */
  private readonly vain = new Map<ConversationId, number>();

  constructor(
    private readonly ground: Ground,
    /**
     * Told when a conversation has stored something: its cursor may be acknowledged. `read`: its log was asked for,
     * and what happened meanwhile may have been told before there was anything here to take note of it.
     */
    private readonly stored: (id: ConversationId, read: boolean) => void,
    /** Told when a conversation's members may want looking after. */
    private readonly entered: (id: ConversationId) => void,
    /** Told when this device has changed a group: others may need its public state. */
    private readonly committed: (id: ConversationId) => void,
    /** Told when a conversation exists and this device has no welcome into it. */
    private readonly outside: () => void,
  ) {}

  async load(): Promise<void> {
    const ids = (await this.ground.context.vault.scan(TABLES.conversation)).flatMap(
      ({ key }) => ConversationId.safeParse(key).data ?? [],
    );
    // All are asked for at once: a browser's store takes a millisecond or more for each answer.
    const loaded = await Promise.all(ids.map((id) => loadConversation(this.ground, id)));
    for (const conversation of loaded) {
      if (conversation !== undefined) this.hold(conversation);
    }
  }

  all(): readonly Held[] {
    return [...this.byId.values()];
  }

  get(id: ConversationId): Held | undefined {
    return this.byId.get(id);
  }

  /**
   * Makes a conversation, in the place of one that this device is out of, if any. Where a welcome into it has come
   * while it was being prepared, that is what there is: nothing is made.
   */
  async make(id: ConversationId, prepare: (forming: Forming) => Promise<Conversation>): Promise<Held> {
    for (let under = this.joining.get(id); under !== undefined; under = this.joining.get(id)) await under.now;
    const known = this.byId.get(id);
    if (known !== undefined && known.conversation.record.state !== "left") return known;
    const made = prepare(this.form).then((conversation) => this.hold(conversation));
    void this.attempt(id, made);
    return made;
  }

  /** Lets a conversation go. */
  drop(id: ConversationId): void {
    this.byId.get(id)?.courier.close();
    this.byId.delete(id);
    this.ground.tidings.changed("conversations");
  }

  /**
   * The one conversation of an id: the one that is held, the one that somebody is about to have held, or a new one.
   * History, welcomes and own creations come at the same time, and what one stores the others must not write over.
   */
  readonly form: Forming = (record) => {
    const { id } = record;
    const known = this.byId.get(id)?.conversation ?? this.forming.get(id);
    if (known !== undefined) return known;
    const fresh = new Conversation(this.ground, id, { record, members: [], outbox: [], marks: NO_MARKS });
    this.forming.set(id, fresh);
    return fresh;
  };

  /** Takes a conversation in that was formed here, or loaded. */
  hold(conversation: Conversation): Held {
    const { id } = conversation;
    this.forming.delete(id);
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    this.ground.acquaintances.see(conversation.record, conversation.members);
    const courier = new Courier(conversation, {
      exists: () =>
        void this.enter(id).then((entered) => {
          if (entered === undefined) this.outside();
        }),
      created: () => {
        this.committed(id);
        this.track(this.follow(held));
        // Whom it was made with may have lost their standing meanwhile.
        this.entered(id);
      },
      committed: () => this.committed(id),
      entered: () => {
        this.ground.health.count("heals");
        this.committed(id);
        this.track(this.follow(held));
        this.entered(id);
      },
      inStep: () => this.lookAfter(conversation),
      sent: () => {
        this.stored(id, false);
        this.watchGap(held);
        this.lookAfter(conversation);
      },
    });
    const held: Held = { conversation, courier, pushed: [], taking: false, awaiting: false };
    this.byId.set(id, held);
    this.ground.tidings.changed("conversations");
    return held;
  }

  /** Something that this person has written elsewhere has come into a thread: how far it has come was told before. */
  recalled(id: ConversationId): void {
    this.stored(id, true);
  }

  /** An envelope was pushed. Bursts are taken together; a gap is read from the log. */
  push(id: ConversationId, envelope: Envelope): void {
    const held = this.byId.get(id);
    if (held === undefined || held.awaiting) return;
    held.pushed.push(envelope);
    if (held.taking) return;
    held.taking = true;
    this.track(this.takePushed(held).catch(() => this.followLater(held)));
  }

  /** Reads what a conversation's log has grown by, and sends what waits. `stored` is called after each write. */
  async follow(held: Held, stored?: () => void): Promise<void> {
    held.awaiting = false;
    const inside = held.conversation.record.state === "active";
    const outcome = await catchUp(held.conversation, stored).catch((error: unknown) => {
      // A store that refuses a write (a full disk) may take it later.
      if (!(error instanceof Closed)) this.followLater(held);
      throw error;
    });
    if (outcome === "stopped") this.followLater(held);
    this.stored(held.conversation.id, true);
    // Whoever reads late that they were taken out may have been brought back since.
    if (inside && held.conversation.record.state === "left") this.track(this.enter(held.conversation.id));
    this.lookAfter(held.conversation);
    held.courier.go();
    this.releaseKeys();
  }

  /** Somebody who came in has to be told something, or the server's list of devices may be wrong. */
  private lookAfter({ id, record }: Conversation): void {
    const { detailsDue, announcementsDue, ownStateDue, repairDue, heirsDue } = record;
    const due = detailsDue || announcementsDue || ownStateDue || repairDue !== undefined;
    if (due || heirsDue.length > 0 || lacksDetails(record)) this.entered(id);
  }

  /** What could not be read or stored is tried again; without a connection, the next log-in does so. */
  private followLater(held: Held): void {
    const { clock, session } = this.ground.context;
    if (!session.online) return;
    clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      if (session.online && !this.ground.closed()) this.track(this.follow(held));
    });
  }

  /**
   * Joins a conversation that this device was added to. One attempt at a time; whoever asks meanwhile gets one more,
   * since the welcome may have come after the last answer. Undefined: not yet possible.
   */
  enter(id: ConversationId, stored?: () => void): Promise<Held | undefined> {
    const under = this.joining.get(id);
    if (under !== undefined) {
      under.next ??= under.now.then(() => this.enter(id, stored));
      return under.next;
    }
    const entering = this.ground.activity.track(this.tryEnter(id, stored)).catch(() => {
      this.enterSoon(id);
      return undefined;
    });
    return this.attempt(id, entering);
  }

  private attempt(id: ConversationId, work: Promise<Held | undefined>): Promise<Held | undefined> {
    const now = work
      .catch(() => undefined)
      .finally(() => {
        this.joining.delete(id);
      });
    this.joining.set(id, { now });
    return now;
  }

  /** A welcome that could not be fetched or stored is tried again; without a connection, the next log-in does so. */
  private enterSoon(id: ConversationId): void {
    const { clock, session } = this.ground.context;
    clock.after(RETRY_MS + jitter(this.ground, RETRY_MS), () => {
      if (session.online && !this.ground.closed()) void this.enter(id);
    });
  }

  /** Comes into a conversation by itself, where a device of the same person is in it. */
  enterAlone(id: ConversationId): Promise<Held | undefined> {
    const under = this.joining.get(id);
    if (under !== undefined) return under.now;
    return this.attempt(id, this.ground.activity.track(this.comeIn(id, this.byId.get(id), false)));
  }

  /** This vault is older than what its device has sent: every conversation is come into anew. */
  rolledBack(): void {
    if (this.allRolledBack) return;
    this.allRolledBack = true;
    for (const held of this.all()) this.track(this.startAnew(held));
  }

  /** No key of this conversation's group is used again. */
  async startAnew({ conversation, courier }: Held): Promise<void> {
    await conversation.change(async (draft) => {
      const { state, cursor: seq } = draft.record;
      if (state !== "active" || draft.group === undefined) return;
      slip(draft, this.ground.context.clock.now(), { seq, cause: "rolled-back", rejoin: true });
      draft.pending = undefined;
    });
    courier.go();
  }

  private async comeIn(
    id: ConversationId,
    known: Held | undefined,
    welcomeSpent: boolean,
  ): Promise<Held | undefined> {
    const state = known?.conversation.record.state;
    if (state === "active" || state === "creating") {
      known?.courier.go();
      return known;
    }
    const way = { again: this.vain.has(id), welcomeSpent };
    const conversation = await prepareToEnter(this.ground, id, this.form, way);
    if (conversation === undefined) {
      this.enterLater(id);
      return undefined;
    }
    this.vain.delete(id);
    const held = this.hold(conversation);
    held.courier.go();
    return held;
  }

  /** Nobody has left what it takes to come in: the others have been asked for it. */
  private enterLater(id: ConversationId): void {
    const { clock, session } = this.ground.context;
    const tries = this.vain.get(id) ?? 0;
    this.vain.set(id, tries + 1);
    const known = this.byId.get(id)?.conversation;
    if (known !== undefined) known.inVain = tries + 1;
    this.ground.tidings.changed("conversations");
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);
    clock.after(wait + jitter(this.ground, wait), () => {
      if (session.online && !this.ground.closed()) this.track(this.enter(id));
    });
  }

  /** An own message has its place, others before it may be missing: if they don't come, they are read. */
  private watchGap(held: Held): void {
    if (held.conversation.record.ahead.length === 0) return;
    this.ground.context.clock.after(GAP_MS, () => {
      if (held.conversation.record.ahead.length > 0 && !this.ground.closed()) this.track(this.follow(held));
    });
  }

  private async tryEnter(id: ConversationId, stored?: () => void): Promise<Held | undefined> {
    const known = this.byId.get(id);
    // What came before the removal is read first, as far as the keys go.
    if (known?.conversation.record.state === "active") await catchUp(known.conversation);
    if (known?.conversation.record.state === "active" && known.conversation.record.broken === undefined)
      return known;
    if (known?.conversation.record.state === "active") known.courier.go();
    const joined = await join(this.ground, id, known?.conversation, this.form);
    if (joined === "unusable") await this.comeIn(id, known, true);
    if (joined === "unanswered") this.enterSoon(id);
    if (!(joined instanceof Conversation)) return undefined;
    const held = this.hold(joined);
    // Being in is stored; that what was said since can't be read or stored yet changes nothing of it.
    await this.follow(held, stored).finally(() => this.entered(id));
    return held;
  }

  private async takePushed(held: Held): Promise<void> {
    const { conversation, courier, pushed } = held;
    const inside = conversation.record.state === "active";
    try {
      while (pushed.length > 0) {
        const batch = pushed.splice(0, PER_WRITE);
        // What is not stored now is missing later: the next envelope shows the gap, and the log is read.
        const outcome = await conversation.change((draft) => takeEnvelopes(this.ground, draft, batch));
        noteJudged(conversation, outcome);
        if (outcome === "behind") throw new Error("what was pushed can't be judged yet");
        if (outcome === "gap" && (await catchUp(conversation)) === "stopped") throw new Error("a gap stays");
        this.stored(conversation.id, false);
      }
    } finally {
      // In the same moment in which nothing was left: what is pushed from now on is taken anew.
      held.taking = false;
    }
    // Whoever reads late that they were taken out may have been brought back since.
    if (inside && conversation.record.state === "left") this.track(this.enter(conversation.id));
    this.lookAfter(conversation);
    courier.go();
  }

  /** Memory stays bounded: the keys of conversations that were quiet for longest go. */
  private releaseKeys(): void {
    const inMemory = this.all()
      .filter(({ conversation, courier }) => conversation.keysUsedAt !== undefined && courier.idle)
      .sort((one, other) => (one.conversation.keysUsedAt ?? 0) - (other.conversation.keysUsedAt ?? 0));
    for (const { conversation } of inMemory.slice(0, Math.max(0, inMemory.length - KEYS_IN_MEMORY)))
      this.track(conversation.releaseKeys());
  }

  private track(work: Promise<unknown>): void {
    this.ground.activity.track(work).catch(() => undefined);
  }
}
