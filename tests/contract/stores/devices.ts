import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aDevice, aNetwork, anAccount, several } from "../samples.ts";

/** Which device belongs to which account. */
export function devicesContract(fresh: FreshGround): void {
  describe("devices", () => {
    const storage = useStorage(fresh);

    it("knows nothing of a device that was never registered", async () => {
      expect(await storage().devices.find(aDevice())).toBeUndefined();
      expect(await storage().devices.ofAccount(anAccount())).toEqual([]);
    });

    it("registers a device, and adds further networks in order, each once", async () => {
      const { devices } = storage();
      const [device, account] = [aDevice(), anAccount()];
      const networks = several(3, aNetwork);
      for (const [at, network] of [...networks, ...networks].entries())
        expect(await devices.register({ device, account, network, at: 100 + at })).toBe(true);
      expect(await devices.find(device)).toEqual({
        device,
        account,
        networks: [...networks].sort(),
        registeredAt: 100,
        seenAt: undefined,
      });
    });

    it("refuses a device of another account and leaves the record as it was", async () => {
      const { devices } = storage();
      const [device, account, network] = [aDevice(), anAccount(), aNetwork()];
      await devices.register({ device, account, network, at: 1 });
      expect(await devices.register({ device, account: anAccount(), network: aNetwork(), at: 2 })).toBe(
        false,
      );
      expect(await devices.find(device)).toEqual({
        device,
        account,
        networks: [network],
        registeredAt: 1,
        seenAt: undefined,
      });
    });

    it("notes log-ins of a registered device, the newest one", async () => {
      const { devices } = storage();
      const [device, account, network] = [aDevice(), anAccount(), aNetwork()];
      await devices.register({ device, account, network, at: 1 });
      expect((await devices.ofAccount(account))[0]?.seenAt).toBeUndefined();
      for (const at of [50, 70, 60]) await devices.seen(device, at);
      expect(await devices.find(device)).toMatchObject({ registeredAt: 1, seenAt: 70 });
      expect((await devices.ofAccount(account))[0]?.seenAt).toBe(70);
      await devices.register({ device, account, network: aNetwork(), at: 90 });
      expect((await devices.find(device))?.seenAt).toBe(70);
    });

    it("gives a device to one of many accounts that claim it at once", async () => {
      const { devices } = storage();
      const [device, network] = [aDevice(), aNetwork()];
      const accounts = several(12, anAccount);
      const answers = await Promise.all(
        accounts.map((account) => devices.register({ device, account, network, at: 1 })),
      );
      const winners = accounts.filter((_, at) => answers[at]);
      expect(winners).toHaveLength(1);
      expect((await devices.find(device))?.account).toBe(winners[0]);
    });

    it("keeps every network that is added at once", async () => {
      const { devices } = storage();
      const [device, account] = [aDevice(), anAccount()];
      const networks = several(8, aNetwork);
      await Promise.all(networks.map((network) => devices.register({ device, account, network, at: 1 })));
      expect((await devices.find(device))?.networks).toEqual([...networks].sort());
    });

    it("lists an account's devices, oldest first", async () => {
      const { devices } = storage();
      const [account, network] = [anAccount(), aNetwork()];
      const [late, early] = [aDevice(), aDevice()];
      await devices.register({ device: late, account, network, at: 20 });
      await devices.register({ device: early, account, network, at: 10 });
      await devices.register({ device: aDevice(), account: anAccount(), network, at: 5 });
      const found = await devices.ofAccount(account);
      expect(found.map(({ device }) => device)).toEqual([early, late]);
      expect(found.map(({ networks }) => networks)).toEqual([[network], [network]]);
    });
  });
}
