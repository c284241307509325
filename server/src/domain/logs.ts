import type { Sodium } from "@comity/shared/crypto/sodium";
import type { NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import type { LogProof } from "@comity/shared/protocol/log";
import { entryBytes, rootOf, type SignedHead, signHead } from "@comity/shared/transparency/head";
import { MerkleTree } from "@comity/shared/transparency/merkleTree";
import type { StatementStore } from "../storage/port/logs.ts";
import { type Caller, type DomainResult, done, refuse } from "./context.ts";
import type { LogKeys } from "./logKeys.ts";
import type { Recognitions } from "./recognitions.ts";
import type { Rosters } from "./rosters.ts";
import type { Standings } from "./standing.ts";

/**
 * The Merkle trees of the networks' logs: signed heads and proofs. Logs only grow, so the trees are kept in memory
 * and caught up from the store before anything is said about them.
 */
export class Logs {
  private readonly trees = new Map<NetworkId, MerkleTree>();

  constructor(
    private readonly statements: StatementStore,
    private readonly rosters: Rosters,
    private readonly reading: {
      readonly standings: Pick<Standings, "within">;
      readonly recognitions: Pick<Recognitions, "readable">;
    },
    private readonly keys: LogKeys,
    private readonly sodium: Sodium,
    private readonly now: () => number,
  ) {}

  /** The head of a log as it is now. */
  async head(caller: Caller, network: NetworkId): DomainResult<{ head: SignedHead }> {
    const tree = await this.readable(caller, network);
    return tree === undefined
      ? refuse({ code: "network.unknown" })
      : done({ head: await this.sign(network, tree) });
  }

  /** Why an entry is in the log of a size that it has or had. */
  async proveInclusion(
    caller: Caller,
    network: NetworkId,
    { index, size }: { readonly index: number; readonly size: number },
  ): DomainResult<{ proof: LogProof }> {
    const tree = await this.readable(caller, network);
    if (tree === undefined) return refuse({ code: "network.unknown" });
    if (size > tree.size || index >= size) return refuse({ code: "log.moved", size: tree.size });
    return done({ proof: [...tree.inclusion(index, size)] });
  }

  /** Why a log of one size begins with what it was at another. */
  async proveConsistency(
    caller: Caller,
    network: NetworkId,
    { from, to }: { readonly from: number; readonly to: number },
  ): DomainResult<{ proof: LogProof }> {
    const tree = await this.readable(caller, network);
    if (tree === undefined) return refuse({ code: "network.unknown" });
    if (to > tree.size || from > to) return refuse({ code: "log.moved", size: tree.size });
    return done({ proof: [...tree.consistency(from, to)] });
  }

  /** What goes with a page of a log that ends before entry `end`: the head, and why the log begins so. */
  async covering(network: NetworkId, end: number): Promise<{ head: SignedHead; proof: LogProof }> {
    const tree = await this.caughtUp(network, end);
    const head = await this.sign(network, tree);
    return { head, proof: [...tree.consistency(Math.min(end, head.size), head.size)] };
  }

  /** The hashes of a log's entries from one on, at most so many, and the head that covers them and all behind them. */
  async hashes(
    network: NetworkId,
    from: number,
    most: number,
  ): Promise<{ leaves: Uint8Array[]; head: SignedHead }> {
    const tree = await this.caughtUp(network, 1);
    const head = await this.sign(network, tree);
    return { leaves: tree.leaves(Math.min(head.size, from + most)).slice(from), head };
  }

  private async readable(caller: Caller, network: NetworkId): Promise<MerkleTree | undefined> {
    const place = await this.reading.standings.within(caller.device, network);
    const out = place === undefined || place === "revoked" || place === "uncertified";
    // Of a log that is shown up to a withdrawal nothing is said but what goes with its pages.
    if (out && (await this.reading.recognitions.readable(caller, network)) !== Number.POSITIVE_INFINITY)
      return undefined;
    return this.caughtUp(network, 1);
  }

  /**
   * Signs what a tree is now; it may have grown when the answer is there. Size and time are taken in the same moment:
   * a smaller head with a later time would say that the log has become shorter.
   */
  private async sign(network: NetworkId, tree: MerkleTree): Promise<SignedHead> {
    const [size, at] = [tree.size, this.now()];
    const root = rootOf(tree, size);
    const roster = await this.rosters.get(network);
    const keys = await this.keys.under(roster?.logKeyAt(size));
    return signHead(this.sodium, { network, size, root, at }, keys);
  }

  private async caughtUp(network: NetworkId, atLeast: number): Promise<MerkleTree> {
    const size = Math.max(atLeast, await this.statements.size(network));
    const tree = this.trees.get(network) ?? new MerkleTree(this.sodium);
    this.trees.set(network, tree);
    while (tree.size < size) {
      const from = tree.size;
      const entries = await this.statements.read(network, from, LIMITS.statementsPerRead);
      if (entries.length === 0) throw new Error("a log became shorter");
      // Another caller may have done it meanwhile.
      for (const [at, entry] of entries.entries())
        if (from + at === tree.size) tree.append(entryBytes(entry));
    }
    return tree;
  }
}
