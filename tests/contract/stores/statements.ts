import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aNetwork, aStatement, several } from "../samples.ts";

/** Each network's append-only log of statements. */
export function statementsContract(fresh: FreshGround): void {
  describe("statements", () => {
    const storage = useStorage(fresh);

    it("has an empty log for a network that was never founded", async () => {
      const { statements } = storage();
      const network = aNetwork();
      expect(await statements.size(network)).toBe(0);
      expect(await statements.read(network, 0, 10)).toEqual([]);
    });

    it("appends in order and reads from any position", async () => {
      const { statements } = storage();
      const network = aNetwork();
      const all = several(7, (at) => aStatement(`statement ${at}`));
      expect(await statements.append(network, 0, all.slice(0, 3))).toEqual({ appended: true, size: 3 });
      expect(await statements.append(network, 3, all.slice(3, 4))).toEqual({ appended: true, size: 4 });
      expect(await statements.append(network, 4, all.slice(4))).toEqual({ appended: true, size: 7 });
      expect(await statements.size(network)).toBe(7);
      for (let from = 0; from <= 8; from++)
        for (const limit of [1, 2, 3, 10])
          expect(await statements.read(network, from, limit)).toEqual(all.slice(from, from + limit));
    });

    it("appends nothing at all when the log has another size, and says which", async () => {
      const { statements } = storage();
      const network = aNetwork();
      const first = several(3, (at) => aStatement(`statement ${at}`));
      await statements.append(network, 0, first);
      for (const expected of [0, 1, 2, 4])
        expect(await statements.append(network, expected, [aStatement("no"), aStatement("no")])).toEqual({
          appended: false,
          size: 3,
        });
      expect(await statements.read(network, 0, 10)).toEqual(first);
    });

    it("takes an empty batch for what it is", async () => {
      const { statements } = storage();
      const network = aNetwork();
      expect(await statements.append(network, 0, [])).toEqual({ appended: true, size: 0 });
      expect(await statements.append(network, 1, [])).toEqual({ appended: false, size: 0 });
      expect(await statements.append(network, 0, [aStatement("first")])).toEqual({ appended: true, size: 1 });
    });

    it("lets one of many batches in at the same size, whole", async () => {
      const { statements } = storage();
      const network = aNetwork();
      const batches = several(12, (at) => several(1 + (at % 3), (part) => aStatement(`${at}.${part}`)));
      const answers = await Promise.all(batches.map((batch) => statements.append(network, 0, batch)));
      const winners = batches.filter((_, at) => answers[at]?.appended);
      expect(winners).toHaveLength(1);
      expect(await statements.read(network, 0, 100)).toEqual(winners[0]);
      expect(await statements.size(network)).toBe(winners[0]?.length);
    });

    it("names the networks that have been founded, sorted, each once", async () => {
      const { statements } = storage();
      const founded = several(4, aNetwork);
      for (const network of founded) {
        await statements.append(network, 0, [aStatement("founded")]);
        await statements.append(network, 1, [aStatement("more")]);
      }
      const networks = await statements.networks();
      expect(networks).toEqual([...new Set(networks)].sort());
      expect(networks).toEqual(expect.arrayContaining(founded));
    });
  });
}
