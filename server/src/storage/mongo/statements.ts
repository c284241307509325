import type { NetworkId } from "@comity/shared/ids";
import type { StatementStore } from "../port/logs.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce } from "./inserting.ts";

type Grown = Awaited<ReturnType<StatementStore["append"]>>;

/** Each network's log of statements, in MongoDB: what was published together is one document, so all or none. */
export function mongoStatements({ statements }: Collections): StatementStore {
  const size = async (network: NetworkId): Promise<number> => {
    const last = await statements.findOne({ network }, { end: 1 }).sort({ index: -1 }).lean();
    return last?.end ?? 0;
  };
  return {
    append: (network, expectedSize, entries) =>
      contend<Grown>(async () => {
        const found = await size(network);
        if (found !== expectedSize) return { value: { appended: false, size: found } };
        const end = expectedSize + entries.length;
        if (entries.length === 0) return { value: { appended: true, size: end } };
        // Logs only grow: whoever else appends to a log of this size takes the same index.
        const batch = { network, index: expectedSize, end, entries: [...entries] };
        return (await insertOnce(statements, batch)) ? { value: { appended: true, size: end } } : undefined;
      }),
    async read(network, from, limit) {
      const batches = await statements
        .find({ network, end: { $gt: from } })
        .sort({ index: 1 })
        .limit(limit)
        .lean();
      const skipped = Math.max(0, from - (batches[0]?.index ?? 0));
      return batches
        .flatMap(({ entries }) => entries)
        .slice(skipped, skipped + limit)
        .map(({ body, signer, signature }) => ({ body, signer, signature }));
    },
    size,
    async networks() {
      const first = await statements.find({ index: 0 }, { network: 1 }).sort({ network: 1 }).lean();
      return first.map(({ network }) => network);
    },
  };
}
