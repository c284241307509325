import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aToken, several, someBytes } from "../samples.ts";

/** Vaults on their way to another browser. */
export function transfersContract(fresh: FreshGround): void {
  describe("transfers", () => {
    const storage = useStorage(fresh);

    it("knows nothing of a token under which nothing was left", async () => {
      const { transfers } = storage();
      expect(await transfers.get(aToken(), 0)).toBeUndefined();
      expect(await transfers.claim(aToken(), aToken(), 1)).toBe(false);
    });

    it("keeps parts, whichever comes first", async () => {
      const { transfers } = storage();
      const token = aToken();
      const parts = several(3, () => someBytes(256 * 1024));
      await Promise.all(parts.map((bytes, part) => transfers.put(token, part, 3, bytes, 100)));
      for (const [part, bytes] of parts.entries())
        expect(await transfers.get(token, part)).toEqual({ parts: 3, bytes });
      expect(await transfers.get(token, 3)).toBeUndefined();
    });

    it("lets the first bytes of a part stand", async () => {
      const { transfers } = storage();
      const token = aToken();
      const bytes = someBytes();
      await transfers.put(token, 0, 1, bytes, 100);
      await transfers.put(token, 0, 9, someBytes(), 500);
      expect(await transfers.get(token, 0)).toEqual({ parts: 1, bytes });
      expect(await transfers.claim(token, aToken(), 100)).toBe(false);
    });

    it("binds to the first claimant, who may claim again", async () => {
      const { transfers } = storage();
      const [token, claimant] = [aToken(), aToken()];
      await transfers.put(token, 0, 1, someBytes(), 100);
      expect(await transfers.claim(token, claimant, 10)).toBe(true);
      expect(await transfers.claim(token, aToken(), 10)).toBe(false);
      expect(await transfers.claim(token, claimant, 20)).toBe(true);
    });

    it("lets one of many claim at once", async () => {
      const { transfers } = storage();
      const token = aToken();
      await transfers.put(token, 0, 1, someBytes(), 100);
      const claimants = several(12, aToken);
      const answers = await Promise.all(claimants.map((one) => transfers.claim(token, one, 10)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      const winner = claimants[answers.indexOf(true)];
      for (const one of claimants) expect(await transfers.claim(token, one, 11)).toBe(one === winner);
    });

    it("is over when it expires, for its claimant as well", async () => {
      const { transfers } = storage();
      const [token, claimant] = [aToken(), aToken()];
      await transfers.put(token, 0, 1, someBytes(), 100);
      expect(await transfers.claim(token, claimant, 99)).toBe(true);
      expect(await transfers.claim(token, claimant, 100)).toBe(false);
      expect(await transfers.claim(token, aToken(), 101)).toBe(false);
    });

    it("deletes its parts for good and remembers who claimed it", async () => {
      const { transfers } = storage();
      const [token, claimant] = [aToken(), aToken()];
      await transfers.put(token, 0, 2, someBytes(), 100);
      await transfers.claim(token, claimant, 10);
      await transfers.remove(token);
      await transfers.remove(token);
      await transfers.put(token, 0, 2, someBytes(), 100);
      await transfers.put(token, 1, 2, someBytes(), 100);
      expect(await transfers.get(token, 0)).toBeUndefined();
      expect(await transfers.get(token, 1)).toBeUndefined();
      expect(await transfers.claim(token, aToken(), 11)).toBe(false);
      expect(await transfers.claim(token, claimant, 11)).toBe(true);
    });

    it("can't be claimed once it was removed unclaimed", async () => {
      const { transfers } = storage();
      const token = aToken();
      await transfers.put(token, 0, 1, someBytes(), 100);
      await transfers.remove(token);
      expect(await transfers.claim(token, aToken(), 10)).toBe(false);
    });
  });
}
