import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { several, someBytes } from "../samples.ts";

/** The server's own keys under the heads of the logs. */
export function logKeysContract(fresh: FreshGround): void {
  describe("log keys", () => {
    const storage = useStorage(fresh);

    it("keeps the first of a number for ever, and says to everybody which it is", async () => {
      const { logKeys } = storage();
      expect(await logKeys.all()).toEqual([]);
      const [first, other] = [someBytes(32), someBytes(32)];
      expect(await logKeys.keep(0, first, 1)).toEqual(first);
      expect(await logKeys.keep(0, other, 2)).toEqual(first);
      expect(await logKeys.all()).toEqual([first]);
    });

    it("lists them by their numbers", async () => {
      const { logKeys } = storage();
      const before = await logKeys.all();
      const more = several(12, () => someBytes(32));
      for (const [at, seed] of [...more.entries()].reverse()) await logKeys.keep(before.length + at, seed, 1);
      expect(await logKeys.all()).toEqual([...before, ...more]);
    });

    it("lets one of many have a number when they keep at once", async () => {
      const { logKeys } = storage();
      const number = (await logKeys.all()).length;
      const seeds = several(12, () => someBytes(32));
      const answers = await Promise.all(seeds.map((seed) => logKeys.keep(number, seed, 1)));
      const stands = (await logKeys.all())[number];
      for (const answer of answers) expect(answer).toEqual(stands);
      expect(seeds).toContainEqual(stands);
    });
  });
}
