import type { AccountId, ConversationId } from "@comity/shared/ids";
import { sendAnnouncements } from "../board/repetition.ts";
import type { LeafIdentity } from "../mls/leaf.ts";
import { sendOwnState } from "../own/ownGroup.ts";
import { partedFrom } from "./company.ts";
import type { Conversation } from "./conversation.ts";
import { Closed, type Ground, jitter } from "./ground.ts";
import { heirsOf } from "./heirs.ts";
import type { Plan, Wish } from "./membership.ts";
import { enqueue } from "./outbox.ts";
import { type ConversationRecord, detailsOf, lacksDetails } from "./records.ts";
import type { Held, Registry } from "./registry.ts";
import { confirmRepair } from "./repair.ts";
import { closedBy } from "./stops.ts";
import { guestOf, nextEnd } from "./visiting.ts";

/** Any member may do it, and one is enough: each waits for a random while, whoever comes late finds it done. */
const SPREAD_MS = 1500;
const OFFICER_SPREAD_MS = 150;
/** A new device of this person waits for nobody. */
const OWN_SPREAD_MS = 0;
/**
 * Whoever brings somebody into a room tells them its details. Where that does not come, since they were taken
 * out themselves or are away, another member does it, after a while in which it mostly has come.
 */
const DETAILS_AFTER_MS = 5_000;
const DETAILS_SPREAD_MS = 20_000;
/** Somebody whose device has no key package yet is tried again. */
const FIRST_RETRY_MS = 1500;
const LONGEST_RETRY_MS = 300_000;
/** Memberships also end by the calendar. */
const EVERY_MS = 3_600_000;

interface Planned {
  /** Whether it was tried before and could not be done. */
  readonly retry: boolean;
  readonly cancel: () => void;
}

/** What could not be done, how often. */
interface Retries {
  readonly tries: number;
  readonly difference: string;
}

/**
 * Keeps each group as the directory says: devices that lost standing go, new devices of people who are in
 * it come, and a notice board has everybody of its network (its officers' clients see to that).
 */
export class Upkeep {
  private readonly planned = new Map<ConversationId, Planned>();
  private readonly retries = new Map<ConversationId, Retries>();
  private readonly expecting = new Map<ConversationId, () => void>();
  private cancelRound: () => void = () => undefined;

  constructor(
    private readonly ground: Ground,
    private readonly registry: Registry,
  ) {}

  start(): void {
    if (this.ground.closed()) return;
    const { clock, directory } = this.ground.context;
    // A guest goes when their time is over, and not up to a round later.
    const end = nextEnd(directory, clock.now());
    const wait = end === undefined ? EVERY_MS : Math.min(EVERY_MS, end - clock.now());
    this.cancelRound = clock.after(wait, () => {
      this.start();
      this.lookAtAll();
    });
  }

  close(): void {
    this.cancelRound();
    for (const { cancel } of this.planned.values()) cancel();
    for (const cancel of this.expecting.values()) cancel();
    this.planned.clear();
    this.expecting.clear();
  }

  /** The directory has changed, or this device has come online. */
  lookAtAll(): void {
    if (nextEnd(this.ground.context.directory, this.ground.context.clock.now()) !== undefined) {
      this.cancelRound();
      this.start();
    }
    for (const { conversation } of this.registry.all()) this.look(conversation.id);
  }

  /** A group may want looking after: soon, and not in the same moment as everybody else. */
  look(id: ConversationId): void {
    const held = this.registry.get(id);
    if (held === undefined) return;
    this.expectDetails(held);
    if (!this.wanting(held)) return;
    const { record } = held.conversation;
    const planned = this.planned.get(id);
    if (planned?.retry === false) return;
    // What could not be done waits longer and longer; who else should come or go since, or wait to be told
    // something, does not wait with it.
    if (planned !== undefined && !isDue(record)) {
      if (this.differenceOf(held) === this.retries.get(id)?.difference) return;
      this.retries.delete(id);
    }
    this.plan(id, 50 + jitter(this.ground, this.spreadOf(held)), false);
  }

  /** Waits for the details that newcomers have not been told yet; if they don't come, this device tells them. */
  private expectDetails({ conversation }: Held): void {
    const { id } = conversation;
    if (this.expecting.has(id) || this.ground.closed() || !lacksDetails(conversation.record)) return;
    const wait = DETAILS_AFTER_MS + jitter(this.ground, DETAILS_SPREAD_MS);
    const cancel = this.ground.context.clock.after(wait, () => {
      this.expecting.delete(id);
      const work = conversation.change(async (draft) => {
        if (lacksDetails(draft.record)) draft.note({ detailsDue: true });
      });
      this.ground.activity.track(work.then(() => this.look(id))).catch(() => undefined);
    });
    this.expecting.set(id, cancel);
  }

  private spreadOf(held: Held): number {
    if (this.lacksOwn(held)) return OWN_SPREAD_MS;
    return this.keepsBoard(held.conversation.record) ? OFFICER_SPREAD_MS : SPREAD_MS;
  }

  /** Whether a device of this person is still outside. */
  private lacksOwn({ conversation: { record, members } }: Held): boolean {
    if (record.state !== "active" || record.broken !== undefined || this.isClosed(record)) return false;
    const { account } = this.ground.context.self;
    const present: readonly string[] = members.find((member) => member.account === account)?.devices ?? [];
    return this.devicesOf(record, account).some((device) => !present.includes(device));
  }

  /** Where networks have parted, nothing can be done until they recognise each other again. */
  private isClosed(record: ConversationRecord): boolean {
    return closedBy(this.ground, { record }) !== undefined;
  }

  /** Tells how many conversations a new device of this person has come into, of those that it lacks. */
  private tellOwnDevice(): void {
    const lacking = this.registry.all().filter((held) => this.lacksOwn(held)).length;
    this.mostLacking = Math.max(this.mostLacking, lacking);
    if (this.mostLacking > 0)
      this.ground.tidings.progress("own-device", this.mostLacking - lacking, this.mostLacking);
    if (lacking === 0) this.mostLacking = 0;
  }
  private mostLacking = 0;

  /** A retry is for later, when it may go better; anything else is under way from now on. */
  private plan(id: ConversationId, ms: number, retry: boolean): void {
    if (this.ground.closed()) return;
    const { activity, context } = this.ground;
    this.planned.get(id)?.cancel();
    const begin = async () => {
      this.planned.delete(id);
      const held = this.registry.get(id);
      if (held !== undefined) await this.tend(held);
    };
    const cancel = retry
      ? context.clock.after(ms, () => void activity.track(begin()).catch(() => undefined))
      : activity.plan(context.clock, ms, begin);
    this.planned.set(id, { retry, cancel });
  }

  private async tend(held: Held): Promise<void> {
    const { conversation } = held;
    const { id } = conversation;
    const { session } = this.ground.context;
    if (!session.online || conversation.record.state !== "active") return;
    const done = await this.tryToTend(held).catch((error: unknown) => {
      if (error instanceof Closed) throw error;
      return false;
    });
    if (done && !this.wanting(held)) {
      this.retries.delete(id);
      return;
    }
    // What has come up meanwhile is planned already.
    if (!session.online || this.planned.has(id)) return;
    const { tries } = this.retries.get(id) ?? { tries: 0 };
    this.retries.set(id, { tries: tries + 1, difference: this.differenceOf(held) });
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);
    this.plan(id, wait + jitter(this.ground, wait), true);
  }

  /** Whether everybody is in who should be; whoever came is told what newcomers wait for in any case. */
  private async tryToTend(held: Held): Promise<boolean> {
    const { conversation, courier } = held;
    const board = this.keepsBoard(conversation.record);
    const ownWasMissing = this.lacksOwn(held);
    if (ownWasMissing) this.tellOwnDevice();
    // Nobody who is in already waits for those who can't be brought in.
    await this.tellNewcomers(held);
    await confirmRepair(conversation);
    const result = await courier.wish(this.wishFor(conversation), (done, total) => {
      if (board) this.ground.tidings.progress("board-members", done, total);
    });
    await this.tellNewcomers(held);
    if (ownWasMissing) this.tellOwnDevice();
    return result.ok;
  }

  private async tellNewcomers(held: Held): Promise<void> {
    const { conversation, courier } = held;
    if (conversation.record.detailsDue) await sendDetails(conversation);
    if (conversation.record.announcementsDue) await sendAnnouncements(conversation);
    if (conversation.record.ownStateDue) await sendOwnState(this.ground, this.registry, held);
    courier.go();
  }

  /** Whether the members that a conversation shows are other than those that it should have. */
  private wanting(held: Held): boolean {
    const { record } = held.conversation;
    if (record.state !== "active" || record.broken !== undefined || this.isClosed(record)) return false;
    return isDue(record) || this.differenceOf(held) !== "";
  }

  /** The devices that should come and those that should go, as one text: empty where there are none. */
  private differenceOf({ conversation: { record, members } }: Held): string {
    const leaves = members.flatMap(({ account, devices }) => devices.map((device) => ({ account, device })));
    const { self } = this.ground.context;
    const lost = this.lostAmong(record, leaves);
    const present = new Set<string>(leaves.map(({ device }) => device));
    const gone = leaves.filter((leaf) => leaf.device !== self.device && lost(leaf));
    const people = this.people(record, new Set(leaves.map(({ account }) => account)));
    const missing = people.flatMap((account) =>
      this.devicesOf(record, account).filter((device) => !present.has(device)),
    );
    return [...gone.map(({ device }) => `-${device}`), ...missing.map((device) => `+${device}`)]
      .sort()
      .join();
  }

  private wishFor(conversation: Conversation): Wish {
    return (group): Plan => {
      const { record } = conversation;
      const leaves = group.leaves();
      const lost = this.lostAmong(record, leaves);
      const present = new Set<string>(leaves.map(({ device }) => device));
      // Whoever is in it by a device that goes now is not out of it: their other devices come in its place.
      const people = this.people(record, new Set(leaves.map(({ account }) => account)));
      const add = people.filter((account) =>
        this.devicesOf(record, account).some((device) => !present.has(device)),
      );
      const gone = leaves.filter((leaf) => leaf.index !== group.ownLeaf && lost(leaf));
      const remove = gone.map(({ index }) => index);
      // Whoever goes because networks have parted can't check newcomers, and has to read that they were removed.
      const parted = gone.some((leaf) => this.ground.trust.now(leaf) === "network-not-recognised");
      return { add: parted ? [] : add, remove, refresh: record.repairDue?.confirmed === true };
    };
  }

  /** Which leaves have to go. Where networks have parted, a channel is closed and stays, and a room keeps its own people. */
  private lostAmong(
    record: ConversationRecord,
    present: readonly LeafIdentity[],
  ): (leaf: LeafIdentity) => boolean {
    const { trust, context } = this.ground;
    const parted = record.kind === "room" ? partedFrom(context.directory, record, present) : undefined;
    return (leaf) => {
      const fault = trust.now(leaf);
      if (parted?.has(leaf.device) === true) return true;
      return fault !== undefined && (fault !== "network-not-recognised" || record.kind === "board");
    };
  }

  /** Whose devices belong into a conversation. */
  private people(record: ConversationRecord, present: ReadonlySet<AccountId>): readonly AccountId[] {
    const { self, directory } = this.ground.context;
    if (record.kind === "own") return [self.account];
    if (record.kind === "direct" && record.peer !== undefined) return [self.account, record.peer];
    // Nobody comes by a guest: the members see to it.
    if (guestOf(directory, self.account) !== undefined) return [];
    if (record.kind === "room")
      return [...present, ...heirsOf(directory, record, present, this.ground.context.clock.now())];
    if (!this.keepsBoard(record) || record.network === undefined) return [...present];
    return (directory.roster(record.network)?.members() ?? []).map(({ account }) => account);
  }

  private devicesOf(record: ConversationRecord, account: AccountId): readonly string[] {
    const { directory, clock } = this.ground.context;
    const now = clock.now();
    if (record.kind !== "board" || record.network === undefined) return directory.devicesOf(account, now);
    const roster = directory.roster(record.network);
    return (roster?.devicesOf(account) ?? [])
      .map(({ device }) => device)
      .filter((device) => roster?.standing(device, now).ok);
  }

  private keepsBoard({ kind, network }: ConversationRecord): boolean {
    const { self, directory } = this.ground.context;
    if (kind !== "board" || network === undefined) return false;
    return directory.roster(network)?.isOfficer(self.account) === true;
  }
}

/** Tells a room's details again, for a device that came in by itself. Everybody else shows nothing of it. */
function sendDetails(conversation: Conversation): Promise<void> {
  return conversation.change(async (draft) => {
    const { reference, title, detailsDue } = draft.record;
    if (!detailsDue) return;
    draft.note({ detailsDue: false });
    if (reference !== undefined && title !== undefined)
      await enqueue(conversation.ground, draft, detailsOf(draft.record, reference, title), false);
  });
}

/** Whether something is to be told to newcomers, or to the server. */
function isDue({ announcementsDue, detailsDue, ownStateDue, repairDue }: ConversationRecord): boolean {
  return announcementsDue || detailsDue || ownStateDue || repairDue !== undefined;
}
