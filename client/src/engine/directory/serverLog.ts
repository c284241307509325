import type { Sodium } from "@comity/shared/crypto/sodium";
import type { NetworkId } from "@comity/shared/ids";
import { logProveConsistency } from "@comity/shared/protocol/log";
import { statementsPublish, statementsRead } from "@comity/shared/protocol/statements";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { leavesOf } from "@comity/shared/transparency/evidence";
import { rootOf, type SignedHead } from "@comity/shared/transparency/head";
import { type LogEntry, treeOfEntries } from "@comity/shared/transparency/logEntry";
import type { SessionLink } from "../context.ts";
import type { Witness } from "./pages.ts";
import { asEntries, misplaced, readVisited } from "./visitedLog.ts";

/** The longest log that is read for evidence or in another's place, in entries. */
const LONGEST = 200_000;

/** A server that is asked about its own logs: what it proves, and all that it shows. Nothing of it is believed here. */
export class ServerLog {
  constructor(
    private readonly sodium: Sodium,
    private readonly session: SessionLink,
    /** Whether this person is a guest of a network, and is shown a part of its log. */
    private readonly visits: (network: NetworkId) => boolean,
  ) {}

  /** The witness about one network's log. */
  of(network: NetworkId): Witness {
    return {
      prove: async (from, to) => {
        const asked = await this.session.call(logProveConsistency, { network, from, to });
        if (asked.ok) return asked.value.proof;
        return asked.fault.code.startsWith("transport.") ? "unanswered" : undefined;
      },
      leavesUnder: async (head) => {
        const shown = await this.whole(network);
        if (shown === undefined) return undefined;
        const tree = treeOfEntries(this.sodium, shown.entries);
        return tree.size >= head.size && rootOf(tree, head.size) === head.root
          ? leavesOf(tree, head.size)
          : undefined;
      },
    };
  }

  /** Appends entries that the server has had before, as they were signed. False: it does not take them. */
  async giveBack(
    network: NetworkId,
    expectedSize: number,
    statements: readonly SignedStatement[],
  ): Promise<boolean> {
    const published = await this.session.call(statementsPublish, {
      network,
      expectedSize,
      statements: [...statements],
    });
    return published.ok;
  }

  /** All entries as the server shows them now, with the head that it shows last. */
  async whole(
    network: NetworkId,
  ): Promise<{ readonly entries: readonly LogEntry[]; readonly head: SignedHead } | undefined> {
    if (this.visits(network)) {
      const shown = await readVisited(this.session, network, { size: 0, hidden: new Set() });
      if (!shown.ok || misplaced(this.sodium, shown.value.leaves, shown.value.opened) !== undefined)
        return undefined;
      const { head, leaves, opened } = shown.value;
      return { entries: asEntries(leaves, opened, 0), head };
    }
    const entries: SignedStatement[] = [];
    while (entries.length < LONGEST) {
      const page = await this.session.call(statementsRead, { network, from: entries.length });
      if (!page.ok) return undefined;
      const { statements, head } = page.value;
      entries.push(...statements);
      if (entries.length >= head.size) return { entries, head };
      if (statements.length === 0) return undefined;
    }
    return undefined;
  }
}
