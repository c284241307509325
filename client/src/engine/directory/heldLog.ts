import type { Sodium } from "@comity/shared/crypto/sodium";
import { bytesOfId, type LogKey, type NetworkId } from "@comity/shared/ids";
import type { LogProof } from "@comity/shared/protocol/log";
import { fail, ok, type Result } from "@comity/shared/result";
import type { StatementFault } from "@comity/shared/statements/faults";
import { Roster } from "@comity/shared/statements/roster";
import { networkIdOf } from "@comity/shared/statements/signing";
import { entryBytes, rootOf, type SignedHead } from "@comity/shared/transparency/head";
import { isHidden, type LogEntry, leafOf } from "@comity/shared/transparency/logEntry";
import { isConsistent, MerkleTree } from "@comity/shared/transparency/merkleTree";

/** A network's log as this device holds it: what it says, its tree, and the newest head that was verified against it. */
export class HeldLog {
  /** The places of the entries of which a guest holds the hash only; for a member there are none. */
  readonly hidden = new Set<number>();

  private constructor(
    private readonly sodium: Sodium,
    readonly roster: Roster,
    readonly tree: MerkleTree,
    /** Covers exactly the entries that were held when it was verified. */
    public head: SignedHead | undefined,
  ) {}

  /** Starts a log with entry 0, which must hash to the network's pinned id. */
  static found(sodium: Sodium, network: NetworkId, entry: LogEntry): Result<HeldLog, StatementFault> {
    if (isHidden(entry)) return fail("not-the-founding");
    const founded = Roster.found(sodium, entry);
    if (!founded.ok) return founded;
    if (networkIdOf(sodium, entry) !== network) return fail("other-network");
    const tree = new MerkleTree(sodium);
    tree.append(entryBytes(entry));
    return ok(new HeldLog(sodium, founded.value, tree, undefined));
  }

  /** An independent copy, to try entries on. */
  copy(): HeldLog {
    const twin = new HeldLog(this.sodium, this.roster.copy(), this.tree.copy(), this.head);
    for (const position of this.hidden) twin.hidden.add(position);
    return twin;
  }

  get size(): number {
    return this.tree.size;
  }

  /** Takes in the next entry; `recall`: one that was checked before and kept where nobody else can write. */
  take(entry: LogEntry, how: "append" | "recall" = "append"): Result<void, StatementFault> {
    if (isHidden(entry)) {
      this.hidden.add(this.size);
      this.roster.pass();
    } else {
      const read = this.roster[how](entry);
      if (!read.ok) return read;
    }
    this.tree.appendLeaf(leafOf(this.sodium, entry));
    return ok(undefined);
  }

  /** The key that must have signed a head of this size: as officers say or, as long as they say nothing, the first seen. */
  keyAt(size: number): LogKey | undefined {
    return this.roster.logKeyAt(size) ?? this.head?.key;
  }

  /** Whether a head's log has exactly these entries, or begins with them as the proof shows. */
  isCoveredBy(head: SignedHead, proof: LogProof): boolean {
    if (head.size === this.size) return rootOf(this.tree) === head.root;
    return isConsistent(
      this.sodium,
      {
        from: { size: this.size, head: this.tree.head() },
        to: { size: head.size, head: bytesOfId(head.root) },
      },
      // What arrives in Node is a Buffer.
      proof.map((hash) => new Uint8Array(hash)),
    );
  }

  /** Whether the entries that are held begin with those of a head that is not longer. */
  beginsWith(head: SignedHead): boolean {
    return head.size <= this.size && rootOf(this.tree, head.size) === head.root;
  }
}
