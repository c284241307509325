import { describe, expect, it } from "vitest";
import { type FreshGround, opened, useStorage } from "../ground.ts";
import { anAccount } from "../samples.ts";

/** Accounts that the operator lets in no more. */
export function disabledAccountsContract(fresh: FreshGround): void {
  describe("disabled accounts", () => {
    const storage = useStorage(fresh);

    it("knows of none that was not disabled", async () => {
      expect(await storage().disabledAccounts.since(anAccount())).toBeUndefined();
    });

    it("keeps the first date, and forgets an account that is enabled again", async () => {
      const { disabledAccounts } = storage();
      const account = anAccount();
      await disabledAccounts.disable(account, 1000);
      await disabledAccounts.disable(account, 2000);
      expect(await disabledAccounts.since(account)).toBe(1000);
      await disabledAccounts.enable(account);
      await disabledAccounts.enable(account);
      expect(await disabledAccounts.since(account)).toBeUndefined();
      await disabledAccounts.disable(account, 3000);
      expect(await disabledAccounts.since(account)).toBe(3000);
    });

    it("lists them by account, and keeps them when it is closed", async () => {
      const ground = await fresh();
      const before = await opened(ground);
      const accounts = [anAccount(), anAccount(), anAccount()].sort();
      for (const account of [...accounts].reverse()) await before.disabledAccounts.disable(account, 5);
      await before.close();
      const after = await opened(ground);
      expect(await after.disabledAccounts.all()).toEqual(accounts.map((account) => ({ account, at: 5 })));
      await after.close();
      await ground.drop();
    });
  });
}
