import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aConversation, aDevice, several } from "../samples.ts";

/** Up to where each device has stored each conversation. */
export function cursorsContract(fresh: FreshGround): void {
  describe("cursors", () => {
    const storage = useStorage(fresh);

    it("has none where nothing was acknowledged", async () => {
      const { cursors } = storage();
      expect(await cursors.of(aDevice(), [aConversation()])).toEqual(new Map());
      expect(await cursors.of(aDevice(), [])).toEqual(new Map());
    });

    it("moves forward only", async () => {
      const { cursors } = storage();
      const [device, conversation] = [aDevice(), aConversation()];
      const steps = [
        [5, 5],
        [9, 9],
        [3, 9],
        [9, 9],
        [10, 10],
      ] as const;
      for (const [seq, stands] of steps) {
        await cursors.acknowledge(device, [{ conversation, seq }]);
        expect(await cursors.of(device, [conversation])).toEqual(new Map([[conversation, stands]]));
      }
    });

    it("ends at the furthest of those that come at once", async () => {
      const { cursors } = storage();
      const [device, conversation] = [aDevice(), aConversation()];
      const numbers = [3, 17, 8, 20, 1, 19, 20, 2];
      await Promise.all(numbers.map((seq) => cursors.acknowledge(device, [{ conversation, seq }])));
      expect(await cursors.of(device, [conversation])).toEqual(new Map([[conversation, 20]]));
    });

    it("moves many at once, also the same one twice, and answers those that are asked for", async () => {
      const { cursors } = storage();
      const device = aDevice();
      const all = several(30, (at) => ({ conversation: aConversation(), seq: at + 1 }));
      const [first, second] = all;
      if (first === undefined || second === undefined) throw new Error("thirty were made");
      await cursors.acknowledge(device, [...all, { ...first, seq: 90 }, { ...second, seq: 1 }]);
      await cursors.acknowledge(device, []);
      await cursors.acknowledge(aDevice(), [{ ...first, seq: 1000 }]);
      expect(await cursors.of(device, [first.conversation, second.conversation, aConversation()])).toEqual(
        new Map([
          [first.conversation, 90],
          [second.conversation, 2],
        ]),
      );
      const found = await cursors.of(
        device,
        all.map(({ conversation }) => conversation),
      );
      expect(found.size).toBe(30);
    });

    it("answers those of several devices in one conversation, without the others", async () => {
      const { cursors } = storage();
      const [conversation, other] = [aConversation(), aConversation()];
      const [one, two, silent] = [aDevice(), aDevice(), aDevice()];
      await cursors.acknowledge(one, [
        { conversation, seq: 4 },
        { conversation: other, seq: 70 },
      ]);
      await cursors.acknowledge(two, [{ conversation, seq: 9 }]);
      await cursors.acknowledge(aDevice(), [{ conversation, seq: 50 }]);
      expect(await cursors.among(conversation, [one, two, silent])).toEqual(
        new Map([
          [one, 4],
          [two, 9],
        ]),
      );
      expect(await cursors.among(conversation, [])).toEqual(new Map());
    });
  });
}
