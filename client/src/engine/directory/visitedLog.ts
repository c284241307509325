import { sameBytes } from "@comity/shared/bytes/bytes";
import type { Sodium } from "@comity/shared/crypto/sodium";
import { idOfKey, type NetworkId, TreeHash } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { visitEntries, visitLeaves, visitPositions } from "@comity/shared/protocol/visit";
import { fail, ok, type Result } from "@comity/shared/result";
import type { SignedStatement } from "@comity/shared/statements/statement";
import type { SignedHead } from "@comity/shared/transparency/head";
import { type LogEntry, leafOf } from "@comity/shared/transparency/logEntry";
import type { SessionLink } from "../context.ts";
import type { EngineFault } from "../facade/fault.ts";

/** What a server shows a guest of a log: the hash of every entry behind those held, and what is not held of the open ones. */
export interface Shown {
  readonly head: SignedHead;
  /** From the first entry on that is not held, to the head's last. */
  readonly leaves: readonly Uint8Array[];
  /** By their places. Nothing of them is believed yet. */
  readonly opened: ReadonlyMap<number, SignedStatement>;
}

/** Reads a log as a guest: the hashes to its end, and the entries that the server lets a guest read. */
export async function readVisited(
  session: SessionLink,
  network: NetworkId,
  /** How many entries are held, and which of them as their hash only. */
  held: { readonly size: number; readonly hidden: ReadonlySet<number> },
): Promise<Result<Shown, EngineFault>> {
  const leaves: Uint8Array[] = [];
  let head: SignedHead;
  do {
    const page = await session.call(visitLeaves, { network, from: held.size + leaves.length });
    if (!page.ok) return page;
    head = page.value.head;
    // What arrives in Node is a Buffer.
    leaves.push(...page.value.leaves.map((leaf) => new Uint8Array(leaf)));
    if (page.value.leaves.length === 0) break;
  } while (held.size + leaves.length < head.size);
  const opened = new Map<number, SignedStatement>();
  const shown = { head, leaves: leaves.slice(0, Math.max(0, head.size - held.size)), opened };
  // Fewer than the head counts: it is for who judges to say what that is.
  if (held.size + leaves.length < head.size || head.size < held.size) return ok(shown);
  const listed = await session.call(visitPositions, { network, size: head.size });
  if (!listed.ok) return listed;
  const missing = listed.value.positions.filter(
    (position) => position >= held.size || held.hidden.has(position),
  );
  for (let from = 0; from < missing.length; from += LIMITS.statementsPerRead) {
    const positions = missing.slice(from, from + LIMITS.statementsPerRead);
    const page = await session.call(visitEntries, { network, positions });
    if (!page.ok) return page;
    for (const [at, position] of positions.entries()) {
      const statement = page.value.statements[at];
      if (statement === undefined) return fail({ code: "server.internal" });
      opened.set(position, statement);
    }
  }
  return ok(shown);
}

/** An opened entry that is not the one whose hash stands at its place. */
export function misplaced(
  sodium: Sodium,
  leaves: readonly Uint8Array[],
  opened: ReadonlyMap<number, SignedStatement>,
): number | undefined {
  for (const [position, statement] of opened) {
    const leaf = leaves[position];
    if (leaf === undefined || !sameBytes(leaf, leafOf(sodium, statement))) return position;
  }
  return undefined;
}

/** Entries as they are held from a place on: the open ones whole, of the others the hash. */
export function asEntries(
  leaves: readonly Uint8Array[],
  opened: ReadonlyMap<number, SignedStatement>,
  from: number,
): LogEntry[] {
  return leaves.map((leaf, at) => opened.get(from + at) ?? { leaf: idOfKey(TreeHash, leaf) });
}
