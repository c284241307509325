import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aNetwork, aToken, several } from "../samples.ts";

/** One-time rights to found a network. */
export function foundingsContract(fresh: FreshGround): void {
  describe("foundings", () => {
    const storage = useStorage(fresh);

    it("refuses a token that was never issued", async () => {
      expect(await storage().foundings.spend(aToken(), aNetwork())).toBe(false);
    });

    it("spends a token on one network, and says so again when it is asked again", async () => {
      const { foundings } = storage();
      const [token, network] = [aToken(), aNetwork()];
      await foundings.issue(token, 1);
      expect(await foundings.spend(token, network)).toBe(true);
      expect(await foundings.spend(token, network)).toBe(true);
      expect(await foundings.spend(token, aNetwork())).toBe(false);
    });

    it("does not make a spent token new when it is issued again", async () => {
      const { foundings } = storage();
      const token = aToken();
      await foundings.issue(token, 1);
      await foundings.spend(token, aNetwork());
      await foundings.issue(token, 2);
      expect(await foundings.spend(token, aNetwork())).toBe(false);
    });

    it("lets one of many networks have it when they spend at once", async () => {
      const { foundings } = storage();
      const token = aToken();
      const networks = several(12, aNetwork);
      await foundings.issue(token, 1);
      const answers = await Promise.all(networks.map((network) => foundings.spend(token, network)));
      const winners = networks.filter((_, at) => answers[at]);
      expect(winners).toHaveLength(1);
      for (const network of networks)
        expect(await foundings.spend(token, network)).toBe(network === winners[0]);
    });
  });
}
