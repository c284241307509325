import type { Admit, Tail } from "@comity/server/storage/port/conversations";
import { describe, expect, it } from "vitest";
import { type FreshGround, useStorage } from "../ground.ts";
import { aCommit, aConversation, aDevice, always, aMessage, page, several, someBytes } from "../samples.ts";

/** Accepts a commit for the epoch that stands, as the domain does. */
const atEpoch =
  (epoch: number): Admit<Tail | undefined> =>
  (tail) =>
    (tail?.epoch ?? 0) === epoch
      ? { admitted: true, floor: tail?.floor ?? 0 }
      : { admitted: false, refusal: tail };

/** Appending to a conversation's log: numbers without a gap, one winner, no doubles. */
export function appendingContract(fresh: FreshGround): void {
  describe("appending", () => {
    const storage = useStorage(fresh);

    it("asks about an empty log first, then about the tail that the former entry left", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const asked: (Tail | undefined)[] = [];
      const admit =
        (floor: number): Admit<never> =>
        (tail) => {
          asked.push(tail);
          return { admitted: true, floor };
        };
      const drafts = [
        aCommit(device, 0, [device], { added: [device] }),
        aMessage(device, { at: 77 }),
        aCommit(device, 1, [device]),
        aMessage(device),
      ];
      for (const [at, draft] of drafts.entries())
        expect(await conversations.append(conversation, draft, admit(at))).toEqual({
          outcome: "appended",
          seq: at + 1,
          at: draft.at,
        });
      const tails = [
        { seq: 1, epoch: 1, floor: 0, commitSeq: 1 },
        { seq: 2, epoch: 1, floor: 1, commitSeq: 1 },
        { seq: 3, epoch: 2, floor: 2, commitSeq: 3 },
        { seq: 4, epoch: 2, floor: 3, commitSeq: 3 },
      ].map((tail, at) => ({ ...tail, at: drafts[at]?.at }));
      expect(asked).toEqual([undefined, ...tails.slice(0, 3)]);
      expect(await conversations.tail(conversation)).toEqual(tails[3]);
    });

    it("leaves no trace of what was refused", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const refuse: Admit<string> = () => ({ admitted: false, refusal: "not here" });
      const draft = aCommit(device, 0, [device], { added: [device] });
      const refused = { outcome: "refused", refusal: "not here" };
      expect(await conversations.append(conversation, draft, refuse)).toEqual(refused);
      expect(await conversations.tail(conversation)).toBeUndefined();
      expect(await conversations.read(conversation, 0, 10, page(10))).toEqual([]);
      expect(await conversations.place(device, conversation)).toBeUndefined();
      expect(await conversations.append(conversation, draft, always)).toMatchObject({ seq: 1 });
    });

    it("answers a repetition with where the first stands, whatever admit says", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const draft = aMessage(device, { at: 500 });
      await conversations.append(conversation, draft, always);
      await conversations.append(conversation, aMessage(device), always);
      const again = { ...draft, at: 900, bytes: someBytes() };
      const repeated = { outcome: "repeated", seq: 1, at: 500 };
      expect(await conversations.append(conversation, again, always)).toEqual(repeated);
      const refuse: Admit<string> = () => ({ admitted: false, refusal: "too late" });
      expect(await conversations.append(conversation, again, refuse)).toEqual(repeated);
      expect(await conversations.tail(conversation)).toMatchObject({ seq: 2 });
      expect(await conversations.read(conversation, 0, 1, page(10))).toMatchObject([{ bytes: draft.bytes }]);
    });

    it("takes the same message id from another device, or in another conversation, for another message", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const draft = aMessage(device);
      await conversations.append(conversation, draft, always);
      const other = await conversations.append(conversation, { ...draft, sender: aDevice() }, always);
      expect(other).toMatchObject({ outcome: "appended", seq: 2 });
      const elsewhere = await conversations.append(aConversation(), draft, always);
      expect(elsewhere).toMatchObject({ outcome: "appended", seq: 1 });
    });

    it("numbers fifty messages that come at once from as many devices without gap or double", async () => {
      const { conversations } = storage();
      const conversation = aConversation();
      const drafts = several(50, (at) => aMessage(aDevice(), { at }));
      const answers = await Promise.all(
        drafts.map((draft) => conversations.append(conversation, draft, always)),
      );
      const numbers = answers.map((answer) => (answer.outcome === "refused" ? 0 : answer.seq));
      expect([...numbers].sort((a, b) => a - b)).toEqual(several(50, (at) => at + 1));
      const log = await conversations.read(conversation, 0, 1000, page(1000));
      expect(log.map(({ seq }) => seq)).toEqual(several(50, (at) => at + 1));
      for (const [at, draft] of drafts.entries())
        expect(log[(numbers[at] ?? 0) - 1]).toEqual({ ...draft, seq: numbers[at] });
    });

    it("has one winner among commits of the same epoch, and tells the others the tail that it left", async () => {
      const { conversations } = storage();
      const conversation = aConversation();
      const devices = several(20, aDevice);
      const [first = aDevice()] = devices;
      await conversations.append(conversation, aCommit(first, 0, devices, { added: devices }), always);
      const answers = await Promise.all(
        devices.map((device) => conversations.append(conversation, aCommit(device, 1, devices), atEpoch(1))),
      );
      const winners = devices.filter((_, at) => answers[at]?.outcome === "appended");
      expect(winners).toHaveLength(1);
      const tail = { seq: 2, at: 1_700_000_000_000, epoch: 2, floor: 0, commitSeq: 2 };
      expect(answers.filter(({ outcome }) => outcome !== "appended")).toEqual(
        several(19, () => ({ outcome: "refused", refusal: tail })),
      );
      expect(await conversations.tail(conversation)).toEqual(tail);
      expect(await conversations.commit(conversation, 2)).toMatchObject({ sender: winners[0] });
    });

    it("appends one message once, however often it is sent at once", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const draft = aMessage(device, { at: 5 });
      const others = several(10, () => aMessage(aDevice()));
      const [answers] = await Promise.all([
        Promise.all(several(20, () => conversations.append(conversation, { ...draft }, always))),
        ...others.map((other) => conversations.append(conversation, other, always)),
      ]);
      expect(answers.filter(({ outcome }) => outcome === "appended")).toHaveLength(1);
      expect(answers.filter(({ outcome }) => outcome === "repeated")).toHaveLength(19);
      const numbers = new Set(answers.map((answer) => (answer.outcome === "refused" ? 0 : answer.seq)));
      expect(numbers.size).toBe(1);
      expect(await conversations.tail(conversation)).toMatchObject({ seq: 11 });
    });

    it("lets one that fails fail alone", async () => {
      const { conversations } = storage();
      const [conversation, device] = [aConversation(), aDevice()];
      const broken: Admit<never> = () => {
        throw new Error("admit is broken");
      };
      const drafts = several(9, () => aMessage(device));
      const answers = await Promise.allSettled(
        drafts.map((draft, at) => conversations.append(conversation, draft, at === 4 ? broken : always)),
      );
      const outcomes = answers.map((answer) =>
        answer.status === "fulfilled" ? answer.value.outcome : "rejected",
      );
      expect(outcomes).toEqual(several(9, (at) => (at === 4 ? "rejected" : "appended")));
      const log = await conversations.read(conversation, 0, 100, page(100));
      expect(log.map(({ seq }) => seq)).toEqual(several(8, (at) => at + 1));
    });
  });
}
