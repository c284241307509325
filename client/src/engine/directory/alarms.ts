import { toBase64url } from "@comity/shared/bytes/base64url";
import { utf8 } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import type { NetworkId } from "@comity/shared/ids";
import { type EvidenceFile, judge, LogEvidence } from "@comity/shared/transparency/evidence";
import { z } from "zod";
import { readJson, writeJson } from "../mls/json.ts";
import type { StoreChange, Vault } from "../ports.ts";

const TABLE = "log-alarms";

const AlarmRecord = z.object({
  id: z.string(),
  /** What it is about: the same again is no new alarm, also once it was settled. */
  mark: z.string(),
  evidence: LogEvidence,
  /** When the person compared codes with the secretariat and typed the right one in. */
  settledAt: z.number().optional(),
});
export type AlarmRecord = z.infer<typeof AlarmRecord>;

/**
 * Alarms about the networks' logs, with their evidence. They outlive restarts, are not dismissed but settled, and
 * as long as one is open nothing new is sent to its network's people.
 */
export class LogAlarms {
  private readonly byId = new Map<string, AlarmRecord>();
  /** Those that the store has not taken yet. */
  private readonly unstored = new Set<string>();
  private raising: Promise<void> = Promise.resolve();

  constructor(
    private readonly sodium: Sodium,
    private readonly vault: Vault,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    for (const { value } of await this.vault.scan(TABLE)) {
      const record = readJson(AlarmRecord, value);
      if (record !== undefined) this.byId.set(record.id, record);
    }
  }

  /** Oldest first. */
  all(): readonly AlarmRecord[] {
    return [...this.byId.values()].sort((one, other) => one.evidence.at - other.evidence.at);
  }

  isOpen(network: NetworkId): boolean {
    return this.all().some((record) => record.evidence.network === network && record.settledAt === undefined);
  }

  get(id: string): AlarmRecord | undefined {
    return this.byId.get(id);
  }

  /**
   * Stores and tells. As long as one of the same code is open for a network, another is none, unless its evidence
   * proves what the first only showed; what was settled is not raised again for the same cause.
   */
  raise(evidence: LogEvidence): Promise<void> {
    const turn = this.raising.then(() => this.store(evidence));
    this.raising = turn.catch(() => undefined);
    return turn;
  }

  /** The changes by which all open alarms of a network are settled; `settled` once they are stored. */
  settling(
    network: NetworkId,
    at: number,
  ): { readonly changes: StoreChange[]; readonly settled: () => void } {
    const records = this.all()
      .filter((record) => record.evidence.network === network && record.settledAt === undefined)
      .map((record) => ({ ...record, settledAt: at }));
    return {
      changes: records.map((record) => ({ table: TABLE, key: record.id, value: writeJson(record) })),
      settled: () => {
        for (const record of records) this.byId.set(record.id, record);
        this.changed();
      },
    };
  }

  /** What is given to others of an alarm. */
  file(id: string): EvidenceFile | undefined {
    const record = this.byId.get(id);
    return record === undefined ? undefined : { comity: "log-alarm", v: 1, evidence: record.evidence };
  }

  private async store(evidence: LogEvidence): Promise<void> {
    const mark = this.markOf(evidence);
    const same = this.all().filter(
      (record) => record.evidence.code === evidence.code && record.evidence.network === evidence.network,
    );
    if (same.some((record) => record.settledAt !== undefined && record.mark === mark)) return;
    const open = same.find(({ settledAt }) => settledAt === undefined);
    const better = open !== undefined && !this.proves(open.evidence) && this.proves(evidence);
    if (open === undefined || better) {
      const record = { id: open?.id ?? `${evidence.code}-${mark}`, mark, evidence };
      // Sending stops at once, also where the store takes nothing just now.
      this.byId.set(record.id, record);
      this.unstored.add(record.id);
      this.changed();
    }
    await this.storeAll();
  }

  private async storeAll(): Promise<void> {
    const records = [...this.unstored].flatMap((id) => this.byId.get(id) ?? []);
    if (records.length === 0) return;
    await this.vault.write(
      records.map((record) => ({ table: TABLE, key: record.id, value: writeJson(record) })),
    );
    for (const { id } of records) this.unstored.delete(id);
  }

  private proves(evidence: LogEvidence): boolean {
    return judge(this.sodium, evidence) === "proved";
  }

  /** The wrong key or entry where a signature is wrong; else the head that contradicts. */
  private markOf({ code, network, shown, entry }: LogEvidence): string {
    const about =
      code === "wrong-signature" ? [entry?.body, shown?.key] : [shown?.size, shown?.root, entry?.body];
    const text = JSON.stringify([code, network, ...about]);
    return toBase64url(this.sodium.crypto_generichash(16, utf8(text), null));
  }
}
