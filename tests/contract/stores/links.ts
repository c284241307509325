import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aToken, several, someBytes } from "../samples.ts";

/** Meeting places of two devices of one person. */
export function linksContract(fresh: FreshGround): void {
  describe("links", () => {
    const storage = useStorage(fresh);
    const aPlace = (expiresAt = 100) => ({
      placeHash: aToken(),
      openerHash: aToken(),
      commitment: someBytes(32),
      expiresAt,
    });

    it("knows nothing of a place that nobody opened", async () => {
      const { links } = storage();
      expect(await links.find(aToken())).toBeUndefined();
      expect(await links.step(aToken(), "answer")).toBeUndefined();
    });

    it("opens a place once: again for the same opener and commitment, for nobody else", async () => {
      const { links } = storage();
      const place = aPlace();
      expect(await links.open(place)).toBe(true);
      expect(await links.open({ ...place, expiresAt: 900 })).toBe(true);
      expect(await links.open({ ...place, openerHash: aToken() })).toBe(false);
      expect(await links.open({ ...place, commitment: someBytes(32) })).toBe(false);
      expect(await links.find(place.placeHash)).toEqual(place);
    });

    it("lets one of many open at once", async () => {
      const { links } = storage();
      const { placeHash } = aPlace();
      const places = several(8, () => ({ ...aPlace(), placeHash }));
      const answers = await Promise.all(places.map((place) => links.open(place)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await links.find(placeHash)).toEqual(places[answers.indexOf(true)]);
    });

    it("keeps the first bytes of a step, of its author only", async () => {
      const { links } = storage();
      const place = aPlace();
      await links.open(place);
      const bytes = someBytes(256 * 1024);
      const leave = (step: "answer" | "package", author: string, left: Uint8Array) =>
        links.leave(place.placeHash, step, author, left, place.expiresAt);
      expect(await leave("answer", "one", bytes)).toBe(true);
      expect(await leave("answer", "one", bytes)).toBe(true);
      expect(await leave("answer", "one", someBytes())).toBe(false);
      expect(await leave("answer", "other", bytes)).toBe(false);
      expect(await leave("package", "other", new Uint8Array())).toBe(true);
      expect(await links.step(place.placeHash, "answer")).toEqual({ author: "one", bytes });
      expect(await links.step(place.placeHash, "package")).toEqual({
        author: "other",
        bytes: new Uint8Array(),
      });
    });

    it("lets one of many leave a step at once", async () => {
      const { links } = storage();
      const place = aPlace();
      await links.open(place);
      const authors = several(8, aToken);
      const bytes = someBytes();
      const answers = await Promise.all(
        authors.map((author) => links.leave(place.placeHash, "answer", author, bytes, 100)),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      const winner = authors[answers.indexOf(true)];
      expect(await links.step(place.placeHash, "answer")).toEqual({ author: winner, bytes });
    });

    it("forgets what has expired and keeps the rest", async () => {
      const { links } = storage();
      const [old, young] = [aPlace(100), aPlace(101)];
      for (const place of [old, young]) {
        await links.open(place);
        await links.leave(place.placeHash, "answer", "one", someBytes(), place.expiresAt);
      }
      await links.expire(100);
      expect(await links.find(old.placeHash)).toBeUndefined();
      expect(await links.step(old.placeHash, "answer")).toBeUndefined();
      expect(await links.find(young.placeHash)).toEqual(young);
      expect(await links.step(young.placeHash, "answer")).toMatchObject({ author: "one" });
      expect(await links.open({ ...old, openerHash: aToken() })).toBe(true);
    });
  });
}
