import type { Sodium } from "@comity/shared/crypto/sodium";
import { AccountId, type NetworkId } from "@comity/shared/ids";
import { leavesOf } from "@comity/shared/transparency/evidence";
import { headHolds, SignedHead } from "@comity/shared/transparency/head";
import { z } from "zod";
import { readJson, writeJson } from "../mls/json.ts";
import type { StoreChange, Vault } from "../ports.ts";
import type { HeldLog } from "./heldLog.ts";
import type { Watched } from "./logWatch.ts";
import type { Seen } from "./pages.ts";

const TABLE = "log-claims";

/** After so many readings without the longer log that somebody else was shown, the next one is an alarm: reading overtakes. */
const LOOKS = 1;

const ClaimRecord = z.object({ head: SignedHead, from: AccountId });
type ClaimRecord = z.infer<typeof ClaimRecord>;

const keyOf = (head: SignedHead, from: AccountId) => `${head.network}.${from}`;

/**
 * Heads that others have told inside the encryption and that are not the beginning of what is held here: either the
 * log has grown, and the server shows how, or it shows different people different logs. Whatever a member tells,
 * only the server's own signature raises an alarm.
 */
export class LogClaims {
  private readonly open = new Map<string, ClaimRecord>();
  /** How often a claim's log had been read to its end when the claim was first looked at. */
  private readonly since = new Map<string, number>();
  private looking: Promise<void> | undefined;

  constructor(
    private readonly sodium: Sodium,
    private readonly vault: Vault,
    private readonly watched: Watched,
    /** How often a log has been read to its end and stored. */
    private readonly readings: (network: NetworkId) => number,
    private readonly raise: (network: NetworkId, seen: Seen) => Promise<void>,
  ) {}

  async load(): Promise<void> {
    for (const { key, value } of await this.vault.scan(TABLE)) {
      const record = readJson(ClaimRecord, value);
      if (record !== undefined) this.open.set(key, record);
    }
  }

  /** What to store with a message that told a head; undefined: the head is known to be right, or of no log held here. */
  heard(head: SignedHead, from: AccountId): StoreChange | undefined {
    const held = this.watched.held(head.network);
    if (held === undefined || held.beginsWith(head) || !headHolds(this.sodium, head)) return undefined;
    const key = keyOf(head, from);
    this.open.set(key, { head, from });
    this.since.set(key, this.readings(head.network));
    return { table: TABLE, key, value: writeJson({ head, from }) };
  }

  /** Looks into all of them; one look at a time. */
  look(): Promise<void> {
    this.looking ??= this.lookAtAll()
      .catch(() => undefined)
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  /** The changes by which all of a network are forgotten; `forgotten` once they are stored. */
  forgetting(network: NetworkId): { readonly changes: StoreChange[]; readonly forgotten: () => void } {
    const keys = [...this.open].filter(([, { head }]) => head.network === network).map(([key]) => key);
    return {
      changes: keys.map((key) => ({ table: TABLE, key, remove: true })),
      forgotten: () => {
        for (const key of keys) this.open.delete(key);
      },
    };
  }

  private async lookAtAll(): Promise<void> {
    let waiting = false;
    for (const [key, claim] of [...this.open]) {
      const held = this.watched.held(claim.head.network);
      if (held === undefined) continue;
      const verdict = this.judge(key, claim.head, held);
      if (verdict === "later") {
        waiting = true;
        continue;
      }
      if (verdict !== "settled") {
        await this.raise(claim.head.network, verdict);
        continue;
      }
      await this.vault.write([{ table: TABLE, key, remove: true }]);
      if (this.open.get(key) === claim) this.open.delete(key);
    }
    if (waiting && this.watched.online()) this.watched.later(() => void this.watched.refresh());
  }

  private judge(key: string, head: SignedHead, held: HeldLog): Seen | "settled" | "later" {
    if (held.beginsWith(head)) return "settled";
    const expected = held.keyAt(head.size);
    const named = held.roster.logKeyAt(head.size) !== undefined;
    const mine = held.head === undefined ? {} : { held: held.head };
    if (expected !== undefined && expected !== head.key) {
      // Where officers have named the key, another one's word is nobody's. Before, one of two people was deceived.
      return named ? "settled" : { code: "wrong-signature", ...mine, shown: head };
    }
    if (head.size <= held.size)
      return { code: "split", ...mine, shown: head, leaves: leavesOf(held.tree, held.head?.size) };
    if (!this.watched.online()) return "later";
    // What could not be asked or stored is no answer of the server's: only what it has shown to the end counts.
    const readings = this.readings(head.network);
    const since = this.since.get(key) ?? readings;
    this.since.set(key, since);
    return readings - since <= LOOKS ? "later" : { code: "split", ...mine, shown: head };
  }
}
