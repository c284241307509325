import { fromUtf8 } from "@comity/shared/bytes/bytes";
import type { KnownContent } from "@comity/shared/content/content";
import type { ConversationId } from "@comity/shared/ids";
import type { Self } from "../context.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Clock, Vault } from "../ports.ts";
import { conversationKey, DraftRecord, isNewer, MuteRecord, OWN_TABLES, ReadRecord } from "./ownRecords.ts";

/** The kinds that only a person's own devices say to each other. */
export type OwnContent = Extract<KnownContent, { kind: `own.${string}` }>;

/** Where writes go that must be stored together with the message that caused them. */
export interface Writes {
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
}

/** Read positions, drafts and mutes: what follows a person to every device of theirs. */
export class OwnState {
  readonly drafts = new Map<ConversationId, DraftRecord>();
  readonly mutes = new Map<ConversationId, MuteRecord>();
  /** Up to where the person's devices know of each other that a conversation was read. */
  readonly reads = new Map<ConversationId, number>();

  constructor(
    private readonly vault: Vault,
    private readonly self: Pick<Self, "device">,
    private readonly clock: Clock,
    private readonly hooks: OwnStateHooks,
  ) {}

  async load(): Promise<void> {
    const { device } = this.self;
    await this.each(OWN_TABLES.draft, (id, value) => {
      // Before there were several devices, a draft was its text alone.
      const legacy = { text: fromUtf8(value) ?? "", at: 0, device, told: false };
      this.drafts.set(id, readJson(DraftRecord, value) ?? legacy);
    });
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
  async saveDraft(id: ConversationId, text: string): Promise<boolean> {
    const known = this.drafts.get(id);
    if ((known?.text ?? "") === text) return false;
    const record = { text, ...this.stamp(known) };
    await this.vault.write([{ table: OWN_TABLES.draft, key: id, value: writeJson(record) }]);
    this.drafts.set(id, record);
    return true;
  }

  /** Makes a conversation quiet until a moment, or loud again (0). */
  async mute(id: ConversationId, until: number): Promise<void> {
    const record = { until, ...this.stamp(this.mutes.get(id)) };
    await this.vault.write([{ table: OWN_TABLES.mute, key: id, value: writeJson(record) }]);
    this.mutes.set(id, record);
    this.hooks.muted();
  }

  /** A conversation that never came to be has gone from the vault. */
  forget(id: ConversationId): void {
    this.drafts.delete(id);
    this.mutes.delete(id);
  }

  /** Takes in what another device of this person says, in the write that stores its message. */
  take(writes: Writes, content: OwnContent): void {
    switch (content.kind) {
      case "own.read":
        for (const { conversation, order } of content.positions) this.takeRead(writes, conversation, order);
        return;
      case "own.draft": {
        const { conversation: id, text, at, device } = content;
        if (!isNewer({ at, device }, this.drafts.get(id))) return;
        const record = { text, at, device, told: true };
        writes.put(OWN_TABLES.draft, id, writeJson(record));
        writes.afterwards.push(() => {
          this.drafts.set(id, record);
          this.hooks.draft(id, text);
        });
        return;
      }
      case "own.mute": {
        const { conversation: id, until, at, device } = content;
        if (!isNewer({ at, device }, this.mutes.get(id))) return;
        const record = { until, at, device, told: true };
        writes.put(OWN_TABLES.mute, id, writeJson(record));
        writes.afterwards.push(() => {
          this.mutes.set(id, record);
          this.hooks.muted();
        });
      }
    }
  }

  /** Notes, in the write that queues a message about them, that the other devices are told of these. */
  told(writes: Writes, contents: readonly OwnContent[]): void {
    for (const content of contents) {
      if (content.kind === "own.read") {
        for (const { conversation, order } of content.positions) this.noteRead(writes, conversation, order);
        continue;
      }
      const { conversation: id } = content;
      if (content.kind === "own.draft") this.noteTold(writes, OWN_TABLES.draft, this.drafts, id, content.at);
      else this.noteTold(writes, OWN_TABLES.mute, this.mutes, id, content.at);
    }
  }

  private noteTold<Record extends { at: number; told: boolean }>(
    writes: Writes,
    table: string,
    records: Map<ConversationId, Record>,
    id: ConversationId,
    at: number,
  ): void {
    const known = records.get(id);
    if (known === undefined || known.told || known.at !== at) return;
    const record = { ...known, told: true };
    writes.put(table, id, writeJson(record));
    writes.afterwards.push(() => {
      if (records.get(id)?.at === at) records.set(id, record);
    });
  }

  private takeRead(writes: Writes, id: ConversationId, order: number): void {
    if (order <= (this.reads.get(id) ?? 0)) return;
    this.noteRead(writes, id, order);
    writes.afterwards.push(() => this.hooks.read(id));
  }

  private noteRead(writes: Writes, id: ConversationId, order: number): void {
    writes.put(OWN_TABLES.read, id, writeJson({ order }));
    writes.afterwards.push(() => this.reads.set(id, Math.max(order, this.reads.get(id) ?? 0)));
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
