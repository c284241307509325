import { z } from "zod";
import type { Sodium } from "../crypto/sodium.ts";
import { type LogKey, NetworkId } from "../ids.ts";
import { fail, ok, type Result } from "../result.ts";
import type { StatementFault } from "../statements/faults.ts";
import { Roster } from "../statements/roster.ts";
import { SignedStatement } from "../statements/statement.ts";
import { headHolds, rootOf, SignedHead, treeOf } from "./head.ts";
import { type HeadCode, headCode } from "./headCode.ts";

/** A whole log in a file, as `comity log export` writes it. */
export const LogFile = z.object({
  comity: z.literal("log"),
  v: z.literal(1),
  network: NetworkId,
  statements: z.array(SignedStatement).min(1).max(1_000_000),
  /** The newest head that whoever exported it has verified. */
  head: SignedHead.optional(),
});
export type LogFile = z.infer<typeof LogFile>;

/** What a log was found to be. */
export interface Audit {
  readonly roster: Roster;
  /** The code of the whole log as it stands in the file. */
  readonly code: HeadCode;
  /** What the head in the file covers; none: the file has no head. */
  readonly head: SignedHead | undefined;
  /** named: officers have named the head's key in the log; unnamed: nobody has named any key. */
  readonly key: "named" | "unnamed" | "no-head";
}

/** Why a log is not what it must be, and at which entry. */
export type AuditFault =
  | { readonly code: "entry"; readonly position: number; readonly fault: StatementFault }
  | { readonly code: "other-network" }
  | { readonly code: "head-signature" }
  | { readonly code: "head-key"; readonly named: LogKey }
  | { readonly code: "head-beyond"; readonly size: number }
  | { readonly code: "head-root"; readonly size: number };

/** Checks a whole log from its first entry to its head: every signature, every right to sign, every hash. */
export function auditLog(sodium: Sodium, file: LogFile): Result<Audit, AuditFault> {
  const [first, ...rest] = file.statements;
  if (first === undefined) return fail({ code: "other-network" });
  const founded = Roster.found(sodium, first);
  if (!founded.ok) return fail({ code: "entry", position: 0, fault: founded.fault });
  const roster = founded.value;
  if (roster.network !== file.network) return fail({ code: "other-network" });
  for (const [index, entry] of rest.entries()) {
    const read = roster.append(entry);
    if (!read.ok) return fail({ code: "entry", position: index + 1, fault: read.fault });
  }
  const tree = treeOf(sodium, file.statements);
  const code = headCode({ size: tree.size, root: rootOf(tree) });
  const { head } = file;
  if (head === undefined) return ok({ roster, code, head, key: "no-head" });
  if (head.network !== file.network) return fail({ code: "other-network" });
  if (!headHolds(sodium, head)) return fail({ code: "head-signature" });
  if (head.size > tree.size) return fail({ code: "head-beyond", size: head.size });
  if (rootOf(tree, head.size) !== head.root) return fail({ code: "head-root", size: head.size });
  const named = roster.logKeyAt(head.size);
  if (named !== undefined && named !== head.key) return fail({ code: "head-key", named });
  return ok({ roster, code, head, key: named === undefined ? "unnamed" : "named" });
}
