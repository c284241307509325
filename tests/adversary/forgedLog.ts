import type { NetworkId } from "@comity/shared/ids";
import { LIMITS } from "@comity/shared/limits";
import { logHead, logProveConsistency, logProveInclusion } from "@comity/shared/protocol/log";
import { statementsAppended, statementsRead } from "@comity/shared/protocol/statements";
import { fail, ok } from "@comity/shared/result";
import type { SignedStatement } from "@comity/shared/statements/statement";
import { rootOf, signHead, treeOf } from "@comity/shared/transparency/head";
import type { Victim } from "./lies.ts";
import { type Stage, sodium } from "./stage.ts";

/** What somebody is shown of a log that really has these entries. */
export type Show = (entries: readonly SignedStatement[]) => readonly SignedStatement[];

/**
 * From now on somebody is shown another log than the real one, with heads and proofs that fit it: the server signs them
 * with its own true key, as it can.
 */
export async function showLog(stage: Stage, victim: Victim, show: Show): Promise<void> {
  const { lies, real } = stage.server;
  const [seed] = await real.storage.logKeys.all();
  if (seed === undefined) throw new Error("the server has no key");
  const keys = sodium.crypto_sign_seed_keypair(seed);
  const shown = async (network: NetworkId) => {
    const entries = show((await stage.log()).entries);
    const tree = treeOf(sodium, entries);
    const head = signHead(sodium, { network, size: tree.size, root: rootOf(tree), at: Date.now() }, keys);
    return { entries, tree, head };
  };
  lies.answer(statementsRead, victim, async ({ network, from }) => {
    const { entries, tree, head } = await shown(network);
    const statements = entries.slice(from, from + LIMITS.statementsPerRead);
    return ok({ statements, head, proof: tree.consistency(Math.min(tree.size, from + statements.length)) });
  });
  lies.answer(logHead, victim, async ({ network }) => ok({ head: (await shown(network)).head }));
  lies.answer(logProveConsistency, victim, async ({ network, from, to }) => {
    const { tree } = await shown(network);
    return to > tree.size
      ? fail({ code: "log.moved", size: tree.size })
      : ok({ proof: tree.consistency(from, to) });
  });
  lies.answer(logProveInclusion, victim, async ({ network, index, size }) => {
    const { tree } = await shown(network);
    return size > tree.size
      ? fail({ code: "log.moved", size: tree.size })
      : ok({ proof: tree.inclusion(index, size) });
  });
  if (victim === "everybody") return;
  const { network } = await stage.log();
  stage.server.tell(statementsAppended, victim, { network, size: (await shown(network)).tree.size });
}
