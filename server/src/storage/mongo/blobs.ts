import { chargedBytes } from "@comity/shared/content/blobSize";
import type { AccountId } from "@comity/shared/ids";
import type { BlobQuota, BlobRecord, BlobStore } from "../port/blobs.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce } from "./inserting.ts";
import { Lanes } from "./lanes.ts";

type Begun = Awaited<ReturnType<BlobStore["begin"]>>;
type Kept = Awaited<ReturnType<BlobStore["put"]>>;

/** Encrypted files, in MongoDB: a declaration is one insert, and so is a piece. */
export function mongoBlobs({ blobs, blobChunks }: Collections): BlobStore {
  const lanes = new Lanes();
  const find = async (blob: BlobRecord["blob"]): Promise<BlobRecord | undefined> => {
    const found = await blobs.findById(blob).lean();
    if (found === null) return undefined;
    const { conversation, uploader, account, bytes, at } = found;
    return { blob, conversation, uploader, account, bytes, at };
  };
  const declared = async (account: AccountId, { since }: BlobQuota): Promise<number> => {
    const recent = await blobs.find({ account, at: { $gte: since } }, { bytes: 1 }).lean();
    return recent.reduce((sum, { bytes }) => sum + chargedBytes(bytes), 0);
  };
  return {
    // One after the other within this process: else many at once would each find the quota unused.
    begin: (record, quota) =>
      lanes.run(record.account, () =>
        contend<Begun>(async () => {
          const { blob, account, bytes } = record;
          const known = await find(blob);
          if (known !== undefined) return { value: known };
          if (quota !== undefined && (await declared(account, quota)) + chargedBytes(bytes) > quota.bytes)
            return { value: "over" };
          const { conversation, uploader, at } = record;
          const document = { _id: blob, conversation, uploader, account, bytes, at };
          return (await insertOnce(blobs, document)) ? { value: "begun" } : undefined;
        }),
      ),
    find,
    async put(blob, index, chunk): Promise<Kept> {
      if ((await find(blob)) === undefined) return "unknown";
      const _id = `${blob}.${index}`;
      if (await insertOnce(blobChunks, { _id, blob, index, bytes: bufferOf(chunk) })) {
        // The purge deletes the declaration first: one of the two sees the other.
        if ((await find(blob)) !== undefined) return "kept";
        await blobChunks.deleteOne({ _id });
        return "unknown";
      }
      const known = await blobChunks.findById(_id, { bytes: 1 }).lean();
      if (known === null) return "unknown";
      return Buffer.compare(bytesOf(known.bytes), chunk) === 0 ? "kept" : "taken";
    },
    async present(blob) {
      const found = await blobChunks.find({ blob }, { index: 1 }).sort({ index: 1 }).lean();
      return found.map(({ index }) => index);
    },
    async read(blob, index) {
      const found = await blobChunks.findById(`${blob}.${index}`, { bytes: 1 }).lean();
      return found === null ? undefined : bytesOf(found.bytes);
    },
  };
}
