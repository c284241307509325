import type { BlobRecord } from "@comity/server/storage/port/blobs";
import { LIMITS } from "@comity/shared/limits";
import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aBlob, aConversation, aDevice, anAccount, several, someBytes } from "../samples.ts";

const aRecord = (more: Partial<BlobRecord> = {}): BlobRecord => ({
  ...{ blob: aBlob(), conversation: aConversation(), uploader: aDevice(), account: anAccount() },
  ...{ bytes: 4096, at: 1000 },
  ...more,
});

/** Encrypted files in pieces. */
export function blobsContract(fresh: FreshGround): void {
  describe("blobs", () => {
    const storage = useStorage(fresh);

    it("knows nothing of a file that nobody declared, and keeps no piece of it", async () => {
      const { blobs } = storage();
      const blob = aBlob();
      expect(await blobs.find(blob)).toBeUndefined();
      expect(await blobs.put(blob, 0, someBytes())).toBe("unknown");
      expect(await blobs.present(blob)).toEqual([]);
      expect(await blobs.read(blob, 0)).toBeUndefined();
    });

    it("keeps a declaration, and answers the first one to whoever declares the same id again", async () => {
      const { blobs } = storage();
      const record = aRecord();
      expect(await blobs.begin(record, undefined)).toBe("begun");
      expect(await blobs.find(record.blob)).toEqual(record);
      for (const again of [record, { ...record, at: 5000 }, aRecord({ blob: record.blob })])
        expect(await blobs.begin(again, undefined)).toEqual(record);
      expect(await blobs.find(record.blob)).toEqual(record);
    });

    it("keeps pieces in any order, each once: the first bytes stand", async () => {
      const { blobs } = storage();
      const { blob } = aRecord();
      await blobs.begin(aRecord({ blob }), undefined);
      const pieces = [someBytes(LIMITS.blobChunkBytes), someBytes(1), someBytes(300)];
      for (const index of [2, 0])
        expect(await blobs.put(blob, index, pieces[index] ?? someBytes())).toBe("kept");
      expect(await blobs.present(blob)).toEqual([0, 2]);
      expect(await blobs.put(blob, 0, pieces[0] ?? someBytes())).toBe("kept");
      expect(await blobs.put(blob, 0, someBytes(LIMITS.blobChunkBytes))).toBe("taken");
      expect(await blobs.put(blob, 0, someBytes(3))).toBe("taken");
      expect(await blobs.read(blob, 0)).toEqual(pieces[0]);
      expect(await blobs.read(blob, 1)).toBeUndefined();
      expect(await blobs.put(blob, 1, pieces[1] ?? someBytes())).toBe("kept");
      expect(await blobs.present(blob)).toEqual([0, 1, 2]);
    });

    it("lets one of many in at the same place and under the same id", async () => {
      const { blobs } = storage();
      const records = several(8, () => aRecord());
      const [{ blob } = aRecord()] = records;
      const begun = await Promise.all(records.map((record) => blobs.begin({ ...record, blob }, undefined)));
      expect(begun.filter((answer) => answer === "begun")).toHaveLength(1);
      const pieces = several(8, () => someBytes());
      const kept = await Promise.all(pieces.map((piece) => blobs.put(blob, 0, piece)));
      const winners = pieces.filter((_, at) => kept[at] === "kept");
      expect(winners).toHaveLength(1);
      expect(await blobs.read(blob, 0)).toEqual(winners[0]);
    });

    it("counts what an account has declared since a moment, also where many declare at once", async () => {
      const { blobs } = storage();
      const account = anAccount();
      const bytes = 1024 * 1024;
      const quota = { since: 1000, bytes: 3 * bytes };
      await blobs.begin(aRecord({ account, bytes, at: 999 }), quota);
      const answers = await Promise.all(
        several(6, () => blobs.begin(aRecord({ account, bytes, at: 1000 }), quota)),
      );
      expect(answers.sort()).toEqual(["begun", "begun", "begun", "over", "over", "over"]);
      // What is declared already may be declared again.
      const known = aRecord({ bytes, at: 1000 });
      expect(await blobs.begin(known, { since: 1000, bytes })).toBe("begun");
      expect(await blobs.begin(known, { since: 1000, bytes })).toEqual(known);
      expect(await blobs.begin(aRecord({ account: known.account, at: 1000 }), { since: 1000, bytes })).toBe(
        "over",
      );
      expect(await blobs.begin(aRecord({ account, bytes, at: 2000 }), { ...quota, since: 1001 })).toBe(
        "begun",
      );
    });

    it("counts a small file as one full piece", async () => {
      const { blobs } = storage();
      const account = anAccount();
      const quota = { since: 0, bytes: 2 * LIMITS.blobChunkBytes };
      const answers = [];
      for (let n = 0; n < 3; n++) answers.push(await blobs.begin(aRecord({ account }), quota));
      expect(answers).toEqual(["begun", "begun", "over"]);
    });

    it("keeps files apart", async () => {
      const { blobs } = storage();
      const [one, other] = [aRecord(), aRecord()];
      for (const record of [one, other]) await blobs.begin(record, undefined);
      await blobs.put(one.blob, 0, someBytes());
      expect(await blobs.present(other.blob)).toEqual([]);
      expect(await blobs.read(other.blob, 0)).toBeUndefined();
    });
  });
}
