import { AccountId, ConversationId } from "@comity/shared/ids";
import { z } from "zod";
import type { WarningView } from "../facade/views.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import type { Draft } from "./draft.ts";
import { TABLES } from "./records.ts";

const WarningRecord = z.object({
  id: z.string(),
  at: z.number(),
  code: z.enum([
    "leaf-refused",
    "commit-refused",
    "welcome-refused",
    "conversation-shorter",
    "archive-rolled-back",
    "archive-damaged",
    "archive-full",
    "devices-differ",
    "removal-withheld",
    "removal-unknown",
    "further-than-here",
    "removal-undone",
  ]),
  conversation: ConversationId.optional(),
  account: AccountId.optional(),
  /** Who did it, where a signature proves it. */
  by: AccountId.optional(),
  cause: z.string(),
});
export type WarningRecord = z.infer<typeof WarningRecord>;

/** What makes it doubtful who reads along in a conversation: nothing is sent there before the person has read it. */
export type Doubt = "removal-withheld" | "further-than-here" | "removal-undone";
const DOUBTS: ReadonlySet<string> = new Set<Doubt>([
  "removal-withheld",
  "further-than-here",
  "removal-undone",
]);

/** Under which id such a warning about a conversation stands: one at a time. */
export function doubtKey(code: Doubt, conversation: ConversationId): string {
  return `${code}-${conversation}`;
}

/** Warnings about conversations, kept until the person dismisses them. */
export class Warnings {
  private readonly byId = new Map<string, WarningRecord>();

  constructor(
    private readonly vault: Vault,
    private readonly changed: () => void,
    private readonly raised: (code: WarningRecord["code"]) => void,
  ) {}

  async load(): Promise<void> {
    for (const { value } of await this.vault.scan(TABLES.warning)) {
      const record = readJson(WarningRecord, value);
      if (record !== undefined) this.byId.set(record.id, record);
    }
  }

  views(): readonly WarningView[] {
    return [...this.byId.values()].map(({ conversation, account, by, ...rest }) => ({
      ...rest,
      conversation,
      account,
      by,
    }));
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** Whether a warning stands that makes it doubtful who reads along in a conversation. */
  doubts(conversation: ConversationId): boolean {
    for (const warning of this.byId.values())
      if (warning.conversation === conversation && DOUBTS.has(warning.code)) return true;
    return false;
  }

  /** What to write for a warning; `told` once it is written. */
  stored(record: WarningRecord) {
    return { table: TABLES.warning, key: record.id, value: writeJson(record) };
  }

  /** Stores a warning with a draft, and tells it once that is written. The same one twice is one. */
  with(draft: Pick<Draft, "put" | "afterwards">, record: WarningRecord): void {
    if (this.byId.has(record.id)) return;
    const { table, key, value } = this.stored(record);
    draft.put(table, key, value);
    draft.afterwards.push(() => this.told(record));
  }

  told(record: WarningRecord): void {
    this.byId.set(record.id, record);
    this.raised(record.code);
    this.changed();
  }

  /** Stores and tells at once, where no other write goes with it. The same warning twice is one. */
  async raise(record: WarningRecord): Promise<void> {
    if (this.byId.has(record.id)) return;
    await this.vault.write([this.stored(record)]);
    this.told(record);
  }

  /** False: there is no such warning here. */
  async dismiss(id: string): Promise<boolean> {
    if (!this.byId.has(id)) return false;
    await this.vault.write([{ table: TABLES.warning, key: id, remove: true }]);
    this.byId.delete(id);
    this.changed();
    return true;
  }
}
