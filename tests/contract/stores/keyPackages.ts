import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aDevice, several, someBytes } from "../samples.ts";

const [SUITE, OTHER_SUITE] = [3, 0x4d1c];
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("hex");

/** Pools of key packages: each one-time package goes to one taker. */
export function keyPackagesContract(fresh: FreshGround): void {
  describe("key packages", () => {
    const storage = useStorage(fresh);

    it("has nothing for a device that published nothing", async () => {
      const { keyPackages } = storage();
      const device = aDevice();
      expect(await keyPackages.count(device, SUITE)).toEqual({ oneTime: 0, lastResort: false });
      expect(await keyPackages.take(device, SUITE)).toBeUndefined();
    });

    it("hands packages out oldest first and says how many are left", async () => {
      const { keyPackages } = storage();
      const device = aDevice();
      const [first, second] = [several(2, () => someBytes()), several(2, () => someBytes())];
      expect(await keyPackages.add(device, SUITE, first, 10)).toBe(2);
      expect(await keyPackages.add(device, SUITE, second, 20)).toBe(4);
      for (const [at, keyPackage] of [...first, ...second].entries())
        expect(await keyPackages.take(device, SUITE)).toEqual({ keyPackage, left: 3 - at });
      expect(await keyPackages.take(device, SUITE)).toBeUndefined();
    });

    it("counts the same bytes once", async () => {
      const { keyPackages } = storage();
      const device = aDevice();
      const [same, another] = [someBytes(), someBytes()];
      expect(await keyPackages.add(device, SUITE, [same, same], 1)).toBe(1);
      expect(await keyPackages.add(device, SUITE, [same, another], 2)).toBe(2);
      expect(await keyPackages.add(device, SUITE, [], 3)).toBe(2);
    });

    it("gives no package to two takers, and the last resort to those who came too late", async () => {
      const { keyPackages } = storage();
      const device = aDevice();
      const pool = several(15, () => someBytes());
      const lastResort = someBytes();
      await keyPackages.setLastResort(device, SUITE, lastResort, 1);
      await keyPackages.add(device, SUITE, pool, 1);
      const taken = await Promise.all(several(20, () => keyPackages.take(device, SUITE)));
      const given = taken.map((one) => hex(one?.keyPackage));
      expect(given.filter((one) => one !== hex(lastResort)).sort()).toEqual(pool.map(hex).sort());
      expect(given.filter((one) => one === hex(lastResort))).toHaveLength(5);
    });

    it("keeps the last resort when it is taken, until another replaces it", async () => {
      const { keyPackages } = storage();
      const device = aDevice();
      const [former, newer] = [someBytes(), someBytes()];
      await keyPackages.setLastResort(device, SUITE, former, 1);
      expect(await keyPackages.count(device, SUITE)).toEqual({ oneTime: 0, lastResort: true });
      expect(await keyPackages.take(device, SUITE)).toEqual({ keyPackage: former, left: 0 });
      expect(await keyPackages.take(device, SUITE)).toEqual({ keyPackage: former, left: 0 });
      await keyPackages.setLastResort(device, SUITE, newer, 2);
      expect(await keyPackages.take(device, SUITE)).toEqual({ keyPackage: newer, left: 0 });
    });

    it("holds one last resort when several are set at once", async () => {
      const { keyPackages } = storage();
      const device = aDevice();
      const all = several(6, () => someBytes());
      await Promise.all(all.map((one) => keyPackages.setLastResort(device, SUITE, one, 1)));
      const first = await keyPackages.take(device, SUITE);
      expect(all.map(hex)).toContain(hex(first?.keyPackage));
      expect(await keyPackages.take(device, SUITE)).toEqual(first);
    });

    it("keeps suites and devices apart", async () => {
      const { keyPackages } = storage();
      const [device, another] = [aDevice(), aDevice()];
      const keyPackage = someBytes();
      await keyPackages.add(device, SUITE, [keyPackage], 1);
      await keyPackages.add(another, SUITE, [keyPackage], 1);
      expect(await keyPackages.take(device, OTHER_SUITE)).toBeUndefined();
      expect(await keyPackages.take(device, SUITE)).toEqual({ keyPackage, left: 0 });
      expect(await keyPackages.take(another, SUITE)).toEqual({ keyPackage, left: 0 });
    });

    it("forgets a device in all suites, and no other", async () => {
      const { keyPackages } = storage();
      const [device, another] = [aDevice(), aDevice()];
      for (const one of [device, another])
        for (const suite of [SUITE, OTHER_SUITE]) {
          await keyPackages.add(one, suite, [someBytes()], 1);
          await keyPackages.setLastResort(one, suite, someBytes(), 1);
        }
      await keyPackages.forget(device);
      for (const suite of [SUITE, OTHER_SUITE]) {
        expect(await keyPackages.count(device, suite)).toEqual({ oneTime: 0, lastResort: false });
        expect(await keyPackages.count(another, suite)).toEqual({ oneTime: 1, lastResort: true });
      }
    });
  });
}
