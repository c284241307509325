import type { ConversationId } from "@comity/shared/ids";
import { readJson } from "../mls/json.ts";
import type { Vault } from "../ports.ts";
import type { ArchivePin } from "../vault/identityRecord.ts";
import {
  ARCHIVE_TABLE,
  archiveChange,
  archiveRecord,
  BackfillRecord,
  CoverageRecord,
  coverageKey,
  HeadRecord,
  RefusedRecord,
} from "./archiveRecords.ts";
import { coveringPassed } from "./passedOn.ts";
import { common, minus, type Ranges, stored, union } from "./ranges.ts";
import type { SegmentContent } from "./segment.ts";

/**
 * What this device knows of the archive, as it stands in its vault: up to where it has read and checked it,
 * how far reading back has come, and which places of each conversation's log it covers. Nothing here is true
 * before it is stored.
 */
export class Ledger {
  private headRecord: HeadRecord | undefined;
  private backfillRecord: BackfillRecord | undefined;
  private refusedRecord: RefusedRecord = [];
  private readonly coverage = new Map<ConversationId, CoverageRecord>();
  /** Up to which cursor a conversation was found to be in the archive whole. */
  private readonly complete = new Map<ConversationId, number>();

  constructor(
    private readonly vault: Vault,
    /** The archive was read up to here. */
    private readonly reached: (pin: ArchivePin) => void,
  ) {}

  /** Undefined: the archive was not read to its first segment yet. */
  get head(): HeadRecord | undefined {
    return this.headRecord;
  }

  /** Segments that were not what they must be, and nothing of which was taken. */
  get refused(): RefusedRecord {
    return this.refusedRecord;
  }

  get backfill(): BackfillRecord | undefined {
    return this.backfillRecord;
  }

  async load(): Promise<void> {
    this.headRecord = await archiveRecord(this.vault, HeadRecord, "head");
    this.backfillRecord = await archiveRecord(this.vault, BackfillRecord, "backfill");
    this.refusedRecord = (await archiveRecord(this.vault, RefusedRecord, "refused")) ?? [];
  }

  async coverageOf(id: ConversationId): Promise<CoverageRecord> {
    const known = this.coverage.get(id) ??
      (await archiveRecord(this.vault, CoverageRecord, coverageKey(id))) ?? { ranges: [], asOf: 0 };
    this.coverage.set(id, known);
    return known;
  }

  /** What is known of a conversation has been stored together with its lines. */
  covered(id: ConversationId, record: CoverageRecord): void {
    this.coverage.set(id, record);
  }

  /** Another device has not these places, which this one has taken from the archive or left there: they go there again. */
  async uncover(id: ConversationId, ranges: Ranges): Promise<void> {
    const before = await this.coverageOf(id);
    const wanted = common(before.ranges, ranges);
    if (wanted.length === 0) return;
    const had = stored(union(before.had ?? [], wanted));
    const after = { ...before, ranges: stored(minus(before.ranges, wanted)), had };
    await this.vault.write([archiveChange(coverageKey(id), after)]);
    this.coverage.set(id, after);
    this.complete.delete(id);
  }

  /** Whether nothing of a conversation is new since it was last looked through. */
  isComplete(id: ConversationId, cursor: number): boolean {
    return this.complete.get(id) === cursor;
  }

  foundComplete(id: ConversationId, cursor: number): void {
    this.complete.set(id, cursor);
  }

  /** The archive was read, or is empty, up to here. `refused`: all that were refused by now. */
  async keepHead(head: HeadRecord, refused = this.refused): Promise<void> {
    await this.vault.write([archiveChange("head", head), ...this.refusedChange(refused)]);
    this.headRecord = head;
    this.refusedRecord = refused;
    if (head.count > 0) this.reached(head);
  }

  async keepBackfill(backfill: BackfillRecord, refused = this.refused): Promise<void> {
    await this.vault.write([archiveChange("backfill", backfill), ...this.refusedChange(refused)]);
    this.backfillRecord = backfill;
    this.refusedRecord = refused;
  }

  async keepRefused(refused: RefusedRecord): Promise<void> {
    await this.vault.write(this.refusedChange(refused));
    this.refusedRecord = refused;
  }

  private refusedChange(refused: RefusedRecord) {
    return refused === this.refused ? [] : [archiveChange("refused", refused)];
  }

  /** Everything has been read back: from here on the archive is read forward. */
  async endBackfill(head: HeadRecord): Promise<void> {
    await this.vault.write([
      { table: ARCHIVE_TABLE, key: "backfill", remove: true },
      archiveChange("head", head),
    ]);
    this.backfillRecord = undefined;
    this.headRecord = head;
    this.reached(head);
  }

  /** The server has taken a segment. */
  async keepAppended(head: HeadRecord, { chunks, lacking = [] }: SegmentContent): Promise<void> {
    const grown = new Map<ConversationId, CoverageRecord>();
    for (const { conversation, ranges, facts, passed } of chunks) {
      const before = await this.coverageOf(conversation);
      const asOf = Math.max(before.asOf, facts.asOf);
      grown.set(conversation, {
        ...{ ...before, ranges: stored(union(before.ranges, ranges)), asOf },
        passed: coveringPassed(before.passed, passed),
      });
    }
    for (const { conversation, ranges } of lacking) {
      const before = grown.get(conversation) ?? (await this.coverageOf(conversation));
      grown.set(conversation, { ...before, asked: stored(union(before.asked ?? [], ranges)) });
    }
    await this.vault.write([
      archiveChange("head", head),
      ...[...grown].map(([id, record]) => archiveChange(coverageKey(id), record)),
    ]);
    this.headRecord = head;
    for (const [id, record] of grown) this.coverage.set(id, record);
  }

  /** Nothing of what was known of the archive holds any more; the threads keep what they have. */
  async forget(): Promise<void> {
    const records = await this.vault.scan(ARCHIVE_TABLE, { after: "covered/", before: "covered/~" });
    await this.vault.write([
      ...records.map(({ key, value }) => {
        const { ranges = [], had = [], cameIn, lacking, endSeen } = readJson(CoverageRecord, value) ?? {};
        const all = stored(union(had, ranges));
        return archiveChange(key, { ranges: [], asOf: 0, had: all, cameIn, lacking, endSeen });
      }),
      { table: ARCHIVE_TABLE, key: "head", remove: true },
      { table: ARCHIVE_TABLE, key: "refused", remove: true },
    ]);
    this.headRecord = undefined;
    this.refusedRecord = [];
    this.coverage.clear();
    this.complete.clear();
  }
}
