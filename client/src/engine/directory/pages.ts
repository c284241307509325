import type { Sodium } from "@comity/shared/crypto/sodium";
import type { NetworkId, TreeHash } from "@comity/shared/ids";
import type { LogProof } from "@comity/shared/protocol/log";
import type { StatementFault } from "@comity/shared/statements/faults";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { type LogEvidence, leavesOf } from "@comity/shared/transparency/evidence";
import { headHolds, type SignedHead } from "@comity/shared/transparency/head";
import { HeldLog } from "./heldLog.ts";

/** A page of a log as a server shows it: entries, the head of the whole log, and why that covers them. */
export interface Page {
  readonly statements: readonly SignedStatement[];
  readonly head: SignedHead;
  readonly proof: LogProof;
}

/** What else a server can be asked while a page is judged. Undefined: it has no answer; unanswered: no connection. */
export interface Witness {
  prove(from: number, to: number): Promise<LogProof | undefined | "unanswered">;
  /** The hashes of all entries under a head, where the server shows entries that have that head. */
  leavesUnder(head: SignedHead): Promise<TreeHash[] | undefined>;
}

/** What a device has seen of a server that cheats; when, is added where it is told. */
export type Seen = Omit<LogEvidence, "at" | "network">;

export type Verdict =
  /** These entries stand and the head covers them. `whole`: there is nothing behind them, and the head is to be pinned. */
  | {
      readonly outcome: "taken";
      readonly log: HeldLog;
      readonly entries: readonly SignedStatement[];
      readonly whole: boolean;
      /** Why the entry behind them does not stand, for this version. */
      readonly fault?: StatementFault | undefined;
      readonly seen?: Seen | undefined;
    }
  | { readonly outcome: "refused"; readonly fault: StatementFault }
  | { readonly outcome: "alarm"; readonly seen: Seen }
  | { readonly outcome: "unanswered" };

/** An entry that no honest server takes in any version: it is not signed by whom it must be. */
export const FORGED: ReadonlySet<StatementFault> = new Set([
  "bad-signature",
  "signer-not-an-officer",
  "signer-not-the-account",
]);

/**
 * Judges a page that continues what is held (undefined: nothing). No entry is believed that the log's signed head
 * does not cover, and no head that is not the continuation of what was seen before.
 */
export async function judgePage(
  sodium: Sodium,
  network: NetworkId,
  held: HeldLog | undefined,
  { statements, head, proof }: Page,
  witness: Witness,
): Promise<Verdict> {
  const before = held?.head === undefined ? {} : { held: held.head };
  const alarm = (code: Seen["code"], more: Partial<Seen> = {}): Verdict => ({
    outcome: "alarm",
    seen: { code, ...before, shown: head, ...more },
  });
  if (head.network !== network || !headHolds(sodium, head)) return alarm("wrong-signature");
  if (held !== undefined && head.size < held.size)
    return isForeign(held, head)
      ? alarm("wrong-signature")
      : alarm("rollback", { leaves: leavesOf(held.tree, held.head?.size) });

  const tried = tryEntries(sodium, network, held, statements);
  if (FORGED.has(tried.fault ?? "malformed") && tried.entries.length === 0)
    return { outcome: "alarm", seen: forged(tried, statements) };
  const { log, entries, fault } = tried;
  if (log === undefined) return { outcome: "refused", fault: fault ?? "malformed" };

  const covered = await isCovered(log, head, fault === undefined ? proof : undefined, witness);
  if (covered === "unanswered") return { outcome: "unanswered" };
  if (!covered) {
    const shown = { leaves: leavesOf(log.tree), entry: entries[0], position: held?.size ?? 0 };
    if (held === undefined) return alarm("unlogged-member", shown);
    const continued = await isCovered(held, head, undefined, witness);
    if (continued === "unanswered") return { outcome: "unanswered" };
    if (continued) return alarm("unlogged-member", shown);
    return alarm("removed-entry", { leaves: await witness.leavesUnder(head) });
  }
  const whole = fault === undefined && log.size === head.size;
  if (whole && isForeign(log, head)) return alarm("wrong-signature");
  const seen = FORGED.has(fault ?? "malformed") ? forged(tried, statements) : keyExchanged(log, head, whole);
  return { outcome: "taken", log, entries, whole, fault, seen };
}

interface Tried {
  readonly log: HeldLog | undefined;
  readonly entries: readonly SignedStatement[];
  readonly fault: StatementFault | undefined;
}

/** Takes entries in one after the other, up to the first that does not stand. */
function tryEntries(
  sodium: Sodium,
  network: NetworkId,
  held: HeldLog | undefined,
  statements: readonly SignedStatement[],
): Tried {
  let log = held?.copy();
  const entries: SignedStatement[] = [];
  for (const entry of statements) {
    if (log === undefined) {
      const founded = HeldLog.found(sodium, network, entry);
      if (!founded.ok) return { log, entries, fault: founded.fault };
      log = founded.value;
    } else {
      const taken = log.take(entry);
      if (!taken.ok) return { log, entries, fault: taken.fault };
    }
    entries.push(entry);
  }
  return { log, entries, fault: undefined };
}

/** The proof that came with a page is for its end; for any other place the server is asked. */
async function isCovered(
  log: HeldLog,
  head: SignedHead,
  proof: LogProof | undefined,
  witness: Witness,
): Promise<boolean | "unanswered"> {
  if (log.size > head.size) return false;
  if (log.size === head.size) return log.isCoveredBy(head, []);
  if (proof !== undefined && log.isCoveredBy(head, proof)) return true;
  const asked = await witness.prove(log.size, head.size);
  if (asked === "unanswered") return asked;
  return asked !== undefined && log.isCoveredBy(head, asked);
}

/** Whether a head is signed with another key than it must be. */
export function isForeign(log: HeldLog, head: SignedHead): boolean {
  const key = log.keyAt(head.size);
  return key !== undefined && key !== head.key;
}

/** The first key that was seen turns out not to be the one that officers name: earlier heads came from somebody else. */
export function keyExchanged(log: HeldLog, head: SignedHead, whole: boolean): Seen | undefined {
  const first = log.head;
  if (!whole || first === undefined || log.roster.logKeyAt(first.size) !== undefined) return undefined;
  return first.key === head.key ? undefined : { code: "wrong-signature", held: head, shown: first };
}

function forged({ log, entries }: Tried, statements: readonly SignedStatement[]): Seen {
  return { code: "wrong-signature", entry: statements[entries.length], position: log?.size ?? 0 };
}
