import { fromUtf8 } from "@comity/shared/bytes/bytes";
import type { Content, KnownContent } from "@comity/shared/content/content";
import type { AccountId, ConversationId } from "@comity/shared/ids";
import type { Self } from "../context.ts";
import type { PersonMark } from "../facade/views.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Clock, StoreChange, Vault } from "../ports.ts";
import { OwnPeople } from "./ownPeople.ts";
import { conversationKey, DraftRecord, isNewer, MuteRecord, OWN_TABLES, ReadRecord } from "./ownRecords.ts";

/** The kinds that only a person's own devices say to each other. */
export type OwnContent = Extract<KnownContent, { kind: `own.${string}` }>;

/** Whether content is of such a kind. */
export function isOwnContent(content: Content): content is OwnContent {
  return OWN_KINDS.has(content.kind);
}
const OWN_KINDS: ReadonlySet<string> = new Set<OwnContent["kind"]>([
  "own.read",
  "own.draft",
  "own.mute",
  "own.person",
]);

/** One write that is being prepared: it may hold more than what is changed here. */
export interface Writes {
  /** A record as it will be once this is stored. */
  get(table: string, key: string): Promise<Uint8Array | undefined>;
  put(table: string, key: string, value: Uint8Array): void;
  readonly afterwards: (() => void)[];
}

export interface OwnStateHooks {
  /** Another device has read up to here. */
  read(id: ConversationId): void;
  /** Another device has changed a draft. */
  draft(id: ConversationId, text: string): void;
  /** A conversation keeps quiet now, or does so no longer. */
  muted(): void;
  /** Somebody was verified, or a mark was taken back. */
  people(): void;
  /** The own group's queue of changes, where this device has the group. */
  group(): { change<Value>(prepare: (writes: Writes) => Promise<Value>): Promise<Value> } | undefined;
}

/**
 * Read positions, drafts and mutes: what follows a person to every device of theirs. What is changed here and
 * what other devices say is taken in one queue, each judged by what is stored then: of two changes the newer
 * stays, in whatever order they come.
 */
export class OwnState {
  readonly drafts = new Map<ConversationId, DraftRecord>();
  readonly mutes = new Map<ConversationId, MuteRecord>();
  /** Up to where the person's devices know of each other that a conversation was read. */
  readonly reads = new Map<ConversationId, number>();
  /** Whom the person has verified. */
  readonly people: OwnPeople;
  /** Changes that were begun before there was an own group. */
  private alone: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly vault: Vault,
    private readonly self: Pick<Self, "device">,
    private readonly clock: Clock,
    private readonly hooks: OwnStateHooks,
  ) {
    this.people = new OwnPeople(vault, () => hooks.people());
  }

  async load(): Promise<void> {
    await this.people.load();
    await this.each(OWN_TABLES.draft, (id, value) => this.drafts.set(id, this.readDraft(value)));
    await this.each(OWN_TABLES.mute, (id, value) => {
      const record = readJson(MuteRecord, value);
      if (record !== undefined) this.mutes.set(id, record);
    });
    await this.each(OWN_TABLES.read, (id, value) => {
      const record = readJson(ReadRecord, value);
      if (record !== undefined) this.reads.set(id, record.order);
    });
  }

  draftOf(id: ConversationId): string {
    return this.drafts.get(id)?.text ?? "";
  }

  /** Until when a conversation keeps quiet; undefined: it does not. */
  mutedUntil(id: ConversationId): number | undefined {
    const until = this.mutes.get(id)?.until ?? 0;
    return until > this.clock.now() ? until : undefined;
  }

  /** Keeps unsent text. False: nothing has changed. */
  saveDraft(id: ConversationId, text: string): Promise<boolean> {
    return this.change(async (writes) => {
      const known = await this.draftIn(writes, id);
      if ((known?.text ?? "") === text) return false;
      this.putDraft(writes, id, { text, ...this.stamp(known) });
      return true;
    });
  }

  /** Makes a conversation quiet until a moment, or loud again (0). */
  mute(id: ConversationId, until: number): Promise<void> {
    return this.change(async (writes) => {
      this.putMute(writes, id, { until, ...this.stamp(await this.muteIn(writes, id)) });
      writes.afterwards.push(() => this.hooks.muted());
    });
  }

  /** Notes what the person has made sure of about somebody, or takes it back (none). */
  markPerson(account: AccountId, state: PersonMark["state"]): Promise<void> {
    return this.change(async (writes) => {
      const known = await this.people.stored(writes, account);
      if ((known?.state ?? "none") !== state)
        this.people.put(writes, account, { state, ...this.stamp(known) });
    });
  }

  /** What a backup, or the device that let this one in, has kept of it: newer changes stay. */
  recallPeople(marks: readonly PersonMark[]): Promise<void> {
    return this.change(async (writes) => {
      for (const mark of marks) await this.people.take(writes, mark);
    });
  }

  /** A conversation that never came to be has gone from the vault. */
  forget(id: ConversationId): void {
    this.drafts.delete(id);
    this.mutes.delete(id);
  }

  /** Takes in what another device of this person says, in the write of the own group that stores its message. */
  async take(writes: Writes, content: OwnContent): Promise<void> {
    await this.alone;
    switch (content.kind) {
      case "own.person":
        return this.people.take(writes, content);
      case "own.read":
        for (const { conversation: id, order } of content.positions) {
          if (order <= (await this.readIn(writes, id))) continue;
          this.putRead(writes, id, order);
          writes.afterwards.push(() => this.hooks.read(id));
        }
        return;
      case "own.draft": {
        const { conversation: id, text, at, device } = content;
        if (!isNewer({ at, device }, await this.draftIn(writes, id))) return;
        this.putDraft(writes, id, { text, at, device, told: true });
        writes.afterwards.push(() => this.hooks.draft(id, text));
        return;
      }
      case "own.mute": {
        const { conversation: id, until, at, device } = content;
        if (!isNewer({ at, device }, await this.muteIn(writes, id))) return;
        this.putMute(writes, id, { until, at, device, told: true });
        writes.afterwards.push(() => this.hooks.muted());
      }
    }
  }

  /** Notes, in the write of the own group that queues messages about them, that the other devices are told of these. */
  async told(writes: Writes, contents: readonly OwnContent[]): Promise<void> {
    for (const content of contents) {
      if (content.kind !== "own.read") await this.mark(writes, content, true);
      else
        for (const { conversation: id, order } of content.positions)
          if (order > (await this.readIn(writes, id))) this.putRead(writes, id, order);
    }
  }

  /** Notes, in the write that gives up a message, that the other devices don't learn of this by it. */
  async untold(writes: Writes, content: OwnContent): Promise<void> {
    if (content.kind !== "own.read") return this.mark(writes, content, false);
    for (const { conversation: id, order } of content.positions)
      if (order >= (await this.readIn(writes, id))) this.putRead(writes, id, 0);
  }

  private async mark(
    writes: Writes,
    content: Exclude<OwnContent, { kind: "own.read" }>,
    told: boolean,
  ): Promise<void> {
    if (content.kind === "own.person") return this.people.mark(writes, content, told);
    const { kind, conversation: id, at, device } = content;
    const isThis = (known: { readonly at: number; readonly device: string } | undefined) =>
      known?.at === at && known.device === device;
    if (kind === "own.draft") {
      const known = await this.draftIn(writes, id);
      if (known !== undefined && isThis(known)) this.putDraft(writes, id, { ...known, told });
      return;
    }
    const known = await this.muteIn(writes, id);
    if (known !== undefined && isThis(known)) this.putMute(writes, id, { ...known, told });
  }

  private async change<Value>(prepare: (writes: Writes) => Promise<Value>): Promise<Value> {
    const group = this.hooks.group();
    if (group !== undefined)
      return group.change(async (writes) => {
        await this.alone;
        return prepare(writes);
      });
    const turn = this.alone.then(() => this.changeAlone(prepare));
    this.alone = turn.catch(() => undefined);
    return turn;
  }

  private async changeAlone<Value>(prepare: (writes: Writes) => Promise<Value>): Promise<Value> {
    const changes: StoreChange[] = [];
    const afterwards: (() => void)[] = [];
    const value = await prepare({
      get: (table, key) => this.vault.get(table, key),
      put: (table, key, bytes) => void changes.push({ table, key, value: bytes }),
      afterwards,
    });
    if (changes.length > 0) await this.vault.write(changes);
    for (const then of afterwards) then();
    return value;
  }

  private async draftIn(writes: Writes, id: ConversationId): Promise<DraftRecord | undefined> {
    const stored = await writes.get(OWN_TABLES.draft, id);
    return stored === undefined ? undefined : this.readDraft(stored);
  }

  private async muteIn(writes: Writes, id: ConversationId): Promise<MuteRecord | undefined> {
    const stored = await writes.get(OWN_TABLES.mute, id);
    return stored === undefined ? undefined : readJson(MuteRecord, stored);
  }

  private async readIn(writes: Writes, id: ConversationId): Promise<number> {
    const stored = await writes.get(OWN_TABLES.read, id);
    return (stored === undefined ? undefined : readJson(ReadRecord, stored))?.order ?? 0;
  }

  private putDraft(writes: Writes, id: ConversationId, record: DraftRecord): void {
    writes.put(OWN_TABLES.draft, id, writeJson(record));
    writes.afterwards.push(() => this.drafts.set(id, record));
  }

  private putMute(writes: Writes, id: ConversationId, record: MuteRecord): void {
    writes.put(OWN_TABLES.mute, id, writeJson(record));
    writes.afterwards.push(() => this.mutes.set(id, record));
  }

  private putRead(writes: Writes, id: ConversationId, order: number): void {
    writes.put(OWN_TABLES.read, id, writeJson({ order }));
    writes.afterwards.push(() => this.reads.set(id, order));
  }

  /** Before there were several devices, a draft was its text alone. */
  private readDraft(value: Uint8Array): DraftRecord {
    const legacy = { text: fromUtf8(value) ?? "", at: 0, device: this.self.device, told: false };
    return readJson(DraftRecord, value) ?? legacy;
  }

  /** What is changed here comes after everything that this device has seen, however clocks differ. */
  private stamp(known: { readonly at: number } | undefined) {
    const at = Math.max(this.clock.now(), (known?.at ?? 0) + 1);
    return { at, device: this.self.device, told: false };
  }

  private async each(table: string, take: (id: ConversationId, value: Uint8Array) => void): Promise<void> {
    for (const { key, value } of await this.vault.scan(table)) {
      const id = conversationKey(key);
      if (id !== undefined) take(id, value);
    }
  }
}
