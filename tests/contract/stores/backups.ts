import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { anAccount, aToken, several, someBytes } from "../samples.ts";

/** One sealed backup for each account. */
export function backupsContract(fresh: FreshGround): void {
  describe("backups", () => {
    const storage = useStorage(fresh);

    it("has nothing under a locator that nobody uses", async () => {
      expect(await storage().backups.get(aToken())).toBeUndefined();
    });

    it("keeps one backup for each account: newer bytes replace the former", async () => {
      const { backups } = storage();
      const [account, locator] = [anAccount(), aToken()];
      const [former, newer] = [someBytes(256 * 1024), someBytes(100)];
      expect(await backups.put(account, locator, former, 1)).toBe(true);
      expect(await backups.get(locator)).toEqual(former);
      expect(await backups.put(account, locator, newer, 2)).toBe(true);
      expect(await backups.get(locator)).toEqual(newer);
    });

    it("replaces the former locator by a new one", async () => {
      const { backups } = storage();
      const [account, former, newer] = [anAccount(), aToken(), aToken()];
      const bytes = someBytes();
      await backups.put(account, former, someBytes(), 1);
      expect(await backups.put(account, newer, bytes, 2)).toBe(true);
      expect(await backups.get(former)).toBeUndefined();
      expect(await backups.get(newer)).toEqual(bytes);
    });

    it("refuses a locator of another account and changes nothing", async () => {
      const { backups } = storage();
      const [locator, ownLocator] = [aToken(), aToken()];
      const another = anAccount();
      const [bytes, own] = [someBytes(), someBytes()];
      await backups.put(anAccount(), locator, bytes, 1);
      expect(await backups.put(another, locator, someBytes(), 2)).toBe(false);
      await backups.put(another, ownLocator, own, 3);
      expect(await backups.put(another, locator, someBytes(), 4)).toBe(false);
      expect(await backups.get(locator)).toEqual(bytes);
      expect(await backups.get(ownLocator)).toEqual(own);
    });

    it("gives a locator to one of many accounts that want it at once", async () => {
      const { backups } = storage();
      const locator = aToken();
      const wishes = several(10, () => ({ account: anAccount(), bytes: someBytes() }));
      const answers = await Promise.all(
        wishes.map(({ account, bytes }) => backups.put(account, locator, bytes, 1)),
      );
      const winners = wishes.filter((_, at) => answers[at]);
      expect(winners).toHaveLength(1);
      expect(await backups.get(locator)).toEqual(winners[0]?.bytes);
    });

    it("keeps one whole backup when an account puts several at once", async () => {
      const { backups } = storage();
      const account = anAccount();
      const wishes = several(6, () => ({ locator: aToken(), bytes: someBytes() }));
      const answers = await Promise.all(
        wishes.map(({ locator, bytes }) => backups.put(account, locator, bytes, 1)),
      );
      expect(answers).toEqual(several(6, () => true));
      const found = await Promise.all(wishes.map(({ locator }) => backups.get(locator)));
      expect(found.filter((bytes) => bytes !== undefined)).toHaveLength(1);
      const at = found.findIndex((bytes) => bytes !== undefined);
      expect(found[at]).toEqual(wishes[at]?.bytes);
    });

    it("keeps the first note at a retired locator, for its account only", async () => {
      const { backups } = storage();
      const [account, locator, note] = [anAccount(), aToken(), someBytes(512)];
      expect(await backups.note(locator)).toBeUndefined();
      expect(await backups.retire(account, locator, note, 1)).toBe(true);
      expect(await backups.retire(account, locator, someBytes(), 2)).toBe(true);
      expect(await backups.retire(anAccount(), locator, someBytes(), 3)).toBe(false);
      expect(await backups.note(locator)).toEqual(note);
    });
  });
}
