import { z } from "zod";
import type { HealthView } from "../facade/views.ts";
import { readJson, writeJson } from "../mls/json.ts";
import type { Clock, Vault } from "../ports.ts";
import type { Activity } from "./activity.ts";
import { TABLES, UNREADABLE, type UnreadableReason } from "./records.ts";

const DAY_MS = 86_400_000;
/** Older figures go; newer ones can't be made to go. */
const KEPT_DAYS = 90;
/** Figures are stored this long after the first that is new. */
const STORE_AFTER_MS = 1000;
const LAST = "last";

export type Counted = keyof HealthView["counts"];

const DayRecord = z.object({
  unreadable: z.record(z.string(), z.number().int()),
  counts: z.record(z.string(), z.number().int()),
  longestQueuedMs: z.number(),
});
type DayRecord = z.infer<typeof DayRecord>;
const LastRecord = z.object({ caughtUpAt: z.number() });

const keyOf = (day: number): string => String(day).padStart(8, "0");

/**
 * What went wrong and what was mended on this device in the last 90 days: counts and no content, kept in the
 * vault, sent to nobody.
 */
export class Health {
  private readonly days = new Map<number, DayRecord>();
  private readonly due = new Set<number>();
  private caughtUpAt: number | undefined;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    const today = this.today();
    const old: string[] = [];
    for (const { key, value } of await this.vault.scan(TABLES.health)) {
      if (key === LAST) {
        this.caughtUpAt = readJson(LastRecord, value)?.caughtUpAt;
        continue;
      }
      const day = Number(key);
      const record = readJson(DayRecord, value);
      if (record === undefined || day <= today - KEPT_DAYS) old.push(key);
      else this.days.set(day, record);
    }
    if (old.length > 0)
      await this.vault.write(old.map((key) => ({ table: TABLES.health, key, remove: true })));
  }

  view(): HealthView {
    const first = this.today() - KEPT_DAYS + 1;
    const days = [...this.days].filter(([day]) => day >= first).map(([, record]) => record);
    const sum = (of: (record: DayRecord) => number | undefined) =>
      days.reduce((total, record) => total + (of(record) ?? 0), 0);
    const unreadable: Partial<Record<UnreadableReason, number>> = {};
    for (const reason of UNREADABLE) {
      const count = sum((record) => record.unreadable[reason]);
      if (count > 0) unreadable[reason] = count;
    }
    const counted = (what: Counted) => sum((record) => record.counts[what]);
    const counts: HealthView["counts"] = {
      refusedCommits: counted("refusedCommits"),
      refusedWelcomes: counted("refusedWelcomes"),
      refusedLeaves: counted("refusedLeaves"),
      heals: counted("heals"),
      reconnects: counted("reconnects"),
      resendsAsked: counted("resendsAsked"),
      resendsReceived: counted("resendsReceived"),
      resendsAnswered: counted("resendsAnswered"),
      deviceDifferences: counted("deviceDifferences"),
      directoryWaits: counted("directoryWaits"),
    };
    return {
      days: KEPT_DAYS,
      unreadable,
      counts,
      longestQueuedMs: Math.max(0, ...days.map(({ longestQueuedMs }) => longestQueuedMs)),
      caughtUpAt: this.caughtUpAt,
    };
  }

  /** A message could not be shown: an outage, whatever the reason. */
  unreadable(reason: UnreadableReason): void {
    const day = this.day();
    day.unreadable[reason] = (day.unreadable[reason] ?? 0) + 1;
    this.storeSoon();
  }

  count(what: Counted): void {
    const day = this.day();
    day.counts[what] = (day.counts[what] ?? 0) + 1;
    this.storeSoon();
  }

  /** A message has left this device so long after it was written. */
  sentAfter(ms: number): void {
    const day = this.day();
    if (ms <= day.longestQueuedMs) return;
    day.longestQueuedMs = ms;
    this.storeSoon();
  }

  /** Everything that the server had is stored. */
  caughtUp(): void {
    this.caughtUpAt = this.clock.now();
    this.due.add(Number.NaN);
    this.storeSoon(false);
  }

  /** Stores what is new, now. */
  async flush(): Promise<void> {
    this.cancel?.();
    this.cancel = undefined;
    if (this.due.size === 0) return;
    const days = [...this.due];
    this.due.clear();
    await this.vault.write(
      days.flatMap((day) => {
        if (Number.isNaN(day))
          return [{ table: TABLES.health, key: LAST, value: writeJson({ caughtUpAt: this.caughtUpAt }) }];
        const record = this.days.get(day);
        return record === undefined
          ? []
          : [{ table: TABLES.health, key: keyOf(day), value: writeJson(record) }];
      }),
    );
  }

  close(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private today(): number {
    return Math.floor(this.clock.now() / DAY_MS);
  }

  private day(): DayRecord {
    const today = this.today();
    const known = this.days.get(today);
    if (known !== undefined) return known;
    const fresh: DayRecord = { unreadable: {}, counts: {}, longestQueuedMs: 0 };
    this.days.set(today, fresh);
    return fresh;
  }

  private storeSoon(today = true): void {
    if (today) this.due.add(this.today());
    this.changed();
    this.cancel ??= this.clock.after(STORE_AFTER_MS, () => {
      this.cancel = undefined;
      this.activity.track(this.flush()).catch(() => undefined);
    });
  }
}
