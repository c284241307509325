import type { Token } from "@comity/shared/ids";
import type { TransferStore } from "../port/handOvers.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import { contend, insertOnce } from "./inserting.ts";

/** Vaults on their way to another browser, in MongoDB. */
export function mongoTransfers({ transfers, transferMarks, transferParts }: Collections): TransferStore {
  const spent = async (tokenHash: Token) =>
    (await transferMarks.findById(`${tokenHash}.spent`).lean()) !== null;
  return {
    async put(tokenHash, part, parts, bytes, expiresAt) {
      await insertOnce(transfers, { _id: tokenHash, parts, expiresAt });
      await insertOnce(transferParts, { _id: `${tokenHash}.${part}`, tokenHash, bytes: bufferOf(bytes) });
      // `remove` marks before it deletes: one of the two sees the other.
      if (await spent(tokenHash)) await transferParts.deleteMany({ tokenHash });
    },
    async claim(tokenHash, claimant, now) {
      const found = await transfers.findById(tokenHash).lean();
      if (found === null || found.expiresAt <= now) return false;
      const _id = `${tokenHash}.claim`;
      return contend(async () => {
        const mark = await transferMarks.findById(_id).lean();
        if (mark !== null) return { value: mark.claimant === claimant };
        if (await spent(tokenHash)) return { value: false };
        return (await insertOnce(transferMarks, { _id, claimant })) ? { value: true } : undefined;
      });
    },
    async get(tokenHash, part) {
      const [found, kept] = await Promise.all([
        transfers.findById(tokenHash).lean(),
        transferParts.findById(`${tokenHash}.${part}`).lean(),
      ]);
      if (found === null || kept === null) return undefined;
      return { parts: found.parts, bytes: bytesOf(kept.bytes) };
    },
    async remove(tokenHash) {
      await insertOnce(transferMarks, { _id: `${tokenHash}.spent` });
      await transferParts.deleteMany({ tokenHash });
    },
  };
}
