import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { anAccount, several, someBytes } from "../samples.ts";

/** Each account's archive of sealed segments. */
export function archivesContract(fresh: FreshGround): void {
  describe("archives", () => {
    const storage = useStorage(fresh);

    it("is empty for an account that never left anything", async () => {
      const { archives } = storage();
      const account = anAccount();
      expect(await archives.head(account)).toEqual({ count: 0, bytes: 0 });
      expect(await archives.read(account, 0)).toBeUndefined();
    });

    it("appends in order, sums up the bytes and reads every segment", async () => {
      const { archives } = storage();
      const account = anAccount();
      const segments = [someBytes(256 * 1024), someBytes(1), someBytes(300)];
      let bytes = 0;
      for (const [index, segment] of segments.entries()) {
        bytes += segment.length;
        const head = { count: index + 1, bytes };
        expect(await archives.append(account, index, segment, 1)).toEqual({ appended: true, head });
        expect(await archives.head(account)).toEqual(head);
      }
      for (const [index, segment] of segments.entries())
        expect(await archives.read(account, index)).toEqual(segment);
      expect(await archives.read(account, 3)).toBeUndefined();
    });

    it("changes nothing where the archive has another length, and says which", async () => {
      const { archives } = storage();
      const account = anAccount();
      const first = someBytes();
      await archives.append(account, 0, first, 1);
      const head = { count: 1, bytes: first.length };
      for (const index of [0, 2, 7])
        expect(await archives.append(account, index, someBytes(), 2)).toEqual({ appended: false, head });
      expect(await archives.read(account, 0)).toEqual(first);
      expect(await archives.read(account, 1)).toBeUndefined();
    });

    it("lets one of many in at the same place", async () => {
      const { archives } = storage();
      const account = anAccount();
      const segments = several(12, () => someBytes());
      const answers = await Promise.all(segments.map((segment) => archives.append(account, 0, segment, 1)));
      const winners = segments.filter((_, at) => answers[at]?.appended);
      expect(winners).toHaveLength(1);
      expect(await archives.read(account, 0)).toEqual(winners[0]);
      expect((await archives.head(account)).count).toBe(1);
    });

    it("keeps accounts apart", async () => {
      const { archives } = storage();
      const [one, other] = [anAccount(), anAccount()];
      const segment = someBytes();
      await archives.append(one, 0, segment, 1);
      expect(await archives.head(other)).toEqual({ count: 0, bytes: 0 });
      expect(await archives.read(other, 0)).toBeUndefined();
    });
  });
}
