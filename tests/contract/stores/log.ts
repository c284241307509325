import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aCommit, aConversation, aDevice, always, aMessage, page, several, someBytes } from "../samples.ts";

/** Reading a conversation's log. */
export function logContract(fresh: FreshGround): void {
  describe("a conversation's log", () => {
    const storage = useStorage(fresh);

    it("is empty for a conversation that nobody began", async () => {
      const { conversations } = storage();
      const conversation = aConversation();
      expect(await conversations.tail(conversation)).toBeUndefined();
      expect(await conversations.commit(conversation, 1)).toBeUndefined();
      expect(await conversations.read(conversation, 0, 100, page(100))).toEqual([]);
    });

    it("gives entries as they were sent, after one number and up to another, at most so many", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const drafts = several(8, (at) => aMessage(device, { epoch: at, at: 1_700_000_000_000 + at }));
      for (const draft of drafts) {
        await conversations.append(conversation, draft, always);
        await conversations.append(aConversation(), draft, always);
      }
      const log = drafts.map((draft, at) => ({ ...draft, seq: at + 1 }));
      expect(await conversations.read(conversation, 0, 8, page(100))).toEqual(log);
      expect(await conversations.read(conversation, 2, 5, page(100))).toEqual(log.slice(2, 5));
      expect(await conversations.read(conversation, 2, 100, page(2))).toEqual(log.slice(2, 4));
      expect(await conversations.read(conversation, 5, 5, page(100))).toEqual([]);
      expect(await conversations.read(conversation, 8, 100, page(100))).toEqual([]);
    });

    it("gives no more bytes than fit into a page, but one entry always", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      for (const size of [100, 200, 5_000, 300, 0, 1])
        await conversations.append(conversation, aMessage(device, { bytes: someBytes(size) }), always);
      const read = async (after: number, upTo: number, size: number) =>
        (await conversations.read(conversation, after, upTo, page(100, size))).map(({ seq }) => seq);
      expect(await read(0, 6, 300)).toEqual([1, 2]);
      expect(await read(0, 6, 299)).toEqual([1]);
      expect(await read(0, 6, 5_299)).toEqual([1, 2]);
      expect(await read(0, 6, 5_300)).toEqual([1, 2, 3]);
      expect(await read(2, 6, 1)).toEqual([3]);
      expect(await read(3, 6, 300)).toEqual([4, 5]);
      expect(await read(3, 6, 301)).toEqual([4, 5, 6]);
      expect(await read(3, 4, 10_000)).toEqual([4]);
      expect((await conversations.read(conversation, 0, 6, page(2, 10_000))).map(({ seq }) => seq)).toEqual([
        1, 2,
      ]);
    });

    it("says of a commit what it did, and nothing of an entry that is none", async () => {
      const { conversations } = storage();
      const conversation = aConversation();
      const [founder, joined, gone] = [aDevice(), aDevice(), aDevice()];
      const welcome = someBytes(900);
      const first = aCommit(founder, 0, [founder, gone], { added: [founder, gone] });
      const second = aCommit(founder, 1, [founder, joined], { added: [joined], removed: [gone], welcome });
      for (const draft of [first, aMessage(founder), second])
        await conversations.append(conversation, draft, always);
      const { sender, at } = second;
      expect(await conversations.commit(conversation, 3)).toEqual({
        seq: 3,
        sender,
        at,
        epochAfter: 2,
        devices: [founder, joined],
        added: [joined],
        removed: [gone],
        welcome,
      });
      expect(await conversations.commit(conversation, 1)).toEqual({
        seq: 1,
        sender: first.sender,
        at: first.at,
        epochAfter: 1,
        devices: [founder, gone],
        added: [founder, gone],
        removed: [],
        welcome: undefined,
      });
      expect(await conversations.commit(conversation, 2)).toBeUndefined();
    });

    it("gives a commit's own bytes, not its welcome, among the entries", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const { change, ...entry } = aCommit(device, 0, [device], { added: [device], welcome: someBytes() });
      await conversations.append(conversation, change === undefined ? entry : { ...entry, change }, always);
      expect(await conversations.read(conversation, 0, 1, page(1))).toEqual([{ ...entry, seq: 1 }]);
    });

    it("keeps the largest things that the protocol lets through, and the smallest", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const welcome = someBytes(2 * 1024 * 1024);
      const large = {
        ...aCommit(device, 0, [device], { added: [device], welcome }),
        bytes: someBytes(1024 * 1024),
      };
      const empty = aMessage(device, { bytes: new Uint8Array() });
      for (const draft of [large, empty]) await conversations.append(conversation, draft, always);
      const log = await conversations.read(conversation, 0, 2, page(2));
      expect(log.map(({ bytes }) => Buffer.compare(bytes, large.bytes))).toEqual([0, -1]);
      expect(log[1]?.bytes).toEqual(new Uint8Array());
      const kept = (await conversations.commit(conversation, 1))?.welcome;
      expect(kept !== undefined && Buffer.compare(kept, welcome) === 0).toBe(true);
    });

    it("goes on further on where that was wanted, and is read over the leap", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const creation = aCommit(device, 0, [device], { added: [device] });
      await conversations.append(conversation, creation, always);
      const mark = aMessage(device, { bytes: new Uint8Array() });
      const leaping = () => ({ admitted: true, floor: 0, seq: 1_000_001 }) as const;
      expect(await conversations.append(conversation, mark, leaping)).toMatchObject({ seq: 1_000_001 });
      const next = aMessage(device);
      expect(await conversations.append(conversation, next, always)).toMatchObject({ seq: 1_000_002 });
      expect(await conversations.append(conversation, mark, leaping)).toMatchObject({
        ...{ outcome: "repeated", seq: 1_000_001 },
      });
      expect(await conversations.tail(conversation)).toMatchObject({ seq: 1_000_002, commitSeq: 1 });
      const all = await conversations.read(conversation, 0, 2_000_000, page(10));
      expect(all.map(({ seq }) => seq)).toEqual([1, 1_000_001, 1_000_002]);
      const later = await conversations.read(conversation, 500, 2_000_000, page(1));
      expect(later.map(({ seq }) => seq)).toEqual([1_000_001]);
    });
  });
}
