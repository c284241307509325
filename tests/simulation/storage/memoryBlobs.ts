import type { Storage } from "@comity/server/storage/port/storage";
import { chargedBytes } from "@comity/shared/content/blobSize";
import type { Disk, Medium } from "./disk.ts";

/** Encrypted files, on a disk in memory. */
export function memoryBlobs({ blobs: all }: Disk, medium: Medium): Storage["blobs"] {
  return {
    begin: (record, quota) =>
      medium.write(() => {
        const known = all.get(record.blob)?.record;
        if (known !== undefined) return known;
        const before = [...all.values()]
          .filter(({ record: { account, at } }) => account === record.account && at >= (quota?.since ?? 0))
          .reduce((sum, one) => sum + chargedBytes(one.record.bytes), 0);
        if (quota !== undefined && before + chargedBytes(record.bytes) > quota.bytes) return "over";
        all.set(record.blob, { record, chunks: new Map() });
        return "begun";
      }),
    find: (blob) => medium.read(() => all.get(blob)?.record),
    put: (blob, index, chunk) =>
      medium.write(() => {
        const chunks = all.get(blob)?.chunks;
        if (chunks === undefined) return "unknown";
        const known = chunks.get(index);
        if (known !== undefined) return Buffer.compare(known, chunk) === 0 ? "kept" : "taken";
        chunks.set(index, chunk.slice());
        return "kept";
      }),
    present: (blob) =>
      medium.read(() => [...(all.get(blob)?.chunks.keys() ?? [])].sort((one, other) => one - other)),
    read: (blob, index) => medium.read(() => all.get(blob)?.chunks.get(index)),
  };
}
