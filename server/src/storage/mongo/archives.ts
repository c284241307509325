import type { AccountId } from "@comity/shared/ids";
import type { ArchiveHead, ArchiveStore } from "../port/archives.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce } from "./inserting.ts";

type Grown = Awaited<ReturnType<ArchiveStore["append"]>>;

/** Accounts' history archives, in MongoDB: an append is one insert under the unique index of (account, index). */
export function mongoArchives({ archiveSegments }: Collections): ArchiveStore {
  const headOf = async (account: AccountId): Promise<ArchiveHead> => {
    const last = await archiveSegments
      .findOne({ account }, { index: 1, total: 1 })
      .sort({ index: -1 })
      .lean();
    return last === null ? { count: 0, bytes: 0 } : { count: last.index + 1, bytes: last.total };
  };
  return {
    append: (account, index, segment, at) =>
      contend<Grown>(async () => {
        const head = await headOf(account);
        if (head.count !== index) return { value: { appended: false, head } };
        // Segments are never changed or removed: the total before this index can't become another.
        const total = head.bytes + segment.length;
        const entry = { account, index, bytes: bufferOf(segment), total, at };
        return (await insertOnce(archiveSegments, entry))
          ? { value: { appended: true, head: { count: index + 1, bytes: total } } }
          : undefined;
      }),
    head: headOf,
    async read(account, index) {
      const found = await archiveSegments.findOne({ account, index }, { bytes: 1 }).lean();
      return found === null ? undefined : bytesOf(found.bytes);
    },
  };
}
