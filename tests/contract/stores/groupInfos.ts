import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aConversation, several, someBytes } from "../samples.ts";

/** The public state of each group's newest epoch. */
export function groupInfosContract(fresh: FreshGround): void {
  describe("group infos", () => {
    const storage = useStorage(fresh);

    it("has nothing of a conversation for which nothing was put", async () => {
      expect(await storage().groupInfos.get(aConversation())).toBeUndefined();
    });

    it("keeps the newest epoch's, and no older one that comes late", async () => {
      const { groupInfos } = storage();
      const conversation = aConversation();
      const [former, newer] = [someBytes(), someBytes(20 * 1024)];
      await groupInfos.put(conversation, 3, former, 1);
      expect(await groupInfos.get(conversation)).toEqual({ epoch: 3, groupInfo: former });
      await groupInfos.put(conversation, 5, newer, 2);
      await groupInfos.put(conversation, 4, someBytes(), 3);
      expect(await groupInfos.get(conversation)).toEqual({ epoch: 5, groupInfo: newer });
    });

    it("replaces one of the same epoch", async () => {
      const { groupInfos } = storage();
      const conversation = aConversation();
      const newer = someBytes();
      await groupInfos.put(conversation, 2, someBytes(), 1);
      await groupInfos.put(conversation, 2, newer, 2);
      expect(await groupInfos.get(conversation)).toEqual({ epoch: 2, groupInfo: newer });
    });

    it("keeps one whole when several are put at once, of the newest epoch", async () => {
      const { groupInfos } = storage();
      const conversation = aConversation();
      const all = several(12, (at) => ({ epoch: 1 + (at % 4), bytes: someBytes() }));
      await Promise.all(all.map(({ epoch, bytes }) => groupInfos.put(conversation, epoch, bytes, 1)));
      const kept = await groupInfos.get(conversation);
      expect(kept?.epoch).toBe(4);
      expect(all.filter(({ epoch }) => epoch === 4).map(({ bytes }) => bytes)).toContainEqual(
        kept?.groupInfo,
      );
    });

    it("keeps conversations apart", async () => {
      const { groupInfos } = storage();
      const [one, other] = [aConversation(), aConversation()];
      const bytes = someBytes();
      await groupInfos.put(one, 9, bytes, 1);
      expect(await groupInfos.get(other)).toBeUndefined();
      await groupInfos.put(other, 1, someBytes(), 1);
      expect(await groupInfos.get(one)).toEqual({ epoch: 9, groupInfo: bytes });
    });
  });
}
