import type { Sodium } from "@comity/shared/crypto/sodium";
import type { NetworkId } from "@comity/shared/ids";
import { fail, type Result } from "@comity/shared/result";
import type { StatementFault } from "@comity/shared/statements/faults";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { leavesOf } from "@comity/shared/transparency/evidence";
import { headHolds, rootOf } from "@comity/shared/transparency/head";
import { isHidden, type LogEntry } from "@comity/shared/transparency/logEntry";
import { MerkleTree } from "@comity/shared/transparency/merkleTree";
import { HeldLog } from "./heldLog.ts";
import { FORGED, isForeign, keyExchanged, type Seen, type Verdict, type Witness } from "./pages.ts";
import { asEntries, misplaced, type Shown } from "./visitedLog.ts";

/** What a verdict on a guest's log may be: it is read whole, or not at all. */
export type VisitVerdict =
  | {
      readonly outcome: "taken";
      readonly log: HeldLog;
      /** What is to be stored: what is new, and what was hidden and is open now. */
      readonly entries: ReadonlyMap<number, LogEntry>;
      readonly seen?: Seen | undefined;
    }
  | Exclude<Verdict, { outcome: "taken" }>;

/**
 * Judges what a server shows a guest, after `stored`, which is what `held` was built from. As for members, nothing is
 * believed that the signed head does not cover. What is open must stand by itself: an entry that is hidden and on which one
 * that is open rests makes the whole refused.
 */
export async function judgeVisit(
  sodium: Sodium,
  network: NetworkId,
  { held, stored }: { readonly held: HeldLog | undefined; readonly stored: readonly LogEntry[] },
  { head, leaves, opened }: Shown,
  witness: Pick<Witness, "leavesUnder">,
): Promise<VisitVerdict> {
  const before = held?.head === undefined ? {} : { held: held.head };
  const alarm = (code: Seen["code"], more: Partial<Seen> = {}): VisitVerdict => ({
    outcome: "alarm",
    seen: { code, ...before, shown: head, ...more },
  });
  if (head.network !== network || !headHolds(sodium, head)) return alarm("wrong-signature");
  const size = held?.size ?? 0;
  if (held !== undefined && head.size < size)
    return isForeign(held, head)
      ? alarm("wrong-signature")
      : alarm("rollback", { leaves: leavesOf(held.tree, held.head?.size) });
  const tree = held?.tree.copy() ?? new MerkleTree(sodium);
  for (const leaf of leaves) tree.appendLeaf(leaf);
  if (tree.size !== head.size || rootOf(tree) !== head.root)
    return held === undefined
      ? alarm("unlogged-member", { leaves: leavesOf(tree), position: 0 })
      : alarm("removed-entry", { leaves: await witness.leavesUnder(head) });
  const wrong = misplaced(sodium, tree.leaves(), opened);
  if (wrong !== undefined)
    return alarm("unlogged-member", {
      ...{ leaves: leavesOf(tree), entry: opened.get(wrong), position: wrong },
    });

  const added = asEntries(leaves, opened, size);
  const all = [...stored, ...added].map((entry, position) => opened.get(position) ?? entry);
  const built = rebuilt(sodium, network, all, opened);
  if (!built.ok) {
    const { position, fault } = built.fault;
    const entry = all[position];
    if (!FORGED.has(fault) || entry === undefined || isHidden(entry)) return { outcome: "refused", fault };
    return { outcome: "alarm", seen: { code: "wrong-signature", entry, position } };
  }
  const log = built.value;
  log.head = held?.head;
  if (isForeign(log, head)) return alarm("wrong-signature");
  const entries = new Map<number, LogEntry>(added.map((entry, at) => [size + at, entry]));
  for (const [position, statement] of opened) entries.set(position, statement);
  return { outcome: "taken", log, entries, seen: keyExchanged(log, head, true) };
}

/** Builds what the entries say, those that were not shown before checked from the signature on. */
function rebuilt(
  sodium: Sodium,
  network: NetworkId,
  entries: readonly LogEntry[],
  opened: ReadonlyMap<number, SignedStatement>,
): Result<HeldLog, { readonly position: number; readonly fault: StatementFault }> {
  const [first, ...rest] = entries;
  if (first === undefined) return fail({ position: 0, fault: "not-the-founding" });
  const founded = HeldLog.found(sodium, network, first);
  if (!founded.ok) return fail({ position: 0, fault: founded.fault });
  for (const [at, entry] of rest.entries()) {
    const taken = founded.value.take(entry, opened.has(at + 1) ? "append" : "recall");
    if (!taken.ok) return fail({ position: at + 1, fault: taken.fault });
  }
  return founded;
}
