import type { ConversationId, DeviceId } from "@comity/shared/ids";
import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aCommit, aConversation, aDevice, always, aMessage, several } from "../samples.ts";

/** Where a device is or was. */
export function placesContract(fresh: FreshGround): void {
  describe("places", () => {
    const storage = useStorage(fresh);

    const commit = (
      conversation: ConversationId,
      epoch: number,
      devices: readonly DeviceId[],
      change: { added?: readonly DeviceId[]; removed?: readonly DeviceId[] },
    ) => storage().conversations.append(conversation, aCommit(aDevice(), epoch, devices, change), always);

    it("has none for a device that was never added", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      await commit(conversation, 0, [device], {});
      expect(await conversations.places(device, undefined, 10)).toEqual([]);
      expect(await conversations.place(device, conversation)).toBeUndefined();
    });

    it("follows a device that is added, removed and added again", async () => {
      const { conversations } = storage();
      const [conversation, device, founder] = [aConversation(), aDevice(), aDevice()];
      const both = [founder, device];
      const expectPlace = async (joined: number, left: number | undefined) => {
        const place = { conversation, joined, left };
        expect(await conversations.place(device, conversation)).toEqual(place);
        expect(await conversations.places(device, undefined, 10)).toEqual([place]);
      };
      await commit(conversation, 0, [founder], { added: [founder] });
      await commit(conversation, 1, both, { added: [device] });
      await expectPlace(2, undefined);
      await conversations.append(conversation, aMessage(founder), always);
      await commit(conversation, 2, [founder], { removed: [device] });
      await expectPlace(2, 4);
      await commit(conversation, 3, both, { added: [device] });
      await expectPlace(5, undefined);
      await commit(conversation, 4, [founder], { removed: [device] });
      await expectPlace(5, 6);
      expect(await conversations.place(founder, conversation)).toEqual({
        conversation,
        joined: 1,
        left: undefined,
      });
    });

    it("lists whom a conversation's commits have added, in pages, those who have left since too", async () => {
      const { conversations } = storage();
      const [conversation, other] = [aConversation(), aConversation()];
      const [founder, device, third] = [aDevice(), aDevice(), aDevice()];
      await commit(conversation, 0, [founder], { added: [founder] });
      await commit(other, 0, [third], { added: [third] });
      await conversations.append(conversation, aMessage(founder), always);
      await commit(conversation, 1, [founder, device], { added: [device] });
      await commit(conversation, 2, [founder], { removed: [device] });
      await commit(conversation, 3, [founder, third], { added: [third] });
      const first = { seq: 1, added: [founder] };
      const rest = [
        { seq: 3, added: [device] },
        { seq: 4, added: [] },
        { seq: 5, added: [third] },
      ];
      expect(await conversations.arrivals(conversation, 0, 10)).toEqual([first, ...rest]);
      expect(await conversations.arrivals(conversation, 0, 1)).toEqual([first]);
      expect(await conversations.arrivals(conversation, 1, 2)).toEqual(rest.slice(0, 2));
      expect(await conversations.arrivals(conversation, 5, 10)).toEqual([]);
      expect(await conversations.arrivals(aConversation(), 0, 10)).toEqual([]);
    });

    it("takes a device that one commit removes and adds for one that stays, from there on", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      await commit(conversation, 0, [device], { added: [device] });
      await commit(conversation, 1, [device], { removed: [device], added: [device] });
      const place = { conversation, joined: 2, left: undefined };
      expect(await conversations.place(device, conversation)).toEqual(place);
      expect(await conversations.places(device, undefined, 10)).toEqual([place]);
    });

    it("pages through a device's places in the order of conversation ids", async () => {
      const { conversations } = storage();
      const [device, founder] = [aDevice(), aDevice()];
      const all = several(7, aConversation);
      const both = [founder, device];
      for (const [at, conversation] of all.entries()) {
        await commit(conversation, 0, both, { added: both });
        if (at % 2 === 0) await commit(conversation, 1, [founder], { removed: [device] });
        if (at % 4 === 0) await commit(conversation, 2, both, { added: [device] });
      }
      const places = all
        .map((conversation, at) => ({
          conversation,
          joined: at % 4 === 0 ? 3 : 1,
          left: at % 4 === 2 ? 2 : undefined,
        }))
        .sort((a, b) => (a.conversation < b.conversation ? -1 : 1));
      expect(await conversations.places(device, undefined, 100)).toEqual(places);
      expect(await conversations.places(device, undefined, 3)).toEqual(places.slice(0, 3));
      expect(await conversations.places(device, places[2]?.conversation, 3)).toEqual(places.slice(3, 6));
      expect(await conversations.places(device, places[5]?.conversation, 3)).toEqual(places.slice(6));
      expect(await conversations.places(device, places[6]?.conversation, 3)).toEqual([]);
    });
  });
}
